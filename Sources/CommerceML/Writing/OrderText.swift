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
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20 else { return false }
        var units = 0
        for byte in bytes {
            // C2 begins NBSP and NEL; E1…E3 the other blanks; EF the two that are no characters.
            if byte < 0x20 || byte == 0xC2 || (0xE1...0xE3).contains(byte) || byte == 0xEF { return false }
            if byte < 0x80 || byte >= 0xC0 { units += byte >= 0xF0 ? 2 : 1 }
        }
        return units <= limit
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
