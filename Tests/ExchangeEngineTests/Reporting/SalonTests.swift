import ExchangeEngine
import ExchangeModel
import Ledger
import Foundation
import TestSupport
import Testing

/// Bookings, what 1C says of them, and what advertising cost.
struct SalonTests {
    private func exchange() throws -> TestExchange {
        let exchange = try TestExchange(edit: [("in_turn = []", "in_turn = [\"Анна\"]")])
        try exchange.drop("import.xml", Document.catalogue([Document.product("p1", "Маникюр", Site.vat("20"))]))
        try exchange.drop("offers.xml", Document.offers([Document.offer("p1", prices: [("retail", "100")])]))
        return exchange
    }

    private static let heading =
        "Код;Дата;Время;Услуга;Клиент;Телефон;Промокод;Канал;Стоимость;Статус;Согласие на рассылку\n"

    private func booking(
        _ code: String, _ day: String = "24.11.2026", _ client: String = "Инга", phone: String = "+79110000001",
        promo: String = "ОСЕНЬ", status: String = "", consent: String = "да"
    ) -> String {
        "\(code);\(day);15:00;Маникюр;\(client);\(phone);\(promo);соцсети;100;\(status);\(consent)\n"
    }

    /// The sale as 1C sends it back: under the booking's code.
    private func sale(_ code: String, sum: String = "120", _ requisites: [(name: String, value: String)]) -> String {
        Document.order(
            "doc-\(code)", code, sum: sum, customer: Document.person("guid-1", "Инга"),
            Document.requisites([("Номер по 1С", "НФ-1"), ("Проведен", "true")] + requisites))
    }

    private let provided: [(name: String, value: String)] = [
        ("Номер отгрузки по 1С", "НФ-1"), ("Дата отгрузки по 1С", "2026-11-22")
    ]

    @Test func `tells the CRM that the service was provided, with its sum, under the booking's code`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("zapis.csv", Self.heading + booking("S-7"))
        let first = try exchange.round()
        #expect(try exchange.table(first, "deals").map { $0["Ответственный"] } == ["Анна"])
        #expect(try exchange.letterbox().contains("Запись S-7 на 24.11.2026 15:00"))
        exchange.time.advance(seconds: 600)
        try exchange.drop("orders.xml", Document.orders([sale("S-7", provided)], formedAt: "2026-11-23T18:00:00"))
        try exchange.dropOutbound(
            "zapis2.csv", Self.heading + booking("S-8", "25.11.2026", "Вера", phone: "+79110000002"))
        let second = try exchange.round()
        #expect(second.orders[.confirmed] == 1)
        let changes = try exchange.changes(second)
        #expect(changes.first { $0.field == "Состояние" }?.new == "услуга оказана")
        #expect(changes.first { $0.field == "Сумма" }.map { "\($0.old) \($0.new)" } == "100.00 120.00")
        #expect(Set(changes.map(\.title)) == ["Запись S-7: Маникюр"])
        #expect(try exchange.table(second, "deals").count == 1, "the new booking, in the same round")
        #expect(try exchange.letterbox().contains("Запись S-8"))
    }

    @Test func `reminds of tomorrow's visits, and not of cancelled ones`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "zapis.csv",
            Self.heading + booking("S-1")
                + booking("S-2", "24.11.2026", "Вера", phone: "+79110000002", status: "Отменена")
                + booking("S-3", "25.11.2026", "Зоя", phone: "+79110000003"))
        _ = try exchange.round()
        #expect(try exchange.report("visits").map { $0["Код"] } == ["S-1"])
        #expect(try exchange.report("visits").first?["Телефон"] == "8 (911) 000-00-01")
    }

    @Test func `lists for letters who came through a campaign and agreed`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "zapis.csv",
            Self.heading + booking("S-1") + booking("S-2", "24.11.2026", "Вера", phone: "+79110000002", consent: "нет")
                + booking("S-3", "24.11.2026", "Зоя", phone: "+79110000003", promo: "")
                + booking("S-4", "24.11.2026", "Лия", phone: "+79110000004"))
        _ = try exchange.round()
        try exchange.drop(
            "orders.xml",
            Document.orders(
                ["S-1", "S-2", "S-3"].map { sale($0, provided) } + [sale("S-4", [])], formedAt: "2026-11-23T18:00:00"))
        _ = try exchange.round()
        #expect(try exchange.report("followup").map { $0["Клиент"] } == ["Инга"])
    }

    @Test func `reckons campaigns by the table of costs, and a corrected row takes the place of the old`() throws {
        let exchange = try exchange()
        let costs = "Канал;Кампания;Промокод;Период;Расход\n"
        try exchange.dropOutbound("costs.csv", costs + "соцсети;Осень;ОСЕНЬ;ноябрь;500,00\n")
        try exchange.dropOutbound("zapis.csv", Self.heading + booking("S-1") + booking("S-2"))
        _ = try exchange.round()
        try exchange.drop("orders.xml", Document.orders([sale("S-1", provided)], formedAt: "2026-11-23T18:00:00"))
        try exchange.dropOutbound("costs2.csv", costs + "соцсети;Осень;ОСЕНЬ;ноябрь;80,00\n")
        _ = try exchange.round()
        let row = try #require(try exchange.report("campaigns").first)
        #expect(row["Кампания"] == "Осень")
        #expect([row["Записи"], row["Пришли"], row["Клиенты"]] == ["2", "1", "1"])
        #expect([row["Выручка"], row["Расход"], row["Прибыль"]] == ["120,00", "80,00", "40,00"])
        #expect(row["Окупаемость, %"] == "50,0")
    }

    @Test func `does not take a row of costs without a sum, or for nothing`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "costs.csv", "Канал;Кампания;Расход\nсоцсети;Осень;\n;;500\nсайт;Контекст;много\nсайт;Контекст;5\n")
        let report = try exchange.round()
        #expect(report.files.first { $0.name == "costs.csv" }?.rejected == 3)
        #expect(try exchange.report("campaigns").first?["Расход"] == "5,00")
    }
}
