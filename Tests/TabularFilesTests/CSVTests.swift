import TabularFiles
import TestSupport
import Testing

struct CSVTests {
    private func rows(_ bytes: [UInt8], encoding: CSVReader.Encoding = .utf8, chunk: Int = 4096) throws -> [CSVReader
        .Row]
    {
        var rows: [CSVReader.Row] = []
        var reader = CSVReader(delimiter: UInt8(ascii: ";"), encoding: encoding)
        for piece in bytes.chunks(of: chunk) { reader.push(piece) { rows.append($0) } }
        try reader.finish { rows.append($0) }
        return rows
    }

    @Test(
        arguments: [
            ("a;b\nc;d\n", [["a", "b"], ["c", "d"]]), ("a;b\r\nc;d", [["a", "b"], ["c", "d"]]),
            ("\"a;\"\"b\"\"\";c", [["a;\"b\"", "c"]]), ("\"a\nb\";c\n", [["a\nb", "c"]]), ("\u{FEFF}я;б", [["я", "б"]]),
            ("\u{FEFF}\"я\";б", [["я", "б"]]), ("a;;\n\n;\n", [["a", "", ""], ["", ""]]), ("\"\"\n", [[""]]),
            (" a ; b ", [[" a ", " b "]]), ("\"a\"\r\n\"b\"\r\n", [["a"], ["b"]]), ("5\" труба;x", [["5\" труба", "x"]])
        ], [1, 4096])
    func `splits rows and cells`(table: (text: String, cells: [[String]]), chunk: Int) throws {
        #expect(try rows(Array(table.text.utf8), chunk: chunk).map(\.cells) == table.cells)
    }

    @Test func `names the line on which a row begins`() throws {
        #expect(try rows(Array("a\n\"b\nc\"\n\nd\n".utf8)).map(\.line) == [1, 2, 5])
    }

    @Test func `names the line of a quote that is not closed`() throws {
        let error = #expect(throws: CSVReader.UnclosedQuote.self) { try rows(Array("a;b\nc;\"d\ne".utf8)) }
        #expect(error?.line == 2)
    }

    @Test func `reads windows-1251`() throws {
        let bytes = EncodedText.windows1251.bytes("Ёлка;щука")
        #expect(try rows(bytes, encoding: .windows1251).map(\.cells) == [["Ёлка", "щука"]])
    }

    @Test(arguments: [
        ("a;b;c,d\n1;2;3\n", ";"), ("a,b\n1,2\n", ","), ("a\tb\n1\t2\n", "\t"), ("\"a,,,\";b\n1;2\n", ";")
    ])
    func `sniffs the delimiter outside quotes`(text: String, delimiter: Character) throws {
        let found = try #require(CSVReader.sniff(Array(text.utf8)))
        #expect(found.delimiter == delimiter.asciiValue)
    }

    @Test(arguments: EncodedText.allCases.filter { $0 != .utf16LittleEndian })
    func `sniffs the encoding`(encoding: EncodedText) throws {
        let found = try #require(CSVReader.sniff(encoding.bytes("Имя;Телефон\nОльга;нет\n")))
        #expect(found.encoding.rawValue == encoding.label)
    }

    @Test(arguments: ["", "одно слово", "Здравствуйте, Ольга, и все,\nпишу вам по делу.\n", "a;b\u{0}\n"])
    func `takes prose and binary for no table`(text: String) {
        #expect(CSVReader.sniff(Array(text.utf8)) == nil)
    }

    @Test func `reads back what the writer wrote`() throws {
        let cells = [["Имя", "\"Север\"; да"], ["две\nстроки", ""], [" КР\\ ", "я"]]
        var writer = CSVWriter()
        cells.forEach { writer.row($0) }
        #expect(writer.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try rows(writer.drain()).map(\.cells) == cells)
        #expect(writer.bytes.isEmpty)
    }

    @Test func `decodes the corners of windows-1251`() {
        #expect(Windows1251.decode([0x41, 0x80, 0x98, 0xA8, 0xB8, 0xB9, 0xC0, 0xFF]) == "AЂ\u{FFFD}Ёё№Ая")
    }
}
