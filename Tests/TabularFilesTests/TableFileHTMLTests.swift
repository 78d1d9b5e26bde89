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
