/// A telephone number in the form in which both CRMs compare it.
public struct PhoneNumber: Hashable, Sendable {
    /// `+79991234567`; the extension is not part of it.
    public let international: String
    public let extensionDigits: String?

    /// Reads one number as people write it.
    ///
    /// Eleven digits with 7 or 8 and ten digits are Russian; anything else must begin with «+».
    ///
    /// - Returns: `nil` for what is no number, among it what Excel made of one (`7,9E+10`).
    public init?(_ text: String) {
        let lower = text.lowercased()
        let markers = ["доб", "ext", "вн.", "#", ";ext"]
        let cut = markers.compactMap { lower.firstRange(of: $0)?.lowerBound }.min()
        let main = cut.map { lower[..<$0] } ?? lower[...]
        let tail = cut.map { lower[$0...].filter(\.isWholeNumber) }
        guard main.allSatisfy({ $0.isASCII && $0.isNumber || " +-()./\u{A0}\u{2011}\u{2013}'".contains($0) }) else {
            return nil
        }
        let digits = main.filter { $0.isASCII && $0.isNumber }
        let hasPlus = main.contains("+")
        switch digits.count {
        case 11 where digits.first == "8" && !hasPlus: international = "+7" + digits.dropFirst()
        case 11 where digits.first == "7": international = "+" + digits
        case 10 where !hasPlus: international = "+7" + digits
        case 8...15 where hasPlus: international = "+" + digits
        default: return nil
        }
        extensionDigits = tail.flatMap { $0.isEmpty ? nil : String($0) }
    }

    /// The numbers in a cell or value, and what of it could not be read as one.
    public static func all(in text: String) -> (numbers: [PhoneNumber], unreadable: [String]) {
        var numbers: [PhoneNumber] = []
        var unreadable: [String] = []
        let separators: Set<Character> = [",", ";", "\n", "/"]
        for part in text.split(whereSeparator: separators.contains) {
            let piece = part.trimmed
            guard piece.contains(where: { $0.isNumber || $0.isLetter }) else { continue }
            if let number = PhoneNumber(piece) {
                if !numbers.contains(number) { numbers.append(number) }
            } else {
                unreadable.append(piece)
            }
        }
        return (numbers, unreadable)
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    public var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// With every run of white space, line breaks among it, as one space.
    public var singleLine: String {
        // Nearly every text is one line already; its bytes show that without looking at characters.
        var text = String(self)
        if text.withUTF8(Self.isSingleLine) { return text }
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func isSingleLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var last: UInt8 = 0x20
        for byte in bytes {
            // NBSP begins with C2, the other spaces with E1…E3.
            if byte < 0x20 || byte == 0xC2 || (0xE1...0xE3).contains(byte) { return false }
            if byte == 0x20, last == 0x20 { return false }
            last = byte
        }
        return bytes.isEmpty || last != 0x20
    }
}
