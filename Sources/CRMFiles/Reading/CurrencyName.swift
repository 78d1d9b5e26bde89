internal import ExchangeModel

/// Names and signs of currencies as CRMs write them, beyond those that 1C writes.
enum CurrencyName {
    /// - Returns: `nil` for what names no currency.
    static func iso(_ text: String) -> String? {
        let name = text.trimmed
        guard !name.isEmpty else { return nil }
        if let code = codes[OrganizationName.fold(name)] { return code }
        let known = CellText.currency(name)
        if known != name { return known }
        return name.utf8.count == 3 && name.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) ? name : nil
    }

    private static let codes: [String: String] = [
        "российский рубль": "RUB", "рубль рф": "RUB", "рубли": "RUB", "рублей": "RUB", "₽": "RUB", "р.": "RUB",
        "рос. руб.": "RUB", "russian ruble": "RUB", "russian rouble": "RUB", "ruble": "RUB",
        "доллар сша": "USD", "доллары": "USD", "доллар": "USD", "$": "USD", "us$": "USD", "us dollar": "USD",
        "dollar": "USD", "евро": "EUR", "€": "EUR", "euro": "EUR", "тенге": "KZT", "казахстанский тенге": "KZT",
        "₸": "KZT", "тг": "KZT", "тг.": "KZT", "тнг": "KZT", "kazakhstani tenge": "KZT",
        "белорусский рубль": "BYN", "бел. руб.": "BYN", "бел.руб.": "BYN", "br": "BYN", "руб. бел.": "BYN",
        "belarusian ruble": "BYN", "гривна": "UAH", "украинская гривна": "UAH", "₴": "UAH", "грн.": "UAH",
        "узбекский сум": "UZS", "сум": "UZS", "so'm": "UZS", "uzbekistani som": "UZS",
        "киргизский сом": "KGS", "кыргызский сом": "KGS", "сом": "KGS", "армянский драм": "AMD", "драм": "AMD",
        "֏": "AMD", "грузинский лари": "GEL", "лари": "GEL", "₾": "GEL", "азербайджанский манат": "AZN", "₼": "AZN",
        "молдавский лей": "MDL", "таджикский сомони": "TJS", "сомони": "TJS", "китайский юань": "CNY",
        "юань": "CNY", "юань женьминьби": "CNY", "юань жэньминьби": "CNY", "¥": "CNY", "фунт стерлингов": "GBP",
        "£": "GBP", "турецкая лира": "TRY", "₺": "TRY", "бразильский реал": "BRL", "real brasileiro": "BRL",
        "r$": "BRL", "индийская рупия": "INR", "дирхам оаэ": "AED", "швейцарский франк": "CHF",
        "японская иена": "JPY", "польский злотый": "PLN", "zł": "PLN"
    ]

    /// Bitrix24 writes the sign of a currency as HTML does, also into CSV.
    static func withoutEntities(_ text: String) -> String {
        guard text.contains(byte: UInt8(ascii: "&")) else { return text }
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    private static let entities = [
        ("&#8381;", "₽"), ("&#8376;", "₸"), ("&#8372;", "₴"), ("&#8364;", "€"), ("&euro;", "€"), ("&#36;", "$"),
        ("&dollar;", "$"), ("&#163;", "£"), ("&pound;", "£"), ("&nbsp;", " "), ("&#160;", " "), ("&thinsp;", " ")
    ]
}
