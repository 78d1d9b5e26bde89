import CRMFiles
import ExchangeModel
import Testing

struct BitrixTableTests {
    @Test func `reads companies with their legal details`() throws {
        let sample = TableSample(
            """
            "ID";"Название компании";"Тип компании";"Рабочий телефон";"Рабочий e-mail";"Ответственный";"Реквизит (Россия): ИНН";"КПП";"ОГРН";"Фактический адрес";"Юридический адрес";"Годовой оборот";"Валюта";"Дата создания";"Код 1C";
            "77";"ООО «Ромашка-Свет»";"Клиент";"+7 (812) 000-77-01, 8 812 000 77 02";"office@romashka.example.ru, buh@romashka.example.ru";"Анна";"7799037189";"779901001";"1027700132195";"Мира, 5";"Мира, 6";"1000000.00";"Российский рубль";"20.11.2026 09:10:00";"6f1c";
            "78";"";"Клиент";"";"";"Анна";"";"";"";"";"";"";"";"20.11.2026 09:10:00";"";
            """)
        #expect(sample.lost() == [])
        #expect(sample.table?.unknownHeadings == [])
        #expect(
            try sample.text(0) == """
                id: 77
                name: ООО «Ромашка-Свет»
                type: Клиент
                address: Мира, 5
                legalAddress: Мира, 6
                inn: 7799037189
                kpp: 779901001
                ogrn: 1027700132195
                code1C: 6f1c
                responsible: Анна
                createdAt: 2026-11-20T09:10:00
                phones[1]: +78120007701
                phones[2]: +78120007702
                emails[1]: office@romashka.example.ru
                emails[2]: buh@romashka.example.ru
                other[Валюта]: Российский рубль
                other[Годовой оборот]: 1000000.00
                """)
        #expect(sample.rejected.map(\.code) == ["table.name.missing"])
    }

    @Test func `reads contacts in parts and whole`() throws {
        let sample = TableSample(
            """
            ID;Имя;Фамилия;Отчество;Дата рождения;Должность;Компания;Мобильный телефон;Рабочий e-mail;Комментарий;Источник
            5;Пётр;Ильин;Олегович;01.02.1980;Директор;ООО «Ветер»;+7 921 000-15-15;ilin@example.ru;Звонить;Сайт
            """)
        #expect(sample.lost() == [])
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["name"] == "Ильин Пётр Олегович")
        #expect(fields["birthday"] == "1980-02-01")
        #expect(fields["other[Источник]"] == "Сайт")
        #expect(sample.records.first?.key == "bitrix24/contact/5")
    }

    @Test func `reads leads`() throws {
        let sample = TableSample(
            """
            ID;Название лида;Статус;Имя;Фамилия;Название компании;Возможная сумма;Валюта;Мобильный телефон;E-mail;Источник;Комментарий
            9;Свет для кафе;Новый;Игорь;Белов;Кафе;80000;Российский рубль;8 906 000-30-10;belov@example.com;Веб-сайт;Перезвонить
            """)
        #expect(sample.lost() == [])
        let fields = try #require(sample.records.first?.fields)
        #expect(sample.records.first?.key == "bitrix24/lead/9")
        #expect(fields["name"] == "Белов Игорь")
        #expect(fields["sum"] == "80000")
        #expect(fields["source"] == "Веб-сайт")
    }

    @Test func `reads deals under the codes of fields`() throws {
        let sample = TableSample(
            """
            ID;TITLE;STAGE_ID;OPPORTUNITY;CURRENCY_ID;COMPANY_ID;CONTACT_ID;PRODUCT_ID;PRODUCT_PRICE;PRODUCT_QUANTITY;UF_CRM_1C_CODE;UF_CRM_1712
            7;Свет;NEW;100.00;RUB;Ветер;;Лампа;50.00;2;6f1c;красный
            """)
        #expect(sample.lost() == [])
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["code1C"] == "6f1c")
        #expect(fields["sum"] == "100.00")
        #expect(fields["lines[1].name"] == "Лампа")
        #expect(fields["other[UF_CRM_1712]"] == "красный")
    }

    @Test func `takes the numbers of cards for no names`() throws {
        let deals = try #require(
            TableSample("ID;TITLE;STAGE_ID;COMPANY_ID;CONTACT_ID\n501;Свет;NEW;77;12\n").records.first?.fields)
        #expect(deals["company"] == nil && deals["contact"] == nil)
        #expect(deals["companyID"] == "77" && deals["contactID"] == "12")
        let contacts = try #require(
            TableSample("ID;LAST_NAME;NAME;POST;COMPANY_ID\n12;Ким;Ян;Директор;77\n").records.first?.fields)
        #expect(contacts["company"] == nil)
    }

    @Test(arguments: [
        ("3 798,50 руб.", "3798.50", "RUB"), ("12 000 &#8381;", "12000", "RUB"), ("$1,200.50", "1200.50", "USD"),
        ("1 200.50 €", "1200.50", "EUR"), ("450\u{A0}000 ₸", "450000", "KZT")
    ])
    func `parts a sum from its currency`(text: String, sum: String, currency: String) throws {
        let sample = TableSample("\"ID\"\t;\"Сделка\";\"Сумма/Валюта\"\n1;Свет;\"\(text)\"")
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["sum"] == sum)
        #expect(fields["currency"] == currency)
    }

    @Test func `keeps a row whose free text carries the whole deal's sum`() throws {
        // The older portals: «Сумма» of a row without a product of the catalogue is the deal's.
        let sample = TableSample(
            """
            ID;Название сделки;Сумма;Товар;Цена;Количество
            1;Свет;150;Лампа;50;2
            1;Свет;150;Монтаж;50;1
            """)
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["sum"] == "150.00")
        #expect(fields["other[Сумма]"] == "150")
        #expect(sample.warnings == [])
    }

    @Test func `rejects a deal whole where one row is bad, and goes on`() {
        let sample = TableSample(
            """
            ID;Название сделки;Сумма;Товар;Цена;Количество
            1;Свет;150;Лампа;50;2
            1;Свет;150;Монтаж
            2;Кабель;50;Кабель;50;1
            ;;;;;
            3;Щит;5O;;;
            """)
        #expect(sample.records.map(\.key) == ["bitrix24/deal/2"])
        #expect(
            sample.rejected.map { "\($0.line ?? 0) \($0.code)" } == [
                "2 table.record.incomplete", "3 table.row.short", "6 table.number.unreadable"
            ])
    }

    @Test func `takes no deal of which a row could not be split`() {
        guard
            case .known(let table) = TableImport.recognise(
                ["ID", "Название сделки", "Товар", "Цена", "Количество"], line: 1)
        else {
            Issue.record("not recognised")
            return
        }
        var given = 0
        var rejected: [Int?] = []
        table.take(["1", "Свет", "Лампа", "50", "2"], line: 2, give: { _ in given += 1 }, reject: { _ in })
        table.takeBrokenRow([], line: 3)
        table.finish(give: { _ in given += 1 }, reject: { rejected.append($0.line) })
        #expect(given == 0)
        #expect(rejected == [2])
    }
}
