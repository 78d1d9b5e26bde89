import ExchangeEngine
import ExchangeModel
import Foundation
import Ledger
import TestSupport
import Testing

/// The way of an order to 1C and back, with orders of a web shop in CommerceML as the source.
struct OutgoingTests {
    private let catalogue = Document.catalogue([
        Document.product(
            "p1", "Лампа",
            "<Артикул>L-1</Артикул><БазоваяЕдиница Код=\"796 \">шт</БазоваяЕдиница><СтавкиНалогов><СтавкаНалога>"
                + "<Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов>"),
        Document.product(
            "d1", "Доставка",
            Document.requisites([("ТипНоменклатуры", "Услуга")])),
        Document.product("p22", "Новинка", Site.vat("22")), Document.product("h", "C# для начинающих", Site.vat("20"))
    ])

    private func exchange(profile: String = "ut11", edit: [(String, String)] = []) throws -> TestExchange {
        let exchange = try TestExchange(profile: profile, edit: edit)
        try exchange.drop("import.xml", catalogue)
        try exchange.drop("offers.xml", Document.offers([Document.offer("p1", "Лампа", prices: [("retail", "50")])]))
        return exchange
    }

    @Test func `lays an order of the shop into the letterbox under a number of its own`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("orders.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        let report = try exchange.round()
        #expect(report.orders == [.published: 1])
        let file = try exchange.letterbox()
        #expect(file.contains("<Номер>100001</Номер>"))
        #expect(file.contains("<Валюта>руб</Валюта>"))
        #expect(file.contains("<Ид>p1</Ид><Артикул>L-1</Артикул>"))
        #expect(file.contains("<Количество>2</Количество><Сумма>100.00</Сумма>"))
        #expect(file.contains("<Ставка>20</Ставка>"))
    }

    @Test func `keeps a valid empty letterbox when there is nothing to send`() throws {
        let exchange = try TestExchange()
        _ = try exchange.round()
        let file = try exchange.letterbox()
        #expect(file.contains("<КоммерческаяИнформация"))
        #expect(!file.contains("<Документ>"))
    }

