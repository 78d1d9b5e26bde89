import ExchangeEngine
import ExchangeModel
import Ledger
import TestSupport
import Testing

/// Records that have no good «Ид», or one that is not theirs alone.
struct RepeatedRecordTests {
    private func name(_ exchange: TestExchange) throws -> String? {
        try exchange.read { try $0.entity(.product, key: "p1")?.fields["name"] }
    }

    @Test func `tells of a good that a file has twice with different content, and takes the last`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(
            Document.catalogue(["Лампа", "Лампа", "Люстра"].map { Document.product("p1", $0) }))
        #expect(report.isClean)
        #expect(report.files.map(\.issueCode) == ["product.id.repeated"])
        #expect(report.files.map(\.issueLine) == [6])
        #expect(try name(exchange) == "Люстра")
    }

    @Test func `tells of it where the good was known before`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Document.catalogue([Document.product("p1", "Лампа")]))
        let report = try exchange.apply(
            Document.catalogue(["Люстра", "Торшер"].map { Document.product("p1", $0) }, formedAt: "2026-11-21T10:00:00")
        )
        #expect(report.files.map(\.issueCode) == ["product.id.repeated"])
    }

    @Test func `tells nothing where the second record only adds to the first`() throws {
        let exchange = try TestExchange()
        try exchange.apply(
            Document.offers([Document.offer("p1", "Лампа", prices: [("retail", "1")], stock: "1")]))
        let parts = [Document.offer("p1", prices: [("retail", "2")]), Document.offer("p1", stock: "5")]
        let report = try exchange.apply(Document.offers(parts, formedAt: "2026-11-21T10:00:00"))
        #expect(report.files.map(\.changed) == [2])
        #expect(report.files.map(\.issueCode) == [nil])
    }

    @Test func `tells of an order that a file has twice`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(
            Document.orders([Document.order("d1", "7", sum: "100"), Document.order("d1", "7", sum: "200")]))
        #expect(report.files.map(\.issueCode) == ["document.id.repeated"])
        #expect(try exchange.read { try $0.entity(.document, key: "d1")?.fields["sum"] } == "200")
    }

    @Test(arguments: [
        ("", "product.id.missing"), ("  ", "product.id.missing"),
        (String(repeating: "a", count: 10_240), "product.id.long"),
        (String(repeating: "a", count: 1_024), nil), ("не GUID", nil)
    ])
    func `sets a good aside whose «Ид» is none`(id: String, code: String?) throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(
            Document.catalogue([Document.product(id, "Безымянный"), Document.product("p1", "Лампа")]))
        #expect(report.files.map(\.issueCode) == [code])
        var keys: [String] = []
        try exchange.read { try $0.keys(of: [.product], above: 0) { _, key in keys.append(key) } }
        #expect(keys == (code == nil ? [id, "p1"] : ["p1"]))
    }

    // MARK: Prices

    @Test(arguments: ["NaN", "-1", "1e999"])
    func `keeps the price that was known where the new one cannot be used`(amount: String) throws {
        let exchange = try TestExchange()
        let types = [("wholesale", "Оптовая"), ("retail", "Розничная")]
        func offer(_ retail: String) -> String {
            Document.offer("p1", "Лампа", prices: [("wholesale", "50"), ("retail", retail)])
        }
        try exchange.apply(Document.offers([offer("100")], prices: types))
        let report = try exchange.apply(
            Document.offers([offer(amount)], prices: types, formedAt: "2026-11-21T10:00:00"))
        #expect(report.files.map(\.unchanged) == [4], "the types, the package, the offer")
        #expect(report.packs.isEmpty)
        #expect(try exchange.read { try $0.entity(.offer, key: "p1")?.fields["prices[retail].amount"] } == "100")
    }

    @Test func `tells of prices whose type or currency nothing named, and sends none of them`() throws {
        let exchange = try TestExchange()
        let first = try exchange.apply(Document.offers([Document.offer("p1", "Лампа", prices: [("other", "100")])]))
        #expect(first.files.map(\.issueCode) == ["offer.priceType.unknown"])
        #expect(try exchange.table(first, "products").map { $0["Цена"] } == [""])
        let strange = Document.offers(
            [Document.offer("p1", "Лампа", prices: [("retail", "100")])], formedAt: "2026-11-21T10:00:00"
        ).replacing("<Валюта>руб</Валюта></Цена>", with: "<Валюта>фантики</Валюта></Цена>")
        let second = try exchange.apply(strange)
        #expect(second.files.map(\.issueCode) == ["offer.currency.unknown"])
        #expect(try exchange.table(second, "products").map { $0["Цена"] ?? "" }.allSatisfy(\.isEmpty))
    }
}
