import ExchangeModel

/// Orders as no one would make them: every value now and then absent, empty, nasty or out of bounds.
struct RandomOrders {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// The next order; the index makes number and buyer unlike those of others, which is the engine's duty.
    mutating func order(_ index: Int) -> OutgoingOrder {
        var order = OutgoingOrder(
            id: one(in: 60) ? nasty() : "deal-\(index)", number: number(index), date: date(), time: time(),
            currency: one(in: 60) ? pick(["", "\u{A0}", "643"]) : "RUB", buyer: buyer(index),
            lines: (0..<(one(in: 40) ? 0 : Int.random(in: 1...4, using: &random))).map { _ in line() })
        order.comment = maybe(nasty())
        order.isCancelled = one(in: 4)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            order.requisites.append(
                OutgoingOrder.Requisite(
                    name: pick(["Статус заказа", "Отменен", "Комментарии покупателя", "Заказ оплачен", "Курс", nasty()]
                    ),
                    value: pick(["true", "false", "Новый", nasty()])))
        }
        return order
    }

    private mutating func number(_ index: Int) -> String {
        one(in: 20) ? pick(["", " \(index)", "\(index)\n", "A-\(index)", "00\(index)", "9999999\(index)"]) : "\(index)"
    }

    private mutating func date() -> String {
        one(in: 20) ? pick(["", "23.11.2026", "2026-13-01", "2026-02-30", "0001-01-01", "2026-1-1"]) : "2026-11-23"
    }

    private mutating func time() -> String? {
        pick([nil, "10:15:00", "9:15:00", "10:15", "25:00:00", "10:15:00+03:00", nasty()])
    }

    private mutating func buyer(_ index: Int) -> OutgoingOrder.Buyer {
        var buyer = OutgoingOrder.Buyer(
            id: one(in: 10) ? nasty() : "buyer-\(index)", isKnownTo1C: false,
            kind: pick([.company, .soleTrader, .person]), name: one(in: 20) ? "\u{1}\n" : "\(index) \(nasty())")
        buyer.fullName = maybe("\(index) \(nasty())")
        let digits = String(1_000_000_000_00 + index)
        buyer.inn = pick([nil, "", " ", digits, String(digits.suffix(10)), String(digits.suffix(10)), digits, "12"])
        buyer.kpp = pick([nil, "", "770001001", "770001001", "77"])
        buyer.phone = maybe(one(in: 8) ? "\t" : "+7\(9_990_000_000 + index)")
        buyer.email = maybe(one(in: 8) ? "" : "\(index)@example.org")
        buyer.address = maybe(nasty())
        buyer.legalAddress = maybe(nasty())
        return buyer
    }

    private mutating func line() -> OutgoingOrder.Line {
        var line = OutgoingOrder.Line(
            productID: pick([
                SampleOrders.guid, "\(SampleOrders.guid)#\(SampleOrders.characteristic)", SampleOrders.otherGuid,
                SampleOrders.guid
            ]),
            name: one(in: 30) ? "\u{3}" : one(in: 30) ? "C# \(nasty())" : "Товар \(nasty())", quantity: quantity(),
            price: amount(), sum: amount(), vatRate: pick(["20", "10", "18", "0", "Без НДС", "без ндс", "20", "20"]))
        if one(in: 40) { line.vatRate = pick(["22", "5", "7", "", "20%", nasty()]) }
        if one(in: 40) { line.productID = pick([nil, "", "ORDER_DELIVERY", " "]) }
        line.isService = line.productID == SampleOrders.otherGuid
        line.article = maybe(nasty())
        line.unit = OutgoingOrder.Unit(
            code: maybe(nasty()), name: nasty(), fullName: maybe(nasty()), international: maybe(nasty()))
        return line
    }

    private mutating func quantity() -> ExactDecimal {
        one(in: 40)
            ? ExactDecimal(unscaled: Int128.random(in: -5...0, using: &random), scale: 4)
            : ExactDecimal(
                unscaled: Int128.random(in: 1...9_999_999, using: &random), scale: Int.random(in: 0...3, using: &random)
            )
    }

    private mutating func amount() -> ExactDecimal {
        if one(in: 60) { return ExactDecimal(unscaled: Int128.random(in: -500...500, using: &random), scale: 3) }
        if one(in: 80) { return ExactDecimal(unscaled: 10_000_000_000_000_000, scale: 1) }
        return ExactDecimal(kopecks: Int.random(in: 1...99_999_999, using: &random))
    }

    /// A text that XML, 1C or a cut could stumble over.
    private mutating func nasty() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            text += pick([
                "а", "Ж", " ", "\u{A0}", "\n", "\r\n", "\r", "\t", "&", "<", ">", "\"", "'", "]]>", "&amp;", "\u{0}",
                "\u{1F}",
                "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "😀", "👨‍👩‍👧", "e\u{301}", " \u{301}",
                "<!--", "<![CDATA[", "\u{10FFFF}", "\u{200B}", "true"
            ])
        }
        if one(in: 6) { text = String(repeating: text, count: 80) }
        return text
    }

    private mutating func maybe(_ text: String) -> String? { one(in: 3) ? nil : text }

    private mutating func one(in count: Int) -> Bool { Int.random(in: 1...count, using: &random) == 1 }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }
}
