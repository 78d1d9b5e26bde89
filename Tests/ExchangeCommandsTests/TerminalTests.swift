@testable import ExchangeCommands
import ExchangeEngine
import Testing

struct TerminalTests {
    @Test func `gives the sign of a line its colour on a terminal only`() {
        #expect(Terminal.shown("✓ import.xml", isColoured: true) == "\u{1B}[32m✓\u{1B}[0m import.xml")
        #expect(Terminal.shown("✗ import.xml", isColoured: true) == "\u{1B}[31m✗\u{1B}[0m import.xml")
        #expect(
            Terminal.shown("~ цена\n    + price: 1", isColoured: true)
                == "\u{1B}[33m~\u{1B}[0m цена\n    \u{1B}[32m+ price: 1\u{1B}[0m")
        #expect(Terminal.shown("-12,50 руб", isColoured: true) == "-12,50 руб", "a sum is no sign")
        #expect(Terminal.shown("✓ import.xml", isColoured: false) == "✓ import.xml")
    }

    @Test(
        "Shows what would steer a terminal and does not obey it",
        arguments: [
            ("\u{1B}[2J", "⟨U+1B⟩[2J"), ("a\rb", "a⟨U+D⟩b"), ("a\u{202E}b", "a⟨U+202E⟩b"), ("\u{9B}1m", "⟨U+9B⟩1m")
        ])
    func showsControl(_ name: String, _ shown: String) {
        #expect(Terminal.shown("✗ \(name)", isColoured: false) == "✗ \(shown)")
    }

    @Test func `says file, per cent, records and time left in one line`() {
        let text = ProgressLine.text(.init(name: "import0_1.xml", size: 200), (50, 12_345), 10, width: 80)
        #expect(text.hasPrefix("import0_1.xml  25 %  "))
        #expect(text.contains("12345"))
        #expect(text.contains("0:30"), "a quarter took ten seconds")
        let table = ProgressLine.text(.init(name: "deals.csv", size: 0), (0, 7), 10, width: 80)
        #expect(!table.contains("%"))
        let narrow = ProgressLine.text(
            .init(name: String(repeating: "ы", count: 300), size: 200), (50, 1), 10, width: 60)
        #expect(narrow.count < 60)
        #expect(narrow.hasPrefix("…ы"))
    }
}
