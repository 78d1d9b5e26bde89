import ExchangeEngine
import Foundation
import TestSupport
import Testing

/// The way of a deal through its milestones, each moved by a file; today is 23 November 2026.
struct DealsReportTests {
    private func exchange() throws -> TestExchange {
        let exchange = try TestExchange(edit: [("prepayment_percent = 0", "prepayment_percent = 30")])
        try exchange.drop("import.xml", Document.catalogue([Document.product("p1", "Лампа", Site.vat("20"))]))
        try exchange.drop("offers.xml", Document.offers([Document.offer("p1", prices: [("retail", "50")])]))
        return exchange
    }

    private func deal(_ stage: String, created: String = "20.11.2026 10:00:00") -> String {
        "ID;Название сделки;Стадия сделки;Компания;Ответственный;Дата создания;Товар;Цена;Количество\n"
            + "7;Свет;\(stage);ООО Поздняя;Анна;\(created);Лампа;50.00;2\n"
    }

    private func row(_ exchange: TestExchange) throws -> [String: String] {
        try #require(try exchange.report("deals").first { $0["Сделка"] == "Свет" })
    }

    /// 1C's answer with payments, each closed or not.
    private func answer(
        _ payments: [(sum: String, closed: Bool)], _ requisites: [(name: String, value: String)] = [], hour: Int
    ) -> String {
        let parts = Document.subordinates(
            payments.map {
                (
                    operation: "Выплата безналичных денег", sum: $0.sum,
                    more: Document.requisites([("Закрыт", $0.closed ? "true" : "false")])
                )
            })
        let text = Site.answer("100001", requisites).replacing("</Документ>", with: parts + "</Документ>")
        return Document.orders([text], formedAt: "2026-11-23T\(hour):00:00")
    }

    @Test func `moves step by step, and says which file moved it`() throws {
        let exchange = try exchange()
        func step(_ name: String, _ text: String, outbound: Bool = false) throws -> String {
            exchange.time.advance(seconds: 60)
            if outbound { try exchange.dropOutbound(name, text) } else { try exchange.drop(name, text) }
            _ = try exchange.round()
            return try row(exchange)["Чего ждёт"] ?? ""
        }
        #expect(try step("1.csv", deal("Переговоры"), outbound: true) == "Подписания договора")
        #expect(try step("2.csv", deal("Договор подписан"), outbound: true) == "Счёта на предоплату")
        #expect(try step("3.csv", deal("Предоплата заказана"), outbound: true) == "Предоплаты")
        #expect(try step("4.xml", answer([("29", true)], hour: 18)) == "Предоплаты", "29 of 30 %")
        #expect(try step("5.xml", answer([("29", true), ("71", false)], hour: 19)) == "Предоплаты", "not closed")
        #expect(try step("6.xml", answer([("29", true), ("1", true)], hour: 20)) == "Закрывающих документов")
        #expect(try row(exchange)["Чем продвинута"]?.hasSuffix(" 6.xml") == true)
        let signed: [(name: String, value: String)] = [("Исполнено", "true")]
        #expect(try step("7.xml", answer([("29", true), ("1", true)], signed, hour: 21)) == "Полной оплаты")
        #expect(try step("8.xml", answer([("29", true), ("71", true)], signed, hour: 22)) == "Отгрузки")
        let shipped = signed + [("Дата отгрузки по 1С", "2026-11-23")]
        #expect(try step("9.xml", answer([("29", true), ("71", true)], shipped, hour: 23)) == "Ничего: завершены")
        let last = try row(exchange)
        #expect(last["Договор подписан"] == "23.11.2026")
        #expect(last["Предоплата получена"] == "18.11.2026", "the payment's own day")
        #expect(last["Сумма"] == "100,00")
        #expect(last["Ответственный"] == "Анна")
    }

    @Test func `takes back what 1C takes back`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("1.csv", deal("Предоплата заказана"))
        _ = try exchange.round()
        try exchange.drop("2.xml", answer([("40", true)], [("Исполнено", "true")], hour: 18))
        _ = try exchange.round()
        #expect(try row(exchange)["Чего ждёт"] == "Полной оплаты")
        try exchange.drop("3.xml", answer([("40", true)], [("Исполнено", "false")], hour: 19))
        _ = try exchange.round()
        #expect(try row(exchange)["Чего ждёт"] == "Закрывающих документов")
    }

    @Test func `tells the manager in the next pack`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("1.csv", deal("Предоплата заказана"))
        _ = try exchange.round()
        try exchange.drop("2.xml", answer([("40", true)], [("Исполнено", "true")], hour: 18))
        let changes = try exchange.changes(exchange.round())
        #expect(changes.first { $0.field == "Состояние" }?.new == "оплачен частично")
        #expect(changes.first { $0.field == "Оплачено" }?.new == "40.00")
        #expect(changes.first { $0.field == "Закрывающие документы" }?.new == "подписаны")
    }

    @Test func `finds what is stuck, and leaves lost deals out`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("1.csv", deal("Переговоры", created: "01.11.2026 10:00:00"))
        _ = try exchange.round()
        #expect(try row(exchange)["Стоит, дней"] == "22")
        #expect(try exchange.report("deal-stages").first?["Застряли"] == "1")
        try exchange.dropOutbound("2.csv", deal("Сделка провалена"))
        _ = try exchange.round()
        #expect(try exchange.report("deals").isEmpty, "the page of before does not stay")
    }
}
