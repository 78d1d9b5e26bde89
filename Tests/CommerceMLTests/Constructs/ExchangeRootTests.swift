import CommerceML
import ExchangeModel
import Testing

@Suite struct ExchangeRootTests {
    @Test func `reads the attributes of the root`() throws {
        let read = try RecordCollector.read(
            inside: "",
            attributes: "ВерсияСхемы=\"2.05\" ДатаФормирования=\"2026-11-18T09:40:25\" ФорматДаты=\"ДФ=yyyy-MM-dd\" "
                + "СинхронизацияТоваров=\"1\"")
        #expect(
            try read.json(.exchange)
                == #"{"schemaVersion":"2.05","formedAt":"2026-11-18T09:40:25","dateFormat":"ДФ=yyyy-MM-dd","#
                + #""synchronizesProducts":"1"}"#)
        #expect(read.summary.schemaVersion == "2.05")
        #expect(read.summary.formedAt == "2026-11-18T09:40:25")
        #expect(read.summary.namespace == nil)
    }

    @Test func `reads the version where its name has a Latin C`() throws {
        let read = try RecordCollector.read(inside: "", attributes: "Версия\u{43}хемы=\"2.08\"")
        #expect(read.summary.schemaVersion == "2.08")
        #expect(read.summary.unread.byName == [:])
    }

    @Test func `reads a root that says nothing of itself`() throws {
        let read = try RecordCollector.read(inside: "<Каталог><Ид>c</Ид></Каталог>", attributes: "")
        #expect(read.summary.schemaVersion == nil)
        #expect(read.summary.refusal == nil)
        #expect(read.summary.kinds == ["catalogue"])
    }

    @Test func `gives the head of a file before its end`() throws {
        let reader = CommerceMLReader(handler: RecordCollector())
        let start = "<КоммерческаяИнформация ВерсияСхемы=\"2.07\" ДатаФормирования=\"2026-11-18T09:40:25\"><Каталог>"
        let bytes = Array((start + String(repeating: " ", count: 300)).utf8)
        let wantsMore = try bytes.withUnsafeBytes { try reader.push($0) }
        #expect(wantsMore)
        #expect(reader.summary.schemaVersion == "2.07")
        #expect(reader.summary.formedAt == "2026-11-18T09:40:25")
    }

    @Test(arguments: ["2.02", "2.04", "2.07", "2.10", "3.1", "9.9"])
    func `reads every version by the same rules`(_ version: String) throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Товары><Товар><Ид>1</Ид></Товар></Товары></Каталог>",
            attributes: "xmlns=\"urn:1C.ru:commerceml_2\" ВерсияСхемы=\"\(version)\"")
        #expect(read.counted == [.products: 1])
        #expect(read.summary.schemaVersion == version)
    }

    @Test func `reads elements whose names have a prefix`() throws {
        let document =
            "<c:КоммерческаяИнформация xmlns:c=\"urn:1C.ru:commerceml_2\" ВерсияСхемы=\"2.07\"><c:Каталог>"
            + "<c:Товары><c:Товар><c:Ид>1</c:Ид></c:Товар></c:Товары></c:Каталог></c:КоммерческаяИнформация>"
        let read = try RecordCollector.read(Array(document.utf8))
        #expect(try read.json(.product) == #"{"id":"1"}"#)
    }

    @Test(arguments: [
        ("<Каталог СодержитТолькоИзменения=\"true\"/>", true),
        ("<Каталог СодержитТолькоИзменения=\"false\"/>", false),
        ("<Каталог/>", nil),
        ("<Каталог><СодержитТолькоИзменения>true</СодержитТолькоИзменения></Каталог>", true),
        ("<Каталог><СодержитТолькоИзменения>false</СодержитТолькоИзменения></Каталог>", false),
        ("<ПакетПредложений СодержитТолькоИзменения=\"1\"/>", true),
        ("<Классификатор СодержитТолькоИзменения=\"true\"/><Каталог СодержитТолькоИзменения=\"false\"/>", false),
        ("<Классификатор/><Каталог СодержитТолькоИзменения=\"true\"/>", true),
        ("<Документ/>", nil)
    ])
    func `says whether a file holds changes only`(_ content: String, _ changesOnly: Bool?) throws {
        #expect(try RecordCollector.read(inside: content).summary.changesOnly == changesOnly)
    }

    @Test func `says that a file is full before its goods end`() throws {
        let document =
            "<КоммерческаяИнформация ВерсияСхемы=\"2.07\"><Классификатор/><Каталог СодержитТолькоИзменения=\"false\">"
            + "<Товары>" + String(repeating: "<Товар><Ид>1</Ид></Товар>", count: 1_000)
        let reader = CommerceMLReader(handler: RecordCollector())
        try Array(document.utf8).withUnsafeBytes { _ = try reader.push($0) }
        #expect(reader.summary.changesOnly == false)
    }

    @Test(arguments: [
        ("<Классификатор/>", ["classifier"]), ("<Классификатор/><Каталог/>", ["classifier", "catalogue"]),
        ("<ПакетПредложений/>", ["offers"]),
        (
            "<ПакетПредложений><Предложения><Предложение><Ид>1</Ид><Цены><Цена/></Цены></Предложение></Предложения>"
                + "</ПакетПредложений>", ["prices"]
        ),
        (
            "<ПакетПредложений><Предложения><Предложение><Ид>1</Ид><Остатки><Остаток><Склад/></Остаток></Остатки>"
                + "</Предложение></Предложения></ПакетПредложений>", ["stocks"]
        ),
        (
            "<ПакетПредложений><Предложения><Предложение><Наименование>Л</Наименование><Цены><Цена/></Цены>"
                + "</Предложение></Предложения></ПакетПредложений>", ["offers", "prices"]
        ),
        ("<Контрагенты/>", ["counterparties"]), ("<Контейнер><Документ/></Контейнер>", ["documents"]), ("", [])
    ])
    func `names what kinds of things a file holds`(_ content: String, _ kinds: [String]) throws {
        #expect(try RecordCollector.read(inside: content).summary.kinds == kinds)
    }
}
