internal import Glibc

extension StringProtocol {
    /// With every run of white space, line breaks among it, as one space.
    public var singleLine: String {
        // Nearly every text is one line already; its bytes show that without looking at characters.
        var text = String(self)
        if text.withUTF8(SingleLine.holds) { return text }
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension String {
    /// Whether a byte of ASCII is in a text.
    public func contains(byte: UInt8) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
        }
    }
}

private enum SingleLine {
    /// Whether bytes of UTF-8 have no white space but single spaces between other characters.
    static func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = plainCount(UnsafeRawBufferPointer(bytes))
        var last = start == 0 ? 0x20 : bytes[start - 1]
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == 0x20 && last == 0x20 { return false }
            // White space beyond ASCII: NBSP and NEL; those of E1 and E3 are rare enough to look at closely.
            if last == 0xC2, byte == 0xA0 || byte == 0x85 { return false }
            if byte == 0xE1 || byte == 0xE3 { return false }
            if last == 0xE2, byte <= 0x81, isSpace(bytes, at: index) { return false }
            last = byte
        }
        return bytes.isEmpty || last != 0x20
    }

    /// U+2000…U+200A, U+2028, U+2029, U+202F, U+205F, after their first byte.
    private static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        return switch (bytes[index], bytes[index + 1]) {
        case (0x80, 0x80...0x8A), (0x80, 0xA8...0xA9), (0x80, 0xAF), (0x81, 0x9F): true
        default: false
        }
    }

    /// How many bytes at the beginning certainly are ASCII, Cyrillic and single spaces between them; eight are looked at
    /// together, one in each byte of a word.
    ///
    /// It may stop early, at `!` behind a space, but never too late. Relies on nothing but the buffer's own count.
    private static func plainCount(_ bytes: UnsafeRawBufferPointer) -> Int {
        let (ones, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        var index = 0
        // A space at the beginning is one too many.
        var spaceBefore: UInt64 = 0x80
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let controls = (word &- ones &* 0x20) & ~word & high
            let withoutSpaces = word ^ (ones &* 0x20)
            let spaces = (withoutSpaces &- ones) & ~withoutSpaces & high
            let doubled = spaces & (spaces << 8 | spaceBefore)
            // First bytes of characters that are longer than one byte, but for D0 and D1.
            let others = (word & (ones &* 0xFE)) ^ (ones &* 0xD0)
            let foreign = word & (word << 1) & (((others & ~high) &+ ~high) | others) & high
            if controls | doubled | foreign != 0 { break }
            spaceBefore = spaces >> 56
            index += 8
        }
        return index
    }
}
