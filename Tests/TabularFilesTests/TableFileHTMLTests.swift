import TabularFiles
import TestSupport
import Testing

@Suite struct TableFileHTMLTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ bytes: [UInt8]) throws -> TableFile {
        try TableFile(path: folder.file("deals.xls", bytes))
    }

    private func rows(_ bytes: [UInt8]) throws -> [TableRow] {
        var rows: [TableRow] = []
        try file(bytes).rows {
            rows.append($0)
            return true
        }
        return rows
    }

    private func cells(_ page: String) throws -> [[String]] { try rows(Array(page.utf8)).map(\.cells) }

    /// The text of one cell, as it stands in a table of two rows.
    private func cell(_ html: String) throws -> String? {
        let cells = try cells("<table><tr><th>a<th>b</tr><tr><td>\(html)</td><td>end</td></tr></table>")
        #expect(cells.count == 2)
        #expect(cells.last?.last == "end")
        return cells.last?.first
    }

    private static func bitrix24(charset: String = "UTF-8") -> String {
        """
        <meta http-equiv="Content-type" content="text/html;charset=\(charset)"/><table border="1"><thead><tr>\
        <th>ID</th><th>Сделка</th><th>Комментарий</th></tr></thead><tbody><tr><td>7</td><td>Лампы «А»</td>\
        <td>Звонить<br>до 5 < 6 & <b>вечером</td></tr><tr><td>8</td><td></td><td></td></tr></tbody></table>
        """
    }

    private static let bitrix24Rows = [
        TableRow(cells: ["ID", "Сделка", "Комментарий"], line: 1),
        TableRow(cells: ["7", "Лампы «А»", "Звонить\nдо 5 < 6 & вечером"], line: 2),
        TableRow(cells: ["8", "", ""], line: 3)
    ]

    @Test func `reads Bitrix24's «Excel»`() throws {
        let page = Array(Self.bitrix24().utf8)
        #expect(try file(page).format == .htmlTable)
        #expect(try file(page).encoding == "UTF-8")
        #expect(try rows(page) == Self.bitrix24Rows)
    }

    @Test func `reads it with a byte order mark, in windows-1251, and under a label that is wrong`() throws {
        #expect(try rows([0xEF, 0xBB, 0xBF] + Array(Self.bitrix24().utf8)) == Self.bitrix24Rows)
        let page = inWindows1251(Self.bitrix24(charset: "windows-1251"))
        #expect(try file(page).encoding == "windows-1251")
        #expect(try rows(page) == Self.bitrix24Rows)
        #expect(try rows(inWindows1251(Self.bitrix24())) == Self.bitrix24Rows)
        #expect(try rows(Array(Self.bitrix24(charset: "windows-1251").utf8)) == Self.bitrix24Rows)
    }

    @Test func `refuses a page in an encoding that it does not read`() throws {
        let page = Array(Self.bitrix24(charset: "koi8-r").utf8)
        #expect(throws: TableFault(.encoding, line: 1)) { try TableFile(path: folder.file("a.xls", page)) }
    }

    @Test(arguments: [
        ("a<br>b<br/>c", "a\nb\nc"), ("a<br />\r\nb", "a\nb"), ("a<br><br>b", "a\n\nb"), ("<p>a</p><p>b</p>", "a\nb"),
        ("<div>a</div><div>b</div>", "a\nb"), ("a\nb", "a\nb"), ("\r\n   a\r\n   b\r\n  ", "a b"),
        ("<ul><li>a<li>b</ul>", "a\nb")
    ])
    func `makes lines of breaks, paragraphs and blocks`(_ html: String, _ text: String) throws {
        #expect(try cell(html) == text)
    }

    @Test(arguments: [
        ("ООО &laquo;А&raquo; &amp; К&#186; &lt;b&gt;", "ООО «А» & Кº <b>"), ("a &b; c & d &", "a &b; c & d &"),
        ("5 < 6 <= 7 <3", "5 < 6 <= 7 <3"), ("<b>x", "x"), ("<i>a</b>c", "ac"), ("<font color=red>k", "k"),
        ("<a href=\"x\">ссылка</a> и <img src='http://example.org/a.png'>картинка", "ссылка и картинка"),
        ("до<!-- <td>нет</td> -->после", "допосле"), ("x<script>var a = '<td>';</script>y", "xy")
    ])
    func `takes the text of cells whose markup is stray`(_ html: String, _ text: String) throws {
        #expect(try cell(html) == text)
    }

    @Test func `takes the first table that has more than one row`() throws {
        let page = """
            <html><body><table><tr><td>Отчёт</td></tr></table>Текст<table><tr><td>a</td></tr><tr><td>b</td></tr></table>
            <table><tr><td>c</td></tr><tr><td>d</td></tr></table></body></html>
            """
        #expect(try rows(Array(page.utf8)) == [TableRow(cells: ["a"], line: 1), TableRow(cells: ["b"], line: 2)])
    }

    @Test func `takes a header without rows, when no table has more`() throws {
        #expect(try cells("<table><tr><th>ID</th><th>Имя</th></tr></table>") == [["ID", "Имя"]])
    }

    @Test func `puts the text of a table inside a cell into that cell`() throws {
        #expect(try cell("x <table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>") == "x 1 2\n3")
    }

    @Test func `gives the empty cells that a span covers`() throws {
        let page = "<table><tr><td colspan=3>a</td><td>b</td></tr><tr><td colspan='x'>c<td colspan=0>d</table>"
        #expect(try cells(page) == [["a", "", "", "b"], ["c", "d"]])
    }

    @Test func `repeats a cell in the rows that it spans`() throws {
        let page = """
            <table><tr><td>№</td><td>Клиент</td><td>Товар</td><td>Итог</td></tr>
            <tr><td rowspan=2>1</td><td rowspan="2">Анна</td><td>Лампа</td><td rowspan=2>9</td></tr>
            <tr><td>Провод</td></tr><tr><td>2</td><td>Вера</td><td>Лампа</td><td>5</td></tr></table>
            """
        #expect(
            try rows(Array(page.utf8)).dropFirst() == [
                TableRow(cells: ["1", "Анна", "Лампа", "9"], line: 2),
                TableRow(cells: ["1", "Анна", "Провод", "9"], line: 3),
                TableRow(cells: ["2", "Вера", "Лампа", "5"], line: 4)
            ])
    }

    @Test(arguments: [
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", [["a", "", "b"], ["a", "", "c"]]),
        ("<tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d<td>e<tr><td>f", [["a", "b"], ["c", "b"], ["d", "b", "e"], ["f"]]),
        // A row of nothing but what stands above counts as one and is not given.
        ("<tr><td rowspan=3>a<td rowspan=2>b<tr><tr><td>c", [["a", "b"], ["a", "c"]]),
        // A cell that is written across one from above.
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<tr><td>d<td>e", [["a", "b"], ["c", ""], ["d", "e"]]),
        ("<tr><td>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e", [["a", "b", "c"], ["d", "", "c"], ["e"]]),
        ("<tr><td rowspan=0>a<td rowspan=x>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        // No cell of the head stands in the body.
        ("<thead><tr><td rowspan=2>a<td>b</thead><tbody><tr><td>c<td>d</tbody>", [["a", "b"], ["c", "d"]])
    ])
    func `puts spanned cells in their columns`(_ rows: String, _ expected: [[String]]) throws {
        #expect(try cells("<table>\(rows)</table>") == expected)
    }

    @Test func `ends a span after a thousand rows`() throws {
        let rows = String(repeating: "<tr><td>x</td></tr>", count: 1_500)
        let all = try cells("<table><tr><td rowspan=100000>a</td><td>b</td></tr>\(rows)</table>")
        #expect(all.count { $0.first == "a" } == 1_000)
        #expect(all.count == 1_501)
    }

    @Test(
        "refuses a page that spans would blow up",
        arguments: [
            "<tr><td rowspan=1000>\(String(repeating: "x", count: 500_000))</td></tr>",
            "<tr>" + String(repeating: "<td colspan=1000 rowspan=1000>", count: 16) + "</tr>"
        ])
    func blownUp(_ first: String) throws {
        let page = "<table>\(first)" + String(repeating: "<tr><td>x", count: 900) + "</table>"
        let fault = #expect(throws: TableFault.self) { _ = try cells(page) }
        #expect(fault?.kind == .tooLarge)
    }

    @Test(
        arguments: [
            ("<table><tr><td>a<tr><td>b</table>", nil),
            ("<table><tr><td>Отчёт</table><table><tr><td>a<tr><td>b</table><table><tr><td>Подпись</table>", nil),
            ("<table><tr><td>a<tr><td>b <table><tr><td>x<tr><td>y</table></table>", nil),
            ("<table><tr><td>a<tr><td>b</table><!-- <table> -->", nil),
            ("<table><tr><td>a<tr><td>b</table><TABLE><tr><td>c<tr><td>d</table>", 1),
            ("<table><tr><td>a<tr><td>b</table><table><tr><td>c<tr><td>d</table><table><tr><td>e<tr><td>f<tr><td>g", 2)
        ] as [(String, Int?)])
    func `counts the tables behind the one that is read`(_ page: String, _ count: Int?) throws {
        #expect(try file(Array(page.utf8)).others()?.count == count)
        let wide = ("\u{FEFF}" + page).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try file(wide).others()?.count == count)
    }

    @Test func `reads cells and rows that nothing closes`() throws {
        #expect(try cells("<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>") == [["a", "b"], ["c", "d"]])
    }

    @Test(arguments: [0.45, 0.6, 0.8, 0.97])
    func `says that a page which breaks off is damaged, and gives no half of a row`(_ share: Double) throws {
        let page = Array(Self.bitrix24().utf8)
        var rows: [TableRow] = []
        let fault = #expect(throws: TableFault.self) {
            try file(Array(page.prefix(Int(Double(page.count) * share)))).rows {
                rows.append($0)
                return true
            }
        }
        #expect(fault?.kind == .damaged || fault?.kind == .encoding)
        #expect(rows == Array(Self.bitrix24Rows.prefix(rows.count)))
    }

    @Test func `reads a long page row by row and stops when it is told to`() throws {
        let row = "<tr><td>1</td><td>Лампа<br>тёплая</td></tr>\n"
        let page = Array(("<table>" + String(repeating: row, count: 10_000) + "</table>").utf8)
        #expect(try rows(page).last == TableRow(cells: ["1", "Лампа\nтёплая"], line: 10_000))
        var count = 0
        try file(page).rows { _ in
            count += 1
            return count < 3
        }
        #expect(count == 3)
    }

    @Test func `refuses a cell larger than any, and a comment that never ends`() throws {
        let large = String(repeating: "x", count: 1_500_000)
        let fault = #expect(throws: TableFault.self) { _ = try cells("<table><tr><td>a<tr><td>\(large)</table>") }
        #expect(fault == TableFault(.tooLarge, line: 2))
        let comment = String(repeating: large, count: 3)
        #expect(throws: TableFault(.tooLarge, line: 1)) { _ = try cells("<table><tr><td>a<!-- \(comment)") }
    }

    @Test func `takes Excel's table of XML for no table of HTML`() throws {
        let page = "<?xml version=\"1.0\"?><Workbook><Worksheet><Table><Row/></Table></Worksheet></Workbook>"
        #expect(throws: TableFault(.notATable)) { _ = try file(Array(page.utf8)) }
    }
}
