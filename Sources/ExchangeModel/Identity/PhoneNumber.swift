/// A telephone number in the form in which both CRMs compare it.
public struct PhoneNumber: Hashable, Sendable {
    /// `+79991234567`; the extension is not part of it.
    public let international: String
    public let extensionDigits: String?

    /// Reads one number as people write it.
    ///
    /// Eleven digits with 7 or 8 and ten digits are Russian; anything else must begin with «+». A number that a
    /// spreadsheet wrote as `7,9991234567E+10` is read where all its digits are there.
    ///
    /// - Returns: `nil` for what is no number, among it what Excel cut (`7,9E+10`).
    public init?(_ text: String) {
        var text = text
        if let number = SpreadsheetNumber(text) {
            guard let digits = number.digits, (10...11).contains(digits.count) else { return nil }
            text = digits
        }
        if let plain = Self.plain(text) {
            guard let number = Self.international(plain.digits, hasPlus: plain.hasPlus) else { return nil }
            (international, extensionDigits) = (number, nil)
            return
        }
        let lower = text.lowercased()
        let cut = Self.markers.compactMap { lower.firstRange(of: $0)?.lowerBound }.min()
        let main = cut.map { lower[..<$0] } ?? lower[...]
        let tail = cut.map { lower[$0...].filter(\.isWholeNumber) }
        guard main.allSatisfy({ $0.isASCII && $0.isNumber || Self.punctuation.contains($0) }) else { return nil }
        let digits = main.utf8.filter { (0x30...0x39).contains($0) }
        guard let number = Self.international(digits, hasPlus: main.contains("+")) else { return nil }
        international = number
        extensionDigits = tail.flatMap { $0.isEmpty ? nil : String($0) }
    }

    /// - Returns: `nil` where the digits are no number.
    private static func international(_ digits: [UInt8], hasPlus: Bool) -> String? {
        func text(_ prefix: String, _ digits: ArraySlice<UInt8>) -> String {
            prefix + String(decoding: digits, as: UTF8.self)
        }
        return switch digits.count {
        case 11 where digits.first == UInt8(ascii: "8") && !hasPlus: text("+7", digits.dropFirst())
        case 11 where digits.first == UInt8(ascii: "7"): text("+", digits[...])
        case 10 where !hasPlus: text("+7", digits[...])
        case 8...15 where hasPlus: text("+", digits[...])
        default: nil
        }
    }

    /// The digits of what nearly every cell has: nothing but them and ASCII punctuation.
    private static func plain(_ text: String) -> (digits: [UInt8], hasPlus: Bool)? {
        var digits: [UInt8] = []
        digits.reserveCapacity(16)
        var hasPlus = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case 0x2B: hasPlus = true
            case 0x20, 0x27, 0x28, 0x29, 0x2D, 0x2E, 0x2F: break
            default: return nil
            }
        }
        return (digits, hasPlus)
    }

    private static let markers = ["доб", "ext", "вн.", "внутр", "#", ";ext"]
    private static let punctuation: Set<Character> = [
        " ", "+", "-", "(", ")", ".", "/", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2010}", "\u{2011}", "\u{2012}",
        "\u{2013}", "\u{2014}", "\u{2212}", "'", "’", "\t"
    ]

    /// The last ten digits, by which two spellings of one number are found alike.
    public var comparisonKey: String { String(international.filter(\.isWholeNumber).suffix(10)) }

    /// The numbers in a cell or value, and what of it could not be read as one.
    public static func all(in text: String) -> (numbers: [PhoneNumber], unreadable: [String]) {
        if !text.utf8.contains(0x2F), plain(text) != nil, let number = PhoneNumber(text) { return ([number], []) }
        var numbers = DistinctList<PhoneNumber>()
        var unreadable: [String] = []
        func add(_ number: PhoneNumber) { numbers.add(number) }
        for piece in pieces(text) {
            guard piece.contains(where: { $0.isNumber || $0.isLetter }) else { continue }
            if let number = PhoneNumber(piece) {
                add(number)
            } else if let glued = unglued(piece) {
                glued.forEach(add)
            } else if let start = piece.firstIndex(where: \.isLetter),
                let number = PhoneNumber(withoutOpenBracket(piece[..<start]))
            {
                // «+7 999 123-45-67 (Олег)»: the number is read, the words are kept.
                add(number)
                unreadable.append(String(piece[start...]))
            } else {
                unreadable.append(piece)
            }
        }
        return (numbers.elements, unreadable)
    }

    private static func withoutOpenBracket(_ text: Substring) -> String {
        let text = text.trimmed
        return text.last == "(" ? text.dropLast().trimmed : text
    }

    /// The comma of `7,99E+10` separates nothing.
    private static func pieces(_ text: String) -> [String] {
        if SpreadsheetNumber(text) != nil { return [text.trimmed] }
        return text.split { separators.contains($0) || $0.isNewline }.map(\.trimmed)
    }

    private static let separators: Set<Character> = [",", ";", "/", "|"]

    /// Numbers with nothing but a space between them; `nil` where any part is no number in full.
    private static func unglued(_ piece: String) -> [PhoneNumber]? {
        let byPlus = piece.split(separator: "+")
        if byPlus.count > 1, piece.hasPrefix("+") {
            let numbers = byPlus.compactMap { PhoneNumber("+" + $0.trimmed) }
            if numbers.count == byPlus.count { return numbers }
        }
        let words = piece.split(whereSeparator: \.isWhitespace)
        guard words.count > 1, words.allSatisfy({ $0.utf8.count >= 10 }) else { return nil }
        let numbers = words.compactMap { PhoneNumber(String($0)) }
        return numbers.count == words.count ? numbers : nil
    }
}

extension PhoneNumber: CustomStringConvertible {
    /// `+79991234567`; with an extension `+79991234567 доб. 12`.
    public var description: String { extensionDigits.map { "\(international) доб. \($0)" } ?? international }
}

extension StringProtocol {
    /// Without white space at both ends.
    public var trimmed: String {
        // The ends of nearly every text show at once that there is nothing to take off.
        if let first = unicodeScalars.first, let last = unicodeScalars.last, isVisible(first), isVisible(last) {
            return String(self)
        }
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// ASCII but its spaces and controls, and Cyrillic.
    private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        (0x21...0x7E).contains(scalar.value) || (0x400...0x4FF).contains(scalar.value)
    }
}
