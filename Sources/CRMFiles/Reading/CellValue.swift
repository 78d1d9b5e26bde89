internal import ExchangeModel

/// A cell without what a spreadsheet or an exporter put around the value.
enum CellValue {
    /// Without white space at both ends, without the apostrophe that keeps a spreadsheet from taking a value for a
    /// formula or a number (`'+7999…`), and without the formula that keeps it a text (`="0123"`).
    static func clean(_ cell: String) -> String {
        var cell = cell
        if cell.withUTF8(isClean) { return cell }
        var text = cell.trimmed
        if text.first == "\u{FEFF}" { text = text.dropFirst().trimmed }
        if text.first == "'" {
            let rest = String(text.dropFirst())
            if rest.first?.isNumber == true || rest.spreadsheetText != rest { text = rest.trimmed }
        }
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 {
            text = text.dropFirst(2).dropLast().trimmed
        }
        return text
    }

    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        // Beyond ASCII only letters of Cyrillic are known to be no white space at first sight.
        return first > 0x20 && last > 0x20 && first != UInt8(ascii: "'") && first != UInt8(ascii: "=")
            && (first < 0x80 || first == 0xD0 || first == 0xD1)
            && !(last == 0xA0 && bytes.count > 1
                && bytes[bytes.count - 2] == 0xC2)
            && !(bytes.count > 2 && bytes[bytes.count - 3] == 0xE2)
    }
}
