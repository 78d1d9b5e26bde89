import CommerceML
import ExchangeModel
import Testing

@Suite struct DocumentTests {
    @Test func `reads a document of 2.x with its lines and taxes`() throws {
        let read = try RecordCollector.read(
            inside: """
                <Документ><Ид>d</Ид><Номер>1041</Номер><Дата>2026-11-18</Дата><Время>09:40:25</Время>
                <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>RUB</Валюта><Курс>1</Курс>
                <Сумма>3124</Сумма><Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме>
                <Сумма>520.67</Сумма></Налог></Налоги>
                <Товары><Товар><Ид>1#2</Ид><ЦенаЗаЕдиницу>33.33</ЦенаЗаЕдиницу><Количество>3</Количество>
                <Сумма>100</Сумма><Единица>796</Единица><Налоги><Налог><Наименование>НДС</Наименование>
                <Ставка>20</Ставка></Налог></Налоги></Товар><Товар><Ид>ORDER_DELIVERY</Ид></Товар></Товары></Документ>
                """)
        #expect(
            try read.json(.document)
                == #"{"id":"d","number":"1041","date":"2026-11-18","time":"09:40:25","operation":"Заказ товара","#
                + #""role":"Продавец","currency":"RUB","rate":"1","sum":"3124","#
                + #""taxes":[{"name":"НДС","included":"true","sum":"520.67"}],"#
                + #""lines":[{"id":"1#2","unitPrice":"33.33","quantity":"3","sum":"100","unit":{"name":"796"},"#
                + #""taxes":[{"name":"НДС","rate":"20"}]},{"id":"ORDER_DELIVERY"}]}"#)
        #expect(read.counted == [.documents: 1, .documentLines: 2])
        #expect(read.summary.kinds == ["documents"])
    }

    @Test func `numbers lines, because two may be alike`() throws {
        let read = try RecordCollector.read(
            inside: "<Документ><Товары><Товар><Ид>1</Ид></Товар><Товар><Ид>1</Ид></Товар></Товары></Документ>")
        #expect(try read.paths(.document) == ["lines[1].id=1", "lines[2].id=1"])
    }

    @Test func `reads the customer of a document`() throws {
        let read = try document(
            """
            <Контрагенты><Контрагент><Ид>k</Ид><Наименование>Вектор</Наименование>
            <ОфициальноеНаименование>ООО «Вектор»</ОфициальноеНаименование><ИНН>0199023657</ИНН><Роль>Покупатель</Роль>
            <АдресРегистрации><Представление>Москва</Представление><АдресноеПоле><Тип>Город</Тип>
            <Значение>Москва</Значение></АдресноеПоле></АдресРегистрации>
            <Контакты><Контакт><Тип>Почта</Тип><Значение>a@example.ru</Значение></Контакт></Контакты>
            </Контрагент></Контрагенты>
            """)
        #expect(
            try read.json(.document)
                == #"{"counterparties":[{"id":"k","name":"Вектор","officialName":"ООО «Вектор»","inn":"0199023657","#
                + #""roles":["Покупатель"],"registrationAddress":{"presentation":"Москва","#
                + #""fields":[{"type":"Город","value":"Москва"}]},"#
                + #""contacts":[{"type":"Почта","value":"a@example.ru"}]}]}"#)
        #expect(read.counted == [.documents: 1, .counterparties: 1])
    }

    @Test(arguments: [
        (
            "<Представитель><Контрагент><Отношение>Контактное лицо</Отношение><Ид>r</Ид></Контрагент></Представитель>",
            #"{"counterparty":{"relation":"Контактное лицо","id":"r"}}"#
        ),
        (
            "<Представитель><Отношение>Контактное лицо</Отношение><Ид>r</Ид><Наименование>&lt;&gt;</Наименование>"
                + "</Представитель>",
            #"{"relation":"Контактное лицо","id":"r","name":"<>"}"#
        )
    ])
    func `reads a representative as either dialect writes it`(_ content: String, _ json: String) throws {
        let read = try document(
            "<Контрагенты><Контрагент><Представители>\(content)</Представители></Контрагент></Контрагенты>")
        #expect(try read.json(.document) == #"{"counterparties":[{"representatives":["# + json + "]}]}")
        #expect(read.count(.counterparties) == 1)
    }

