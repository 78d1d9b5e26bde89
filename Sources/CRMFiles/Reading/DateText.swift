internal import ExchangeModel

/// A date, with or without a time, as exports and spreadsheets write it; a zone is not worked out.
struct DateText: Hashable {
    /// As `2026-11-23`.
    let date: String
    /// `10:15:00`; `nil` where there is none.
    let time: String?
    /// The text named a zone, which the values leave out.
    let hasZone: Bool

    /// `2026-11-23T10:15:00`, or the date alone.
    var text: String { time.map { "\(date)T\($0)" } ?? date }

    /// Reads `ДД.ММ.ГГГГ`, `ГГГГ-ММ-ДД`, `ДД/ММ/ГГГГ`, each with ` ЧЧ:ММ[:СС]` or `T…`, and Excel's day numbers.
    init?(_ text: String) {
        let trimmed = text.trimmed
        if let serial = Self.serial(trimmed) {
            (date, time, hasZone) = (serial.date, serial.time, false)
            return
        }
        let bytes = Array(trimmed.utf8)
        let end = bytes.firstIndex { !(0x30...0x39).contains($0) && !Self.dateSeparators.contains($0) } ?? bytes.count
        guard let date = Self.date(bytes[..<end]) else { return nil }
        var rest = bytes[end...]
        rest = rest.drop { $0 == 0x20 || $0 == 0x2C || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "t") }
        if rest.starts(with: [0xC2, 0xA0]) { rest = rest.dropFirst(2) }
        self.date = date
        if rest.isEmpty {
            (time, hasZone) = (nil, false)
        } else {
            guard let clock = Self.clock(rest) else { return nil }
            (time, hasZone) = clock
        }
    }

    private static let dateSeparators: [UInt8] = [0x2E, 0x2D, 0x2F]

    private static func date(_ bytes: ArraySlice<UInt8>) -> String? {
        let parts = bytes.split(omittingEmptySubsequences: false) { dateSeparators.contains($0) }
        guard parts.count == 3, let first = number(parts[0]), let month = number(parts[1]),
            let last = number(parts[2])
        else { return nil }
        if parts[0].count == 4 { return written(year: first, month: month, day: last) }
        guard parts[0].count <= 2 else { return nil }
        switch parts[2].count {
        case 4: return written(year: last, month: month, day: first)
        case 2: return written(year: 2000 + last, month: month, day: first)
        default: return nil
        }
    }

    private static func written(year: Int, month: Int, day: Int) -> String? {
        guard (1900...2999).contains(year), (1...12).contains(month), day >= 1, day <= days(in: month, of: year) else {
            return nil
        }
        return written([year / 100, year % 100], [month], [day], separator: 0x2D)
    }

    /// Two digits for each number, put together without building texts in between.
    private static func written(_ parts: [Int]..., separator: UInt8) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            var count = 0
            for (number, part) in parts.enumerated() {
                if number > 0 {
                    buffer[count] = separator
                    count += 1
                }
                for value in part {
                    buffer[count] = 0x30 + UInt8(value / 10)
                    buffer[count + 1] = 0x30 + UInt8(value % 10)
                    count += 2
                }
            }
            return count
        }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 4 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    // MARK: Times

    /// `10:15:00` of a time of day; also of Excel's fraction of a day.
    static func time(_ text: String) -> String? {
        let trimmed = text.trimmed
        if let clock = clock(Array(trimmed.utf8)[...]), !clock.hasZone { return clock.time }
        guard trimmed.utf8.count > 2, trimmed.hasPrefix("0."),
            let thousandths = fraction(trimmed.utf8.dropFirst(2))
        else { return nil }
        return written(seconds: thousandths)
    }

    private static func clock(_ bytes: ArraySlice<UInt8>) -> (time: String, hasZone: Bool)? {
        let isClock: (UInt8) -> Bool = { (0x30...0x39).contains($0) || $0 == 0x3A }
        let end = bytes.firstIndex { !isClock($0) } ?? bytes.endIndex
        let parts = bytes[..<end].split(separator: 0x3A, omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.count) }),
            let hour = number(parts[0]), let minute = number(parts[1]), hour < 24, minute < 60
        else { return nil }
        let second = parts.count == 3 ? number(parts[2]) ?? 0 : 0
        guard second < 60 else { return nil }
        var rest = bytes[end...]
        if rest.first == 0x2E { rest = rest.dropFirst().drop { (0x30...0x39).contains($0) } }
        rest = rest.drop { $0 == 0x20 }
        guard rest.isEmpty || isZone(rest) else { return nil }
        return (written([hour], [minute], [second], separator: 0x3A), !rest.isEmpty)
    }

    private static func isZone(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        if ["Z", "z", "UTC", "GMT", "MSK", "МСК", "(МСК)"].contains(text) { return true }
        guard let sign = text.utf8.first, sign == 0x2B || sign == 0x2D else { return false }
        return text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x3A }
    }

    // MARK: Excel

    /// A day number of Excel, 1 January 1900 being 1; five digits are the years 1927 to 2173.
    private static func serial(_ text: String) -> (date: String, time: String?)? {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
        guard parts.count <= 2, let whole = parts.first, whole.count == 5,
            whole.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let days = whole.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        var time: String?
        if parts.count == 2 {
            guard let seconds = fraction(parts[1]) else { return nil }
            time = seconds == 0 ? nil : written(seconds: seconds)
        }
        return (civil(days - 25_569), time)
    }

    /// The seconds of a fraction of a day; `nil` for what are no digits.
    private static func fraction(_ digits: some Sequence<UInt8>) -> Int? {
        var value = 0, scale = 1
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            if scale < 1_000_000_000_000 {
                value = value * 10 + Int(byte - 0x30)
                scale *= 10
            }
        }
        return min((value * 86_400 + scale / 2) / scale, 86_399)
    }

    private static func written(seconds: Int) -> String {
        written([seconds / 3600], [seconds / 60 % 60], [seconds % 60], separator: 0x3A)
    }

    /// The date of a day counted from 1970 (Howard Hinnant's `civil_from_days`).
    private static func civil(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return written([year / 100, year % 100], [month], [day], separator: 0x2D)
    }
}
