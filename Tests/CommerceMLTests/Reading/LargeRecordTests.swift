import CommerceML
import ExchangeModel
import TestSupport
import Testing

/// Records with more in them than any real one has.
struct LargeRecordTests {
    private func read(_ product: String) throws -> (records: [FieldSet], refusal: String?) {
        let document = try RecordCollector.read(
            inside: "<Каталог><Ид>c</Ид><Товары><Товар><Ид>1</Ид>\(product)</Товар></Товары></Каталог>")
        return (document.fields.filter { $0.kind == .product }.map(\.fields), document.summary.refusal?.code)
    }

    @Test func `tells items apart by their identity, however many there are`() throws {
        let count = 5_000
        let values = (0..<count).map {
            "<ЗначенияСвойства><Ид>p\($0 % 3_000)</Ид><Значение>v\($0)</Значение></ЗначенияСвойства>"
        }
        let fields = try #require(
            read("<ЗначенияСвойств>\(values.joined())</ЗначенияСвойств>").records.first)
        let items = fields.items("properties")
        #expect(items.count == count)
        #expect(items.map(\.key).suffix(2) == ["p1998#2", "p1999#2"])
    }

    @Test func `refuses a record of 300 000 values, and reads one of 50 000`() throws {
        let picture = "<Картинка>a.jpg</Картинка>"
        let (records, refusal) = try read(String(repeating: picture, count: 50_000))
        #expect(records.count == 1 && refusal == nil)
        let many = try read(String(repeating: picture, count: 300_100))
        #expect(many.records.isEmpty && many.refusal == "commerceml.record")
    }
}
