import ExchangeModel
import Foundation
import Testing

@Suite struct JSONTextTests {
    @Test func `writes members in the order in which they were given`() {
        let value = JSONText.object([
            ("я", .string("1")), ("a", .array([.number(-1), .flag(true), .flag(false), .null])), ("b", .object([]))
        ])
        #expect(value.text == "{\"я\":\"1\",\"a\":[-1,true,false,null],\"b\":{}}")
    }

    @Test(arguments: [
        ("\"", "\\\""), ("\\", "\\\\"), ("\n\r\t", "\\n\\r\\t"), ("\u{1}\u{1F}", "\\u0001\\u001f"),
        ("\u{7F}\u{9F}", "\\u007f\\u009f"), ("\u{2028}\u{2029}", "\\u2028\\u2029"), ("Ёж / 😀", "Ёж / 😀")
    ])
    func `escapes what breaks a line or a string`(_ text: String, _ escaped: String) {
        #expect(JSONText.string(text).text == "\"\(escaped)\"")
    }

    @Test(arguments: ["«Лампа» \"A60\"\n\\", "\u{0}\u{8}\u{C}", "e\u{301}", "\r\n", "👨‍👩‍👧"])
    func `is read by other readers as the same text`(_ text: String) throws {
        let json = JSONText.object([("value", .string(text))]).text
        let decoded = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        let value = try #require(decoded["value"])
        #expect(Array(value.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func `makes an array of a value that comes twice`() {
        #expect(JSONText.string("a").appending(.string("b")).text == "[\"a\",\"b\"]")
        #expect(JSONText.array([.string("a")]).appending(.string("b")).text == "[\"a\",\"b\"]")
    }
}
