/// What is left of a text when 1C and XML have had their say: nothing that either would change on its way.
enum OrderText {
    /// «Наименование» of counterparties and goods: what is longer is stored cut and searched whole (C03, L06).
    static let nameLength = 100
    /// «НаименованиеТип» of the schema, in every version.
    static let longNameLength = 250
    /// «СтрокаТип».
    static let lineLength = 255
    /// «ЗначениеТип».
    static let valueLength = 1000
    /// «КомментарийТип».
    static let commentLength = 3000

    /// One line: without what XML 1.0 forbids, line breaks as blanks, trimmed, cut, and trimmed again.
    ///
    /// Lengths are 1C's, in UTF-16; a scalar is never cut in two.
    ///
    /// - Returns: `nil` where nothing is left: an element must never be empty (D11, C04).
    static func line(_ text: String?, limit: Int) -> String? {
        clean(text, limit: limit, keepsLineBreaks: false)
    }

    /// Text that may have several lines.
    static func paragraph(_ text: String?, limit: Int) -> String? {
        clean(text, limit: limit, keepsLineBreaks: true)
    }

    /// Whether a text goes out exactly as it is.
    static func isUnchanged(_ text: String) -> Bool {
        line(text, limit: .max) == text
    }

    private static func clean(_ text: String?, limit: Int, keepsLineBreaks: Bool) -> String? {
        guard var text, !text.isEmpty else { return nil }
        if text.withUTF8({ isClean($0, limit: limit) }) { return text }
        var scalars: [Unicode.Scalar] = []
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "\n" where afterReturn: continue
            case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
                scalars.append(keepsLineBreaks ? "\n" : " ")
            case "\t": scalars.append(" ")
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: scalars.append(scalar)
            }
        }
        let cut = prefix(of: trim(scalars[...]), units: limit)
        guard !cut.isEmpty else { return nil }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: trim(cut))
        return String(result)
    }

    /// Nearly every text needs nothing: its bytes show that without a copy.
    ///
    /// May be wrong about a clean text, for which there is the long way, never about another.
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20 else { return false }
        var units = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte < 0x20 { return false }
                units += 1
                index += 1
            } else if byte < 0xE0 {
                // C2 85 is a line break, C2 A0 a blank.
                if byte == 0xC2,
                    bytes[index + 1] == 0x85 || isEnd(index, of: bytes, length: 2) && bytes[index + 1] == 0xA0
                {
                    return false
                }
                units += 1
                index += 2
            } else if byte < 0xF0 {
                // E2 80 has two line breaks, EF BF two that are no characters; the other blanks are in E1…E3.
                let pair = (byte, bytes[index + 1])
                if pair == (0xE2, 0x80) && (0xA8...0xA9).contains(bytes[index + 2]) || pair == (0xEF, 0xBF) {
                    return false
                }
                if byte <= 0xE3, isEnd(index, of: bytes, length: 3) { return false }
                units += 1
                index += 3
            } else {
                units += 2
                index += 4
            }
        }
        return units <= limit
    }

    private static func isEnd(_ index: Int, of bytes: UnsafeBufferPointer<UInt8>, length: Int) -> Bool {
        index == 0 || index + length == bytes.count
    }

    private static func trim(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var scalars = scalars
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return scalars.drop { $0.properties.isWhitespace }
    }

    private static func prefix(of scalars: ArraySlice<Unicode.Scalar>, units: Int) -> ArraySlice<Unicode.Scalar> {
        var left = units
        return scalars.prefix { scalar in
            left -= scalar.value > 0xFFFF ? 2 : 1
            return left >= 0
        }
    }
}