    @Test func `reads subordinate documents, whose goods are no lines of the order`() throws {
        let read = try document(
            """
            <Ид>d</Ид><Товары><Товар><Ид>1</Ид></Товар></Товары><ПодчиненныеДокументы>
            <ПодчиненныйДокумент><Ид>s</Ид><ХозОперация>Выплата безналичных денег</ХозОперация><Сумма>5000</Сумма>
            </ПодчиненныйДокумент><ПодчиненныйДокумент><ХозОперация>Отпуск товара</ХозОперация>
            <Товары><Товар><Ид>1</Ид></Товар></Товары></ПодчиненныйДокумент></ПодчиненныеДокументы>
            """)
        #expect(
            try read.json(.document)
                == #"{"id":"d","lines":[{"id":"1"}],"subordinates":["#
                + #"{"id":"s","operation":"Выплата безналичных денег","sum":"5000"},"#
                + #"{"operation":"Отпуск товара","lines":[{"id":"1"}]}]}"#)
        #expect(read.counted == [.documents: 1, .documentLines: 1, .subordinateDocuments: 2])
    }

    @Test func `reads documents of 3.1 in their containers`() throws {
        let read = try RecordCollector.read(
            inside: """
                <Контейнер><Документ><Ид>1</Ид><Номер1С> 7001 </Номер1С><Дата1С>2026-11-18</Дата1С>
                <Товары><Товар><Ид>p</Ид><Единица><Ид>u</Ид><Код>796</Код><НаименованиеКраткое>шт</НаименованиеКраткое>
                <НаименованиеПолное>Штука </НаименованиеПолное></Единица><Коэффициент>1</Коэффициент>
                <Количество>2</Количество><Цена>50.00</Цена><Сумма>100</Сумма></Товар></Товары></Документ></Контейнер>
                <Контейнер><Документ><Ид>2</Ид><Основание>1</Основание></Документ></Контейнер>
                """, attributes: "xmlns=\"urn:1C.ru:commerceml_3\" ВерсияСхемы=\"3.1\"")
        #expect(
            read.json(all: .document) == [
                #"{"id":"1","number1C":"7001","date1C":"2026-11-18","lines":[{"id":"p","unit":{"id":"u","code":"796","#
                    + #""shortName":"шт","fullName":"Штука"},"coefficient":"1","quantity":"2","price":"50.00","#
                    + #""sum":"100"}]}"#,
                #"{"id":"2","basis":"1"}"#
            ])
        #expect(read.counted == [.documents: 2, .documentLines: 1])
        #expect(read.summary.namespace == "urn:1C.ru:commerceml_3")
    }

    @Test func `reads a document's discounts, expenses, warehouses and requisites`() throws {
        let read = try document(
            """
            <Скидки><Скидка><Наименование>Опт</Наименование><Процент>5</Процент></Скидка></Скидки>
            <ДопРасходы><ДопРасход><Наименование>Доставка</Наименование><Сумма>300</Сумма></ДопРасход></ДопРасходы>
            <Склады><Склад><Ид>w</Ид></Склад></Склады><ЗначенияРеквизитов><ЗначениеРеквизита>
            <Наименование>Номер по 1С</Наименование><Значение>1041</Значение></ЗначениеРеквизита></ЗначенияРеквизитов>
            """)
        #expect(
            try read.json(.document)
                == #"{"discounts":[{"name":"Опт","percent":"5"}],"expenses":[{"name":"Доставка","sum":"300"}],"#
                + #""warehouses":[{"id":"w"}],"requisites":[{"name":"Номер по 1С","values":["1041"]}]}"#)
        #expect(read.counted == [.documents: 1])
    }

    @Test func `keeps the date that means no date, as the file wrote it`() throws {
        let read = try document("<СрокПлатежа>0001-01-01</СрокПлатежа>")
        #expect(try read.json(.document) == #"{"paymentDue":"0001-01-01"}"#)
    }

    private func document(_ content: String) throws -> ReadDocument {
        try RecordCollector.read(inside: "<Документ>\(content)</Документ>")
    }
}