    @Test(arguments: [
        (Site.line("p9", "Торшер", "1", "700"), "order.product.unknown"),
        (Site.line("p22", "Новинка", "1", "700"), "order.vat.unknown"),
        (Site.line("h", "C# для начинающих", "1", "700"), "order.name.hash")
    ])
    func `holds an order that cannot be sent safely and lets the others go`(line: String, code: String) throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "orders.xml",
            Site.orders([Site.order("880", [line]), Site.order("881", [Site.line("p1", "Лампа", "1", "50")])]))
        let report = try exchange.round()
        #expect(!report.isClean)
        #expect(report.orders == [.held: 1, .published: 1])
        #expect(try exchange.orders().first { $0.state == .held }?.hold?.code == code)
        #expect(try exchange.letterbox().components(separatedBy: "<Документ>").count == 2)
        #expect(try exchange.files.text("watch/reports/orders.html").contains("880"))
    }

    @Test func `sends a held order when its product has come`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "orders.xml", Site.orders([Site.order("880", [Site.line("p9", "Торшер", "1", "700")])]))
        #expect(try exchange.round().orders == [.held: 1])
        try exchange.drop("more.xml", Document.catalogue([Document.product("p9", "Торшер", Site.vat("20"))]))
        #expect(try exchange.round().orders == [.published: 1])
    }

    @Test func `makes the delivery a line of 1C's own service`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "orders.xml",
            Site.orders([
                Site.order(
                    "880",
                    [Site.line("ORDER_DELIVERY", "Доставка заказа", "1", "300"), Site.line("p1", "Лампа", "1", "50")])
            ]))
        _ = try exchange.round()
        let file = try exchange.letterbox()
        #expect(file.contains("<Ид>d1</Ид><Наименование>Доставка</Наименование>"))
        #expect(!file.contains("ORDER_DELIVERY"))
    }

    @Test func `holds an order whose delivery costs less than nothing`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "orders.csv",
            "Номер заказа;Клиент;Телефон;Товар;Количество;Цена;Доставка\nS-1;Котов Иван;+79111111111;Лампа;1;50;-10\n")
        #expect(try exchange.round().orders == [.held: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.delivery.negative")
    }

    @Test func `takes no number by which 1C knows another order`() throws {
        let exchange = try exchange()
        try exchange.drop("old.xml", Document.orders([Document.order("o1", "100001")]))
        try exchange.dropOutbound("orders.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        #expect(try exchange.orders().map(\.number) == [100_002])
    }

    @Test func `changes nothing when the same orders come again under another name`() throws {
        let exchange = try exchange()
        let orders = Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])])
        try exchange.dropOutbound("orders.xml", orders)
        _ = try exchange.round()
        let first = try exchange.letterbox()
        exchange.time.advance(seconds: 600)
        try exchange.dropOutbound("again.xml", orders)
        try exchange.dropOutbound("later.xml", orders.replacing("T08:00:00", with: "T09:00:00"))
        let report = try exchange.round()
        #expect(report.orders == [.published: 1])
        #expect(report.packs.isEmpty)
        #expect(try exchange.letterbox() == first)
    }

    @Test func `follows the source while 1C has not read the order`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "3", "50")])]))
        _ = try exchange.round()
        let file = try exchange.letterbox()
        #expect(file.contains("<Количество>3</Количество>"))
        #expect(file.components(separatedBy: "<Номер>100001</Номер>").count == 2)
    }

    @Test func `puts the letterbox back when somebody took it away`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        let first = try exchange.letterbox()
        try exchange.files.write("watch/to-1c/orders.xml", "Test")
        _ = try exchange.round()
        #expect(try exchange.letterbox() == first)
    }

    // MARK: What 1C does

    /// A session of 1C that begins a minute after the present of the exchange.
    private func session(_ exchange: TestExchange, _ content: String) throws {
        exchange.time.advance(seconds: 120)
        try exchange.drop("session.xml", Document.exchange(content, formedAt: Site.moment(exchange.time.now - 60)))
    }

    @Test func `takes an order out of the letterbox when 1C's orders of a later session have come`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        try session(exchange, Document.order("other", "7"))
        #expect(try exchange.round().orders == [.presumed: 1])
        #expect(try !exchange.letterbox().contains("<Документ>"))
    }

    @Test func `waits with the goods of a session until 1C has had time to load the orders`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        try session(exchange, "<Каталог><Ид>cat</Ид><Товары>\(Document.product("p5", "Ещё"))</Товары></Каталог>")
        #expect(try exchange.round().orders == [.published: 1])
        exchange.time.advance(seconds: 16 * 60)
        #expect(try exchange.round().orders == [.presumed: 1])
    }

    @Test func `does not take a session that began before the letterbox was filled for a reading`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        exchange.time.advance(seconds: 120)
        try exchange.drop(
            "session.xml",
            Document.exchange(Document.order("other", "7"), formedAt: Site.moment(exchange.time.now - 180)))
        #expect(try exchange.round().orders == [.published: 1])
    }

    @Test func `confirms an order that 1C sent back, and the deal is moved and not made again`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        let first = try exchange.round()
        #expect(try exchange.table(first, "deals").count == 1)
        try session(exchange, Site.answer("100001", [("Номер оплаты по 1С", "15")]))
        let second = try exchange.round()
        #expect(second.orders == [.confirmed: 1])
        #expect(try exchange.orders().first?.numberIn1C == "СС00-000031")
        #expect(try exchange.table(second, "deals").isEmpty)
        #expect(try exchange.table(second, "contacts").isEmpty)
        let state = try exchange.changes(second).first { $0.field == "Состояние" }
        #expect(state?.new == "оплачен")
    }

    @Test func `leaves an order alone that people changed in 1C`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        _ = try exchange.round()
        try session(exchange, Site.answer("100001", sum: "150"))
        _ = try exchange.round()
        try exchange.dropOutbound("b.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "9", "50")])]))
        let report = try exchange.round()
        #expect(report.orders == [.confirmed: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.changed.afterReading")
        #expect(try !exchange.letterbox().contains("<Документ>"))
    }

    @Test func `sends a change of an order that 1C has unchanged`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        _ = try exchange.round()
        try session(exchange, Site.answer("100001"))
        _ = try exchange.round()
        try exchange.dropOutbound("b.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "3", "50")])]))
        #expect(try exchange.round().orders == [.published: 1])
        #expect(try exchange.letterbox().contains("<Номер>100001</Номер>"))
    }

    @Test func `sends a cancellation after 1C has read the order, and none before`() throws {
        let exchange = try exchange()
        let cancelled = Document.requisites([("Отменен", "true")])
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        _ = try exchange.round()
        try session(exchange, Document.order("other", "7"))
        _ = try exchange.round()
        try exchange.dropOutbound(
            "b.xml",
            Site.orders([
                Site.order("880", [Site.line("p1", "Лампа", "2", "50")], cancelled),
                Site.order("881", [Site.line("p1", "Лампа", "1", "50")], cancelled)
            ]))
        _ = try exchange.round()
        let file = try exchange.letterbox()
        #expect(file.contains("<Наименование>Отменен</Наименование><Значение>true</Значение>"))
        #expect(file.components(separatedBy: "<Документ>").count == 2)
    }

    @Test func `puts an order back when a person asks for it`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        _ = try exchange.round()
        try session(exchange, Document.order("other", "7"))
        _ = try exchange.round()
        #expect(try exchange.open().resend(100_001))
        #expect(try exchange.letterbox().contains("<Номер>100001</Номер>"))
        #expect(try !exchange.open().resend(5))
    }

    @Test func `says which order 1C does not read`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        _ = try exchange.round()
        exchange.time.advance(seconds: 61 * 60)
        _ = try exchange.round()
        #expect(try exchange.files.text("watch/reports/orders.html").contains("1С не читала файл заказов"))
    }
}

