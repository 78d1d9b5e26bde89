/// Dates and times in the one form that the loader reads; any other becomes the year 1 (D06).
enum DateText {
    /// `2026-11-23`, a day of the calendar; 1C's own years end with 3999, and the first is its empty date.
    static func date(_ text: String) -> String? {
        guard let parts = parts(text, separator: UInt8(ascii: "-"), lengths: [4, 2, 2]),
            (1980...3999).contains(parts[0]), (1...12).contains(parts[1]), parts[2] >= 1,
            parts[2] <= days(inMonth: parts[1], of: parts[0])
        else { return nil }
        return text
    }

    /// `10:15:00`, as hours, minutes and seconds.
    static func time(_ text: String) -> String? {
        guard let parts = parts(text, separator: UInt8(ascii: ":"), lengths: [2, 2, 2]),
            parts[0] < 24, parts[1] < 60, parts[2] < 60
        else { return nil }
        return text
    }

    private static func parts(_ text: String, separator: UInt8, lengths: [Int]) -> [Int]? {
        let parts = text.utf8.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == lengths.count else { return nil }
        var numbers: [Int] = []
        for (part, length) in zip(parts, lengths) {
            guard part.count == length, part.allSatisfy(isDigit) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
        }
        return numbers
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
