/// Makes small ZIP archives for tests: entries are stored, not compressed.
struct ZIPBuilder {
    struct Entry {
        let name: String
        var data: [UInt8] = []
        /// Unix mode in the upper half of the external attributes; a regular file.
        var mode: UInt32 = 0o100644
        /// What is written in place of the right checksum.
        var checksum: UInt32?
        var isEncrypted = false
    }

    static func archive(_ entries: [Entry]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = body.count
            let common = common(entry)
            body += number(0x0403_4B50, 4) + common + number(0, 2) + Array(entry.name.utf8) + entry.data
            directory += number(0x0201_4B50, 4) + number(0x031E, 2) + common
            // Extra field, comment, disk, internal attributes, external attributes, offset.
            directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2)
            directory += number(entry.mode << 16, 4) + number(UInt32(offset), 4) + Array(entry.name.utf8)
        }
        let count = number(UInt32(entries.count), 2)
        return body + directory + number(0x0605_4B50, 4) + number(0, 4) + count + count
            + number(UInt32(directory.count), 4) + number(UInt32(body.count), 4) + number(0, 2)
    }

    /// What the local header and the directory have in common: version … length of the name.
    private static func common(_ entry: Entry) -> [UInt8] {
        // Bit 11: the name is UTF-8; bit 0: encrypted.
        let flags: UInt32 = 1 << 11 | (entry.isEncrypted ? 1 : 0)
        let size = number(UInt32(entry.data.count), 4)
        return number(20, 2) + number(flags, 2) + number(0, 2) + number(0, 2) + number(0x5A21, 2)
            + number(entry.checksum ?? crc32(entry.data), 4) + size + size + number(UInt32(entry.name.utf8.count), 2)
    }

    private static func number(_ value: UInt32, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
