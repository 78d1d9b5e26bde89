internal import ExchangeModel

/// The goods of a deal in one text, as our packs write it into «Состав заказа»: `Имя × 10 шт = 1899.00 · Имя2 × 2,5 м =
/// 100.00`.
enum BasketText {
    struct Line: Hashable {
        let name: String
        let quantity: ExactDecimal
        let unit: String?
        let sum: ExactDecimal
    }

    /// Longer than the name of any goods: such a text is looked through only once.
    private static let longestLine = 2_000

    /// - Returns: `nil` for a text that is not written so from end to end.
    static func lines(_ text: String) -> [Line]? {
        var lines: [Line] = []
        var rest = ""
        for part in text.singleLine.split(separator: " · ") {
            // A name may have the separator in it.
            rest = rest.isEmpty ? String(part) : "\(rest) · \(part)"
            guard rest.utf8.count <= longestLine else { return nil }
            if part.utf8.contains(UInt8(ascii: "=")), let line = line(rest) {
                lines.append(line)
                rest = ""
            }
        }
        return rest.isEmpty && !lines.isEmpty ? lines : nil
    }

    private static func line(_ text: String) -> Line? {
        guard let equals = text.ranges(of: " = ").last, let sum = ExactDecimal(String(text[equals.upperBound...]))
        else {
            return nil
        }
        let goods = text[..<equals.lowerBound]
        guard let times = goods.ranges(of: " × ").last else { return nil }
        let name = goods[..<times.lowerBound].trimmed
        let amount = goods[times.upperBound...]
        let digits = amount.prefix { $0.isASCII && $0.isNumber || $0 == "," || $0 == "." }
        let unit = amount[digits.endIndex...]
        guard let quantity = ExactDecimal(String(digits)), !quantity.isZero, !name.isEmpty,
            unit.isEmpty || unit.first == " " && unit.trimmed.utf8.count > 0
        else { return nil }
        return Line(name: name, quantity: quantity, unit: unit.isEmpty ? nil : unit.trimmed, sum: sum)
    }
}
