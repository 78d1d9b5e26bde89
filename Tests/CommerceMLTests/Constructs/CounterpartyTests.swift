import CommerceML
import ExchangeModel
import Testing

@Suite struct CounterpartyTests {
    @Test func `reads counterparties that come on their own`() throws {
        let read = try RecordCollector.read(
            inside: "<Контрагенты СодержитТолькоИзменения=\"true\"><Контрагент><Ид> 1 </Ид><ИНН/>"
                + "<ПометкаУдаления>false</ПометкаУдаления></Контрагент><Контрагент><Ид>2</Ид></Контрагент></Контрагенты>"
        )
        #expect(read.json(all: .counterparty) == [#"{"id":"1","deletionMark":"false"}"#, #"{"id":"2"}"#])
        #expect(read.counted == [.counterparties: 2])
        #expect(read.summary.kinds == ["counterparties"])
        #expect(read.summary.changesOnly == true)
    }

    @Test func `reads bank accounts`() throws {
        let read = try counterparty(
            "<РасчетныеСчета><РасчетныйСчет><НомерСчета>4070</НомерСчета><Банк><Наименование>Банк</Наименование>"
                + "<БИК>044</БИК></Банк></РасчетныйСчет></РасчетныеСчета>")
        #expect(
            try read.json(.counterparty) == #"{"accounts":[{"number":"4070","bank":{"name":"Банк","bik":"044"}}]}"#)
    }

    @Test func `reads a person's names`() throws {
        let read = try counterparty("<Фамилия>Иванов</Фамилия><Имя>Пётр</Имя><Отчество>Сергеевич</Отчество>")
        #expect(try read.json(.counterparty) == #"{"lastName":"Иванов","firstName":"Пётр","middleName":"Сергеевич"}"#)
    }

    @Test func `reads an address that is text and fields at once`() throws {
        let read = try counterparty(
            "<Адрес>Москва, <АдресноеПоле><Тип>Дом</Тип><Значение>1, кв. 2</Значение></АдресноеПоле></Адрес>")
        #expect(
            try read.json(.counterparty)
                == #"{"address":{"text":"Москва,","fields":[{"type":"Дом","value":"1, кв. 2"}]}}"#)
    }

    @Test func `numbers contacts of the same type`() throws {
        let read = try counterparty(
            "<Контакты><Контакт><Тип>Телефон</Тип><Значение>1</Значение></Контакт><Контакт><Тип>Телефон</Тип>"
                + "<Значение>2</Значение></Контакт><Контакт><Значение>3</Значение></Контакт></Контакты>")
        #expect(
            try read.paths(.counterparty) == [
                "contacts[Телефон].value=1", "contacts[Телефон#2].value=2", "contacts[#1].value=3"
            ])
    }

    private func counterparty(_ content: String) throws -> ReadDocument {
        try RecordCollector.read(inside: "<Контрагенты><Контрагент>\(content)</Контрагент></Контрагенты>")
    }
}
