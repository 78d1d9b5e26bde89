internal import Glibc

/// A file read from its beginning in pieces.
struct ByteFile {
    static let pieceLength = 1 << 16

    let path: String

    /// The first bytes; fewer where the file has fewer.
    func head(_ length: Int) throws(TableFault) -> [UInt8] {
        let descriptor = try open()
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: length)
        var filled = 0
        while filled < length {
            let count = bytes.withUnsafeMutableBytes { bytes in
                read(descriptor, bytes.baseAddress?.advanced(by: filled), length - filled)
            }
            guard count >= 0 else { throw TableFault(.unreadable) }
            if count == 0 { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    /// Gives all bytes in pieces until `body` returns false; `true` when the end was reached.
    func pieces(from offset: Int = 0, _ body: (UnsafeRawBufferPointer) throws -> Bool) throws -> Bool {
        let descriptor = try open()
        defer { close(descriptor) }
        if offset > 0 { lseek(descriptor, offset, SEEK_SET) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceLength, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count >= 0 else { throw TableFault(.unreadable) }
            if count == 0 { return true }
            guard try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return false }
        }
    }

    private func open() throws(TableFault) -> CInt {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableFault(.unreadable) }
        return descriptor
    }
}
