/// Numbers and moments as Excel keeps them, in plain text.
enum ExcelNumber {
    /// A number without an exponent and with no more digits than Excel has: fifteen.
    ///
    /// `7.9991234567E10` → `79991234567`, `1200.5000000000001` → `1200.5`; what is no number stays as it is.
    static func plain(_ text: String) -> String {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var isNegative = false
        var rest = Substring(text)
        if rest.first == "-" || rest.first == "+" {
            isNegative = rest.first == "-"
            rest = rest.dropFirst()
        }
        if let mark = rest.firstIndex(where: { $0 == "E" || $0 == "e" }) {
            guard let power = Int(rest[rest.index(after: mark)...]), abs(power) <= 400 else { return text }
            exponent = power
            rest = rest[..<mark]
        }
        for character in rest {
            if character == ".", point == nil {
                point = digits.count
            } else if let digit = character.wholeNumberValue, character.isASCII {
                digits.append(UInt8(digit))
            } else {
                return text
            }
        }
        guard !digits.isEmpty else { return text }
        var position = (point ?? digits.count) + exponent
        while digits.count > 1, digits[0] == 0 {
            digits.removeFirst()
            position -= 1
        }
        if digits.count > 15 {
            let carries = digits[15] >= 5
            digits.removeLast(digits.count - 15)
            if carries { increment(&digits, &position) }
        }
        return written(digits, position, isNegative)
    }

    private static func increment(_ digits: inout [UInt8], _ position: inout Int) {
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
            index -= 1
        }
        digits.insert(1, at: 0)
        position += 1
    }

    private static func written(_ digits: [UInt8], _ position: Int, _ isNegative: Bool) -> String {
        func text(_ part: some Sequence<UInt8>) -> String { part.map { String($0) }.joined() }
        var whole = position > 0 ? text(digits.prefix(position)) : "0"
        if position > digits.count { whole += String(repeating: "0", count: position - digits.count) }
        var fraction = position < digits.count ? Array(digits.dropFirst(max(0, position))) : []
        if position < 0 { fraction = Array(repeating: 0, count: -position) + fraction }
        while fraction.last == 0 { fraction.removeLast() }
        let value = fraction.isEmpty ? whole : "\(whole).\(text(fraction))"
        return isNegative && value.contains(where: { $0 != "0" && $0 != "." }) ? "-\(value)" : value
    }

    /// `23.11.2026`, `23.11.2026 10:15:00` or `10:15:00` of a serial number of days; the number where it is none.
    static func moment(_ text: String, uses1904: Bool) -> String {
        guard let serial = Double(text), serial >= 0, serial < 2_958_466 else { return plain(text) }
        var day = Int(serial)
        var second = Int(((serial - Double(day)) * 86_400).rounded())
        if second == 86_400 { (day, second) = (day + 1, 0) }
        let time = "\(pad(second / 3_600)):\(pad(second / 60 % 60)):\(pad(second % 60))"
        if day == 0, !uses1904 { return time }
        // Excel believes that 29 February 1900 was a day.
        let days = uses1904 ? day - 24_107 : day - (day > 59 ? 25_569 : 25_568)
        let date = civil(days)
        return second == 0 ? date : "\(date) \(time)"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The date of a number of days since 1 January 1970.
    private static func civil(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let realMonth = month < 10 ? month + 3 : month - 9
        return "\(pad(day)).\(pad(realMonth)).\(yearOfEra + era * 400 + (realMonth <= 2 ? 1 : 0))"
    }
}
