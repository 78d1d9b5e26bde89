import CommerceML
import ExchangeModel
import Testing

/// Values that are read, shown and not used.
struct UnusableValueTests {
    private static func price(_ type: String, _ amount: String) -> String {
        "<Цена><ИдТипаЦены>\(type)</ИдТипаЦены><ЦенаЗаЕдиницу>\(amount)</ЦенаЗаЕдиницу><Валюта>руб</Валюта></Цена>"
    }

    @Test(arguments: ["NaN", "1e999", "123456789012345678901234567890", "Infinity", "0x10"])
    func `leaves out the whole price whose amount is no number, and no other`(amount: String) throws {
        let read = try RecordCollector.read(
            offer: "<Ид>1</Ид><Цены>\(Self.price("a", amount))\(Self.price("b", "7"))</Цены>")
        #expect(read.summary.issues.totals == ["offer.number.unreadable": 1])
        #expect(try read.paths(.offer) == ["id=1", "prices[b].amount=7", "prices[b].currency=руб"])
        #expect(try read.json(.offer).contains(amount))
    }

    @Test func `leaves out a price below zero`() throws {
        let read = try RecordCollector.read(offer: "<Ид>1</Ид>\n<Цены>\n\(Self.price("a", "-5"))</Цены>")
        #expect(read.summary.issues.issues.map(\.code) == ["offer.price.negative"])
        #expect(read.summary.issues.issues.map(\.line) == [3])
        #expect(try read.paths(.offer) == ["id=1"])
    }

    @Test func `takes a stock level below zero, which a base may have`() throws {
        let read = try RecordCollector.read(offer: "<Склад ИдСклада=\"w\" КоличествоНаСкладе=\"-2,5\"/>")
        #expect(read.summary.issues.totals == [:])
        #expect(try read.paths(.offer) == ["stocks[w].quantity=-2,5"])
    }

    @Test func `leaves out nothing but the value where the list is not told in parts`() throws {
        let read = try RecordCollector.read(
            inside: "<Документ><Ид>d</Ид><Товары><Товар><Ид>p</Ид><Количество>два</Количество></Товар></Товары>"
                + "</Документ>")
        #expect(try read.paths(.document) == ["id=d", "lines[1].id=p"])
    }

    // MARK: Pictures

    @Test(arguments: [
        "../../etc/passwd", "import_files/../../x.jpg", "..\\..\\x.jpg", "import_files\\..\\x.jpg", "/etc/passwd",
        "\\\\server\\share\\x.jpg", "//server/share/x.jpg", "C:\\x.jpg", "c:x.jpg", "file:///etc/passwd",
        "http://192.0.2.1/x.jpg", "HTTPS://example.com/x.jpg", "a/.. /x.jpg", "a/.../x.jpg", "..", "a.jpg:b"
    ])
    func `takes no picture from outside the folder of the export`(path: String) throws {
        let read = try RecordCollector.read(
            product: "<Ид>1</Ид>\n<Картинка>\(path)</Картинка><Картинка>import_files/b.jpg</Картинка>")
        #expect(read.summary.issues.issues.map(\.code) == ["picture.path"])
        #expect(read.summary.issues.issues.map(\.line) == [2])
        #expect(try read.paths(.product) == ["id=1", "pictures[1]=import_files/b.jpg"])
    }

    @Test(arguments: [
        "import_files/aa/b.jpg", "import_files\\aa\\b.JPG", "a..b.jpg", "a/.b/c.jpg", "./a.jpg", "фото 1.png"
    ])
    func `takes a picture that lies beside the export`(path: String) throws {
        let read = try RecordCollector.read(product: "<Ид>1</Ид><Картинка>\(path)</Картинка>")
        #expect(read.summary.issues.totals == [:])
        #expect(try read.paths(.product) == ["id=1", "pictures[1]=\(path)"])
    }

    // MARK: Groups and versions

    private static func group(_ id: String, _ inside: String = "") -> String {
        "<Группы><Группа><Ид>\(id)</Ид><Наименование>\(id)</Наименование>\(inside)</Группа></Группы>"
    }

    @Test func `takes a group that lies in itself without one above it`() throws {
        let read = try RecordCollector.read(
            inside: "<Классификатор>\(Self.group("a", Self.group("b", Self.group("a"))))</Классификатор>")
        #expect(read.summary.issues.issues.map(\.code) == ["group.circle"])
        let parents = read.fields.filter { $0.kind == .group }.map {
            "\($0.fields["id"] ?? "")<\($0.fields["parent"] ?? "")"
        }
        #expect(parents == ["a<", "b<a", "a<"])
    }

    @Test func `knows no group above one whose outer group names itself only afterwards`() throws {
        let late = "<Группы><Группа>\(Self.group("b"))<Ид>a</Ид></Группа></Группы>"
        let read = try RecordCollector.read(inside: "<Классификатор>\(late)</Классификатор>")
        #expect(read.summary.issues.totals == [:])
        #expect(read.fields.first { $0.fields["id"] == "b" }?.fields["parent"] == nil)
    }

    @Test(arguments: [
        ("2.03", SchemaVersion.known), ("2.10", .known), ("3.1", .known), ("2.99", .unknown), ("3.2", .unknown),
        ("2", .unknown), ("4.0", .foreign), ("20.1", .foreign), ("два", .foreign)
    ])
    func `tells of a version that it does not know`(version: String, standing: SchemaVersion) throws {
        let read = try RecordCollector.read(inside: "<Каталог/>", attributes: "ВерсияСхемы=\"\(version)\"")
        #expect(SchemaVersion(version) == standing)
        #expect(read.summary.issues.issues.map(\.code) == (standing == .known ? [] : ["commerceml.version.unknown"]))
    }

    @Test func `gathers what prices name`() throws {
        let read = try RecordCollector.read(
            offer: "<Ид>1</Ид><Цены>\(Self.price("a", "1"))\(Self.price("b", "0"))\(Self.price("c", "-1"))</Цены>")
        #expect(read.summary.priceWords.typeCounts.map(\.word) == ["a", "b"])
        #expect(read.summary.priceWords.currencyCounts.map { "\($0.word) \($0.count)" } == ["руб 2"])
    }
}
