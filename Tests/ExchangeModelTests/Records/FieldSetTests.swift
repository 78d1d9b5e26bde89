import ExchangeModel
import Testing

struct FieldSetTests {
    private let fields = [
        Field(path: "id", value: "1"), Field(path: "prices[розница].amount", value: "12.50"),
        Field(path: "prices[розница].currency", value: "RUB"), Field(path: "prices[опт].amount", value: "10"),
        Field(path: "pictures[1]", value: "a.jpg"), Field(path: "pictures[2]", value: "b.jpg"),
        Field(path: "requisites[Код [1С]].values[1]", value: "да")
    ]

    @Test func `comes back from its text form`() {
        #expect(FieldSet(body: FieldSet(fields).body).fields == fields)
    }

    @Test func `separates path and value by U+001F and fields by U+001E`() {
        let body = FieldSet([Field(path: "a", value: "1"), Field(path: "b", value: "")]).body
        #expect(String(decoding: body, as: UTF8.self) == "a\u{1F}1\u{1E}b\u{1F}\u{1E}")
    }

    @Test func `finds a value by its whole path only`() {
        let set = FieldSet(fields)
        #expect(set["prices[опт].amount"] == "10")
        #expect(set["prices[опт]"] == nil)
        #expect(set["i"] == nil)
    }

    @Test func `gives the items of a list in the order of the file`() {
        let items = FieldSet(fields).items("prices")
        #expect(items.map(\.key) == ["розница", "опт"])
        #expect(items.first?.item["currency"] == "RUB")
        #expect(FieldSet(fields).values("pictures") == ["a.jpg", "b.jpg"])
    }

    @Test func `takes balanced brackets as part of an item's key`() {
        #expect(FieldSet(fields).items("requisites").map(\.key) == ["Код [1С]"])
    }

    @Test(
        arguments: [
            ("true", true), ("1", true), ("Да", true), ("истина", true), ("FALSE", false), ("0", false), ("нет", false),
            ("ложь", false), ("может быть", nil), ("", nil)
        ] as [(String, Bool?)])
    func `reads yes and no in the words that files use`(text: String, flag: Bool?) {
        #expect(FieldSet([Field(path: "x", value: text)]).flag("x") == flag)
    }

    @Test func `gives no number where the text is none`() {
        let set = FieldSet([Field(path: "good", value: "12,5"), Field(path: "bad", value: "12,5O")])
        #expect(set.decimal("good") == ExactDecimal("12.5"))
        #expect(set.decimal("bad") == nil)
        #expect(set.decimal("absent") == nil)
    }
}
