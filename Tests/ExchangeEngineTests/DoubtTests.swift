import ExchangeEngine
import ExchangeModel
import Ledger
import TestSupport
import Testing

/// Files that nothing is wrong with, but that a person is asked about first.
struct DoubtTests {
    private static func prices(_ prices: [String], day: Int = 10) -> String {
        Document.offers(
            prices.enumerated().map { Document.offer("p\($0.offset)", "Товар", prices: [("retail", $0.element)]) },
            formedAt: "2026-11-\(day)T10:00:00")
    }

    private static func repeated(_ first: String, _ count: Int, _ then: String, _ rest: Int) -> [String] {
        Array(repeating: first, count: count) + Array(repeating: then, count: rest)
    }

    static func full(_ goods: Int, _ day: Int, catalogue: String = "cat") -> String {
        Document.catalogue(
            (0..<goods).map { Document.product("p\($0)", "Товар \($0)") }, formedAt: "2026-11-\(day)T10:00:00"
        ).replacing("СодержитТолькоИзменения=\"true\"", with: "СодержитТолькоИзменения=\"false\"")
            .replacing("<Ид>cat</Ид>", with: "<Ид>\(catalogue)</Ид>")
    }

    private func code(_ exchange: TestExchange, _ text: String) throws -> String? {
        let file = try #require(try exchange.apply(text).files.first)
        return file.isHeld ? file.issueCode : file.state.rawValue
    }

    // MARK: Prices

    @Test(arguments: [
        (repeated("0", 5, "10", 11), "prices.zero"), (repeated("0.00", 4, "10", 4), "applied"),
        (repeated("0", 6, "10", 14), "applied"), (repeated("0", 20, "10", 0), "prices.zero")
    ])
    func `holds a file in which more than 30 % of the prices, and 5, are 0`(prices: [String], end: String) throws {
        #expect(try code(TestExchange(), Self.prices(prices)) == end)
    }

    @Test func `asks about prices of 0 once, and not about those that were 0 before`() throws {
        let exchange = try TestExchange()
        #expect(try code(exchange, Self.prices(Self.repeated("0", 8, "10", 8))) == "prices.zero")
        _ = try exchange.open().confirm(1, applies: true)
        #expect(try code(exchange, Self.prices(Self.repeated("0", 8, "11", 8), day: 11)) == "applied")
        #expect(try code(exchange, Self.prices(Self.repeated("0", 16, "", 0), day: 12)) == "prices.zero")
    }

    @Test(arguments: [
        (repeated("1000.01", 5, "100", 40), "prices.jump"), (repeated("9.99", 5, "100", 40), "prices.jump"),
        (repeated("1000", 5, "100", 40), "applied"), (repeated("1001", 4, "100", 4), "applied"),
        (repeated("1001", 5, "100", 45), "applied")
    ])
    func `holds a file in which the prices of more than 10 % of the goods change tenfold`(
        prices: [String], end: String
    ) throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.prices(Array(repeating: "100", count: prices.count)))
        #expect(try code(exchange, Self.prices(prices, day: 11)) == end)
    }

    @Test func `does not count goods of which no price was known`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.prices(Array(repeating: "100", count: 5)))
        #expect(try code(exchange, Self.prices(Self.repeated("2000", 5, "1", 95), day: 11)) == "prices.jump")
    }

    @Test func `applies what a person was asked about`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.prices(Array(repeating: "100", count: 6)))
        let report = try exchange.apply(Self.prices(Array(repeating: "5000", count: 6), day: 11))
        #expect(report.files.map(\.issueCode) == ["prices.jump"])
        #expect(report.packs.isEmpty)
        let confirmed = try #require(try exchange.open().confirm(2, applies: true))
        #expect(confirmed.files.map(\.changed) == [6])
    }

    @Test func `asks beyond the shares that the configuration names`() throws {
        let exchange = try TestExchange(edit: [
            ("zero_price_percent = 30", "zero_price_percent = 100"),
            ("price_jump_percent = 10", "price_jump_percent = 50")
        ])
        #expect(try code(exchange, Self.prices(Self.repeated("0", 7, "10", 9))) == "applied")
        #expect(try code(exchange, Self.prices(Self.repeated("0", 7, "200", 9), day: 11)) == "prices.jump")
        #expect(try code(exchange, Self.prices(Self.repeated("0", 7, "10", 9), day: 12)) == "applied")
    }

    // MARK: Catalogues

    @Test func `holds a full export that has nothing left, however little it had`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.full(3, 10))
        #expect(try code(exchange, Self.full(0, 11)) == "file.shrinks")
    }

    @Test func `holds a full package of offers without an offer, though it told of prices before`() throws {
        let exchange = try TestExchange()
        func full(_ text: String) -> String {
            text.replacing("СодержитТолькоИзменения=\"true\"", with: "СодержитТолькоИзменения=\"false\"")
        }
        try exchange.apply(full(Self.prices(["1", "2"])))
        #expect(try code(exchange, full(Self.prices([], day: 11))) == "file.shrinks")
    }

    @Test func `holds a full export of another catalogue under a known name`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.full(3, 10))
        #expect(try code(exchange, Self.full(3, 11, catalogue: "other")) == "catalogue.other")
        _ = try exchange.open().confirm(2, applies: true)
        #expect(try code(exchange, Self.full(4, 12, catalogue: "other")) == "applied")
        #expect(try code(exchange, Self.full(4, 13)) == "applied")
    }

    @Test func `takes another catalogue under a name of its own, and changes of one`() throws {
        let exchange = try TestExchange()
        try exchange.apply([("import.xml", Self.full(3, 10))])
        let second = try exchange.apply([("import2.xml", Self.full(3, 11, catalogue: "other"))])
        #expect(second.files.map(\.state) == [.applied])
        let changes = Self.full(3, 12, catalogue: "third").replacing("\"false\"", with: "\"true\"")
        #expect(try exchange.apply([("import.xml", changes)]).files.map(\.state) == [.applied])
    }

    @Test func `holds a version that is none of those known`() throws {
        let exchange = try TestExchange()
        let goods = Self.full(3, 10)
        #expect(try code(exchange, goods.replacing("\"2.07\"", with: "\"4.0\"")) == "commerceml.version.unknown")
        let report = try exchange.apply(goods.replacing("\"2.07\"", with: "\"2.99\""))
        #expect(report.files.map(\.state) == [.applied])
        #expect(report.files.map(\.issueCode) == ["commerceml.version.unknown"])
    }
}
