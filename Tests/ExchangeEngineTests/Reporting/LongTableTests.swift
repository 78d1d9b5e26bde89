import ExchangeModel
import Reports
import Testing

/// A page shows the beginning of a long table and leads to its CSV, which has all of it.
struct LongTableTests {
    private func page(rows count: Int, file: String?) -> ReportPage {
        let rows = ReportTable.Rows(count: count) { limit, use in
            for number in 0..<min(limit, count) { try use(.init([.count(number)])) }
        }
        let table = ReportTable(
            file: file, title: LocalizedText(russian: "Строки", english: "Rows"), columns: [.init("№", "No.")],
            all: rows)
        return ReportPage(
            file: "long", title: LocalizedText(russian: "Много", english: "Many"), day: CalendarDay(number: 20_000),
            highlights: [], tables: [table])
    }

    private func rows(_ html: String) -> Int {
        html.split(separator: "<tbody>").last.map {
            $0.split(separator: "<tr>", omittingEmptySubsequences: false).count - 1
        } ?? 0
    }

    @Test func `shows the first rows and says where all are`() throws {
        let page = page(rows: ReportTable.shownRows + 1, file: "many")
        let html = try page.html(.russian)
        #expect(rows(html) == ReportTable.shownRows)
        #expect(html.contains("Показаны первые 2000 из 2001, "))
        #expect(html.contains("Все строки: <a href=\"many.csv\">many.csv</a>"))
        var lines: [[String]] = []
        try page.tables[0].csv(.russian) { lines.append($0) }
        #expect(lines.count == ReportTable.shownRows + 2)
        #expect(lines.last == ["2000"])
    }

    @Test func `says nothing where all are shown`() throws {
        let html = try page(rows: ReportTable.shownRows, file: "many").html(.russian)
        #expect(rows(html) == ReportTable.shownRows)
        #expect(!html.contains("Показаны первые"))
    }

    @Test func `hides contacts in rows that are given later`() throws {
        let rows = ReportTable.Rows(count: 1) { _, use in try use(.init([.phone("+79110001042")])) }
        let table = ReportTable(
            title: LocalizedText(russian: "Кто", english: "Who"), columns: [.init("Телефон", "Telephone")], all: rows)
        let page = ReportPage(
            file: "who", title: LocalizedText(russian: "Кто", english: "Who"), day: CalendarDay(number: 20_000),
            highlights: [], tables: [table])
        #expect(try page.html(.russian).contains("000-10-42"))
        #expect(try !page.withoutContacts.html(.russian).contains("000-10-42"))
    }
}
