import TestSupport
import Testing

@testable import TabularFiles

@Suite struct TableFileXLSXTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func rows(_ bytes: [UInt8]) throws -> [TableRow] {
        var rows: [TableRow] = []
        try TableFile(path: folder.file("book", bytes)).rows {
            rows.append($0)
            return true
        }
        return rows
    }

    private func rows(_ book: XLSXBuilder) throws -> [TableRow] { try rows(book.bytes) }

    private func cells(_ book: XLSXBuilder) throws -> [[String]] { try rows(book).map(\.cells) }

    private func fault(_ bytes: [UInt8]) throws -> TableFault {
        try #require(throws: TableFault.self) { _ = try rows(bytes) }
    }

    private static let oneRow = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
    private static let strict = "http://purl.oclc.org/ooxml"

    // MARK: Rows

    @Test func `tells XLSX by its bytes`() throws {
        let file = try TableFile(path: folder.file("export.csv", XLSXBuilder(Self.oneRow).bytes))
        #expect(file.format == .xlsx)
        #expect(file.encoding == nil)
        #expect(file.delimiter == nil)
    }

    @Test func `puts cells in their columns and numbers rows as the sheet does`() throws {
        let data = """
            <row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"/>
            <row r="5"><c r="B5"><v>2</v></c><c r="AA5"><v>27</v></c></row>
            """
        #expect(
            try rows(XLSXBuilder(data)) == [
                TableRow(cells: ["1", "", "3"], line: 1),
                TableRow(cells: ["", "2"] + Array(repeating: "", count: 24) + ["27"], line: 5)
            ])
    }

    @Test func `counts rows and cells that have no reference`() throws {
        let data = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
        #expect(
            try rows(XLSXBuilder(data)) == [
                TableRow(cells: ["1", "", "3"], line: 1), TableRow(cells: ["4"], line: 3)
            ])
    }

    @Test func `leaves out empty cells at the end, and rows of nothing but style`() throws {
        let data = """
            <row r="1"><c r="A1"><v>1</v></c><c r="B1" s="7"/><c r="XFD1" s="7"/></row>
            <row r="2"><c r="A2" s="7"/></row><row r="1048576" s="7" customFormat="1"/>
            """
        #expect(try rows(XLSXBuilder(data)) == [TableRow(cells: ["1"], line: 1)])
    }

    // MARK: Merged cells

    private static func merged(_ rows: [[String]], _ areas: String...) -> XLSXBuilder {
        let data = rows.map { row in
            "<row>" + row.map { $0.isEmpty ? "<c/>" : "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
        }
        let cells = areas.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        return XLSXBuilder([.init(data: data.joined(), rest: "<mergeCells>\(cells)</mergeCells>")])
    }

    @Test func `gives what is merged over several rows to each of them`() throws {
        let rows = [
            ["Номер", "Товар", "Итог"], ["A-1", "Лампа", "580"], ["", "Провод", ""], ["", "Щит"], ["A-2", "Шнур", "9"]
        ]
        #expect(
            try cells(Self.merged(rows, "C2:C4", "A2:A4")) == [
                ["Номер", "Товар", "Итог"], ["A-1", "Лампа", "580"], ["A-1", "Провод", "580"], ["A-1", "Щит", "580"],
                ["A-2", "Шнур", "9"]
            ])
    }

    @Test func `gives nothing to rows without anything of their own, to other columns, and of headings`() throws {
        let rows = [["Номер", "Товар"], ["", "имя"], ["A-1", "Лампа"], ["", ""], ["", "Щит"], ["", "Шнур"]]
        #expect(
            try cells(Self.merged(rows, "A1:A2", "A3:A5", "A6:B6")) == [
                ["Номер", "Товар"], ["", "имя"], ["A-1", "Лампа"], ["A-1", "Щит"], ["", "Шнур"]
            ])
    }

    @Test(arguments: ["A2", "A3:A2", "A2:", ":", "A0:A9", "A2:A1048577", "XFE2:XFE3", "2A:3A", "A2:A3:A4", "Ё2:Ё3"])
    func `passes over an area that is none`(_ reference: String) throws {
        let rows = [["Номер", "Товар"], ["A-1", "Лампа"], ["", "Щит"]]
        #expect(try cells(Self.merged(rows, reference)) == rows)
    }

    @Test func `does not let a file of kilobytes come to gigabytes by merged cells`() throws {
        let long = String(repeating: "ж", count: 30_000)
        let rows = [["a", "b"], [long, "1"]] + [[String]](repeating: ["", "1"], count: 3_000)
        #expect(try fault(Self.merged(rows, "A2:A3002").bytes).kind == .tooLarge)
    }

    // MARK: Rows of style alone

    @Test func `passes over a hundred thousand rows of style alone`() throws {
        let data = Self.oneRow + String(repeating: "<row><c s=\"1\"/></row>", count: 100_000)
        #expect(try rows(XLSXBuilder(data + "<row><c><v>9</v></c></row>")).map(\.line) == [1, 100_002])
    }

    @Test(arguments: ["<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "<row r=\"1048577\"/>", "<row r=\"0\"/>"])
    func `says that a cell outside Excel's grid is damage`(_ data: String) throws {
        #expect(try fault(XLSXBuilder(data).bytes).kind == .damaged)
    }

    @Test func `stops when it is told to, and passes on what the taker of the rows throws`() throws {
        struct Enough: Error {}
        let data = String(repeating: "<row><c><v>1</v></c></row>", count: 5)
        let file = try TableFile(path: folder.file("book", XLSXBuilder(data).bytes))
        var count = 0
        try file.rows { _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
        #expect(throws: Enough.self) { try file.rows { _ in throw Enough() } }
    }

    // MARK: Values

    @Test func `reads texts that are shared, inline, and left by formulas`() throws {
        var book = XLSXBuilder(
            """
            <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>Лампа </t><rPh><t>x</t></rPh>\
            <r><t>«А»</t></r></is></c><c r="C1" t="str"><f>A1&amp;"x"</f><v>Итог</v></c><c r="D1" t="s"><v>0</v></c>\
            <c r="E1"><f>A1</f></c><c r="F1" t="s"><v>2</v></c></row>
            """)
        book.texts = """
            <si><t xml:space="preserve"> Пётр</t></si><si><r><t>Ла</t></r><r><rPr><b/></rPr><t>мпа</t></r>\
            <rPh sb="0" eb="1"><t>нет</t></rPh><phoneticPr/></si><si><t>a_x000D_\nb_x005F_x_</t></si>
            """
        #expect(try cells(book) == [["Лампа", "Лампа «А»", "Итог", " Пётр", "", "a\r\nb_x_"]])
    }

    @Test func `gives logical values as 1 and 0, and errors by name`() throws {
        let data = """
            <row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>\
            <c t="d"><v>2026-11-23T10:15:00Z</v></c></row>
            """
        #expect(try cells(XLSXBuilder(data)) == [["1", "0", "#N/A", "23.11.2026 10:15:00"]])
    }

    @Test func `says in which row a text is asked for that the workbook does not have`() throws {
        var book = XLSXBuilder("<row r=\"7\"><c t=\"s\"><v>1</v></c></row>")
        book.texts = "<si><t>a</t></si>"
        #expect(try fault(book.bytes) == TableFault(.damaged, line: 7, entry: "xl/worksheets/sheet1.xml"))
    }

    @Test(arguments: [
        ("79991234567", "79991234567"), ("7.9991234567E10", "79991234567"), ("7.9991234567E+10", "79991234567"),
        ("1200.5", "1200.5"), ("1200.5000000000001", "1200.5"), ("0.30000000000000004", "0.3"), ("-1.50", "-1.5"),
        ("99999.999999999999", "100000"), ("1E-3", "0.001"), ("0", "0"), ("-0.0", "0"), ("5.0", "5"),
        ("40702810900000012345", "40702810900000012345"), ("1.23456789012346E+19", "12345678901234600000"),
        ("1E+300", "1E+300"), ("007", "007"), ("abc", "abc"), (".5", "0.5"), ("1.2.3", "1.2.3")
    ])
    func `writes a number with the digits that Excel shows`(_ stored: String, _ text: String) throws {
        #expect(ExcelNumber.text(stored) == text)
    }

    // MARK: Dates

    @Test(
        arguments: [
            ("46349", .date, "23.11.2026"), ("46349.4270833333", .date, "23.11.2026 10:15:00"),
            ("0.427083333333333", .date, "10:15:00"), ("0.427083333333333", .time, "10:15:00"),
            ("0", .time, "00:00:00"),
            ("46349.99999999", .date, "24.11.2026"), ("1", .date, "01.01.1900"), ("59", .date, "28.02.1900"),
            ("60", .date, "29.02.1900"), ("61", .date, "01.03.1900"), ("45351", .date, "29.02.2024"),
            ("2958465", .date, "31.12.9999"), ("2958466", .date, nil), ("-1", .date, nil), ("0", .date, nil),
            ("x", .date, nil), ("1.0833333333333333", .elapsed, "26:00:00")
        ] as [(String, NumberFormat, String?)])
    func `writes a date's number as people do`(_ number: String, _ format: NumberFormat, _ text: String?) {
        #expect(ExcelDate.text(number, format, countsFrom1904: false) == text)
    }

    @Test(
        arguments: [
            ("dd\\.mm\\.yyyy;@", .date), ("[$-419]d mmm yyyy", .date), ("yyyy", .date), ("mmmm", .date),
            ("hh:mm:ss", .time), ("h:mm AM/PM", .time), ("[h]:mm:ss", .elapsed), ("[mm]:ss", .elapsed),
            ("General", .number), ("#,##0.00 \"дн. day\"", .number), ("0\\d", .number), ("[Red]0.00", .number),
            ("0.00E+00;[Red]dd", .number), ("@", .number)
        ] as [(String, NumberFormat)])
    func `tells a date by the code of its format`(_ code: String, _ format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
    }

    @Test(
        arguments: [
            ("[$$-409]#,##0.00", .amount("$")), ("#,##0.00\\ [$€-1]", .amount("€")),
            ("#,##0.00\\ \"USD\"", .amount("USD")),
            ("# ##0.00_)[$USD]", .amount("USD")), ("_(\"$\"* #,##0.00_)", .amount("$")), ("$#,##0", .amount("$")),
            ("\\$0.00;[Red]-\\$0.00", .amount("$")), ("0 \"у.е.\"", .amount("у.е.")), ("[$¥-411]0", .amount("JPY")),
            ("0\" $/шт\"", .amount("$/шт")), ("[$тңг-43F]0", .amount("тңг")),
            ("#,##0.00\\ \"₽\"", .number), ("# ##0.00[$р.-419];[RED]-# ##0.00[$р.-419]", .number),
            ("#,##0\\ \"руб.\"", .number), ("#,##0\\ \\р\\.", .number), ("[$RUB] 0", .number), ("0 \"шт\"", .number),
            ("0 \"PCS\"", .number), ("[$-419]0", .number), ("[$-x-sysdate]0", .number), ("0;\"USD\"0", .number),
            ("[$-409]d mmm yyyy \"$\"", .date), ("0%", .percent), ("0.00%;[Red]-0.00%", .percent), ("0\"%\"", .number)
        ] as [(String, NumberFormat)])
    func `tells by the code of a format that it is of a foreign currency or of per cent`(
        _ code: String, _ format: NumberFormat
    ) {
        #expect(NumberFormat(code: code) == format)
    }

    @Test(arguments: [
        ("0.2", "20%"), ("0.07", "7%"), ("7.0000000000000007E-2", "7%"), ("1", "100%"), ("0.125", "12.5%"),
        ("-0.5", "-50%"), ("0", "0%"), ("1E-4", "0.01%"), ("abc", "abc")
    ])
    func `writes per cent as Excel shows it`(_ stored: String, _ text: String) {
        #expect(ExcelNumber.percent(stored) == text)
    }

    @Test func `reads a number with an exponent out of all bounds as it is`() {
        #expect(ExcelNumber.text("1E-9223372036854775808") == "1E-9223372036854775808")
    }

    @Test func `writes the currency that a cell's format names beside its number`() throws {
        var book = XLSXBuilder(
            """
            <row><c s="1"><v>100</v></c><c s="2"><v>1200.5000000000001</v></c><c s="3"><v>-5</v></c><c s="4"><v>100</v></c>\
            <c s="5"><v>0.2</v></c><c s="6"><v>0.05</v></c><c s="1" t="str"><v>сто</v></c></row>
            """)
        book.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="[$$-409]#,##0.00"/><numFmt numFmtId="165" \
            formatCode="#,##0.00\\ [$€-1]"/><numFmt numFmtId="166" formatCode="#,##0.00\\ &quot;USD&quot;"/>\
            <numFmt numFmtId="167" formatCode="#,##0.00\\ &quot;₽&quot;"/><numFmt numFmtId="168" formatCode="0%"/></numFmts>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>\
            <xf numFmtId="168"/><xf numFmtId="9"/></cellXfs>
            """
        #expect(try cells(book) == [["100 $", "1200.5 €", "-5 USD", "100", "20%", "5%", "сто"]])
    }

    @Test func `writes the zeros that a code's format shows before it`() throws {
        var book = XLSXBuilder(
            """
            <row><c s="1"><v>7</v></c><c s="1"><v>12345</v></c><c s="1"><v>7.5</v></c><c s="1"><v>-7</v></c>\
            <c s="2"><v>7</v></c><c s="0"><v>7</v></c><c s="1" t="str"><v>7</v></c></row>
            """)
        book.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="0000"/><numFmt numFmtId="165" formatCode="000;-000"/></numFmts>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
            """
        #expect(try cells(book) == [["0007", "12345", "7.5", "-7", "007", "7", "7"]])
    }

    @Test func `takes a cell for a date by its style`() throws {
        var book = XLSXBuilder(
            """
            <row><c s="0"><v>46349</v></c><c s="1"><v>46349</v></c><c s="2"><v>46349.5</v></c><c s="3"><v>0.5</v></c>\
            <c s="4"><v>46349</v></c><c s="9"><v>46349</v></c></row>
            """)
        book.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yy"/><numFmt numFmtId="165" formatCode="0&quot; d&quot;"/>\
            </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>\
            <xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs>\
            <dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs>
            """
        #expect(
            try cells(book) == [["46349", "23.11.2026", "23.11.2026 12:00:00", "12:00:00", "46349", "46349"]])
        book.workbookProperties = "<workbookPr date1904=\"1\"/>"
        #expect(try cells(book).first?[1] == "24.11.2030")
    }

    // MARK: Parts

    @Test func `reads the first visible sheet that has rows`() throws {
        let row = { (value: Int) in "<row><c><v>\(value)</v></c></row>" }
        let book = XLSXBuilder([
            .init(state: "hidden", data: row(1)), .init(data: "<row><c s=\"1\"/></row>"),
            .init(state: "veryHidden", data: row(3)), .init(state: "visible", data: row(4)), .init(data: row(5))
        ])
        #expect(try cells(book) == [["4"]])
    }

    @Test func `names the sheets that it leaves out, and no hidden or empty ones`() throws {
        let row = { (value: Int) in "<row><c><v>\(value)</v></c></row>" }
        let book = XLSXBuilder([
            .init(name: "Скрытый", state: "hidden", data: row(1)),
            .init(name: "Пустой", data: "<row><c s=\"1\"/></row>"),
            .init(name: "Январь", data: row(2)), .init(name: "Тоже пустой", data: ""),
            .init(name: "Февраль", data: "<row><c t=\"inlineStr\"><is><t>а</t></is></c></row>"),
            .init(name: "Март", data: row(4))
        ])
        let others = try TableFile(path: folder.file("book", book.bytes)).others()
        #expect(others?.count == 2)
        #expect(others?.names == ["Февраль", "Март"])
        #expect(others?.read == "Январь")
        #expect(try cells(book) == [["2"]])
        #expect(try TableFile(path: folder.file("book", XLSXBuilder(Self.oneRow).bytes)).others() == nil)
    }

    @Test func `says that no visible sheet has a row`() throws {
        let book = XLSXBuilder([.init(state: "hidden", data: Self.oneRow), .init(data: "")])
        #expect(try fault(book.bytes) == TableFault(.noSheet))
    }

    @Test(
        "finds parts whose paths have another case, a leading slash or backslashes",
        arguments: [
            { $0.uppercased() }, { "/" + $0 }, { $0.replacing("/", with: "\\") },
            { $0 == "xl/sharedStrings.xml" ? "xl/SharedStrings.xml" : $0 }
        ] as [@Sendable (String) -> String])
    func oddPaths(_ path: @escaping @Sendable (String) -> String) throws {
        var book = XLSXBuilder("<row><c t=\"s\"><v>0</v></c></row>")
        book.texts = "<si><t>Лампа</t></si>"
        book.path = path
        book.targetFolder = "/xl/worksheets/"
        #expect(try cells(book) == [["Лампа"]])
    }

    @Test func `reads «strict» workbooks`() throws {
        var book = XLSXBuilder("<row><c t=\"s\"><v>0</v></c></row>")
        book.texts = "<si><t>Лампа</t></si>"
        book.namespace = "\(Self.strict)/spreadsheetml/main"
        book.relationships = "\(Self.strict)/officeDocument/relationships"
        #expect(try cells(book) == [["Лампа"]])
    }

    // MARK: Refusals

    @Test func `refuses more shared texts than fit`() throws {
        let bytes = ZIPBuilder.archive([
            .init(name: "a.xml", data: Array("<sst><si><t>\(String(repeating: "x", count: 2_000))</t></si></sst>".utf8))
        ])
        let archive = try ZIPArchive(path: folder.file("a", bytes))
        let fault = #expect(throws: TableFault.self) {
            try SharedStrings(maximumBytes: 1_000).read(archive.entries[0], of: archive)
        }
        #expect(fault?.kind == .tooLarge)
    }

    @Test func `refuses a part with a DOCTYPE`() throws {
        var book = XLSXBuilder(Self.oneRow)
        book.prolog = "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
        #expect(try fault(book.bytes) == TableFault(.doctype, entry: "xl/worksheets/sheet1.xml"))
    }

    @Test func `says that a file which breaks off, or a sheet that does, is damaged`() throws {
        let whole = XLSXBuilder(Self.oneRow).bytes
        #expect(try fault(Array(whole.prefix(whole.count / 2))).kind == .damaged)
        let cut = XLSXBuilder(Self.oneRow + "</sheetData><sheetData><row r=\"2\"><c></row>")
        #expect(try fault(cut.bytes) == TableFault(.damaged, line: 2, entry: "xl/worksheets/sheet1.xml"))
        let wrong = XLSXBuilder(Self.oneRow).parts.map {
            ZIPBuilder.Entry(name: $0.name, data: Array($0.text.utf8), checksum: $0.name.contains("sheet1") ? 1 : nil)
        }
        #expect(try fault(ZIPBuilder.archive(wrong)).kind == .damaged)
    }

    @Test func `tells an old binary workbook from one with a password`() throws {
        let header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 1_024)
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(try fault(header) == TableFault(.binaryExcel))
        #expect(try fault(header + name) == TableFault(.encrypted))
        let binary = ZIPBuilder.archive([.init(name: "xl/workbook.bin", data: [1])])
        #expect(try fault(binary) == TableFault(.binaryExcel))
    }

    @Test func `refuses a ZIP with a password, and one that is no workbook`() throws {
        let data = [UInt8](repeating: 9, count: 20)
        let locked = ZIPBuilder.archive([.init(name: "xl/workbook.xml", data: data, isEncrypted: true)])
        #expect(try fault(locked) == TableFault(.encrypted, entry: "xl/workbook.xml"))
        #expect(try fault(ZIPBuilder.archive([.init(name: "import.xml", data: [1])])) == TableFault(.notATable))
    }
}
