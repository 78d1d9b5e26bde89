/// `_x000D_` in the texts of an XLSX: a character that XML has no room for (ECMA-376 part 1, 22.4.2.4, `ST_Xstring`).
enum CellEscapes {
    /// The text of bytes in UTF-8, with its escapes resolved.
    static func text(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "_"), let scalar = escaped(rest.prefix(7)) {
                plain += Array(String(scalar).utf8)
                rest = rest.dropFirst(7)
            } else {
                plain.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func escaped(_ bytes: some Collection<UInt8>) -> Unicode.Scalar? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count == 7, text.hasPrefix("_x"), text.hasSuffix("_") else { return nil }
        let digits = text.dropFirst(2).dropLast()
        guard digits.allSatisfy(\.isHexDigit), let code = UInt32(digits, radix: 16) else { return nil }
        // Controls that XML has no room for would go on into files for a CRM and for people.
        guard code >= 0x20 || [0x09, 0x0A, 0x0D].contains(code) else { return "\u{FFFD}" }
        return Unicode.Scalar(code)
    }
}
