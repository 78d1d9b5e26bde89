import ExchangeEngine
import ExchangeModel
import Testing

/// Of the prices that 1C tells of a good, the CRM gets that of one piece.
struct UnitPriceTests {
    private static func price(_ amount: String, _ more: String = "", type: String = "retail") -> String {
        "<Цена><ИдТипаЦены>\(type)</ИдТипаЦены><ЦенаЗаЕдиницу>\(amount)</ЦенаЗаЕдиницу><Валюта>руб</Валюта>\(more)</Цена>"
    }

    private static func of(pack units: String) -> String {
        "<Единица>упак</Единица><Коэффициент>\(units)</Коэффициент>"
    }
    private static func from(_ quantity: String) -> String { "<КоличествоОт>\(quantity)</КоличествоОт>" }

    private func sent(_ prices: [String], types: [(id: String, name: String)] = [("retail", "Розничная")]) throws
        -> [String?]
    {
        let exchange = try TestExchange()
        let offer =
            "<Предложение><Ид>p1</Ид><Наименование>Лампа</Наименование><Цены>\(prices.joined())</Цены></Предложение>"
        let report = try exchange.apply(Document.offers([offer], prices: types))
        return try exchange.table(report, "products").map { $0["Цена"] }
    }

    @Test(arguments: [
        ("1650", "10", "165.00"), ("189.9", "1", "189.90"), ("189.9", "1.000", "189.90"), ("12.5", "0,5", "25.00"),
        // Not whole kopecks, or no number of units: better none than a wrong one.
        ("100", "3", ""), ("0.01", "2", ""), ("100", "0", ""), ("100", "-2", ""), ("100", "пачка", "")
    ])
    func `tells the price of a pack as that of one, where it is exact`(amount: String, units: String, price: String)
        throws
    {
        #expect(try sent([Self.price(amount, Self.of(pack: units))]) == [price])
    }

    @Test func `prefers a price of one to one that is worked out of a pack's`() throws {
        #expect(
            try sent([Self.price("1500", Self.of(pack: "10")), Self.price("165", Self.of(pack: "1"))]) == ["165.00"])
    }

    @Test(arguments: [
        ([price("120", from("100")), price("166")], "166.00"), ([price("166"), price("120", from("100"))], "166.00"),
        ([price("120", from("100")), price("166", from("1")), price("140", from("10"))], "166.00"),
        ([price("120", from("100")), price("166", from("0"))], "166.00"), ([price("166", from("1"))], "166.00"),
        ([price("120", from("100"))], ""), ([price("140", from("10")), price("120", from("100"))], "")
    ])
    func `takes no price of a larger quantity for that of one`(prices: [String], price: String) throws {
        #expect(try sent(prices) == [price])
    }

    @Test func `puts no other price type in the place of a price that cannot be told of one`() throws {
        let prices = [Self.price("100", Self.of(pack: "3")), Self.price("77", type: "bulk")]
        #expect(try sent(prices, types: [("retail", "Розничная"), ("bulk", "Оптовая")]) == [""])
    }

    @Test func `keeps the base price when the next file brings a tier alone`() throws {
        let exchange = try TestExchange()
        func offers(_ prices: [String], day: Int) -> String {
            Document.offers(
                [
                    "<Предложение><Ид>p1</Ид><Наименование>Лампа</Наименование><Цены>\(prices.joined())</Цены></Предложение>"
                ],
                formedAt: "2026-11-\(day)T10:00:00")
        }
        try exchange.apply(offers([Self.price("165")], day: 20))
        let both = [Self.price("120", Self.from("100")), Self.price("166")]
        let report = try exchange.apply(offers(both, day: 21))
        #expect(try exchange.table(report, "products").map { $0["Цена"] } == ["166.00"])
        let tier = try exchange.apply(offers([Self.price("118", Self.from("100"))], day: 22))
        #expect(try exchange.table(tier, "products").isEmpty)
    }

    @Test(arguments: ["Удалён", "УДАЛЁН", "удален "])
    func `takes a good for deleted however 1C spells it`(status: String) throws {
        let exchange = try TestExchange()
        try exchange.apply(Document.catalogue([Document.product("p1", "Лампа")]))
        let deleted = "<Товар Статус=\"\(status)\"><Ид>p1</Ид><Наименование>Лампа</Наименование></Товар>"
        let report = try exchange.apply(Document.catalogue([deleted], formedAt: "2026-11-21T10:00:00"))
        #expect(try exchange.table(report, "products").map { $0["Активен"] } == ["N"])
    }
}
