import ExchangeModel

/// How 1C turns texts into what it stores.
enum LoaderText {
    /// The first characters of a text, counted in UTF-16 as 1C does.
    static func cut(_ text: String, _ length: Int) -> String {
        String(decoding: text.utf16.prefix(length), as: UTF16.self)
    }

    /// As 1C trims: scalar by scalar, where Swift would take a blank with an accent on it for one blank.
    static func trim(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        var trimmed = String.UnicodeScalarView()
        trimmed.append(contentsOf: scalars.drop { $0.properties.isWhitespace })
        return String(trimmed)
    }

    /// A number as 1C writes numbers: digits and a point (L20).
    static func number(_ text: String?) -> ExactDecimal? {
        guard let text, text.utf8.allSatisfy({ "-.0123456789".utf8.contains($0) }) else { return nil }
        return ExactDecimal(text)
    }

    static func isGUID(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    }

    /// D06: fourteen digits, or the year 1.
    static func dateTime(_ date: String, _ time: String?) -> (date: String, time: String)? {
        let time = time ?? "00:00:00"
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        let hours = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], hours.map(\.utf8.count) == [2, 2, 2],
            (parts + hours).joined().utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let numbers = (parts + hours).compactMap { Int($0) }
        guard numbers[0] > 0, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]), numbers[3] < 24,
            numbers[4] < 60, numbers[5] < 60
        else { return nil }
        return (date, time)
    }

    /// L10: the number of a known rate, or `nil` for any other word.
    static func rate(_ text: String) -> Int? {
        let known = [
            "0": 0, "10": 10, "18": 18, "20": 20, "0.00": 0, "10.00": 10, "18.00": 18, "20.00": 20, "10/110": 10,
            "18/118": 18, "20/120": 20
        ]
        return known[text]
    }

    /// The VAT in a sum, as 1C computes it.
    static func vat(_ rate: String, in sum: ExactDecimal) -> ExactDecimal {
        guard let percent = Int(rate), percent > 0, let kopecks = sum.kopecks else { return .zero }
        // To a tenth of a kopeck first would be wrong: halves must be seen exactly.
        let (whole, rest) = (kopecks * percent).quotientAndRemainder(dividingBy: 100 + percent)
        return ExactDecimal(kopecks: whole + (rest * 2 >= 100 + percent ? 1 : 0))
    }
}
