import ExchangeEngine
import Ledger
import TestSupport
import Testing

private let paid = "Выплата безналичных денег"
private let shipped = "Отпуск товара"

/// A configuration in which every stage of an order has a name of its own.
private let stages = [
    ("partlyPaid = \"NEW\"", "partlyPaid = \"PARTLY\""), ("paid = \"NEW\"", "paid = \"PAID\""),
    ("shipped = \"NEW\"", "shipped = \"SHIPPED\"")
]

struct OrderTests {
    private func stage(_ more: String) throws -> [String?] {
        let exchange = try TestExchange(edit: stages)
        let report = try exchange.apply(Document.orders([Document.order("d1", "1041", more)]))
        return try exchange.table(report, "deals").map { $0["Стадия сделки"] }
    }

    @Test(
        arguments: [
            // УНФ says «Оплачен» of every posted order of some customers; only a number or a date is a fact.
            ([], "NEW"), ([("Оплачен", "true")], "NEW"), ([("Оплачен", "false")], "NEW"),
            ([("Номер оплаты по 1С", "СС00-000012")], "PAID"), ([("Номер отгрузки по 1С", "7")], "SHIPPED"),
            ([("Дата оплаты по 1С", "2026-11-17")], "PAID"), ([("Дата оплаты по 1С", "T")], "NEW"),
            ([("Дата отгрузки по 1С", "2026-11-18T9:05:00")], "SHIPPED"), ([("Отгружен", "true")], "NEW"),
            ([("Номер оплаты по 1С", "12"), ("Номер отгрузки по 1С", "7")], "WON"),
            ([("Отменен", "true"), ("Оплачен", "true")], "LOSE"), ([("Статус заказа", "Отменён")], "LOSE"),
            ([("Отменен", "false")], "NEW")
        ] as [([(String, String)], String)])
    func `tells how far an order is by its requisites`(
        requisites: [(name: String, value: String)], expected: String
    ) throws {
        #expect(try stage(Document.requisites(requisites)) == [expected])
    }

    @Test(
        arguments: [
            ([("Оплачен", "true")], "PAID"), ([("Отгружен", "true")], "SHIPPED"),
            ([("Оплачен", "true"), ("Отгружен", "true")], "WON"), ([("Оплачен", "false")], "NEW")
        ] as [([(String, String)], String)])
    func `takes the flags of the 3.1 module at their word`(
        requisites: [(name: String, value: String)], expected: String
    ) throws {
        #expect(try stage("<Номер1С>L319     </Номер1С>" + Document.requisites(requisites)) == [expected])
    }

    @Test func `knows an order of УТ as cancelled by its sum of 0`() throws {
        let exchange = try TestExchange()
        let order = Document.order("d1", "1041", Document.requisites([("Номер по 1С", "СС00-000001")]))
            .replacing("<Валюта>руб</Валюта><Сумма>100</Сумма>", with: "<Валюта>руб</Валюта><Сумма>0</Сумма>")
        let report = try exchange.apply(Document.orders([order]))
        #expect(try exchange.table(report, "deals").map { $0["Стадия сделки"] } == ["LOSE"])
    }

    @Test func `does not move a state back without a person`() throws {
        let exchange = try TestExchange()
        func order(_ number: String, _ day: Int) -> String {
            Document.orders(
                [Document.order("d1", "1041", Document.requisites([("Номер оплаты по 1С", number)]))],
                formedAt: "2026-11-\(day)T10:00:00")
        }
        try exchange.apply(order("12", 20))
        let cancelled = Document.orders(
            [Document.order("d1", "1041", Document.requisites([("Номер оплаты по 1С", ""), ("Проведен", "false")]))],
            formedAt: "2026-11-21T10:00:00")
        let report = try exchange.apply(cancelled)
        #expect(try exchange.changes(report).filter { $0.field == "Состояние" }.isEmpty)
    }

    @Test(
        arguments: [
            ([(paid, "40")], "PARTLY"), ([(paid, "100")], "PAID"), ([(paid, "40"), (paid, "60")], "PAID"),
            ([("Эквайринговая операция", "100")], "PAID"), ([(shipped, "100")], "SHIPPED"),
            ([(paid, "100"), (shipped, "100")], "WON"),
            ([(paid, "100"), ("Возврат безналичных денег", "60")], "PARTLY"),
            ([(paid, "100"), ("Возврат наличных денег", "100")], "NEW")
        ] as [([(String, String)], String)])
    func `tells how far an order is by its subordinate documents`(
        documents: [(operation: String, sum: String)], expected: String
    ) throws {
        let list = documents.map { (operation: $0.operation, sum: $0.sum, more: "") }
        #expect(try stage(Document.subordinates(list)) == [expected])
    }

    @Test(arguments: [("Проведен", "false"), ("ПометкаУдаления", "true"), ("Отменен", "true"), ("Оплачено", "false")])
    func `does not count a payment that is void`(requisite: String, value: String) throws {
        let more = Document.requisites([(requisite, value)])
        #expect(try stage(Document.subordinates([(paid, "100", more)])) == ["NEW"])
    }

