import TabularFiles
import Testing

@Suite struct CSVWriterTests {
    @Test func `begins with the byte order mark and puts every cell in quotes`() {
        var writer = CSVWriter()
        writer.row(["Имя", "Цена \"опт\"", ""])
        #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("\"Имя\";\"Цена \"\"опт\"\"\";\"\"\n".utf8))
    }

    @Test func `writes the delimiter that was asked for`() {
        var writer = CSVWriter(delimiter: UInt8(ascii: ","))
        writer.row(["a", "b"])
        #expect(writer.drain().dropFirst(3) == Array("\"a\",\"b\"\n".utf8)[...])
    }

    @Test func `begins only once when it is drained row by row`() {
        var writer = CSVWriter()
        writer.row(["a"])
        let first = writer.drain()
        writer.row(["b"])
        #expect(first + writer.drain() == [0xEF, 0xBB, 0xBF] + Array("\"a\"\n\"b\"\n".utf8))
    }

    @Test(arguments: 0..<40)
    func `writes what the reader reads back as it was`(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let width = Int.random(in: 1...5, using: &random)
        let rows = (0..<20).map { _ in (0..<width).map { _ in Self.cell(&random) } }
        var writer = CSVWriter()
        for row in rows { writer.row(row) }
        #expect(try CSVReaderTests.rows(writer.bytes, inPiecesOf: 1 + Int(seed % 9)).map(\.cells) == rows)
    }

    private static func cell(_ random: inout SplitMix) -> String {
        let pieces = ["\"", ";", ",", "\n", "\r", "\r\n", " ", "\t", "Ж", "é", "😀", "a", "1,5", "\\", "\u{FEFF}", "'"]
        return (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
            pieces.randomElement(using: &random)
        }.joined()
    }
}

/// Numbers that look random and are the same at every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
