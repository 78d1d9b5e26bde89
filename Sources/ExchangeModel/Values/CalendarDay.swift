/// A day of the calendar without a zone, as 1C and people write it.
public struct CalendarDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) {
        self.number = number
    }

    /// Reads the day at the beginning of `2026-11-23…`; `nil` for a text that is none, and for 1C's empty date.
    public init?(_ text: String) {
        let digits = text.utf8.prefix(10).map { Int($0) - 0x30 }
        guard digits.count == 10, digits[4] == -3, digits[7] == -3,
            [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ (0...9).contains(digits[$0]) })
        else { return nil }
        let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
        let (month, day) = (digits[5] * 10 + digits[6], digits[8] * 10 + digits[9])
        guard year > 1, (1...12).contains(month), day >= 1 else { return nil }
        self.init(year: year, month: month, day: day)
        // What the calendar does not have, 30 February, comes out as another day.
        guard self.month == month else { return nil }
    }

    /// Howard Hinnant's `days_from_civil`, for the years after 0.
    private init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = (shifted / 400, shifted % 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    private var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private var month: Int { parts.month }

    /// Written as `2026-11-23`.
    public var text: String {
        let (year, month, day) = parts
        return "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
    }

    /// As people read it: `23.11.2026`.
    public var russian: String {
        let (year, month, day) = parts
        return "\(Self.pad(day, 2)).\(Self.pad(month, 2)).\(Self.pad(year, 4))"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
    public static func + (day: CalendarDay, days: Int) -> CalendarDay { CalendarDay(number: day.number + days) }
    public static func - (day: CalendarDay, days: Int) -> CalendarDay { CalendarDay(number: day.number - days) }
    public static func - (left: CalendarDay, right: CalendarDay) -> Int { left.number - right.number }
}
