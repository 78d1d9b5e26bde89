import ExchangeEngine
import Ledger
import Foundation
import TestSupport
import Testing

/// Who was born in 1C, who is there twice, where each request is, whether the sums agree.
struct RulesReportTests {
    private let requests = """
        Номер заявки;Дата;Имя;Телефон;Сообщение
        F-1;21.11.2026 10:00;Инга;+79110000001;Позвоните
        F-2;21.11.2026 11:00;Вера;+79110000002;Сколько стоит
        F-3;21.11.2026 12:00;;;никто

        """

    @Test func `lists customers that were typed into 1C, and no others`() throws {
        let exchange = try TestExchange()
        try exchange.drop(
            "orders.xml",
            Document.orders([
                Document.order("d1", "1", customer: Document.company("c1", "Вектор ООО")),
                Document.order("d2", "2", customer: Document.company("c2", "Новая ООО"))
            ]))
        _ = try exchange.round()
        #expect(try exchange.report("born-in-1c").isEmpty, "no CRM has shown a card yet")
        try exchange.dropOutbound(
            "companies.csv",
            "ID;Название компании;Тип компании;Рабочий телефон;Код 1С\n5;Вектор;Клиент;+78120000005;c1\n")
        _ = try exchange.round()
        #expect(try exchange.report("born-in-1c").map { $0["Клиент"] } == ["Новая ООО"])
    }

    @Test func `finds every request in exactly one place, with its responsible`() throws {
        let exchange = try TestExchange(edit: [("in_turn = []", "in_turn = [\"Анна\", \"Борис\"]")])
        try exchange.dropOutbound("a.csv", requests)
        try exchange.dropOutbound("b.csv", requests)
        let report = try exchange.round()
        let rows = try exchange.report("requests")
        #expect(rows.map { $0["От кого"] } == ["Инга", "Вера"])
        #expect(rows.map { $0["Ответственный"] } == ["Анна", "Борис"])
        let pack = try #require(report.packs.first)
        #expect(rows.allSatisfy { $0["Пакет"] == "bitrix24/\(pack.folder)" })
        #expect(try exchange.table(report, "leads").count == rows.count)
        let files = try exchange.report("request-files")
        #expect(files.map { $0["Не принято строк"] } == ["1"], "the same bytes again are no other file")
    }

    @Test func `says which requests no pack has`() throws {
        let exchange = try TestExchange(crms: [])
        try exchange.dropOutbound("a.csv", requests)
        _ = try exchange.round()
        #expect(try exchange.report("requests").map { $0["Пакет"] } == ["ждёт человека", "ждёт человека"])
    }

    @Test func `compares the sums of 1C, of our packs and of the CRM's exports to the rouble`() throws {
        let exchange = try TestExchange()
        try exchange.drop(
            "orders.xml",
            Document.orders([Document.order("d1", "1", sum: "100.40"), Document.order("d2", "2", sum: "50")]))
        _ = try exchange.round()
        let heading = "ID;Название сделки;Стадия сделки;Сумма;Дата создания;Код 1С\n"
        try exchange.dropOutbound(
            "deals.csv", heading + "1;Заказ № 1;Новая;100.00;21.11.2026;d1\n2;Заказ № 2;Новая;49.00;21.11.2026;d2\n")
        _ = try exchange.round()
        let totals = try exchange.report("totals")
        #expect(totals.map { $0["Что"] } == ["1С → пакеты Битрикс24", "1С → выгрузки Битрикс24"])
        #expect(totals.map { $0["Сумма"] } == ["150,40", "150,40"])
        #expect(totals.map { $0["Сумма там"] } == ["150,40", "149,00"])
        let differences = try exchange.report("differences")
        #expect(differences.map { $0["Заказ"] } == ["Заказ № 2 от 16.11.2026"], "40 kopecks are no difference")
        #expect(differences.map { $0["Разница"] } == ["-1,00"])
    }

    @Test func `shows which data goes to the CRM beyond need`() throws {
        let exchange = try TestExchange(edit: [("stock = false", "stock = true")])
        try exchange.apply(Document.orders([Document.order("d1", "1")]))
        let page = try exchange.files.text("watch/reports/rules.html")
        #expect(page.contains("<td>Остатки на складах</td><td>да</td>"))
        #expect(page.contains("<td>Взаиморасчёты</td><td>нет</td>"))
    }
}
