import TabularFiles
import TestSupport
import Testing

@Suite struct CSVSniffTests {
    @Test(
        arguments: [
            ("a;b;c\n1;2;3\n", ";"), ("a,b\n1,2\n", ","), ("a\tb\n1\t2\n", "\t"), ("\"a,b,c\";d\n1;2\n", ";"),
            ("a;b\n\"1,5\";\"2,5\"\n", ";"), ("a;b", ";")
        ] as [(String, Character)])
    func `finds the delimiter`(_ text: String, _ delimiter: Character) throws {
        let found = try #require(CSVReader.sniff(Array(text.utf8)))
        #expect(found.delimiter == delimiter.asciiValue)
    }

    @Test func `tells UTF-8 from windows-1251`() throws {
        #expect(try #require(CSVReader.sniff(Array("Имя;Цена\n".utf8))).encoding == .utf8)
        #expect(try #require(CSVReader.sniff(inWindows1251("Имя;Цена\n"))).encoding == .windows1251)
    }

    @Test(arguments: [1, 2])
    func `is not misled by a head that ends inside a character`(_ missing: Int) throws {
        let head = Array("Имя;Цена\n😀;2".utf8.dropLast(2 + missing))
        #expect(try #require(CSVReader.sniff(head)).encoding == .utf8)
    }

    @Test(arguments: [
        "Добрый день, коллеги, высылаю прайс.\nС уважением, Пётр\n", "Просто текст\nв две строки\n", "", "слово"
    ])
    func `takes no prose for a table`(_ text: String) {
        #expect(CSVReader.sniff(Array(text.utf8)) == nil)
    }

    @Test func `takes nothing binary for a table`() {
        #expect(CSVReader.sniff([0x50, 0x4B, 0, 0x3B, 0x3B]) == nil)
    }

    @Test func `takes a table for one that begins with the byte order mark`() throws {
        let head = [0xEF, 0xBB, 0xBF] + Array("\"Имя, полное\";\"Цена\"\n\"Лампа\";\"5\"\n".utf8)
        let found = try #require(CSVReader.sniff(head))
        #expect(found.delimiter == UInt8(ascii: ";"))
        #expect(found.encoding == .utf8)
    }
}
