import CRMFiles
import ExchangeModel
import Testing

struct OrderListTests {
    @Test func `gathers the rows of an order and tells companies from people`() throws {
        let sample = TableSample(
            """
            Номер заказа;Дата;Клиент;Телефон;E-mail;ИНН;КПП;Адрес;Товар;Артикул;Код товара 1С;Количество;Цена;Сумма;Доставка;Комментарий;Промокод;Канал
            S-1;22.11.2026;ООО «Сосновый бор»;8 (921) 000-50-02;zakaz@bor.example.ru;7799037189;779901001;Тверь, Мира, 1;Автомат 1P C16;A-16;6f1c-01;2;310,00;620,00;350;до 18:00;СВЕТ10;сайт
            S-1;22.11.2026;ООО «Сосновый бор»;8 (921) 000-50-02;zakaz@bor.example.ru;7799037189;779901001;Тверь, Мира, 1;Кабель;K-3;;12,5 м;118,40;1 480,00;350;до 18:00;СВЕТ10;сайт
            S-2;22.11.2026 10:05;Рябинин Олег;+7 921 000-50-01;;;;;Лампа;L-1;;4;1 165,00 ₽;;Самовывоз;;;
            """)
        #expect(sample.rejected.isEmpty && sample.warnings.isEmpty)
        #expect(sample.lost() == [])
        #expect(
            try sample.text(0) == """
                id: S-1
                beginDate: 2026-11-22
                inn: 7799037189
                kpp: 779901001
                address: Тверь, Мира, 1
                delivery: 350
                promo: СВЕТ10
                channel: site
                company: ООО «Сосновый бор»
                sum: 2450.00
                title: Заказ № S-1
                comment: до 18:00
                phones[1]: +79210005002
                emails[1]: zakaz@bor.example.ru
                lines[1].name: Автомат 1P C16
                lines[1].article: A-16
                lines[1].code1C: 6f1c-01
                lines[1].price: 310.00
                lines[1].quantity: 2
                lines[1].sum: 620.00
                lines[2].name: Кабель
                lines[2].article: K-3
                lines[2].unit: м
                lines[2].price: 118.40
                lines[2].quantity: 12.5
                lines[2].sum: 1480.00
                """)
        #expect(sample.records[1].key == "list/order/S-2")
        let second = sample.records[1].fields
        #expect(second["contact"] == "Рябинин Олег")
        #expect(second["createdAt"] == "2026-11-22T10:05:00")
        #expect(second["currency"] == "RUB")
        #expect(second["deliveryName"] == "Самовывоз")
        #expect(second["sum"] == "4660.00")
    }

    @Test func `rejects bad rows one by one and takes the good ones`() {
        let sample = TableSample(
            """
            Номер заказа;Дата;Клиент;Телефон;ИНН;Товар;Количество;Цена
            S-1;22.11.2026;Рябинин Олег;+7 921 000-50-01;;Лампа;4;165,00
            S-2;22.11.2026;Сосновый бор;+7 921 000-50-02;7701234567;Автомат;2;310,00
            S-3;22.11.2026;;;;Автомат;1;310,00
            S-4;22.11.2026;Дубов Иван;+7 921 000-50-04;;Автомат;1;триста
            S-5;22.11.2026;Клёнова Вера;+7 921 000-50-05
            S-6;22.11.2026;Клёнова Вера;+7 921 000-50-05;;Лампа;0;165
            """)
        #expect(sample.records.map(\.key) == ["list/order/S-1", "list/order/S-2"])
        #expect(sample.records[1].fields["company"] == "Сосновый бор")
        #expect(sample.records[1].fields["unreadable[ИНН]"] == "7701234567")
        #expect(sample.warnings == ["table.inn.checksum"])
        #expect(
            sample.rejected.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code)" } == [
                "4:0 table.customer.missing", "5:8 table.number.unreadable", "6:5 table.row.short",
                "7:7 table.quantity.notPositive"
            ])
        #expect(sample.rejected[1].message.russian == "Колонка «Цена»: не число. Строка не принята.")
    }

    @Test(arguments: [
        ("165", "1650.00", true), ("0", "1650.00", true), ("1500", "1500", false), ("16500", "1650.00", true)
    ])
    func `takes a lower sum for a discount, and one that was never counted for none`(
        _ written: String, _ sum: String, _ isTold: Bool
    ) throws {
        let sample = TableSample(
            """
            Номер заказа;Клиент;Товар;Количество;Цена;Сумма
            1;Рябинин Олег;Лампа;10;165;\(written)
            1;Рябинин Олег;Щит;1;20;20
            """)
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["lines[1].sum"] == sum)
        #expect(sample.warnings == (isTold ? ["table.sum.differs"] : []))
    }

    @Test func `takes no half of an order`() {
        let sample = TableSample(
            """
            Номер заказа;Клиент;Товар;Количество;Цена
            1;Рябинин Олег;Лампа;4;165,00
            1;Рябинин Олег;Автомат;два;310,00
            1;Рябинин Олег;Кабель;1;99,00
            2;Дубов Иван;Лампа;1;165,00
            1;Рябинин Олег;Розетка;1;80,00
            2;Дубов Иван;Розетка;1;80,00
            """)
        #expect(sample.records.map(\.key) == ["list/order/2"])
        #expect(
            sample.rejected.map { "\($0.line ?? 0) \($0.code)" } == [
                "2 table.record.incomplete", "3 table.number.unreadable", "4 table.record.incomplete",
                "6 table.id.twice", "7 table.id.twice"
            ])
    }

    @Test func `takes a row without a number for the order before it where it says the same of it`() throws {
        let sample = TableSample(
            """
            Номер заказа;Дата;Клиент;Телефон;Товар;Количество;Цена
            A-2;22.11.2026;Рябинин Олег;+7 921 000-50-01;Лампа;2;165
            ;22.11.2026;Рябинин Олег;+7 921 000-50-01;Провод;1;100
            A-2;22.11.2026;Рябинин Олег;+7 921 000-50-01;Розетка;1;150
            ;22.11.2026;Другой Иван;+7 921 000-50-09;Провод;1;100
            """)
        #expect(try sample.text(0).contains("sum: 580.00"))
        #expect(sample.records.count == 1)
        #expect(sample.rejected.map(\.line) == [5])
    }

    @Test(arguments: [("A-2", 2), ("A-1", 1), ("", 2)])
    func `uses no row of an order that a damaged row may belong to`(_ id: String, _ rejected: Int) throws {
        let headings = ["Номер заказа", "Дата", "Клиент", "Телефон", "Товар", "Количество", "Цена"]
        guard case .known(let table) = TableImport.recognise(headings, line: 1) else { return #expect(Bool(false)) }
        var (given, refused): ([TableRecord], [Int?]) = ([], [])
        func take(_ id: String, line: Int) {
            table.take(
                [id, "22.11.2026", "Рябинин Олег", "+7 921 000-50-01", "Лампа", "2", "165"], line: line,
                give: { given.append($0) }, reject: { refused.append($0.line) })
        }
        take("A-1", line: 2)
        table.takeBrokenRow([id, "22.11.2026"], line: 3)
        take("A-2", line: 4)
        table.finish(give: { given.append($0) }, reject: { refused.append($0.line) })
        #expect(given.count == 2 - rejected && refused.count == rejected)
    }

    @Test func `refuses an order of more rows than any has, and takes what stands beside it`() throws {
        let row = ";22.11.2026;Рябинин Олег;+7 921 000-50-01;Лампа;2;165"
        let sample = TableSample(
            (["Номер заказа;Дата;Клиент;Телефон;Товар;Количество;Цена"]
                + [String](repeating: "A-1" + row, count: 20_001) + ["A-2" + row]).joined(separator: "\n"))
        #expect(sample.records.map(\.key) == ["list/order/A-2"])
        #expect(sample.rejected.count == 20_001 && sample.rejected.last?.code == "table.record.tooLarge")
    }
}
