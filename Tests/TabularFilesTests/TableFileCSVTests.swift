import TabularFiles
import TestSupport
import Testing

@Suite struct TableFileCSVTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ bytes: [UInt8]) throws -> TableFile {
        try TableFile(path: folder.file("table", bytes))
    }

    private func rows(_ bytes: [UInt8]) throws -> [TableRow] {
        var rows: [TableRow] = []
        try file(bytes).rows {
            rows.append($0)
            return true
        }
        return rows
    }

    private func fault(_ bytes: [UInt8]) throws -> TableFault {
        try #require(throws: TableFault.self) { _ = try rows(bytes) }
    }

    private static func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    @Test func `takes a table whose last column nobody filled in`() throws {
        #expect(try rows(Array("ID;Имя;Код\n1;Анна;\n2;Пётр;\n".utf8)).map(\.cells.count) == [3, 3, 3])
        #expect(try rows(Array("ID;Имя;\n1;Анна;\n".utf8)).map(\.cells.count) == [3, 3])
    }

    // MARK: Encodings and delimiters

    @Test(
        arguments: [
            (Array("Имя;Цена\nё😀;5\n".utf8), "UTF-8"), ([0xEF, 0xBB, 0xBF] + Array("Имя;Цена\nё😀;5\n".utf8), "UTF-8"),
            (utf16("Имя;Цена\nё😀;5\n"), "UTF-16LE"), (utf16("Имя;Цена\nё😀;5\n", bigEndian: true), "UTF-16BE")
        ])
    func `reads UTF-8 and UTF-16`(_ bytes: [UInt8], _ encoding: String) throws {
        #expect(try file(bytes).encoding == encoding)
        #expect(try rows(bytes).map(\.cells) == [["Имя", "Цена"], ["ё😀", "5"]])
    }

    @Test func `reads windows-1251, even when Cyrillic comes only after a long table of numbers`() throws {
        let numbers = String(repeating: "7;12.50\n", count: 20_000)
        let table = inWindows1251("id;name\n" + numbers + "8;Щётка «№1»\n")
        #expect(try file(table).encoding == "windows-1251")
        #expect(try rows(table).last == TableRow(cells: ["8", "Щётка «№1»"], line: 20_002))
    }

    @Test(arguments: [";", ",", "\t", "|"] as [Character])
    func `finds the delimiter`(_ delimiter: Character) throws {
        let table = Array("ID;Имя;Цена\n1;Лампа;5\n".replacing(";", with: String(delimiter)).utf8)
        #expect(try file(table).delimiter == delimiter.asciiValue)
        #expect(try rows(table).map(\.cells) == [["ID", "Имя", "Цена"], ["1", "Лампа", "5"]])
    }

    @Test func `reads Excel's Unicode text: UTF-16 with tabs`() throws {
        let table = Self.utf16("Имя\tТелефон\r\nПётр\t+7 900\r\n")
        #expect(try rows(table).map(\.cells) == [["Имя", "Телефон"], ["Пётр", "+7 900"]])
    }

    @Test(arguments: ["sep=,\r\n", "\"sep=,\"\r\n", "SEP=,\n"])
    func `takes the delimiter from the line that names it, and leaves the line out`(_ line: String) throws {
        let table = Array((line + "a;b,c\n1;2,3\n").utf8)
        #expect(try file(table).delimiter == UInt8(ascii: ","))
        #expect(
            try rows(table) == [TableRow(cells: ["a;b", "c"], line: 2), TableRow(cells: ["1;2", "3"], line: 3)])
    }

    // MARK: Rows and cells

    @Test(
        "ends lines with LF, CRLF or CR",
        arguments: ["a;b\n1;2\n3;4", "a;b\r\n1;2\r\n3;4\r\n", "a;b\r1;2\r3;4\r", "a;b\r\r\n1;2\r\r\n3;4\r\r\n"])
    func lineEnds(_ text: String) throws {
        #expect(try rows(Array(text.utf8)).map(\.cells) == [["a", "b"], ["1", "2"], ["3", "4"]])
        #expect(try rows(Array(text.utf8)).map(\.line) == [1, 2, 3])
    }

    @Test func `gives the empty cell that a trailing delimiter leaves`() throws {
        let table = Array("\u{FEFF}\"ID\";\"Сделка\";\n\"1\";\"Лампы\";\n".utf8)
        #expect(try rows(table).map(\.cells) == [["ID", "Сделка", ""], ["1", "Лампы", ""]])
    }

    @Test func `keeps line breaks, delimiters and doubled quotes of a quoted cell`() throws {
        let table = Array("a;b\r\n\"1\r\n\"\"2\"\";\n3\";4\r\n5;Труба 1/2\"\r\n".utf8)
        #expect(
            try rows(table) == [
                TableRow(cells: ["a", "b"], line: 1), TableRow(cells: ["1\r\n\"2\";\n3", "4"], line: 2),
                TableRow(cells: ["5", "Труба 1/2\""], line: 5)
            ])
    }

    @Test func `takes a header alone for a table`() throws {
        #expect(try rows(Array("ID;Сделка;Сумма".utf8)).map(\.cells) == [["ID", "Сделка", "Сумма"]])
    }

    @Test func `stops when it is told to`() throws {
        var count = 0
        try file(Array("a;b\n1;2\n3;4\n5;6\n".utf8)).rows { _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
    }

    @Test func `passes on what the taker of the rows throws`() throws {
        struct Enough: Error {}
        #expect(throws: Enough.self) { try file(Array("a;b\n1;2\n".utf8)).rows { _ in throw Enough() } }
    }

    // MARK: Broken quotes

    @Test func `gives up one row, and not the rest of the file, to a quote that nothing closes`() throws {
        let table = Array("a;b\n1;\"x;2\n3;4\r\n5;6\n".utf8)
        #expect(
            try rows(table) == [
                TableRow(cells: ["a", "b"], line: 1), TableRow(cells: ["1", "x;2"], line: 2, defect: .unclosedQuote),
                TableRow(cells: ["3", "4"], line: 3), TableRow(cells: ["5", "6"], line: 4)
            ])
    }

    @Test func `begins again after the line of a quote that a later cell's quote seems to close`() throws {
        let table = Array("a;b\n1;\"x\n2;\"y\"\n3;z\n".utf8)
        #expect(
            try rows(table) == [
                TableRow(cells: ["a", "b"], line: 1), TableRow(cells: ["1", "x"], line: 2, defect: .unclosedQuote),
                TableRow(cells: ["2", "y"], line: 3), TableRow(cells: ["3", "z"], line: 4)
            ])
    }

    @Test func `does not take the tail of a broken quoted cell for a good row`() throws {
        let table = Array("a;b\n1;\"x\ny\"z;w\n3;4\n".utf8)
        #expect(try rows(table).map(\.defect) == [nil, .unclosedQuote, .textAfterQuote, nil])
    }

    @Test func `marks the row in which text follows a closing quote`() throws {
        let table = Array("a;b;c\n\"abc\"def;\"g;h\n\"1\";\"2\";3\n".utf8)
        #expect(
            try rows(table) == [
                TableRow(cells: ["a", "b", "c"], line: 1),
                TableRow(cells: ["abcdef", "\"g", "h"], line: 2, defect: .textAfterQuote),
                TableRow(cells: ["1", "2", "3"], line: 3)
            ])
    }

    @Test func `marks the last row when the file breaks off inside its quote`() throws {
        #expect(
            try rows(Array("a;b\n1;\"x".utf8)).last
                == TableRow(cells: ["1", "x"], line: 2, defect: .unclosedQuote))
    }

    @Test func `gives up a quote after a mebibyte, without holding the file`() throws {
        let good = String(repeating: "12345678;90123456\n", count: 200_000)
        var count = 0
        var defects: [Int] = []
        try file(Array(("a;b\n1;\"x\n" + good + "2;\"y\"\n").utf8)).rows { row in
            count += 1
            if row.defect != nil { defects.append(row.line) }
            return true
        }
        #expect(count == 200_003)
        #expect(defects == [2])
    }

    // MARK: Refusals

    @Test func `refuses a cell larger than any, with its line`() throws {
        let table = Array("a;b\n1;".utf8) + [UInt8](repeating: 0x41, count: 2 << 20)
        #expect(try fault(table) == TableFault(.tooLarge, line: 2))
    }

    @Test func `refuses NUL bytes, with their line where the file began as a table`() throws {
        #expect(try fault(Array("a;b\n1;\02\n".utf8)).kind == .notATable)
        let late = Array(("a;b\n" + String(repeating: "1;2\n", count: 30_000) + "\0").utf8)
        #expect(try fault(late) == TableFault(.damaged, line: 30_002))
    }

    @Test func `says on which line UTF-8 turns into something else`() throws {
        let head = "Имя;b\n" + String(repeating: "1;2\n", count: 30_000)
        #expect(try fault(Array(head.utf8) + [0xCF, 0x3B]) == TableFault(.encoding, line: 30_002))
        let cut = Array("Имя;b\nЛампа".utf8.dropLast()) + Array(";2\n".utf8)
        #expect(try fault(cut) == TableFault(.encoding, line: 2))
    }

    @Test(arguments: [
        "", "слово", "Добрый день, коллеги, высылаю прайс.\nС уважением, Пётр\n", "<КоммерческаяИнформация a;b/>"
    ])
    func `takes no prose and no other markup for a table`(_ text: String) throws {
        #expect(try fault(Array(text.utf8)).kind == .notATable)
    }

    @Test func `says that a file which is not there cannot be read`() {
        #expect(throws: TableFault(.unreadable)) { try TableFile(path: folder.path("none.csv")) }
    }
}
