import ExchangeModel
import Testing

@Suite struct FieldSetTests {
    /// `a=1` for each field.
    private func set(_ fields: KeyValuePairs<String, String>) -> FieldSet {
        FieldSet(fields.map { Field(path: $0.key, value: $0.value) })
    }

    @Test func `comes back from its text form as it was`() {
        let fields = set(["id": "1", "name": "Лампа =\n\"A60\"; [x]", "prices[6f1c#2].amount": "1 200,50"])
        #expect(FieldSet(body: fields.body) == fields)
    }

    @Test func `has its fields one after the other in its text form`() {
        // The second path takes five bytes over from the first: character 0x20 + 5.
        let fields = FieldSet([Field(path: "unit.code", value: "1"), Field(path: "unit.name", value: "2")])
        #expect(fields.body == Array(" unit.code\u{1F}1\u{1E}%name\u{1F}2\u{1E}".utf8))
    }

    @Test func `gives the value at a path and nothing where there is none`() {
        let fields = set(["id": "1"])
        #expect(fields["id"] == "1")
        #expect(fields["name"] == nil)
    }

    @Test func `reads an exact number and nothing where it is none`() {
        let fields = set(["a": "1 200,50", "b": "12.5O"])
        #expect(fields.decimal("a")?.description == "1200.50")
        #expect(fields.decimal("b") == nil)
        #expect(fields.decimal("c") == nil)
    }

    @Test(arguments: [
        ("true", true), ("1", true), ("Да", true), ("Истина", true), ("false", false), ("0", false), ("нет", false),
        ("ложь", false), ("yes", nil), ("", nil), ("2", nil)
    ])
    func `reads yes and no`(_ text: String, _ flag: Bool?) {
        #expect(set(["a": text]).flag("a") == flag)
    }

    @Test func `gives the items of a list in order, each with the paths inside it`() {
        let lines = set(["lines[1].id": "x", "sum": "5", "lines[2].id": "y", "lines[1].unit.code": "796"])
            .items("lines")
        #expect(lines.map(\.key) == ["1", "2"])
        #expect(lines.map(\.item) == [set(["id": "x", "unit.code": "796"]), set(["id": "y"])])
    }

    @Test func `gives every field of a list's items, with those that a later file added`() {
        var found: [String] = []
        set(["lines[1].id": "x", "sum": "5", "lines[2].id": "y", "lines[1].unit.code": "796"])
            .forEachField(of: "lines") { item, key, path, value in
                let texts = [key, path, value].map { String(decoding: $0, as: UTF8.self) }
                found.append("\(item) " + texts.joined(separator: " "))
            }
        #expect(found == ["0 1 id x", "1 2 id y", "0 1 unit.code 796"])
    }

    @Test func `gives the plain values of a list`() {
        #expect(set(["pictures[1]": "a.jpg", "pictures[2]": "b.jpg"]).values("pictures") == ["a.jpg", "b.jpg"])
    }

    @Test func `gives a list inside an item`() {
        let item = set(["requisites[Вид].values[1]": "Товар"]).items("requisites").first?.item
        #expect(item?.values("values") == ["Товар"])
    }

    @Test func `keeps brackets that belong to a key`() {
        let items = set(["requisites[Вес [кг]].values[1]": "5"]).items("requisites")
        #expect(items.map(\.key) == ["Вес [кг]"])
        #expect(items.first?.item == set(["values[1]": "5"]))
    }

    @Test func `does not take a list for another whose name begins alike`() {
        #expect(set(["linesOther[1].id": "x"]).items("lines").isEmpty)
    }
}
