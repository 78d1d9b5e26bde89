import ExchangeEngine
import ExchangeModel
import Foundation
import TestSupport
import Testing

/// What 1C's documents come to in `customers.csv`; today is 23 November 2026, the order of 16 November.
struct CustomersReportTests {
    private typealias Extra = (name: String, value: String)

    private static let shipped: [Extra] = [("Номер отгрузки по 1С", "5"), ("Дата отгрузки по 1С", "2026-11-18")]

    private func turnover(_ documents: String...) throws -> String? {
        let exchange = try TestExchange()
        try exchange.apply(Document.orders(documents))
        return try exchange.report("customers").first { $0["Клиент"] == "Вектор ООО" }?["Оборот за 90 дней"]
    }

    private static func order(_ requisites: [Extra], sum: String = "100", _ more: String = "") -> String {
        Document.order("d1", "1041", sum: sum, Document.requisites([("Номер по 1С", "7")] + requisites) + more)
    }

    private static func parts(_ documents: [(operation: String, sum: String, more: String)]) -> String {
        Document.subordinates(documents)
    }

    @Test(
        arguments: [
            ("not shipped", order([]), "0,00"),
            ("shipped by requisites", order(shipped), "100,00"),
            ("an empty date is none", order([("Дата отгрузки по 1С", "T")]), "0,00"),
            (
                "shipments with sums", order([], parts([("Отпуск товара", "30.50", ""), ("Отпуск товара", "20", "")])),
                "50,50"
            ),
            (
                "a shipment that was deleted",
                order([], parts([("Отпуск товара", "30", Document.requisites([("ПометкаУдаления", "true")]))])), "0,00"
            ),
            ("returned in part", order(shipped, parts([("Возврат товара", "40", "")])), "60,00"),
            ("cancelled by flag", order(shipped + [("Отменен", "true")]), "none"),
            (
                "cancelled in УТ: the sum is 0",
                order(shipped, sum: "0").replacing("<Сумма>0</Сумма>\n</Товар>", with: "<Сумма>9</Сумма>\n</Товар>"),
                "none"
            ),
            ("marked for deletion", order(shipped + [("ПометкаУдаления", "true")]), "none"),
            (
                "in dollars with a rate",
                order(shipped).replacing("<Валюта>руб</Валюта>", with: "<Валюта>USD</Валюта><Курс>81.255</Курс>"),
                "8125,50"
            ),
            (
                "in dollars without a rate",
                order(shipped).replacing("<Валюта>руб</Валюта>", with: "<Валюта>USD</Валюта><Курс>1</Курс>"), "none"
            )
        ])
    func `counts what was sold`(_ what: String, _ document: String, _ expected: String) throws {
        #expect(try turnover(document) ?? "none" == expected, "\(what)")
    }

    @Test func `takes returns and shipments that are documents of their own`() throws {
        let company = "<Контрагенты>\(Document.company("c1", "Вектор ООО"))</Контрагенты>"
        let order = Self.order(Self.shipped)
        #expect(try turnover(order, Document.linked("y1", "Возврат товара", basis: "d1", sum: "10")) == "90,00")
        #expect(try turnover(order, Document.linked("y1", "Возврат товара", basis: "1041", sum: "10")) == "90,00")
        #expect(
            try turnover(order, Document.linked("y1", "Возврат товара", basis: "nobody", sum: "10", company)) == "90,00"
        )
        #expect(
            try turnover(order, Document.linked("y1", "Отпуск товара", basis: "nobody", sum: "10", company)) == "110,00"
        )
    }

    @Test func `counts a shipment once that came inside the order and on its own as well`() throws {
        let order = Self.order([], Self.parts([("Отпуск товара", "30", "")]))
        #expect(try turnover(order, Document.linked("s0", "Отпуск товара", basis: "d1", sum: "30")) == "30,00")
        #expect(try turnover(order, Document.linked("y1", "Отпуск товара", basis: "d1", sum: "20")) == "50,00")
    }

    @Test func `knows tiers, points and what an order lacks by the configuration`() throws {
        let exchange = try TestExchange(edit: [
            (
                "tiers = []",
                "tiers = [{ from = 50, percent = 1 }, { from = \"80.50\", percent = \"2.5\" }, { from = 120, percent = 3 }]"
            ), ("points_requisite = \"\"", "points_requisite = \"Бонусные баллы\"")
        ])
        try exchange.apply(Document.orders([Self.order(Self.shipped + [("Бонусныебаллы", "77")])]))
        let row = try #require(try exchange.report("customers").first)
        #expect(row["Скидка, %"] == "2,5")
        #expect(row["До следующего уровня"] == "20,00")
        #expect(row["Дата снижения"] == "16.02.2027", "90 days after 18 November")
        #expect(row["Бонусы"] == "77")
        #expect(row["Дата последнего заказа"] == "16.11.2026")
    }

    @Test func `does not end with a sum that nobody can owe`() throws {
        let huge = Self.order(Self.shipped, sum: "92233720368547758.07")
        let exchange = try TestExchange(edit: [("crm_fields = []", "crm_fields = [\"turnover\", \"average\"]")])
        try exchange.apply(
            Document.orders([
                huge, huge.replacing("d1", with: "d2"), Self.order(Self.shipped).replacing("d1", with: "d3")
            ]))
        #expect(try exchange.report("customers").map { $0["Оборот за 90 дней"] } == ["100,00"])
        #expect(try exchange.files.text("watch/reports/customers.html").contains("В суммы они не вошли"))
    }

    @Test func `works out any day that is asked for`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Document.orders([Self.order(Self.shipped)]))
        let view = try LedgerView(exchange.folder)
        for (day, expected) in [
            ("2026-11-17", "0,00"), ("2026-11-18", "100,00"), ("2027-02-15", "100,00"), ("2027-02-16", "0,00")
        ] {
            _ = try view.writeReports(exchange.folder, today: #require(.init(day)))
            #expect(try exchange.report("customers").first?["Оборот за 90 дней"] == expected, "\(day)")
        }
    }

    @Test func `is written anew when something happened, and left alone otherwise`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Document.orders([Self.order([])]))
        let path = "watch/reports/customers.csv"
        try exchange.files.write(path, "of another hand")
        _ = try exchange.round()
        #expect(try exchange.files.text(path) == "of another hand")
        exchange.time.advance(seconds: 86_400)
        _ = try exchange.round()
        #expect(try exchange.files.text(path) != "of another hand", "another day")
    }
}
