import ExchangeModel
import Testing

@testable import CRMFiles

/// Every switch of the settings, by the bits of a number.
private func settings(_ bits: Int) -> CRMSettings {
    var settings = CRMSettings()
    settings.responsible = bits & 1 == 0 ? "" : "Ольга Смирнова"
    settings.pipeline = bits & 2 == 0 ? "" : "Опт"
    settings.codeField = bits & 4 == 0 ? "" : "Код 1С"
    settings.articleField = bits & 8 == 0 ? "" : "Артикул"
    settings.sendsStock = bits & 16 != 0
    settings.sendsLegalDetails = bits & 32 != 0
    return settings
}

struct RowTests {
    private let item: CatalogItem
    private let company: Customer
    private let contact: ContactCard

    init() throws {
        var item = CatalogItem(id: "p1", name: "Лампа", sections: ["Освещение", "Лампы", "E27", "Тёплые", "10 Вт"])
        item.article = "SL-A60"
        item.price = ExactDecimal("189.9")
        item.currency = "руб"
        item.unit = "шт"
        item.vatIncluded = true
        item.stock = ExactDecimal("7.500")
        self.item = item
        var company = Customer(key: "c1", kind: .company, name: "Вектор ООО")
        company.fullName = "ООО \"Вектор\""
        company.phones = [try #require(PhoneNumber("+7 495 000-12-12"))]
        company.legal.inn = "5099051265"
        company.legal.kpp = "509901001"
        self.company = company
        contact = ContactCard(key: "h1", name: ContactName(first: "Анна", middle: "Игоревна", last: "Белова"))
    }

    private func deal(_ stage: Order.Stage = .new, lines: [DealLine] = [], sum: String = "379.80") throws -> DealCard {
        var order = Order(key: "d1", number: "1041", date: "2026-11-16", sum: try #require(ExactDecimal(sum)))
        order.stage = stage
        order.currency = "руб"
        order.paymentDue = "2026-11-25"
        order.lines = [
            Order.Line(
                productID: "p1", name: "Лампа", unit: "шт", quantity: ExactDecimal(2),
                sum: try #require(ExactDecimal(sum)))
        ]
        return DealCard(
            order: order, number: 1, title: "Заказ № 1041", companyTitle: "Вектор ООО", contactTitle: nil,
            lines: lines, remarks: ["в 1С № 7"], company: company, contact: contact)
    }

    private func cell(_ row: [String], _ heading: String, _ layout: TableLayout) throws -> String {
        let index = try #require(layout.headings.firstIndex(of: heading), "no heading \(heading)")
        return row[index]
    }

    @Test(arguments: CRMRegistry.ids, 0..<64)
    func `gives a row as many cells as there are headings, whatever is switched on`(id: String, bits: Int) throws {
        let crm = try #require(CRMRegistry.crm(id, settings: settings(bits)))
        let line = DealLine(title: "Лампа", price: 18990, quantity: 2)
        #expect(crm.row(item, title: "Лампа").count == crm.layout(.products).headings.count)
        #expect(crm.row(company, title: "Вектор", number: 1).count == crm.layout(.companies).headings.count)
        #expect(crm.row(contact).count == crm.layout(.contacts).headings.count)
        let rows = try crm.rows(deal(lines: [line, line])) + crm.rows(deal())
        #expect(rows.allSatisfy { $0.count == crm.layout(.deals).headings.count })
        for table in PackTable.allCases {
            let headings = crm.layout(table).headings
            #expect(Set(headings).count == headings.count, "a heading twice in \(table)")
        }
    }

    @Test(
        arguments: [
            ([], ["", "", ""]), (["A"], ["A", "", ""]), (["A", "B", "C"], ["A", "B", "C"]),
            (["A", "B", "C", "D"], ["A", "B", "C / D"]), (["A", "B", "C", "D", "E"], ["A", "B", "C / D / E"])
        ] as [([String], [String])])
    func `folds sections deeper than three into the third`(sections: [String], cells: [String]) throws {
        let crm = Bitrix24(settings: CRMSettings())
        let layout = crm.layout(.products)
        let row = crm.row(CatalogItem(id: "p", name: "Лампа", sections: sections), title: "Лампа")
        #expect(try (1...3).map { try cell(row, "Раздел (уровень \($0))", layout) } == cells)
    }

    @Test(arguments: Order.Stage.allCases)
    func `leaves the closing date of a final stage empty`(stage: Order.Stage) throws {
        let crm = Bitrix24(settings: CRMSettings())
        let row = try #require(crm.rows(deal(stage)).first)
        let isFinal = stage == .completed || stage == .cancelled
        let closing = try cell(row, "Предполагаемая дата закрытия", crm.layout(.deals))
        #expect(closing == (isFinal ? "" : "25.11.2026"))
        #expect(try cell(row, "Дата начала", crm.layout(.deals)) == "16.11.2026")
    }

    @Test func `puts the deal's fields on each of its rows and sums its lines`() throws {
        let crm = Bitrix24(settings: CRMSettings())
        let lines = [
            DealLine(title: "Скоба", price: 3333, quantity: 2), DealLine(title: "Скоба", price: 3334, quantity: 1)
        ]
        let rows = try crm.rows(deal(lines: lines))
        let layout = crm.layout(.deals)
        #expect(try rows.map { try cell($0, "Сумма", layout) } == ["100.00", "100.00"])
        #expect(try rows.map { try cell($0, "Название сделки", layout) } == ["Заказ № 1041", "Заказ № 1041"])
        #expect(try rows.map { try cell($0, "Цена", layout) } == ["33.33", "33.34"])
        #expect(try rows.map { try cell($0, "Количество", layout) } == ["2", "1"])
    }

    @Test func `keeps stock and legal details in 1C by default`() {
        let crm = Bitrix24(settings: CRMSettings())
        let headings = crm.layout(.products).headings + crm.layout(.companies).headings
        #expect(!headings.contains("Остаток"))
        #expect(!headings.contains { $0.contains("Реквизит") || $0.contains("ИНН") })
        #expect(!crm.row(company, title: "Вектор", number: 1).contains { $0.contains("5099051265") })
        #expect(crm.layout(.companies).rowsPerFile == nil)
    }

    @Test func `sends stock and legal details when they are switched on, 20 companies a file`() throws {
        let crm = Bitrix24(settings: settings(16 + 32))
        #expect(try cell(crm.row(item, title: "Лампа"), "Остаток", crm.layout(.products)) == "7.5")
        let row = crm.row(company, title: "Вектор", number: 3)
        let layout = crm.layout(.companies)
        #expect(try cell(row, "ID", layout) == "3")
        #expect(try cell(row, "Реквизит (Россия): ИНН", layout) == "5099051265")
        #expect(try cell(row, "Реквизит (Россия): КПП", layout) == "509901001")
        #expect(try cell(row, "Реквизит: Шаблон", layout) == "Организация")
        #expect(layout.rowsPerFile == 20)
    }

    @Test(arguments: [("шт", "шт"), ("796 ", "шт"), ("компл", "")])
    func `leaves a unit empty that Bitrix24 does not have`(unit: String, written: String) throws {
        let crm = Bitrix24(settings: CRMSettings())
        var item = item
        item.unit = unit
        #expect(try cell(crm.row(item, title: "Лампа"), "Единица измерения", crm.layout(.products)) == written)
    }

    @Test(arguments: [("379.80", "380", "379.80"), ("8712.5", "8713", "8712.50"), ("100", "100", "100.00")])
    func `gives amoCRM a budget in roubles and the exact sum as text`(
        sum: String, budget: String, exact: String
    ) throws {
        let crm = AmoCRM(settings: CRMSettings())
        let row = try #require(crm.rows(deal(sum: sum)).first)
        let layout = crm.layout(.deals)
        #expect(try cell(row, "Бюджет", layout) == budget)
        #expect(try cell(row, "Сумма по 1С", layout) == exact)
        #expect(try cell(row, "Состав заказа", layout) == "Лампа × 2 шт = \(exact)")
        #expect(try cell(row, "Основной контакт", layout) == "Белова Анна Игоревна")
        #expect(try cell(row, "Рабочий телефон (компания)", layout) == "+74950001212")
    }

    @Test(
        arguments: [(.new, ""), (.completed, "Успешно реализовано"), (.cancelled, "Закрыто и не реализовано")]
            as [(Order.Stage, String)])
    func `names only the stages that every pipeline of amoCRM has`(stage: Order.Stage, name: String) throws {
        let crm = AmoCRM(settings: CRMSettings())
        let row = try #require(crm.rows(deal(stage)).first)
        #expect(try cell(row, "Этап сделки", crm.layout(.deals)) == name)
    }

    @Test func `puts mobile and other telephones of a contact apart`() throws {
        let crm = Bitrix24(settings: CRMSettings())
        var card = contact
        card.phones = try [#require(PhoneNumber("+7 916 000 11 22")), #require(PhoneNumber("8 495 000 12 12"))]
        let row = crm.row(card)
        #expect(try cell(row, "Мобильный телефон", crm.layout(.contacts)) == "+79160001122")
        #expect(try cell(row, "Рабочий телефон", crm.layout(.contacts)) == "+74950001212")
    }
}
