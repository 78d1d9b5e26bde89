import CommerceML
import ExchangeModel
import TestSupport
import Testing

struct CommerceMLReaderTests {
    private func product(_ content: String) throws -> (FieldSet, ReadingSummary) {
        let (records, summary) = try readInside("<Каталог><Товары><Товар>\(content)</Товар></Товары></Каталог>")
        return (try #require(records.first(.product)), summary)
    }

    private func offer(_ content: String) throws -> (FieldSet, ReadingSummary) {
        let (records, summary) = try readInside(
            "<ПакетПредложений><Предложения><Предложение>\(content)</Предложение></Предложения></ПакетПредложений>")
        return (try #require(records.first(.offer)), summary)
    }

    @Test(arguments: EncodedText.allCases, [1, 2, 3, 7, 4096])
    func `gives the same record in every encoding and any size of pieces`(encoding: EncodedText, chunk: Int) throws {
        let document = """
            <?xml version="1.0" encoding="\(encoding.label)"?>
            <КоммерческаяИнформация ВерсияСхемы="2.05"><Каталог><Товары>
            <Товар><Ид>1</Ид><Наименование> Ёлка &amp; Ко </Наименование></Товар>
            </Товары></Каталог></КоммерческаяИнформация>
            """
        let (records, summary) = try read(encoding.bytes(document), chunk: chunk)
        #expect(records.json.first == #"{"record":"product","line":3,"id":"1","name":"Ёлка & Ко"}"#)
        #expect(summary.refusal == nil)
        #expect(summary.schemaVersion == "2.05")
    }

    @Test func `gives a nested group the id of the outer one as its parent`() throws {
        let (records, summary) = try readInside(
            "<Классификатор><Группы><Группа><Ид>1</Ид><Группы><Группа><Ид>2</Ид></Группа></Группы></Группа></Группы>"
                + "</Классификатор>")
        #expect(records.kinds == [.group, .group, .classifier, .exchange])
        #expect(records.fields[0]["parent"] == "1")
        #expect(records.fields[1]["parent"] == nil)
        #expect(summary.counts[.groups] == 2)
    }

    @Test func `reads the three encodings of stock`() throws {
        let (fields, summary) = try offer(
            "<Ид>1</Ид><Склад ИдСклада=\"A\" КоличествоНаСкладе=\"1\"/><Склады ИдСклада=\"B\" КоличествоНаСкладе=\"-2\"/>"
                + "<Остатки><Остаток><Склад><Ид>C</Ид><Количество>3.50</Количество></Склад></Остаток></Остатки>")
        #expect(["A", "B", "C"].map { fields["stocks[\($0)].quantity"] } == ["1", "-2", "3.50"])
        #expect(summary.counts[.stocks] == 3)
    }

    @Test func `tells prices apart by their type and marks a second of the same`() throws {
        let price = "<Цена><ИдТипаЦены>A</ИдТипаЦены><ЦенаЗаЕдиницу>12.500</ЦенаЗаЕдиницу></Цена>"
        let (fields, summary) = try offer("<Цены>\(price)\(price)</Цены>")
        #expect(fields["prices[A].amount"] == "12.500")
        #expect(fields["prices[A#2].amount"] == "12.500")
        #expect(summary.counts[.prices] == 2)
    }

    @Test func `does not mix the text of a unit with that of its conversions`() throws {
        let (fields, _) = try product(
            "<БазоваяЕдиница Код=\"796 \"> шт <Пересчет><Единица>778</Единица><Коэффициент>10</Коэффициент>"
                + "</Пересчет></БазоваяЕдиница>")
        #expect(fields["baseUnit.name"] == "шт")
        #expect(fields["baseUnit.code"] == "796")
        #expect(fields["baseUnit.conversions[1].unit"] == "778")
    }

    @Test func `counts what it does not understand and puts it into no record`() throws {
        let (fields, summary) = try product(
            "<Ид>1</Ид><Слаг цвет=\"да\">чужое</Слаг>лишнее<Артикул Вид=\"х\">A</Артикул>")
        #expect(fields.fields == [Field(path: "id", value: "1"), Field(path: "article", value: "A")])
        #expect(summary.unread.byName == ["Товар/Слаг": 1, "Товар/текст": 1, "Артикул/@Вид": 1])
    }

    @Test func `makes an array of a single element that a file repeats`() throws {
        let (records, _) = try readInside("<Каталог><Ид>1</Ид><Ид>2</Ид></Каталог>")
        #expect(records.json.first == #"{"record":"catalogue","line":1,"id":["1","2"]}"#)
    }

    @Test func `reports a number that cannot be read once and where it stands`() throws {
        let (fields, summary) = try offer(
            "\n<Цены>\n<Цена><ИдТипаЦены>A</ИдТипаЦены><ЦенаЗаЕдиницу>12,5O</ЦенаЗаЕдиницу></Цена></Цены>")
        #expect(fields["prices[A].amount"] == "12,5O")
        #expect(summary.issues.issues.map(\.code) == ["offer.number.unreadable"])
        #expect(summary.issues.issues.map(\.line) == [3])
    }

    @Test(
        arguments: [
            ("<Каталог СодержитТолькоИзменения=\"true\"/>", true),
            ("<Каталог СодержитТолькоИзменения=\"false\"/>", false),
            ("<Каталог/>", nil), ("<Каталог><СодержитТолькоИзменения>true</СодержитТолькоИзменения></Каталог>", true),
            ("<ИзмененияПакетаПредложений/>", true)
        ] as [(String, Bool?)])
    func `knows whether a file holds changes only`(content: String, changesOnly: Bool?) throws {
        #expect(try readInside(content).summary.changesOnly == changesOnly)
    }

    @Test(arguments: ["<Контейнер>", ""])
    func `reads a document with its lines and parties, in a container or not`(container: String) throws {
        let close = container.isEmpty ? "" : "</Контейнер>"
        let (records, summary) = try readInside(
            "\(container)<Документ><Ид>7</Ид><Контрагенты><Контрагент><Ид>K</Ид><Представители>"
                + "<Представитель><Контрагент><Ид>П</Ид></Контрагент></Представитель>"
                + "<Представитель><Ид>Р</Ид></Представитель></Представители></Контрагент></Контрагенты>"
                + "<Товары><Товар><Ид>1</Ид><Единица><Код>796</Код></Единица></Товар></Товары>"
                + "<ПодчиненныеДокументы><ПодчиненныйДокумент><Ид>8</Ид></ПодчиненныйДокумент></ПодчиненныеДокументы>"
                + "</Документ>\(close)")
        let document = try #require(records.first(.document))
        let party = "counterparties[1]"
        #expect(document["\(party).representatives[1].counterparty.id"] == "П")
        #expect(document["\(party).representatives[2].id"] == "Р")
        #expect(document["lines[1].unit.code"] == "796")
        #expect(document["subordinates[1].id"] == "8")
        #expect(summary.counts[.documentLines] == 1)
        #expect(summary.counts[.subordinateDocuments] == 1)
        #expect(summary.counts[.counterparties] == 1)
    }

    @Test func `reads the schema version under a name with a Latin C`() throws {
        let document = "<КоммерческаяИнформация Версия\u{43}хемы=\"2.04\"/>"
        #expect(try read(Array(document.utf8)).summary.schemaVersion == "2.04")
    }

    @Test(arguments: [
        ("<html/>", "commerceml.root.unknown"), ("", "xml.empty"),
        ("<КоммерческаяИнформация ВерсияСхемы=\"1.05\"/>", "commerceml.version1"),
        ("<КоммерческаяИнформация><Каталог Идентификатор=\"1\"/></КоммерческаяИнформация>", "commerceml.version1"),
        ("<КоммерческаяИнформация>", "xml.truncated"), ("<!DOCTYPE a><a/>", "xml.doctype"),
        ("<КоммерческаяИнформация></Каталог>", "xml.malformed")
    ])
    func `refuses what is no export and says why`(document: String, code: String) throws {
        #expect(try read(Array(document.utf8)).summary.refusal?.code == code)
    }
}