    @Test func `does not send an order that is marked for deletion and says so`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(
            Document.orders([
                Document.order("d1", "1046", Document.requisites([("ПометкаУдаления", "true")])),
                Document.order("d2", "1047")
            ]))
        #expect(try exchange.table(report, "deals").map { $0["Код 1С"] } == ["d2"])
        let pack = try #require(report.packs.first)
        let sheet = try exchange.files.text("watch/to-crm/bitrix24/\(pack.folder)/КАК-ЗАГРУЗИТЬ.html")
        #expect(sheet.contains("1046"))
    }

    @Test func `sends a deal once and what changes later on the sheet`() throws {
        let exchange = try TestExchange(crms: ["bitrix24", "amocrm"])
        let order = { (requisites: [(name: String, value: String)], day: Int) in
            Document.orders(
                [Document.order("d1", "1041", Document.requisites(requisites))], formedAt: "2026-11-\(day)T10:00:00")
        }
        let first = try exchange.apply(order([("Проведен", "true")], 20))
        let second = try exchange.apply(order([("Номер оплаты по 1С", "12")], 21))
        let third = try exchange.apply(order([("Номер оплаты по 1С", "12")], 22))
        for crm in ["bitrix24", "amocrm"] {
            #expect(try exchange.table(first, "deals", of: crm).count == 1)
            #expect(try exchange.table(first, "ИЗМЕНЕНИЯ", of: crm).isEmpty)
            #expect(try exchange.table(second, "deals", of: crm).isEmpty)
            #expect(try exchange.table(second, "ИЗМЕНЕНИЯ", of: crm).count == 1, "one line per deal")
            let state = try exchange.changes(second, of: crm).first { $0.field == "Состояние" }
            #expect(
                state
                    == TestExchange.Change(
                        what: "Сделка", title: "Заказ № 1041 от 16.11.2026", field: "Состояние", old: "новый",
                        new: "оплачен"))
        }
        #expect(third.packs.isEmpty)
    }

    @Test(arguments: ["1041", "d1"])
    func `moves an order when its payment comes as a document of its own`(basis: String) throws {
        let exchange = try TestExchange()
        try exchange.apply(Document.orders([Document.order("d1", "1041")]))
        let payment = Document.linked("y1", paid, basis: basis, sum: "40")
        let partly = try exchange.apply(Document.orders([payment], formedAt: "2026-11-21T10:00:00"))
        func state(_ report: RoundReport) throws -> [String] {
            try exchange.changes(report).filter { $0.field == "Состояние" }.map(\.new)
        }
        #expect(try state(partly) == ["оплачен частично"])
        let rest = Document.linked("y2", paid, basis: basis, sum: "60")
        let shipment = Document.linked("y3", shipped, basis: basis, sum: "100")
        let whole = try exchange.apply(Document.orders([rest, shipment], formedAt: "2026-11-22T10:00:00"))
        #expect(try state(whole) == ["оплачен и отгружен"])
        #expect(try exchange.table(whole, "deals").isEmpty)
    }

    @Test func `counts a payment that comes before its order`() throws {
        let exchange = try TestExchange(edit: stages)
        try exchange.apply(Document.orders([Document.linked("y1", paid, basis: "1041", sum: "100")]))
        let report = try exchange.apply(
            Document.orders([Document.order("d1", "1041")], formedAt: "2026-11-21T10:00:00"))
        #expect(try exchange.table(report, "deals").map { $0["Стадия сделки"] } == ["PAID"])
    }

    @Test func `links each deal to its own of two companies of one name`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(
            Document.orders([
                Document.order("d1", "1043", customer: Document.company("c1", "Вектор ООО")),
                Document.order("d2", "1044", customer: Document.company("c2", "ВЕКТОР ооо")),
                Document.order("d3", "1045", customer: Document.company("c1", "Вектор ООО"))
            ]))
        let companies = try exchange.table(report, "companies")
        let titles = Dictionary(uniqueKeysWithValues: companies.map { ($0["Код 1С"], $0["Название компании"]) })
        #expect(titles == ["c1": "Вектор ООО", "c2": "ВЕКТОР ооо (код c2)"])
        let deals = try exchange.table(report, "deals")
        #expect(deals.map { $0["Компания"] } == ["Вектор ООО", "ВЕКТОР ооо (код c2)", "Вектор ООО"])
    }

    @Test func `links each deal to its own of two namesakes`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(
            Document.orders([
                Document.order("d1", "1", customer: Document.person("h1", "Иванов Пётр Сергеевич")),
                Document.order("d2", "2", customer: Document.person("h2", "Иванов Пётр Алексеевич"))
            ]))
        #expect(try exchange.table(report, "contacts").map { $0["Имя"] } == ["Пётр", "Пётр Алексеевич"])
        #expect(
            try exchange.table(report, "deals").map { $0["Контакт"] } == ["Пётр Иванов", "Пётр Алексеевич Иванов"])
    }

    @Test func `sends no customers when that is switched off`() throws {
        let exchange = try TestExchange(edit: [("customers_from_1c = true", "customers_from_1c = false")])
        let report = try exchange.apply(Document.orders([Document.order("d1", "1041")]))
        #expect(try exchange.table(report, "companies").isEmpty)
        #expect(try exchange.table(report, "deals").map { $0["Компания"] } == [""])
    }

    @Test func `gives twenty companies a file when legal details go along`() throws {
        let exchange = try TestExchange(edit: [("legal_details = false", "legal_details = true")])
        let orders = (1...41).map {
            Document.order("d\($0)", "\($0)", customer: Document.company("c\($0)", "Компания \($0)"))
        }
        let report = try exchange.apply(Document.orders(orders))
        let pack = try #require(report.packs.first)
        let names = exchange.files.names(in: "watch/to-crm/bitrix24/\(pack.folder)").filter { $0.hasPrefix("02") }
        #expect(names == ["02-companies-1.csv", "02-companies-2.csv", "02-companies-3.csv"])
        let numbers = try exchange.table(report, "companies").compactMap { $0["ID"].flatMap(Int.init) }
        #expect(numbers == Array(1...20) + Array(1...20) + [1])
    }
}
