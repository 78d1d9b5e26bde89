internal import CZlib

/// Makes small ZIP archives for tests, with every lie that a directory can tell: entries are stored, not compressed.
public struct ZIPBuilder {
    public struct Entry: Sendable {
        public var name: [UInt8]
        public var data: [UInt8]
        /// Unix mode in the upper half of the external attributes; a regular file.
        public var mode: UInt32
        /// What is written in place of the right checksum.
        public var checksum: UInt32?
        public var isEncrypted: Bool
        /// Bit 11: the name is UTF-8.
        public var isUTF8 = true
        /// The system that made it: 3 Unix, 0 FAT, 11 NTFS.
        public var host: UInt32 = 3
        /// 0 stored; data are written as they are whatever it says.
        public var method: UInt32 = 0
        /// What the local header says in place of the name.
        public var localName: [UInt8]?
        /// What both headers say of the size unpacked, in place of the right one.
        public var size: UInt32?
        /// What the directory alone says of the size unpacked.
        public var directorySize: UInt32?
        /// What the directory says of the place, in place of the right one.
        public var offset: UInt32?
        /// Sizes and checksum are 0 in the local header and stand behind the data: written in one go.
        public var isStreamed = false
        /// The date as DOS packs it.
        public var date: UInt32 = 0x5A21
        /// Extra fields, as bytes, in both headers.
        public var extra: [UInt8] = []

        public init(
            name: String, data: [UInt8] = [], mode: UInt32 = 0o100644, checksum: UInt32? = nil,
            isEncrypted: Bool = false
        ) {
            self.init(rawName: Array(name.utf8), data: data)
            (self.mode, self.checksum, self.isEncrypted) = (mode, checksum, isEncrypted)
        }

        public init(rawName: [UInt8], data: [UInt8] = []) {
            (name, self.data) = (rawName, data)
            (mode, isEncrypted) = (0o100644, false)
        }

        /// The same content packed with Deflate, as archivers do.
        public static func deflated(_ name: String, _ content: [UInt8]) -> Entry {
            var entry = Entry(name: name, data: deflate(content))
            (entry.method, entry.size, entry.checksum) = (8, UInt32(content.count), crc32(content))
            return entry
        }

        /// The same with some things otherwise.
        public func with(_ change: (inout Entry) -> Void) -> Entry {
            var entry = self
            change(&entry)
            return entry
        }
    }

    /// Puts the entries one behind the other and a directory behind them.
    ///
    /// - Parameters:
    ///   - entries: in the order of the file.
    ///   - count: how many entries the end of the directory claims, where not their number.
    ///   - disk: the number of the disk that the end claims to be on.
    ///   - comment: stands at the end.
    /// - Returns: the bytes of the archive.
    public static func archive(
        _ entries: [Entry], count: Int? = nil, disk: UInt32 = 0, comment: [UInt8] = []
    ) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = entry.offset ?? UInt32(body.count)
            let local = entry.localName ?? entry.name
            body += number(0x0403_4B50, 4) + common(entry, isLocal: true) + number(UInt32(local.count), 2)
            body += number(UInt32(entry.extra.count), 2) + local + entry.extra + entry.data
            if entry.isStreamed {
                let packed = UInt32(entry.data.count)
                body += number(0x0807_4B50, 4) + number(checksum(entry), 4)
                body += number(packed, 4) + number(entry.size ?? packed, 4)
            }
            directory += number(0x0201_4B50, 4) + number(entry.host << 8 | 0x1E, 2) + common(entry, isLocal: false)
            directory += number(UInt32(entry.name.count), 2) + number(UInt32(entry.extra.count), 2)
            // Comment, disk, internal attributes, external attributes, offset.
            directory += number(0, 2) + number(disk, 2) + number(0, 2)
            directory += number(entry.host == 3 ? entry.mode << 16 : 0, 4) + number(offset, 4) + entry.name
            directory += entry.extra
        }
        let claimed = number(UInt32(count ?? entries.count), 2)
        return body + directory + number(0x0605_4B50, 4) + number(disk, 2) + number(disk, 2) + claimed + claimed
            + number(UInt32(directory.count), 4) + number(UInt32(body.count), 4) + number(UInt32(comment.count), 2)
            + comment
    }

    /// What the local header and the directory have in common: version … size.
    private static func common(_ entry: Entry, isLocal: Bool) -> [UInt8] {
        let isBehind = isLocal && entry.isStreamed
        let flags: UInt32 = (entry.isUTF8 ? 1 << 11 : 0) | (entry.isEncrypted ? 1 : 0) | (entry.isStreamed ? 1 << 3 : 0)
        let packed = isBehind ? 0 : UInt32(entry.data.count)
        return number(20, 2) + number(flags, 2) + number(entry.method, 2) + number(0, 2) + number(entry.date, 2)
            + number(isBehind ? 0 : checksum(entry), 4) + number(packed, 4)
            + number(isBehind ? 0 : (isLocal ? nil : entry.directorySize) ?? entry.size ?? UInt32(entry.data.count), 4)
    }

    private static func checksum(_ entry: Entry) -> UInt32 { entry.checksum ?? crc32(entry.data) }

    private static func deflate(_ content: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        deflateInit2_(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        defer { deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
        content.withUnsafeBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                _ = CZlib.deflate(&stream, Z_FINISH)
            }
        }
        return Array(packed.prefix(Int(stream.total_out)))
    }

    public static func number(_ value: UInt32, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    public static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes { crc = crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
        return ~crc
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
}
