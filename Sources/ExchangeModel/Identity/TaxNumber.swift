/// «ИНН»: 10 digits of a legal entity or 12 of a person, with a correct checksum.
public struct TaxNumber: Hashable, Sendable {
    public let digits: String

    public var isPersonal: Bool { digits.count == 12 }

    /// - Returns: `nil` where length or checksum is wrong (crm.md, section 4), and for zeros alone: their checksum is
    ///   right, and nobody has that number.
    public init?(_ text: String) {
        let digits = text.trimmed
        let numbers = digits.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard numbers.count == digits.count, numbers.contains(where: { $0 != 0 }) else { return nil }
        switch numbers.count {
        case 10:
            guard Self.check(numbers, [2, 4, 10, 3, 5, 9, 4, 6, 8]) == numbers[9] else { return nil }
        case 12:
            guard Self.check(numbers, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == numbers[10],
                Self.check(numbers, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == numbers[11]
            else { return nil }
        default: return nil
        }
        self.digits = digits
    }

    /// Reads a number whose first digit, a zero, a spreadsheet dropped.
    ///
    /// - Returns: `nil` unless the checksum is right with the zero put back.
    public static func restoringZero(_ text: String) -> TaxNumber? {
        let digits = text.trimmed
        return digits.utf8.count == 9 || digits.utf8.count == 11 ? TaxNumber("0" + digits) : nil
    }

    private static func check(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10
    }
}
