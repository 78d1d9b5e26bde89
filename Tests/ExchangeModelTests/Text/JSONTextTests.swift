import ExchangeModel
import Testing

struct JSONTextTests {
    @Test(arguments: [
        ("Лампа", "\"Лампа\""), ("\"Север\"", "\"\\\"Север\\\"\""), ("КР\\", "\"КР\\\\\""),
        ("a\nb\r\tc", "\"a\\nb\\r\\tc\""), ("\u{1}\u{7F}\u{2028}", "\"\\u0001\\u007f\\u2028\""), ("", "\"\"")
    ])
    func `escapes what JSON and terminals would misread`(text: String, json: String) {
        #expect(JSONText.string(text).text == json)
    }

    @Test func `keeps the order of keys`() {
        let json = JSONText.object([
            ("я", .number(1)), ("а", .array([.flag(true), .null])), ("о", .object([]))
        ])
        #expect(json.text == "{\"я\":1,\"а\":[true,null],\"о\":{}}")
    }

    @Test func `makes an array of a single value that is joined by another`() {
        #expect(JSONText.string("a").appending(.string("b")).appending(.string("c")).text == "[\"a\",\"b\",\"c\"]")
    }
}