/// Orders as a site writes them for 1C, and 1C's answers.
enum Site {
    static func orders(_ orders: [String]) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <КоммерческаяИнформация ВерсияСхемы="2.05" ДатаФормирования="2026-11-23T08:00:00">
        \(orders.joined(separator: "\n"))
        </КоммерческаяИнформация>
        """
    }

    static func order(_ number: String, _ lines: [String], _ more: String = "") -> String {
        """
        <Документ><Ид>\(number)</Ид><Номер>\(number)</Номер><Дата>2026-11-22</Дата>
        <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>RUB</Валюта>
        <Контрагенты><Контрагент><Ид>14#anna</Ид><Наименование>Анна Лисицына</Наименование>
        <ПолноеНаименование>Лисицына Анна</ПолноеНаименование><Роль>Покупатель</Роль><Контакты><Контакт>
        <Тип>Телефон рабочий</Тип><Значение>+7 911 000-88-00</Значение></Контакт></Контакты></Контрагент></Контрагенты>
        <Время>07:45:10</Время><Товары>\(lines.joined())</Товары>\(more)</Документ>
        """
    }

    static func line(_ id: String, _ name: String, _ quantity: String, _ price: String) -> String {
        "<Товар><Ид>\(id)</Ид><Наименование>\(name)</Наименование><ЦенаЗаЕдиницу>\(price)</ЦенаЗаЕдиницу>"
            + "<Количество>\(quantity)</Количество></Товар>"
    }

    static func vat(_ rate: String) -> String {
        "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>\(rate)</Ставка></СтавкаНалога>"
            + "</СтавкиНалогов>"
    }

    /// The order as УТ sends it back: its own GUID, our number.
    static func answer(
        _ number: String, sum: String = "100", _ requisites: [(name: String, value: String)] = []
    ) -> String {
        """
        <Документ><Ид>guid-\(number)</Ид><Номер>\(number)</Номер><Дата>2026-11-22</Дата>
        <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>643</Валюта><Сумма>\(sum)</Сумма>
        <Контрагенты><Контрагент><Ид>guid-anna</Ид><Наименование>Лисицына Анна</Наименование>
        <ПолноеНаименование>Лисицына Анна</ПолноеНаименование><Роль>Покупатель</Роль></Контрагент></Контрагенты>
        <Товары><Товар><Ид>p1</Ид><Наименование>Лампа</Наименование><ЦенаЗаЕдиницу>50</ЦенаЗаЕдиницу>
        <Количество>2</Количество><Сумма>\(sum)</Сумма></Товар></Товары>
        \(Document.requisites([("Номер по 1С", "СС00-000031"), ("Проведен", "true")] + requisites))</Документ>
        """
    }

    /// A moment as 1C writes it, where the tests run.
    static func moment(_ seconds: Int) -> String { ExchangeClock { seconds }.local }
}

/// Orders that begin in a CRM, from its exports.
struct DealOrderTests {
    private let catalogue = Document.catalogue([Document.product("p1", "Лампа", Site.vat("20"))])

    private func exchange(crms: [String] = ["bitrix24"], profile: String = "ut11") throws -> TestExchange {
        let exchange = try TestExchange(crms: crms, profile: profile)
        try exchange.drop("import.xml", catalogue)
        try exchange.drop("offers.xml", Document.offers([Document.offer("p1", "Лампа", prices: [("retail", "50")])]))
        return exchange
    }

    private func deals(_ rows: [String]) -> String {
        (["ID;Название сделки;Стадия сделки;Компания;Дата создания;Товар;Цена;Количество;Код 1С"] + rows)
            .joined(separator: "\n") + "\n"
    }

    private func deal(
        _ id: String, _ title: String = "Свет", stage: String = "Новая", company: String = "ООО Поздняя",
        product: String = "Лампа", quantity: String = "2", code: String = ""
    ) -> String {
        "\(id);\(title);\(stage);\(company);21.11.2026 10:00:00;\(product);50.00;\(quantity);\(code)"
    }

    private func answer(_ exchange: TestExchange, _ content: String) throws -> RoundReport {
        exchange.time.advance(seconds: 120)
        try exchange.drop(
            "answer.xml", Document.exchange(content, formedAt: Site.moment(exchange.time.now - 60)))
        return try exchange.round()
    }

    @Test func `does not send a CRM its own leads`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "LEAD.csv", "ID;Название лида;Статус;Имя;Фамилия;Мобильный телефон\n70;Сам;Новый;Ян;Ким;+79110000070\n")
        let report = try exchange.round()
        #expect(report.files.allSatisfy { $0.state == .applied })
        #expect(try exchange.table(report, "leads").isEmpty)
    }

    @Test func `knows a deal of 1C after a manager renamed it`() throws {
        let exchange = try exchange()
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "500")]))
        _ = try exchange.round()
        try exchange.dropOutbound("a.csv", deals([deal("40000", "Заказ № 500 от 16.11.2026")]))
        #expect(try exchange.round().orders.isEmpty)
        try exchange.dropOutbound("b.csv", deals([deal("40000", "Заказ № 500 срочно")]))
        #expect(try exchange.round().orders.isEmpty)
        try exchange.dropOutbound("c.csv", deals([deal("40001", "Совсем иначе", code: "d1")]))
        #expect(try exchange.round().orders.isEmpty)
    }

    @Test func `keeps a customer one counterparty when his card is filled in later`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1")]))
        _ = try exchange.round()
        try exchange.dropOutbound(
            "companies.csv",
            "ID;Название компании;Тип компании;Рабочий телефон;ИНН;КПП\n5;ООО Поздняя;Клиент;+78120000005;5399044117;539901001\n"
        )
        try exchange.dropOutbound("b.csv", deals([deal("2")]))
        _ = try exchange.round()
        let file = try exchange.letterbox()
        #expect(file.components(separatedBy: "<Наименование>ООО Поздняя</Наименование>").count == 3)
        #expect(!file.contains("<ИНН>"))
    }

    @Test func `keeps a new version waiting when 1C's answer is of the one before`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1", quantity: "2")]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.csv", deals([deal("1", quantity: "5")]))
        _ = try exchange.round()
        // Of a session that began before the new version lay there.
        try exchange.drop("answer.xml", Document.exchange(Site.answer("100001")))
        #expect(try exchange.round().orders == [.published: 1])
        #expect(try exchange.letterbox().contains("<Количество>5</Количество>"))
        let order = try #require(try exchange.orders().first)
        #expect(order.numberIn1C == "СС00-000031")
        #expect(!order.isChangedIn1C)
        #expect(order.hold?.code == "order.answer.earlier")

        let taken = Site.answer("100001", sum: "250").replacing("<Количество>2<", with: "<Количество>5<")
        #expect(try answer(exchange, taken).orders == [.confirmed: 1])
        #expect(try exchange.orders().first?.hold == nil)
    }

    @Test func `says that 1C still has the version before though it read the new one`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1", quantity: "2")]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.csv", deals([deal("1", quantity: "5")]))
        _ = try exchange.round()
        #expect(try answer(exchange, Site.answer("100001")).orders == [.presumed: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.answer.earlier")
    }

    @Test func `sends a change that came between reading and answer once 1C shows that nobody touched the order`()
        throws
    {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1", quantity: "2")]))
        _ = try exchange.round()
        // Another order of 1C shows that it has read the letterbox.
        #expect(try answer(exchange, Document.order("other", "77")).orders == [.presumed: 1])
        try exchange.dropOutbound("b.csv", deals([deal("1", quantity: "5")]))
        #expect(try exchange.round().orders == [.presumed: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.changed.afterReading")
        #expect(try answer(exchange, Site.answer("100001")).orders == [.published: 1])
        #expect(try exchange.letterbox().contains("<Количество>5</Количество>"))
    }

    @Test func `keeps a person of one card one counterparty when she marries before 1C has answered`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("people.csv", people(["7;Яна;Ким;;+79110000077"]))
        try exchange.dropOutbound("a.csv", peopleDeals([("1", "Яна Ким")]))
        _ = try exchange.round()
        try exchange.dropOutbound("later.csv", people(["7;Яна;Орлова;;+79110000077"]))
        try exchange.dropOutbound("b.csv", peopleDeals([("2", "Яна Орлова")]))
        _ = try exchange.round()
        #expect(Set(try exchange.buyers().map(\.id)).count == 1)
        #expect(try exchange.orders().last?.hold?.code == "order.customer.outdated")
    }

    @Test func `knows a customer whom 1C answered for by his telephone`() throws {
        let exchange = try exchange(crms: ["bitrix24", "amocrm"])
        try exchange.dropOutbound("a.csv", phoneDeals([("1", "Ким Ян", "+79110000077")]))
        _ = try exchange.round()
        _ = try answer(exchange, Site.answer("100001").replacing("Лисицына Анна", with: "Ким Ян"))
        try exchange.dropOutbound("b.csv", phoneDeals([("2", "Ким Ян", "+79110000077")]))
        _ = try exchange.round()
        try exchange.dropOutbound("people.csv", people(["7;Ян;Ким;Олегович;+79110000077"]))
        try exchange.dropOutbound("c.csv", phoneDeals([("3", "Ян Ким", "+79110000077")]))
        _ = try exchange.round()
        #expect(try exchange.buyers().map(\.isKnownTo1C) == [false, true, true])
    }

    @Test func `takes a new version back when people changed the one before in 1C`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1", quantity: "2")]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.csv", deals([deal("1", quantity: "5")]))
        _ = try exchange.round()
        let changed = Site.answer("100001").replacing("<Количество>2<", with: "<Количество>7<")
        #expect(try answer(exchange, changed).orders == [.confirmed: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.changed.afterReading")
        #expect(try !exchange.letterbox().contains("<Документ>"))
    }

    @Test(arguments: [("Ким Ян", "Ян Ким"), ("Ким Ян", "Ким Ян Олегович"), ("", "Ким Ян")])
    func `knows a person by his telephone in another CRM`(first: String, second: String) throws {
        let exchange = try exchange(crms: ["bitrix24", "amocrm"])
        try exchange.dropOutbound("a.csv", phoneDeals([("1", first, "+79110000077")]))
        _ = try exchange.round()
        try exchange.dropOutbound(
            "amo.csv",
            "ID,Название сделки,Компания,Основной контакт,Этап сделки,Бюджет ₽,Дата создания,Состав заказа,"
                + "Рабочий телефон (контакт)\n9001,Амо,,\(second),Новая,100,21.11.2026 10:00:00,Лампа × 2 шт = 100.00,"
                + "'+79110000077\n")
        _ = try exchange.round()
        #expect(try exchange.buyers().count == 2)
        #expect(Set(try exchange.buyers().map(\.id)).count == 1)
    }

    @Test func `keeps namesakes with telephones of their own two, whatever came first`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "a.csv", phoneDeals([("1", "Ким Ян", "+79110000077"), ("2", "Ким Ян", "+79110000088")]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.csv", phoneDeals([("3", "Ким Ян", "+79110000088")]))
        _ = try exchange.round()
        let ids = try exchange.buyers().map(\.id)
        #expect(ids.count == 3 && ids[0] != ids[1] && ids[1] == ids[2])
        #expect(Set(try exchange.buyers().map(\.name)) == ["Ким Ян", "Ким Ян (+79110000088)"])
    }

    @Test func `gives the orders of a name without a card to one card at most`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", peopleDeals([("1", "Ким Ян")]))
        _ = try exchange.round()
        try exchange.dropOutbound("people.csv", people(["7;Ян;Ким;;+79110000077", "8;Ян;Ким;;+79110000088"]))
        try exchange.dropOutbound(
            "b.csv", phoneDeals([("2", "Ким Ян", "+79110000077"), ("3", "Ким Ян", "+79110000088")]))
        _ = try exchange.round()
        let ids = try exchange.buyers().map(\.id)
        #expect(ids.count == 3 && ids[0] == ids[1] && ids[1] != ids[2])
    }

    @Test func `keeps the customer of a deal whose company is spelt otherwise`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("companies.csv", companies(["5;ООО «Поздняя»;5399044117;539901001"]))
        try exchange.dropOutbound("a.csv", deals([deal("1", company: "ООО «Поздняя»")]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.csv", deals([deal("1", company: "Поздняя", quantity: "3")]))
        _ = try exchange.round()
        #expect(try exchange.buyers().map(\.inn) == ["5399044117"])
        #expect(try exchange.letterbox().contains("<Количество>3</Количество>"))
    }

    @Test func `knows a company by its ИНН under two cards`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "companies.csv", companies(["5;Поздняя-41;5399044117;539901001", "6;ООО «Поздняя-41»;5399044117;539901001"])
        )
        try exchange.dropOutbound(
            "a.csv", deals([deal("1", company: "Поздняя-41"), deal("2", company: "ООО «Поздняя-41»")]))
        _ = try exchange.round()
        #expect(Set(try exchange.buyers().map(\.name)) == ["Поздняя-41"])
    }

    @Test func `tells a family of one telephone apart`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "list.csv",
            "Номер заказа;Дата;Клиент;Телефон;Товар;Количество;Цена\nS-1;2026-11-01;Котов Иван;+79111111111;Лампа;1;50\n"
                + "S-2;2026-11-01;Котов Иван Олегович;+79111111111;Лампа;1;50\n"
                + "S-3;2026-11-01;Белова Анна;+79111111111;Лампа;1;50\n")
        _ = try exchange.round()
        #expect(try exchange.buyers().map(\.name) == ["Котов Иван", "Котов Иван", "Белова Анна"])
        #expect(Set(try exchange.buyers().map(\.id)).count == 2)
    }

    @Test func `marks the full name of a namesake too where 1C looks by it`() throws {
        let exchange = try exchange(profile: "unf")
        try exchange.dropOutbound(
            "a.csv", phoneDeals([("1", "Ким Ян", "+79110000077"), ("2", "Ким Ян", "+79110000088")]))
        _ = try exchange.round()
        #expect(try exchange.letterbox().contains("<ПолноеНаименование>Ким Ян (+79110000088)</ПолноеНаименование>"))
    }

    private func phoneDeals(_ deals: [(id: String, contact: String, phone: String)]) -> String {
        (["ID;Название сделки;Стадия сделки;Контакт;Контакт: Мобильный телефон;Дата создания;Товар;Цена;Количество"]
            + deals.map { "\($0.id);Свет;Новая;\($0.contact);\($0.phone);21.11.2026 10:00:00;Лампа;50.00;2" })
            .joined(separator: "\n") + "\n"
    }

    @Test func `says that 1C keeps the earlier card of a customer`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1")]))
        _ = try exchange.round()
        try exchange.dropOutbound("companies.csv", companies(["5;ООО Поздняя;5399044117;539901001"]))
        try exchange.dropOutbound("b.csv", deals([deal("2")]))
        _ = try exchange.round()
        #expect(try exchange.orders().map(\.hold?.code) == [nil, "order.customer.outdated"])
    }

    @Test func `makes a card that was given another ИНН another counterparty`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("companies.csv", companies(["5;ООО Поздняя;5399044117;539901001"]))
        try exchange.dropOutbound("a.csv", deals([deal("1")]))
        _ = try exchange.round()
        try exchange.dropOutbound("later.csv", companies(["5;ООО Поздняя;7707083893;770701001"]))
        try exchange.dropOutbound("b.csv", deals([deal("2"), deal("3")]))
        _ = try exchange.round()
        let buyers = try exchange.buyers()
        #expect(buyers.map(\.inn) == ["5399044117", "7707083893", "7707083893"])
        #expect(buyers[1].name == "ООО Поздняя (ИНН 7707083893/770701001)")
        #expect(buyers[0].id != buyers[1].id)
        #expect(buyers[1].id == buyers[2].id)
    }

    @Test(arguments: ["Ким Ян", "Ян Ким", "Ким Ян Олегович", "Ян Олегович Ким"])
    func `keeps a person one counterparty when his patronymic comes later`(name: String) throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", peopleDeals([("1", "Ким Ян")]))
        _ = try exchange.round()
        try exchange.dropOutbound("people.csv", people(["7;Ян;Ким;Олегович;+79110000077"]))
        try exchange.dropOutbound("b.csv", peopleDeals([("1", "Ким Ян"), ("2", name)]))
        _ = try exchange.round()
        #expect(try exchange.buyers().map(\.name) == ["Ким Ян", "Ким Ян"])
    }

    @Test func `holds an order of a namesake of whom nothing else is known`() throws {
        let exchange = try exchange()
        try exchange.drop(
            "orders.xml", Document.exchange(Site.answer("500").replacing("Лисицына Анна", with: "Ким Ян")))
        try exchange.dropOutbound("a.csv", peopleDeals([("1", "Ким Ян")]))
        #expect(try exchange.round().orders == [.held: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.customer.namesake")
    }

    @Test func `does not give a namesake's order to the one that 1C knows`() throws {
        let exchange = try exchange()
        try exchange.drop(
            "orders.xml", Document.exchange(Site.answer("500").replacing("Лисицына Анна", with: "Ким Ян")))
        try exchange.dropOutbound("people.csv", people(["7;Ян;Ким;;+79110000077"]))
        try exchange.dropOutbound("a.csv", peopleDeals([("1", "Ким Ян")]))
        #expect(try exchange.round().orders == [.published: 1])
        #expect(try exchange.buyers().map(\.name) == ["Ким Ян (+79110000077)"])
        #expect(try exchange.orders().first?.hold?.code == "order.customer.marked")
    }

    private func companies(_ rows: [String]) -> String {
        (["ID;Название компании;ИНН;КПП"] + rows).joined(separator: "\n") + "\n"
    }

    private func people(_ rows: [String]) -> String {
        (["ID;Имя;Фамилия;Отчество;Мобильный телефон"] + rows).joined(separator: "\n") + "\n"
    }

    private func peopleDeals(_ deals: [(id: String, contact: String)]) -> String {
        self.deals(deals.map { deal($0.id, company: $0.contact) }).replacing(";Компания;", with: ";Контакт;")
    }

    @Test func `uses 1C's counterparty when it answered before the card came`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1")]))
        _ = try exchange.round()
        let report = try answer(
            exchange,
            Site.answer("100001").replacing("guid-anna", with: "0a0a0a0a-0000-1111-2222-333344445555")
                .replacing("Лисицына Анна", with: "ООО Поздняя"))
        #expect(report.orders == [.confirmed: 1])
        try exchange.dropOutbound(
            "companies.csv",
            "ID;Название компании;Тип компании;Рабочий телефон;ИНН;КПП\n5;ООО Поздняя;Клиент;+78120000005;5399044117;539901001\n"
        )
        try exchange.dropOutbound("b.csv", deals([deal("2")]))
        _ = try exchange.round()
        #expect(try exchange.letterbox().contains("<Ид>0a0a0a0a-0000-1111-2222-333344445555</Ид>"))
    }

    @Test func `cancels in 1C what was sent before the deal could no more be sent`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1")]))
        _ = try exchange.round()
        try exchange.dropOutbound("b.csv", deals([deal("1", product: "Торшер")]))
        #expect(try exchange.round().orders == [.published: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.product.unknown")
        try exchange.dropOutbound("c.csv", deals([deal("1", stage: "Сделка провалена", product: "Торшер")]))
        _ = try exchange.round()
        #expect(try exchange.letterbox().contains("<Наименование>Отменен</Наименование><Значение>true</Значение>"))
    }

    @Test(arguments: [
        ("<Количество>2</Количество>", "<Количество>4</Количество>"),
        ("<Номер>100001</Номер>", "<Номер>100001</Номер><ПометкаУдаления>true</ПометкаУдаления>"),
        (
            "<Значение>СС00-000031</Значение>",
            "<Значение>СС00-000031</Значение></ЗначениеРеквизита><ЗначениеРеквизита>"
                + "<Наименование>Номер оплаты по 1С</Наименование><Значение>5</Значение>"
        )
    ])
    func `does not overwrite an order that 1C has gone on with`(old: String, new: String) throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", deals([deal("1")]))
        _ = try exchange.round()
        _ = try answer(exchange, Site.answer("100001").replacing(old, with: new))
        try exchange.dropOutbound("b.csv", deals([deal("1", quantity: "3")]))
        #expect(try exchange.round().orders == [.confirmed: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.changed.afterReading")
    }
}
