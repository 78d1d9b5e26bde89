import Foundation

/// Makes ZIP archives of uncompressed entries, right or wrong ones.
struct StoredZIP {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Packs the entries; a checksum that is given stands in place of the right ones.
    init(_ entries: [(name: String, text: String)], checksum: UInt32? = nil) {
        for entry in entries { add(entry.name, Array(entry.text.utf8), checksum) }
    }

    var bytes: [UInt8] {
        var end = Self.long(0x0605_4B50)
        for value in [0, 0, count, count] { end += Self.short(value) }
        end += Self.long(UInt32(directory.count))
        end += Self.long(UInt32(body.count))
        end += Self.short(0)
        return body + directory + end
    }

    private mutating func add(_ name: String, _ data: [UInt8], _ checksum: UInt32?) {
        let offset = UInt32(body.count)
        let size = Self.long(UInt32(data.count))
        // Version 2.0, UTF-8 names, stored, no time.
        var common = Self.short(20)
        common += Self.short(0x0800)
        common += Self.short(0)
        common += Self.long(0)
        common += Self.long(checksum ?? Self.crc(data))
        common += size
        common += size
        common += Self.short(name.utf8.count)
        common += Self.short(0)
        body += Self.long(0x0403_4B50)
        body += common
        body += Array(name.utf8)
        body += data
        directory += Self.long(0x0201_4B50)
        directory += Self.short(20)
        directory += common
        for _ in 0..<3 { directory += Self.short(0) }
        directory += Self.long(0)
        directory += Self.long(offset)
        directory += Array(name.utf8)
        count += 1
    }

    private static func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    private static func long(_ value: UInt32) -> [UInt8] {
        [0, 8, 16, 24].map { (shift: UInt32) -> UInt8 in UInt8(truncatingIfNeeded: value >> shift) }
    }

    private static func crc(_ data: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 {
                let shifted = crc >> 1
                crc = crc & 1 == 1 ? shifted ^ 0xEDB8_8320 : shifted
            }
        }
        return ~crc
    }
}

/// Gives the path of a file with those bytes, in a folder that is gone afterwards.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "obmen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "archive.zip")
    try Data(bytes).write(to: file)
    return try body(file.path)
}
