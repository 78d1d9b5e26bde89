import ExchangeModel
import Testing

/// The emulated loaders themselves: each rule broken on purpose, in a document written by hand.
@Suite struct LoaderRulesTests {
    struct Broken: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let rule: String
        let old: String
        let new: String

        init(_ rule: String, _ old: String, _ new: String) {
            testDescription = "\(rule): \(old) → \(new)"
            self.rule = rule
            self.old = old
            self.new = new
        }
    }

    /// What both refuse whole.
    static let fatal: [Broken] = [
        Broken("F02", "</Документ>", ""),
        Broken("D01", "<Номер>1</Номер>", ""),
        Broken("D01", "<Дата>2026-11-23</Дата>", ""),
        Broken("D01", "<ХозОперация>Заказ товара</ХозОперация>", ""),
        Broken("D01", "Контрагенты>", "Другие>"),
        Broken("D10", "<Значение>Новый</Значение>", ""),
        Broken("D10", "<Наименование>Статус заказа</Наименование>", ""),
        Broken("C08", "<Тип>Почта</Тип>", ""),
        Broken("C08", "<Значение>a@example.org</Значение>", ""),
        Broken("C15", "<ИНН>", "<РасчетныеСчета><РасчетныйСчет><Банк>1</Банк></РасчетныйСчет></РасчетныеСчета><ИНН>"),
        Broken("L18", "<Ставка>10</Ставка>", ""),
        Broken("L18", "<Значение>Товар</Значение>", ""),
        Broken("L18", "<Сумма>110.00</Сумма>", "<Сумма>110.00</Сумма><Скидки><Скидка/></Скидки>"),
        Broken("D31", "<Валюта>RUB</Валюта>", "<Валюта>RUB</Валюта><Валюта>RUB</Валюта>")
    ]

    static let fatalInUT11: [Broken] = [
        Broken("F03", "Ромашка", "Ром\u{FFFD}шка"),
        Broken("F06", "<КоммерческаяИнформация", "<КоммерческаяИнформация xmlns=\"urn:1C.ru:commerceml_2\""),
        Broken("D01", "<Ид>order-1</Ид>", ""),
        Broken("D01", "<Валюта>RUB</Валюта>", ""),
        Broken("D08", "<Товары>", "<Склады><Склад><Ид>1</Ид></Склад></Склады><Товары>"),
        Broken("L14", "<Наименование>Чай</Наименование>", "<Наименование>Чай #1</Наименование>")
    ]

    @Test(arguments: fatal)
    func `both refuse the file`(_ broken: Broken) throws {
        var ut11 = UT11Loader(base: Self.base)
        var unf = UNFLoader(base: Self.base)
        let bytes = try Self.document(broken)
        #expect(ut11.load(bytes) == LoadReport(refusal: Refusal(rule: broken.rule)))
        #expect(unf.load(bytes) == LoadReport(refusal: Refusal(rule: broken.rule)))
        #expect(ut11.base.orders.isEmpty && unf.base.orders.isEmpty)
    }

    @Test(arguments: fatalInUT11)
    func `УТ refuses the file`(_ broken: Broken) throws {
        var loader = UT11Loader(base: Self.base)
        var bytes = try Self.document(broken)
        // A byte that is no UTF-8, in the place of the sign that stands for one.
        if let index = bytes.firstIndex(of: 0xEF) { bytes.replaceSubrange(index..<index + 3, with: [0xE0]) }
        #expect(loader.load(bytes) == LoadReport(refusal: Refusal(rule: broken.rule)))
    }

    @Test func `УНФ refuses a plain e-mail element`() throws {
        var loader = UNFLoader(base: Self.base)
        let broken = Broken("C12", "<Контакты>", "<Email>a@example.org</Email><Контакты>")
        #expect(try loader.load(Self.document(broken)).refusal == Refusal(rule: "C12"))
    }

    @Test(arguments: [
        Broken("D02", "<ХозОперация>Заказ товара</ХозОперация>", "<ХозОперация>Отпуск товара</ХозОперация>"),
        Broken("D03", "<Валюта>RUB</Валюта>", "<Валюта/>")
    ])
    func `both stop at a document, the ones before unposted`(_ broken: Broken) throws {
        let first = Self.order.replacing("<Номер>1<", with: "<Номер>2<")
        let bytes = Array(
            Self.root(first + Self.order.replacing(broken.old, with: broken.new) + first).utf8)
        var ut11 = UT11Loader(base: Self.base)
        #expect(ut11.load(bytes).stop == broken.rule)
        #expect(ut11.base.orders.map(\.number) == ["2"])
        #expect(ut11.base.orders.map(\.isPosted) == [false])
        var unf = UNFLoader(base: Self.base)
        #expect(unf.load(bytes).stop == broken.rule)
        #expect(unf.base.orders.map(\.isPosted) == [false])
    }

    @Test func `both take the document that nothing is wrong with, and load it again`() throws {
        let bytes = Array(Self.root(Self.order).utf8)
        var ut11 = UT11Loader(base: Self.base)
        #expect(ut11.load(bytes) == LoadReport(created: 1, newCounterparties: 1))
        #expect(ut11.load(bytes) == LoadReport(updated: 1))
        var unf = UNFLoader(base: Self.base)
        #expect(unf.load(bytes) == LoadReport(created: 1, newCounterparties: 1))
        #expect(unf.load(bytes) == LoadReport(updated: 1))
        for base in [ut11.base, unf.base] {
            #expect(base.orders.map(\.lines.count) == [2])
            #expect(base.orders[0].lines.map(\.vat) == ["10", "20"])
            #expect(base.orders[0].total.description == "350.00")
            #expect(base.counterparties.map(\.kind) == [.company])
        }
    }

    static let guid = "6f1c0a52-9d3b-4c11-8a2e-0123456789ab"
    static let otherGuid = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"

    static let base: Base1C = {
        var base = Base1C()
        base.products = [
            Base1C.Product(guid: guid, article: "A-1", name: "Чай"),
            Base1C.Product(guid: otherGuid, name: "Доставка", isService: true)
        ]
        return base
    }()

    static func root(_ content: String) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><КоммерческаяИнформация>\(content)</КоммерческаяИнформация>"
    }

    static func document(_ broken: Broken) throws -> [UInt8] {
        let whole = root(order)
        try #require(whole.contains(broken.old))
        return Array(whole.replacing(broken.old, with: broken.new).utf8)
    }

    static let order = """
        <Документ><Ид>order-1</Ид><Номер>1</Номер><Дата>2026-11-23</Дата><ХозОперация>Заказ товара</ХозОперация>\
        <Валюта>RUB</Валюта><Сумма>350.00</Сумма><Контрагенты><Контрагент><Наименование>Ромашка ООО</Наименование>\
        <ОфициальноеНаименование>ООО Ромашка</ОфициальноеНаименование><ИНН>7700000016</ИНН><КПП>770001001</КПП>\
        <Контакты><Контакт><Тип>Почта</Тип><Значение>a@example.org</Значение></Контакт></Контакты></Контрагент>\
        </Контрагенты><Время>10:15:00</Время><Налоги><Налог><Наименование>НДС</Наименование>\
        <УчтеноВСумме>true</УчтеноВСумме></Налог></Налоги><Товары>\
        <Товар><Ид>\(guid)</Ид><Артикул>A-1</Артикул><Наименование>Чай</Наименование><СтавкиНалогов><СтавкаНалога>\
        <Наименование>НДС</Наименование><Ставка>10</Ставка></СтавкаНалога></СтавкиНалогов><ЗначенияРеквизитов>\
        <ЗначениеРеквизита><Наименование>ТипНоменклатуры</Наименование><Значение>Товар</Значение></ЗначениеРеквизита>\
        </ЗначенияРеквизитов><ЦенаЗаЕдиницу>55.00</ЦенаЗаЕдиницу><Количество>2</Количество><Сумма>110.00</Сумма></Товар>\
        <Товар><Ид>\(otherGuid)</Ид><Наименование>Доставка</Наименование><СтавкиНалогов><СтавкаНалога>\
        <Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов><ЗначенияРеквизитов>\
        <ЗначениеРеквизита><Наименование>ТипНоменклатуры</Наименование><Значение>Услуга</Значение></ЗначениеРеквизита>\
        </ЗначенияРеквизитов><ЦенаЗаЕдиницу>240.00</ЦенаЗаЕдиницу><Количество>1</Количество><Сумма>240.00</Сумма>\
        </Товар></Товары><ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Статус заказа</Наименование>\
        <Значение>Новый</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Документ>
        """
}
