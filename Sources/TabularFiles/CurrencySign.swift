/// The currency that a cell's format shows beside the number; the rouble is left out, as what a number without any is in.
enum CurrencySign {
    /// Longer than any; the text would be repeated in each cell.
    private static let maximumLength = 16

    /// `$USD` and `$€-1` of a code's brackets, without the dollar that begins them: what stands before the dash is
    /// shown, the language after it is not.
    static func inBrackets(_ text: some StringProtocol) -> String? {
        // `[$-419]` and `[$-x-sysdate]` are of a language alone.
        guard text.first != "-" else { return nil }
        let dash = text.lastIndex(of: "-")
        let shown = trimmed(String(text[..<(dash ?? text.endIndex)]))
        guard !shown.isEmpty, !isRouble(shown) else { return nil }
        // A sign that several countries have is one's own in the format for that country.
        let language = dash.map { text[text.index(after: $0)...].uppercased() } ?? ""
        return ownSigns[shown + language] ?? shown
    }

    /// The currency among words in quotes, which may as well be a unit: «$», «USD», «у.е.», but not «шт».
    static func inWords(_ text: String) -> String? {
        let shown = trimmed(text)
        guard !shown.isEmpty, !isRouble(shown) else { return nil }
        return known.contains(shown.lowercased()) || shown.contains(where: { $0 != "₽" && isSign($0) }) ? shown : nil
    }

    static func isSign(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .currencySymbol
    }

    private static func trimmed(_ text: String) -> String {
        let isSpace = { (character: Character) in character.isWhitespace }
        var shown = text.drop(while: isSpace)
        while let last = shown.last, isSpace(last) { shown.removeLast() }
        return String(shown.prefix(maximumLength))
    }

    private static func isRouble(_ name: String) -> Bool {
        roubles.contains(name.lowercased().filter { $0 != "." && !$0.isWhitespace })
    }

    /// The last is a Latin letter.
    private static let roubles: Set<String> = ["₽", "р", "руб", "рубль", "рубля", "рублей", "рубли", "rub", "rur", "p"]

    private static let known: Set<String> = [
        "usd", "eur", "kzt", "byn", "byr", "uah", "uzs", "kgs", "amd", "gel", "azn", "mdl", "tjs", "tmt", "cny", "gbp",
        "try", "jpy", "pln", "chf", "aed", "inr", "ils", "czk", "huf", "ron", "rsd", "bgn", "sek", "nok", "dkk", "krw",
        "thb", "vnd", "hkd", "sgd", "cad", "aud", "nzd", "brl", "zar", "us$", "r$", "долл", "долл.", "доллар",
        "доллары", "долларов", "доллар сша", "евро", "euro", "тенге", "тг", "тг.", "тнг", "грн", "грн.", "гривна",
        "бел. руб.", "бел.руб.", "руб. бел.", "br", "юань", "юаней", "сум", "сом", "драм", "лари", "манат", "лей",
        "сомони", "zł", "у.е.", "у.е", "уе"
    ]

    private static let ownSigns = ["$1009": "CAD", "$C09": "AUD", "¥411": "JPY"]
}
