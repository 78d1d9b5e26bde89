import CommerceML
import ExchangeModel
import TestSupport
import Testing

@Suite struct RefusalTests {
    @Test(
        arguments: [
            ("", "xml.empty", nil),
            ("<КоммерческаяИнформация>\n<Каталог>", "xml.truncated", 2),
            ("<КоммерческаяИнформация>\n<Ид>Свет & Тепло</Ид></КоммерческаяИнформация>", "xml.malformed", 2),
            ("<!DOCTYPE x>\n<КоммерческаяИнформация/>", "xml.doctype", 1),
            ("<?xml version=\"1.0\" encoding=\"KOI8-R\"?><КоммерческаяИнформация/>", "xml.encoding", 1),
            ("<html><body/></html>", "commerceml.root.unknown", 1),
            ("<Каталог><Товары/></Каталог>", "commerceml.root.unknown", 1),
            ("<Message xmlns=\"http://www.1c.ru/SSL/Exchange/Message\"/>", "commerceml.root.unknown", 1),
            ("<КоммерческаяИнформация ВерсияСхемы=\"1.1\"/>", "commerceml.version1", 1),
            (
                "<КоммерческаяИнформация>\n<Каталог Идентификатор=\"c\" Наименование=\"К\"/>\n</КоммерческаяИнформация>",
                "commerceml.version1", 2
            ),
            (
                "<КоммерческаяИнформация><Документ>\n<ПредприятиеВДокументе/></Документ></КоммерческаяИнформация>",
                "commerceml.version1", 2
            )
        ] as [(String, String, Int?)])
    func `refuses a file with a code and a line`(_ document: String, _ code: String, _ line: Int?) throws {
        let read = try RecordCollector.read(Array(document.utf8))
        let refusal = try #require(read.summary.refusal)
        #expect(refusal.code == code)
        #expect(refusal.line == line)
        #expect(refusal.severity == .error)
        #expect(refusal.advice != nil)
        #expect(read.summary.issues.issues.contains(refusal))
    }

    @Test func `refuses elements nested without end`() throws {
        let document = "<КоммерческаяИнформация>" + String(repeating: "<Группы><Группа>", count: 150)
        #expect(try RecordCollector.read(Array(document.utf8)).summary.refusal?.code == "xml.depth")
    }

    @Test func `refuses windows-1251 bytes under the label UTF-8`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<КоммерческаяИнформация/>"
        #expect(try RecordCollector.read(inWindows1251(text)).summary.refusal?.code == "xml.encoding")
    }

    @Test func `refuses UTF-8 bytes under the label windows-1251 for their encoding`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<КоммерческаяИнформация/>"
        #expect(try RecordCollector.read(Array(text.utf8)).summary.refusal?.code == "xml.encoding")
    }

    @Test func `gives no record of another root`() throws {
        let read = try RecordCollector.read(Array("<html><Каталог><Товары><Товар/></Товары></Каталог></html>".utf8))
        #expect(read.records == [])
        #expect(read.counted == [:])
    }

    @Test func `wants no more bytes after a refusal`() throws {
        let reader = CommerceMLReader(handler: RecordCollector())
        let html = Array(("<html>" + String(repeating: " ", count: 300)).utf8)
        let wantsMore = try html.withUnsafeBytes { try reader.push($0) }
        #expect(!wantsMore)
        let still = try Array("</html>".utf8).withUnsafeBytes { try reader.push($0) }
        #expect(!still)
        #expect(try reader.finish().refusal?.code == "commerceml.root.unknown")
    }

    @Test func `takes nothing for the first version that only has a word of it`() throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Наименование>ТоварнаяПозиция</Наименование></Каталог>",
            attributes: "ВерсияСхемы=\"2.10\"")
        #expect(read.summary.refusal == nil)
    }

    @Test func `passes on what the taker of the records throws`() throws {
        struct Enough: Error {}
        final class Thrower: RecordHandler {
            func take(_ record: RecordView) throws { throw Enough() }
        }
        let thrower = Thrower()
        let reader = CommerceMLReader(handler: thrower)
        let document = "<КоммерческаяИнформация><Каталог><Товары><Товар/></Товары></Каталог></КоммерческаяИнформация>"
        #expect(throws: Enough.self) {
            try Array(document.utf8).inPieces(of: 4096) { _ = try reader.push($0) }
            _ = try reader.finish()
        }
    }
}
