internal import CZlib

/// Unpacks one entry of a ZIP; memory holds a piece of it.
enum Inflate {
    private static let pieceLength = 1 << 16

    /// Gives the bytes in pieces, and at the end compares their number and checksum with the directory's.
    ///
    /// - Throws: ``ZIPFault``, or what `body` threw.
    static func read(
        _ entry: ZIPDirectory.Entry, of file: BinaryFile, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var total = 0
        var checksum = crc32(0, nil, 0)
        func give(_ bytes: UnsafeRawBufferPointer) throws {
            guard !bytes.isEmpty else { return }
            total += bytes.count
            guard total <= entry.size else { throw ZIPFault(kind: .inconsistent, entry: entry.name) }
            checksum = crc32(checksum, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(bytes.count))
            try body(bytes)
        }
        if entry.method == 0 {
            try pieces(entry, file) { try give($0) }
        } else {
            try inflated(entry, file, give)
        }
        guard total == entry.size else { throw ZIPFault(kind: .inconsistent, entry: entry.name) }
        guard checksum == UInt(entry.checksum) else { throw ZIPFault(kind: .damaged, entry: entry.name) }
    }

    private static func pieces(
        _ entry: ZIPDirectory.Entry, _ file: BinaryFile, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var position = entry.start
        let end = entry.start + entry.packed
        while position < end {
            let piece = try file.bytes(position, min(pieceLength, end - position))
            position += piece.count
            try piece.withUnsafeBytes(body)
        }
    }

    private static func inflated(
        _ entry: ZIPDirectory.Entry, _ file: BinaryFile, _ give: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let damaged = ZIPFault(kind: .damaged, entry: entry.name)
        var stream = z_stream()
        // Minus: raw data, without zlib's own header.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { throw damaged }
        defer { inflateEnd(&stream) }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceLength, alignment: 1)
        defer { output.deallocate() }
        var isOver = false
        try pieces(entry, file) { piece in
            // Nothing may stand behind the end of the stream.
            guard !isOver, let start = piece.baseAddress?.assumingMemoryBound(to: UInt8.self) else { throw damaged }
            // zlib only reads from here, though its field is not const.
            stream.next_in = UnsafeMutablePointer(mutating: start)
            stream.avail_in = UInt32(piece.count)
            repeat {
                stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.avail_out = UInt32(output.count)
                let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw damaged }
                try give(UnsafeRawBufferPointer(rebasing: output[..<(output.count - Int(stream.avail_out))]))
                isOver = status == Z_STREAM_END
                if isOver, stream.avail_in > 0 { throw damaged }
            } while !isOver && (stream.avail_in > 0 || stream.avail_out == 0)
        }
        guard isOver else { throw damaged }
    }
}
