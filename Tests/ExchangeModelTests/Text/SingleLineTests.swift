import ExchangeModel
import Testing

struct SingleLineTests {
    /// As characters show it; the program looks at bytes.
    private func reference(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `says of bytes what their characters say`() {
        let pieces = [
            "а", "Я", "ё", "я", "Ѵ", "z", "Q", "7", "!", "#", "~", " ", " ", " ", "  ", "\n", "\r\n", "\t", "\u{A0}",
            "\u{85}",
            "«", "»", "°", "–", "…", "№", "\u{2009}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{3000}", "\u{1680}", "漢",
            "ᚁ", "é",
            "😀", "\u{1F}", "слово", "word"
        ]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            // Mostly letters, so that what is no letter stands anywhere in the words of eight bytes.
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                Int.random(in: 0..<8, using: &random) == 0 ? pieces.randomElement(using: &random) ?? "" : "да"
            }.joined()
            #expect(text.singleLine == reference(text), "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test(arguments: ["один два три четыре", "a b c d e f g h i j", "Болт М8 !важно !", "и"])
    func `leaves a line as it is`(text: String) {
        #expect(text.singleLine == text)
    }

    @Test(arguments: 0..<20, [" ", "  "])
    func `finds spaces too many wherever they stand`(place: Int, spaces: String) {
        let (head, tail) = (String(repeating: "x", count: place), String(repeating: "y", count: 20 - place))
        #expect((head + spaces + tail).singleLine == (place == 0 ? tail : "\(head) \(tail)"))
        #expect((head + tail + spaces).singleLine == head + tail)
    }

    @Test func `finds a byte`() {
        #expect("a%b".contains(byte: UInt8(ascii: "%")))
        #expect(!"".contains(byte: UInt8(ascii: "%")))
        #expect(!"процент".contains(byte: UInt8(ascii: "%")))
    }
}
