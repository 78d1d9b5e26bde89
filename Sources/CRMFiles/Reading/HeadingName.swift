internal import ExchangeModel

/// A heading as it is compared: letters' case, ё, spaces of all kinds, quotes, a colon or star at its end and the
/// mark of the beginning of a file make no difference.
enum HeadingName {
    private static let marks: Set<Character> = ["\u{FEFF}", "\"", "«", "»", "“", "”", "„", "'", "\u{200B}"]

    static func of(_ heading: String) -> String {
        var text = OrganizationName.fold(heading.filter { !marks.contains($0) }.trimmed)
        while let last = text.last, last == ":" || last == "*" || last == " " { text.removeLast() }
        // «1С» is written with either letter.
        return text.replacing("1c", with: "1с")
    }

    /// «Бюджет ₸», «Сумма, руб.», «Цена (USD)»: the heading, and the currency it names.
    ///
    /// - Returns: `nil` where it names none.
    static func withCurrency(_ name: String) -> (name: String, currency: String)? {
        let cut: String.Index?
        if name.last == ")" {
            cut = name.lastIndex(of: "(")
        } else {
            cut = name.lastIndex { $0 == "," || $0 == " " }
        }
        guard let cut, cut > name.startIndex else { return nil }
        let word = name[cut...].filter { !"(), ".contains($0) }
        guard let currency = CurrencyName.iso(word.uppercased()) ?? CurrencyName.iso(word) else { return nil }
        let base = name[..<cut].trimmed
        return (base.last == "," ? base.dropLast().trimmed : base, currency)
    }
}
