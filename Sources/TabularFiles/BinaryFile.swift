internal import Glibc

/// A file of which pieces are read at places; held open, so that all of them are of one and the same file.
final class BinaryFile {
    let size: Int
    private let descriptor: CInt

    init(_ path: String) throws(ZIPFault) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw ZIPFault(kind: .unreadable, entry: nil) }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// - Throws: ``ZIPFault/Kind/damaged`` where the file ends before.
    func bytes(_ offset: Int, _ count: Int) throws(ZIPFault) -> [UInt8] {
        guard count > 0 else { return [] }
        guard offset >= 0, offset + count <= size else { throw ZIPFault(kind: .damaged, entry: nil) }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, offset + filled)
            }
            guard read > 0 else { throw ZIPFault(kind: .unreadable, entry: nil) }
            filled += read
        }
        return bytes
    }
}
