import ExchangeModel
import Testing

@Suite("Characters that steer, and what a spreadsheet would run")
struct SteeringCharacterTests {
    @Test(
        "A cell that a spreadsheet would run gets an apostrophe, also behind what is not seen and in wide form",
        arguments: [
            "=1+1", "+7 911", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "=\u{200D}1", "=\u{FE0F}1", "=\u{338}1",
            "＝1+1", "＋1",
            "－1", "＠A", "\u{200B}=1", "\u{FEFF}=1", "\u{2066}=1"
        ])
    func guards(_ cell: String) {
        #expect(cell.spreadsheetText == "'" + cell)
    }

    @Test("Other cells stay as they are", arguments: ["", "1-2", "Лампа = свет", "'=1", " слово", "a\n=1"])
    func leaves(_ cell: String) {
        #expect(cell.spreadsheetText == cell)
    }

    @Test func `names what steers and leaves line feed and tab`() {
        #expect(
            "a\u{202E}b\u{61C}\u{2028}\u{E0041}\u{1B}[0m\n\t".harmless
                == "a⟨U+202E⟩b⟨U+61C⟩⟨U+2028⟩⟨U+E0041⟩⟨U+1B⟩[0m\n\t")
        #expect("Ёлка «ёж» №5 — 10 €".harmless == "Ёлка «ёж» №5 — 10 €")
    }
}
