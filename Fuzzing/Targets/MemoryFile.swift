internal import Glibc

/// One file in memory that is written anew for each input; its path can be opened like any other.
struct MemoryFile {
    let path: String
    private let descriptor: CInt

    /// One for the process: libFuzzer calls on one thread, tests one after the other.
    static let shared = MemoryFile()

    private init() {
        let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var name = Array("\(folder)/obmen-fuzz-XXXXXX".utf8CString)
        descriptor = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        precondition(descriptor >= 0)
        // Nobody else needs its name.
        unlink(name)
        path = "/proc/self/fd/\(descriptor)"
    }

    func hold(_ bytes: UnsafeRawBufferPointer) {
        precondition(ftruncate(descriptor, 0) == 0)
        precondition(bytes.isEmpty || pwrite(descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count)
    }
}
