/// Days since the beginning of Excel's calendar, as people write them.
enum ExcelDate {
    /// «23.11.2026», «23.11.2026 10:15:00» with a time of day, «10:15:00» without a day.
    ///
    /// - Returns: `nil` for what Excel shows no date of: text, a negative number, one past the year 9999.
    static func text(_ number: String, _ format: NumberFormat, countsFrom1904: Bool) -> String? {
        // A date is no money: the fraction is rounded to whole seconds, far above what a Double loses.
        guard let serial = Double(number), serial >= 0, serial < (countsFrom1904 ? 2_957_004 : 2_958_466) else {
            return nil
        }
        let total = Int((serial * 86_400).rounded())
        if format == .elapsed { return time(total) }
        let (day, seconds) = total.quotientAndRemainder(dividingBy: 86_400)
        if day == 0, seconds > 0 || format == .time { return time(seconds) }
        guard let date = date(day, countsFrom1904: countsFrom1904) else { return nil }
        return seconds == 0 ? date : date + " " + time(seconds)
    }

    /// «23.11.2026 10:15:00» of `2026-11-23T10:15:00Z`, which a cell of the type `d` holds.
    static func text(iso8601 text: String) -> String {
        let halves = text.split(separator: "T", maxSplits: 1)
        guard let date = halves.first?.split(separator: "-"), date.count == 3, date[0].count == 4 else { return text }
        let day = "\(date[2]).\(date[1]).\(date[0])"
        guard halves.count == 2 else { return day }
        let time = halves[1].prefix { $0.isNumber || $0 == ":" }
        return time == "00:00:00" ? day : day + " " + time
    }

    private static func time(_ seconds: Int) -> String {
        "\(pad(seconds / 3_600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
    }

    private static func date(_ day: Int, countsFrom1904: Bool) -> String? {
        if countsFrom1904 { return date(sinceEpoch: day - 24_107) }
        // Excel took over from Lotus a 29 February 1900 that never was; days before it are one less.
        switch day {
        case 0: return nil
        case 60: return "29.02.1900"
        case ..<60: return date(sinceEpoch: day - 25_568)
        default: return date(sinceEpoch: day - 25_569)
        }
    }

    /// The date of a day counted from 1 January 1970, by the Gregorian calendar.
    private static func date(sinceEpoch day: Int) -> String {
        // Years begin in March here, so that the day of a leap year is their last; an era is 400 of them.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let dayOfMonth = ofYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
        return "\(pad(dayOfMonth)).\(pad(month < 10 ? month + 3 : month - 9)).\(year)"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
