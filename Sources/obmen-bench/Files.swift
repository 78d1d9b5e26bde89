internal import BenchSupport
internal import Glibc

/// What the measuring needs of the file system.
enum Files {
    static func size(_ paths: [String]) -> Int {
        paths.reduce(0) { sum, path in
            var status = stat()
            return sum + (stat(path, &status) == 0 ? Int(status.st_size) : 0)
        }
    }

    /// Reads files through, so that they lie in the page cache for whoever comes first.
    static func warm(_ paths: [String]) throws(BenchFault) {
        let count = 1 << 18
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
        defer { buffer.deallocate() }
        for path in paths {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw BenchFault("\(path): \(String(cString: strerror(errno)))") }
            while read(descriptor, buffer, count) > 0 {}
            close(descriptor)
        }
    }

    static func temporaryFolder(in folder: String) throws(BenchFault) -> String {
        var template = Array("\(folder)/run-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchFault("\(folder): \(String(cString: strerror(errno)))") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The number of entries of a folder, 0 where there is none.
    static func count(_ folder: String) -> Int {
        guard let entries = opendir(folder) else { return 0 }
        defer { closedir(entries) }
        var count = 0
        while let entry = readdir(entries) {
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        return count
    }

    /// The whole of a small file, empty where it cannot be read.
    static func text(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    static func sayError(_ text: String) {
        var line = text + "\n"
        line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }
}
