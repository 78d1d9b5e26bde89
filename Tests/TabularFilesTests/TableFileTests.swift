import Foundation
import TabularFiles
import TestSupport
import Testing

/// Tables as people and programs write them, from files.
struct TableFileTests {
    private func rows(_ bytes: [UInt8], _ name: String = "table.bin") throws -> [TableRow] {
        let folder = try TemporaryFolder()
        let path = folder.path(name)
        try Data(bytes).write(to: URL(filePath: path))
        var rows: [TableRow] = []
        try TableFile(path: path).rows {
            rows.append($0)
            return true
        }
        return rows
    }

    private func cells(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)).map(\.cells) }

    // MARK: CSV

    @Test(arguments: [
        "Имя;Город\nАнна;Тверь\n", "Имя,Город\r\nАнна,Тверь\r\n", "Имя\tГород\rАнна\tТверь\r",
        "\u{FEFF}\"Имя\";\"Город\"\n\"Анна\";\"Тверь\"", "sep=;\nИмя;Город\nАнна;Тверь"
    ])
    func `reads CSV of any delimiter and line break`(text: String) throws {
        #expect(try cells(text) == [["Имя", "Город"], ["Анна", "Тверь"]])
    }

    @Test func `reads windows-1251 and UTF-16`() throws {
        let text = "Имя;Город\nАнна;Тверь\n"
        #expect(try rows(inWindows1251(text)).last?.cells == ["Анна", "Тверь"])
        let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try rows(little).last?.cells == ["Анна", "Тверь"])
        let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try rows(big).last?.cells == ["Анна", "Тверь"])
    }

    @Test func `keeps line breaks, quotes and delimiters in a cell`() throws {
        #expect(try cells("a;b\n\"1\n2;\"\"3\"\"\";x\n") == [["a", "b"], ["1\n2;\"3\"", "x"]])
    }

    @Test func `gives the line on which each row begins`() throws {
        #expect(try rows(Array("a;b\n\"1\n2\";x\n\n3;4\n".utf8)).map(\.line) == [1, 2, 5])
    }

    @Test func `keeps a cell behind the last delimiter`() throws {
        #expect(try cells("a;b;\n1;2;\n") == [["a", "b", ""], ["1", "2", ""]])
    }

    @Test func `loses one row to a quote that nobody closed, and reads on`() throws {
        let found = try rows(Array("a;b\n1;\"x\n2;y\n3;z\n".utf8))
        #expect(found.map(\.defect) == [nil, .unclosedQuote, nil, nil])
        #expect(found.map(\.line) == [1, 2, 3, 4])
        #expect(found.last?.cells == ["3", "z"])
    }

    @Test func `marks a row with text behind a closing quote`() throws {
        let found = try rows(Array("a;b\n\"ООО \"Ромашка\"\";1\n2;3\n".utf8))
        #expect(found.map(\.defect) == [nil, .textAfterQuote, nil])
    }

    // MARK: HTML

    @Test func `reads the table that Bitrix24 calls Excel`() throws {
        let text = """
            <meta http-equiv="Content-type" content="text/html;charset=UTF-8" />
            <table border="1"><thead><tr><th>ID</th><th>Комментарий</th></tr></thead>
            <tbody><tr><td>31</td><td>Звонить<br />после 18:00 &amp; <b>не</b> раньше</td></tr>
            <tr><td colspan="2">32</td></tr></tbody></table>
            """
        #expect(
            try cells(text) == [["ID", "Комментарий"], ["31", "Звонить\nпосле 18:00 & не раньше"], ["32", ""]])
    }

    @Test func `reads an HTML table in windows-1251`() throws {
        let text = "<html><body><table><tr><td>Имя</td></tr><tr><td>Анна</td></tr></table></body></html>"
        #expect(try rows(inWindows1251(text)).map(\.cells) == [["Имя"], ["Анна"]])
    }

    // MARK: XLSX

    private func workbook(_ sheet: String, strings: String = "", styles: String = "", outline: String = "") -> [UInt8] {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        func entry(_ name: String, _ text: String) -> ZIPBuilder.Entry {
            ZIPBuilder.Entry(name: name, data: Array((head + text).utf8))
        }
        return ZIPBuilder.archive([
            entry("[Content_Types].xml", "<Types/>"),
            entry(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\">\(outline)<sheets><sheet name=\"Скрыт\" sheetId=\"1\" state=\"hidden\" r:id=\"rId9\"/>"
                    + "<sheet name=\"Лист1\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"),
            entry(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/Sheet1.xml\"/></Relationships>"),
            entry("xl/sharedStrings.xml", "<sst>\(strings)</sst>"),
            entry("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
            entry("xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(sheet)</sheetData></worksheet>")
        ])
    }

    @Test func `reads shared, inline and computed texts, and leaves gaps empty`() throws {
        let sheet = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>прямо</t></is></c></row>
            <row r="3"><c r="A3" t="str"><f>A1</f><v>итог</v></c><c r="B3" t="b"><v>1</v></c></row>
            """
        let strings = "<si><r><t>рас</t></r><r><t>крашен</t></r><rPh><t>нет</t></rPh></si>"
        let found = try rows(workbook(sheet, strings: strings))
        #expect(found.map(\.cells) == [["раскрашен", "", "прямо"], ["итог", "да"]])
        #expect(found.map(\.line) == [1, 3])
    }

    @Test(arguments: [
        ("79991234567", "79991234567"), ("7.9991234567E10", "79991234567"), ("1200.5", "1200.5"),
        ("1200.5000000000001", "1200.5"), ("0.30000000000000004", "0.3"), ("1E-3", "0.001"), ("-12.50", "-12.5"),
        ("999999999999999.9", "1000000000000000"), ("0", "0")
    ])
    func `gives numbers in plain digits`(stored: String, expected: String) throws {
        let sheet = "<row r=\"1\"><c r=\"A1\"><v>\(stored)</v></c></row>"
        #expect(try rows(workbook(sheet)).map(\.cells) == [[expected]])
    }

    @Test(arguments: [
        ("46349", 1, "23.11.2026"), ("46349.427083333336", 1, "23.11.2026 10:15:00"), ("0.5", 2, "12:00:00"),
        ("60", 1, "28.02.1900"), ("61", 1, "01.03.1900"), ("46349", 3, "46349")
    ])
    func `shows a number as a date where its style does`(serial: String, style: Int, expected: String) throws {
        let styles = """
            <numFmts><numFmt numFmtId="164" formatCode="hh:mm"/><numFmt numFmtId="165" formatCode="0&quot; дней&quot;"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
            """
        let sheet = "<row r=\"1\"><c r=\"A1\" s=\"\(style)\"><v>\(serial)</v></c></row>"
        let found = try rows(workbook(sheet, styles: styles)).map(\.cells)
        #expect(found == [[expected]] || (serial == "60" && found == [["29.02.1900"]]))
    }

    @Test func `counts dates from 1904 where the workbook does`() throws {
        let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        let sheet = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44887</v></c></row>"
        let found = try rows(workbook(sheet, styles: styles, outline: "<workbookPr date1904=\"1\"/>"))
        #expect(found.map(\.cells) == [["23.11.2026"]])
    }

    @Test(arguments: [
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], TableFault.Kind.oldExcel), ([0x50, 0x4B, 0x03, 0x04, 0x00], .damaged),
        (Array("a;b\n\0;1\n".utf8), .damaged)
    ])
    func `says why a table cannot be read`(bytes: [UInt8], kind: TableFault.Kind) throws {
        let fault = #expect(throws: TableFault.self) { try rows(bytes) }
        #expect(fault?.kind == kind)
    }

    @Test func `refuses a workbook with a DOCTYPE`() throws {
        let bytes = ZIPBuilder.archive([
            ZIPBuilder.Entry(name: "[Content_Types].xml", data: Array("<Types/>".utf8)),
            ZIPBuilder.Entry(
                name: "xl/workbook.xml", data: Array("<!DOCTYPE x [<!ENTITY e \"x\">]><workbook>&e;</workbook>".utf8))
        ])
        let fault = #expect(throws: TableFault.self) { try rows(bytes) }
        #expect(fault?.kind == .doctype)
    }
}
