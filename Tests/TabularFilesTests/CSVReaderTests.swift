import TabularFiles
import TestSupport
import Testing

@Suite struct CSVReaderTests {
    static func rows(
        _ bytes: [UInt8], delimiter: Character = ";", encoding: CSVReader.Encoding = .utf8, inPiecesOf size: Int = 4096
    ) throws -> [CSVReader.Row] {
        var reader = CSVReader(delimiter: try #require(delimiter.asciiValue), encoding: encoding)
        var rows: [CSVReader.Row] = []
        bytes.inPieces(of: size) { reader.push($0) { rows.append($0) } }
        try reader.finish { rows.append($0) }
        return rows
    }

    @Test(arguments: [
        ("a;b\nc;d\n", [["a", "b"], ["c", "d"]]), ("a;b\nc;d", [["a", "b"], ["c", "d"]]),
        ("a;b\r\nc;d\r\n", [["a", "b"], ["c", "d"]]), (";\n", [["", ""]]), ("a;;\n", [["a", "", ""]]),
        ("\n\na\n\r\n", [["a"]]), ("", []), ("  a ; b\n", [["  a ", " b"]]),
        ("\"\"\n", [[""]]), ("a;\"\"\r\n", [["a", ""]])
    ])
    func `splits rows and cells`(_ text: String, _ cells: [[String]]) throws {
        #expect(try Self.rows(Array(text.utf8)).map(\.cells) == cells)
    }

    @Test(arguments: [
        ("\"a;b\";c\n", [["a;b", "c"]]), ("\"a \"\"b\"\" c\"\n", [["a \"b\" c"]]),
        ("\"строка 1\nстрока 2\";x\n", [["строка 1\nстрока 2", "x"]]), ("\"a\r\nb\"\r\n", [["a\r\nb"]]),
        ("\"\"\"\"\n", [["\""]]), ("Труба 1/2\";5\n", [["Труба 1/2\"", "5"]]), ("\"a\"\r\n\"b\"", [["a"], ["b"]])
    ])
    func `reads what is in quotes as one cell`(_ text: String, _ cells: [[String]]) throws {
        #expect(try Self.rows(Array(text.utf8)).map(\.cells) == cells)
    }

    @Test func `keeps a carriage return that ends a quoted cell`() throws {
        #expect(try Self.rows(Array("\"a\r\";b\n\"c\r\"\n".utf8)).map(\.cells) == [["a\r", "b"], ["c\r"]])
    }

    @Test(arguments: [1, 2, 3, 7, 4096])
    func `leaves out the byte order mark`(_ size: Int) throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("\"имя\";б\n".utf8)
        #expect(try Self.rows(bytes, inPiecesOf: size).map(\.cells) == [["имя", "б"]])
    }

    @Test func `does not take Cyrillic at the start of a windows-1251 file for a mark`() throws {
        let rows = try Self.rows(inWindows1251("Имя;Цена\nпя;5\n"), encoding: .windows1251)
        #expect(rows.map(\.cells) == [["Имя", "Цена"], ["пя", "5"]])
    }

    @Test func `does not lose Cyrillic at the start of a UTF-8 file without a mark`() throws {
        #expect(try Self.rows(Array("Имя;Цена\n".utf8)).map(\.cells) == [["Имя", "Цена"]])
    }

    @Test(arguments: [("пя;п", ["пя", "п"]), ("я", ["я"]), ("п", ["п"])])
    func `reads a windows-1251 file as short as a mark`(_ text: String, _ cells: [String]) throws {
        #expect(try Self.rows(inWindows1251(text), encoding: .windows1251).map(\.cells) == [cells])
    }

    @Test func `names the line on which each row begins`() throws {
        let rows = try Self.rows(Array("a\n\"b\nb\"\n\nc\n".utf8))
        #expect(rows.map(\.line) == [1, 2, 5])
    }

    @Test func `says where the quote was opened that nothing closes`() {
        let fault = #expect(throws: CSVReader.UnclosedQuote.self) {
            _ = try Self.rows(Array("a;b\n\"c\nd\";\"e\nf\n".utf8))
        }
        #expect(fault?.line == 3)
    }

    @Test(arguments: [1, 2, 3, 7, 4096])
    func `gives the same rows however the bytes are cut`(_ size: Int) throws {
        let text = "Имя;\"Цена; руб\"\r\n\"Лампа \"\"A60\"\"\";\"1\r\n2\"\r\n\r\nя;"
        #expect(
            try Self.rows(Array(text.utf8), inPiecesOf: size).map(\.cells)
                == [["Имя", "Цена; руб"], ["Лампа \"A60\"", "1\r\n2"], ["я", ""]])
    }
}
