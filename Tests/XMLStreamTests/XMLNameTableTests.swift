import Testing
import XMLStream

@Suite struct XMLNameTableTests {
    @Test func `numbers a name by its position in the vocabulary`() throws {
        #expect(try Numbering.numbers(["Ид", "Товар"], "<Товар><Ид/><Цвет/><Ид/></Товар>") == [1, 0, -1, 0])
    }

    @Test func `still knows its vocabulary after thousands of invented names`() throws {
        let invented = (0..<5_000).map { "<n\($0)/>" }.joined()
        let numbers = try Numbering.numbers(["Ид"], "<a>\(invented)<Ид/><Ид/></a>")
        #expect(numbers.suffix(2) == [0, 0])
    }
}

private final class Numbering: XMLEventHandler {
    private var table: XMLNameTable
    private var numbers: [Int] = []

    init(_ names: [String]) { table = XMLNameTable(names) }

    func startElement(_ name: XMLName, attributes: XMLAttributes) { numbers.append(table.number(of: name)) }
    func endElement() {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

    static func numbers(_ names: [String], _ document: String) throws -> [Int] {
        let handler = Numbering(names)
        let parser = XMLPushParser(handler: handler)
        try Array(document.utf8).withUnsafeBytes { try parser.push($0) }
        try parser.finish()
        return handler.numbers
    }
}
