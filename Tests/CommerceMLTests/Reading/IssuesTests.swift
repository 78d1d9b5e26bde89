import CommerceML
import ExchangeModel
import Testing

@Suite struct IssuesTests {
    @Test(arguments: ["12,5O", "12abc", "1.2.3", "много", "-", "5 руб."])
    func `names a price that is no number once, with its line, and keeps its text without using it`(_ price: String)
        throws
    {
        let read = try RecordCollector.read(
            offer: "\n<Ид>1</Ид>\n<Цены><Цена>\n<ЦенаЗаЕдиницу>\(price)</ЦенаЗаЕдиницу></Цена></Цены>")
        let issue = try #require(read.summary.issues.issues.first)
        #expect(read.summary.issues.totals == ["offer.number.unreadable": 1])
        #expect(issue.severity == .warning)
        #expect(issue.line == 4)
        #expect(issue.message.russian.contains("ЦенаЗаЕдиницу"))
        #expect(!issue.message.russian.contains(price) || price == "-")
        #expect(try read.paths(.offer) == ["id=1"])
        #expect(try read.json(.offer).contains("\"amount\":\"\(price)\""))
        #expect(read.summary.refusal == nil)
    }

    @Test func `names a stock in an attribute that is no number`() throws {
        let read = try RecordCollector.read(offer: "<Склад ИдСклада=\"w\" КоличествоНаСкладе=\"нет\"/>")
        #expect(read.summary.issues.totals == ["offer.number.unreadable": 1])
        #expect(read.counted == [.offers: 1, .stocks: 1])
    }

    @Test(arguments: [
        ("<Документ><Сумма>x</Сумма></Документ>", "document.number.unreadable"),
        (
            "<Документ><Товары><Товар><Количество>x</Количество></Товар></Товары></Документ>",
            "document.number.unreadable"
        ),
        ("<Каталог><Товары><Товар><Вес>x</Вес></Товар></Товары></Каталог>", "product.number.unreadable"),
        ("<Каталог СодержитТолькоИзменения=\"может\"/>", "catalogue.flag.unreadable"),
        (
            "<Контрагенты><Контрагент><ПометкаУдаления>x</ПометкаУдаления></Контрагент></Контрагенты>",
            "counterparty.flag.unreadable"
        )
    ])
    func `names the record in the code of an issue`(_ content: String, _ code: String) throws {
        #expect(try RecordCollector.read(inside: content).summary.issues.issues.map(\.code) == [code])
    }

    @Test(arguments: ["<Количество/>", "<Количество>  </Количество>", "<Количество></Количество>"])
    func `takes an empty number for not given`(_ content: String) throws {
        let read = try RecordCollector.read(product: content)
        #expect(read.summary.issues.totals == [:])
        #expect(try read.paths(.product) == [])
    }

    @Test func `keeps few of many issues and counts them all`() throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Товары>"
                + String(repeating: "<Товар><Вес>x</Вес></Товар>", count: 1_000) + "</Товары></Каталог>")
        #expect(read.summary.issues.totals == ["product.number.unreadable": 1_000])
        #expect(read.summary.issues.issues.count == IssueLog.keptPerCode)
        #expect(read.counted == [.products: 1_000])
    }

    @Test func `shows only the beginning of a long unreadable value`() throws {
        let read = try RecordCollector.read(product: "<Вес>\(String(repeating: "x", count: 10_000))</Вес>")
        let issue = try #require(read.summary.issues.issues.first)
        #expect(issue.message.russian.count < 300)
    }
}
