import ExchangeEngine
import Ledger
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Figures of customers in the user fields of a CRM.
struct PackFiguresTests {
    private func exchange(crms: [String] = ["bitrix24"]) throws -> TestExchange {
        try TestExchange(
            crms: crms, edit: [("crm_fields = []", "crm_fields = [\"turnover\", \"orders\", \"debt\"]")])
    }

    private func order(_ id: String, _ number: String, sum: String = "100", customer: String? = nil) -> String {
        let shipped = [("Номер по 1С", "7"), ("Номер отгрузки по 1С", "5"), ("Дата отгрузки по 1С", "2026-11-18")]
        return Document.order(
            id, number, sum: sum, customer: customer ?? Document.company("c1", "Вектор ООО"),
            Document.requisites(shipped.map { (name: $0.0, value: $0.1) }))
    }

    @Test func `go to the customers that the CRM has, and again only when they are others`() throws {
        let exchange = try exchange()
        let first = try exchange.apply(Document.orders([order("d1", "1041")]))
        let row = try #require(try exchange.table(first, "company-figures").first)
        #expect(row["Название компании"] == "Вектор ООО")
        #expect(row["Оборот за период"] == "100.00")
        #expect(row["Последние заказы"] == "№ 1041 от 16.11.2026: отгружен, 100.00")
        #expect(row["Долг"] == nil, "settlements are not switched on")

        let goods = Document.catalogue([Document.product("p9", "Лента")], formedAt: "2026-11-21T10:00:00")
        #expect(try exchange.table(exchange.apply(goods), "company-figures").isEmpty)

        let second = try exchange.apply(
            Document.orders([order("d2", "1042", sum: "20.50")], formedAt: "2026-11-22T10:00:00"))
        #expect(try exchange.table(second, "company-figures").map { $0["Оборот за период"] } == ["120.50"])
    }

    @Test func `change with the day, though nothing came`() throws {
        let exchange = try exchange()
        try exchange.apply(Document.orders([order("d1", "1041")]))
        exchange.time.advance(seconds: 84 * 86_400)
        #expect(try exchange.round().packs.isEmpty, "15 February: still in the window")
        exchange.time.advance(seconds: 86_400)
        let report = try exchange.round()
        #expect(try exchange.table(report, "company-figures").map { $0["Оборот за период"] } == ["0.00"])
        #expect(try exchange.round().packs.isEmpty)
        let copy = ExchangeFolder(FilePath(exchange.files.path("copy")))
        let replayed = try Replay(exchange.folder, into: copy).run()
        #expect(replayed.isEqual, "\(replayed)")
    }

    @Test func `give the CRM back its own telephones and responsible, since they replace`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "companies.csv",
            "ID;Название компании;Тип компании;Рабочий телефон;Рабочий e-mail;Ответственный;Код 1С\n"
                + "5;ООО «Вектор»;Клиент;+78120000005, +78120000006;a@example.com;Анна Смирнова;c1\n")
        try exchange.drop("orders.xml", Document.orders([order("d1", "1041")]))
        let row = try #require(try exchange.table(exchange.round(), "company-figures").first)
        #expect(row["Название компании"] == "ООО «Вектор»")
        #expect(row["Рабочий телефон"] == "+78120000005,+78120000006")
        #expect(row["Рабочий e-mail"] == "a@example.com")
        #expect(row["Ответственный"] == "Анна Смирнова")
    }

    @Test func `stay out where Bitrix24 would take two companies for one`() throws {
        let exchange = try exchange()
        let report = try exchange.apply(
            Document.orders([
                order("d1", "1", customer: Document.company("c1", "Вектор ООО")),
                order("d2", "2", customer: Document.company("c2", "Вектор АО")),
                order("d3", "3", customer: Document.company("c3", "Сектор ООО"))
            ]))
        #expect(try exchange.table(report, "company-figures").map { $0["Название компании"] } == ["Сектор ООО"])
    }

    @Test func `are a list to work through for amoCRM, whose import only adds`() throws {
        let exchange = try exchange(crms: ["amocrm"])
        let report = try exchange.apply(Document.orders([order("d1", "1041")]))
        #expect(try exchange.table(report, "company-figures", of: "amocrm").count == 1)
        let pack = try #require(report.packs.first)
        let sheet = try exchange.files.text("watch/to-crm/amocrm/\(pack.folder)/КАК-ЗАГРУЗИТЬ.html")
        #expect(!sheet.contains("07-company-figures.csv, разделитель"))
        #expect(sheet.contains("Показатели клиентов — список"))
    }

    @Test func `name settlements where these are switched on`() throws {
        let exchange = try TestExchange(edit: [
            ("crm_fields = []", "crm_fields = [\"debt\"]"), ("settlements = false", "settlements = true")
        ])
        let report = try exchange.apply(Document.orders([order("d1", "1041")]))
        #expect(try exchange.table(report, "company-figures").map { $0["Долг"] } == ["100.00"])
    }
}
