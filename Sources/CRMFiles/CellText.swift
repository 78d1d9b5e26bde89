internal import ExchangeModel

/// How values are written so that importers read them back the same.
enum CellText {
    /// `ДД.ММ.ГГГГ` of `ГГГГ-ММ-ДД…`; empty for what is no date, 1C's empty date `0001-01-01` among it.
    static func date(_ text: String?) -> String {
        guard let text else { return "" }
        let parts = text.prefix(10).split(separator: "-")
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1900...2999).contains(year), (1...12).contains(month), (1...daysIn(month, year)).contains(day)
        else { return "" }
        return "\(pad(day)).\(pad(month)).\(year)"
    }

    private static func daysIn(_ month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A point and two digits, nothing between the thousands.
    static func money(_ value: ExactDecimal) -> String { value.rounded(to: 2).description }

    static func money(kopecks: Int) -> String { ExactDecimal(kopecks: kopecks).description }

    static func phone(_ phone: PhoneNumber) -> String {
        phone.extensionDigits.map { "\(phone.international) доб. \($0)" } ?? phone.international
    }

    static func phones(_ phones: [PhoneNumber]) -> String {
        phones.map(phone).joined(separator: ",")
    }

    static func emails(_ emails: [EmailAddress]) -> String {
        emails.map(\.address).joined(separator: ",")
    }

    /// The ISO code of a currency as 1C writes it; the text itself where it is not known.
    static func currency(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        // What nearly every base writes, without looking at characters.
        if ["RUB", "руб", "руб."].contains(text) { return "RUB" }
        switch text.lowercased().filter({ $0.isLetter || $0.isNumber }) {
        case "руб", "рубль", "rub", "rur", "643", "810", "р": return "RUB"
        case "usd", "840", "долл", "долларсша": return "USD"
        case "eur", "978", "евро": return "EUR"
        case "kzt", "398", "тенге": return "KZT"
        case "byn", "933": return "BYN"
        case "byr", "974": return "BYR"
        case "uah", "980", "грн", "гривна": return "UAH"
        default: return text
        }
    }

    private static let shortUnits = ["шт", "кг", "г", "л", "м", "упак", "пар"].map { Array($0.utf8) }

    /// A unit by its short name, from the name or the code of the classifier of units (ОКЕИ).
    static func unit(_ text: String?) -> String {
        guard let text else { return "" }
        // As bytes: what is no ASCII is else compared letter by letter.
        if shortUnits.contains(where: text.utf8.elementsEqual) { return text }
        let lower = text.lowercased().trimmed
        let name = lower.last == "." ? String(lower.dropLast()) : lower
        return switch name {
        case "796", "штука", "pce": "шт"
        case "166", "килограмм", "kgm": "кг"
        case "163", "грамм", "grm": "г"
        case "112", "литр", "ltr": "л"
        case "006", "6", "метр", "mtr": "м"
        case "778", "упаковка", "nmp": "упак"
        case "715", "npr": "пар"
        default: name
        }
    }
}
