/// A whole number that a spreadsheet took for a quantity and wrote in its own way: `7,9E+10`, `7.9991234567E+10`,
/// `79991234567.0`.
///
/// Telephone and tax numbers come so out of Excel. Where every digit is still there, the number is as good as before.
public struct SpreadsheetNumber: Hashable, Sendable {
    /// All digits; `nil` where the spreadsheet cut some off.
    public let digits: String?

    /// - Returns: `nil` for a text that has not this form.
    public init?(_ text: String) {
        guard text.utf8.contains(where: { Self.isE($0) || $0 == 0x2E || $0 == 0x2C }) else { return nil }
        let bytes = Array(text.trimmed.utf8)
        guard let first = bytes.first, (0x30...0x39).contains(first),
            let point = bytes.firstIndex(where: { $0 == 0x2E || $0 == 0x2C }) ?? bytes.firstIndex(where: Self.isE)
        else { return nil }
        let head = bytes[..<point]
        guard head.allSatisfy(Self.isDigit) else { return nil }
        guard let mark = bytes.firstIndex(where: Self.isE) else {
            // «79991234567.0»: a column that was read as floating-point numbers.
            let fraction = bytes[(point + 1)...]
            guard head.count >= 9, !fraction.isEmpty, fraction.allSatisfy({ $0 == 0x30 }) else { return nil }
            digits = String(decoding: head, as: UTF8.self)
            return
        }
        let fraction = mark > point ? bytes[(point + 1)..<mark] : []
        let exponentBytes = bytes[(mark + 1)...].drop { $0 == 0x2B }
        guard head.count == 1, fraction.allSatisfy(Self.isDigit), !exponentBytes.isEmpty, exponentBytes.count <= 2,
            exponentBytes.allSatisfy(Self.isDigit), let exponent = Int(String(decoding: exponentBytes, as: UTF8.self))
        else { return nil }
        // A zero at the end is not written, but neither is a digit that was cut.
        digits = fraction.count == exponent ? String(decoding: head + fraction, as: UTF8.self) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isE(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "e") }
}
