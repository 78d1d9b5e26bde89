import ExchangeEngine
import Ledger
import Testing

struct CatalogTests {
    @Test func `keeps prices and stock that come before their goods`() throws {
        let exchange = try TestExchange(edit: [("stock = false", "stock = true")])
        let early = try exchange.apply(
            Document.offers([Document.offer("p1", prices: [("retail", "189.9")], stock: "7")]))
        #expect(early.files.map(\.state) == [.applied])
        #expect(early.packs.isEmpty, "nothing has a name yet")
        let report = try exchange.apply(Document.catalogue([Document.product("p1", "Лампа")]))
        let row = try #require(try exchange.table(report, "products").first)
        #expect(row["Название"] == "Лампа")
        #expect(row["Цена"] == "189.90")
        #expect(row["Валюта"] == "RUB")
        #expect(row["Остаток"] == "7")
    }

    @Test func `sends a good again when its price changed and only then`() throws {
        let exchange = try TestExchange()
        let offers = { (amount: String, day: Int) in
            Document.offers(
                [
                    Document.offer("p1", "Лампа", prices: [("retail", amount)]),
                    Document.offer("p2", "Скоба", prices: [("retail", "5")])
                ], formedAt: "2026-11-\(day)T10:00:00")
        }
        #expect(try exchange.table(exchange.apply(offers("10", 20)), "products").count == 2)
        let report = try exchange.apply(offers("12", 21))
        #expect(try exchange.table(report, "products").map { $0["XML_ID"] } == ["p1"])
        #expect(try exchange.table(report, "products").map { $0["Цена"] } == ["12.00"])
    }

    @Test func `gives goods titles of their own where their codes differ in letters' case only`() throws {
        let exchange = try TestExchange()
        let goods = ["ABC", "abc", "AbC"].map { Document.product($0, "Лампа") }
        let report = try exchange.apply(Document.catalogue(goods))
        let titles = try exchange.table(report, "products").compactMap { $0["Название"]?.lowercased() }
        #expect(titles.count == 3)
        #expect(Set(titles).count == 3)
    }

    @Test func `sends no stock unless it is switched on`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(Document.offers([Document.offer("p1", "Лампа", stock: "7")]))
        let row = try #require(try exchange.table(report, "products").first)
        #expect(row["Остаток"] == nil)
        #expect(!row.values.contains("7"))
    }

    @Test func `sells a good with characteristics as its characteristics`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply([
            ("import.xml", Document.catalogue([Document.product("p1", "Лампа A60"), Document.product("p2", "Скоба")])),
            (
                "offers.xml",
                Document.offers([
                    Document.offer("p1#c1", "Лампа A60 (тёплый)", prices: [("retail", "10")]),
                    Document.offer("p1#c2", "Лампа A60 (холодный)", prices: [("retail", "11")]),
                    Document.offer("p2", "Скоба", prices: [("retail", "3")])
                ])
            )
        ])
        let rows = try exchange.table(report, "products")
        #expect(Set(rows.compactMap { $0["XML_ID"] }) == ["p1#c1", "p1#c2", "p2"])
        #expect(rows.count == 3)
    }

    @Test func `sends every characteristic of a good that was deleted, though the price of one came with it`() throws {
        let exchange = try TestExchange()
        let offers = { (amount: String, day: Int) in
            Document.offers(
                [
                    Document.offer("p1#c1", "Лампа A60 (тёплый)", prices: [("retail", amount)]),
                    Document.offer("p1#c2", "Лампа A60 (холодный)", prices: [("retail", "11")])
                ], formedAt: "2026-11-\(day)T10:00:00")
        }
        try exchange.apply([
            ("import.xml", Document.catalogue([Document.product("p1", "Лампа A60")])), ("offers.xml", offers("10", 20))
        ])
        let deleted = "<Товар Статус=\"Удален\"><Ид>p1</Ид><Наименование>Лампа A60</Наименование></Товар>"
        let report = try exchange.apply([
            ("import2.xml", Document.catalogue([deleted], formedAt: "2026-11-21T10:00:00")),
            ("offers2.xml", offers("12", 21))
        ])
        let rows = try exchange.table(report, "products")
        #expect(rows.map { $0["XML_ID"] } == ["p1#c1", "p1#c2"])
        #expect(rows.map { $0["Активен"] } == ["N", "N"])
    }

    @Test(arguments: ["Закупочная", "Цена закупки", "Себестоимость", "Плановая себестоимость"])
    func `never sends what the company itself pays`(name: String) throws {
        let exchange = try TestExchange(crms: ["bitrix24", "amocrm"])
        let report = try exchange.apply(
            Document.offers(
                [
                    Document.offer("p1", "Лампа", prices: [("buy", "77.77"), ("retail", "100")]),
                    Document.offer("p2", "Скоба", prices: [("buy", "77.77")])
                ], prices: [("buy", name), ("retail", "Розничная")]))
        for crm in ["bitrix24", "amocrm"] {
            let rows = try exchange.table(report, "products", of: crm)
            #expect(rows.map { $0["Цена"] } == ["100.00", ""])
            #expect(!rows.contains { $0.values.contains { $0.contains("77.77") } })
        }
    }

    @Test func `sends the price type that the configuration names`() throws {
        let exchange = try TestExchange(edit: [("price_type = \"\"", "price_type = \"оптовая\"")])
        let report = try exchange.apply(
            Document.offers(
                [Document.offer("p1", "Лампа", prices: [("retail", "100"), ("bulk", "80")])],
                prices: [("retail", "Розничная"), ("bulk", "Оптовая")]))
        #expect(try exchange.table(report, "products").map { $0["Цена"] } == ["80.00"])
    }

    @Test func `tells a CRM nothing of a good that was deleted before it heard of it`() throws {
        let exchange = try TestExchange()
        let deleted = "<Товар Статус=\"Удален\"><Ид>p2</Ид><Наименование>Старое</Наименование></Товар>"
        let report = try exchange.apply(Document.catalogue([Document.product("p1", "Лампа"), deleted]))
        #expect(try exchange.table(report, "products").map { $0["XML_ID"] } == ["p1"])
        let later = try exchange.apply(
            Document.catalogue(
                ["<Товар Статус=\"Удален\"><Ид>p1</Ид><Наименование>Лампа</Наименование></Товар>"],
                formedAt: "2026-11-21T10:00:00"))
        #expect(try exchange.table(later, "products").map { $0["Активен"] } == ["N"])
    }

    @Test func `tells goods of one name apart and keeps their titles`() throws {
        let exchange = try TestExchange()
        let goods = { (price: String, day: Int) in
            Document.offers(
                ["a1", "a2"].map { Document.offer($0, "Светильник", prices: [("retail", price)]) },
                formedAt: "2026-11-\(day)T10:00:00")
        }
        let first = try exchange.table(exchange.apply(goods("10", 20)), "products").compactMap { $0["Название"] }
        #expect(first == ["Светильник", "Светильник (код a2)"])
        let second = try exchange.table(exchange.apply(goods("12", 21)), "products").compactMap { $0["Название"] }
        #expect(second == first)
    }
}
