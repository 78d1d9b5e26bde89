import TestSupport
import Testing
import XMLStream

struct XMLPushParserTests {
    @Test(arguments: EncodedText.allCases, [1, 2, 3, 7, 4096])
    func `gives the same events in every encoding and any size of pieces`(encoding: EncodedText, chunk: Int) throws {
        let document = """
            <?xml version="1.0" encoding="\(encoding.label)"?>
            <Корень Имя="Ёлка">Щука &amp; <![CDATA[<уж>]]><Пусто/></Корень>
            """
        #expect(
            try events(encoding.bytes(document), chunk: chunk)
                == "<Корень Имя=Ёлка>Щука & <уж><Пусто></></>")
    }

    @Test(arguments: ["", " \n\t\r\n"])
    func `calls a document of nothing but white space empty`(document: String) {
        #expect(fault(Array(document.utf8))?.kind == .empty)
    }

    @Test(arguments: ["<а><б>текст", "<а><б>текст</б>", "<а><б", "<а><б имя=\"зн", "<а>\n<б></б"], [1, 4096])
    func `calls a document that ends inside its root truncated`(document: String, chunk: Int) {
        #expect(fault(Array(document.utf8), chunk: chunk)?.kind == .truncated)
    }

    @Test(arguments: [
        ("<а>\n<б>\nЛампа & Ко</б></а>", 3), ("<а>\n<б></в></а>", 2), ("<а>\n\n<б x=1/></а>", 3),
        ("<а>\n</а>\n<б/>", 3), ("<а>&чужое;</а>", 1), ("<а>\n<б>1 < 2</б></а>", 2)
    ])
    func `names the line on which a document is not well-formed`(document: String, line: Int) {
        let found = fault(Array(document.utf8))
        #expect(found?.kind == .malformed)
        #expect(found?.line == line)
    }

    @Test func `refuses a document type before anything it declares`() {
        let document = "<?xml version=\"1.0\"?>\n<!DOCTYPE а [<!ENTITY э SYSTEM \"file:///etc/passwd\">]>\n<а>&э;</а>"
        #expect(fault(Array(document.utf8))?.kind == .doctype)
    }

    @Test func `takes elements nested as deep as the limit`() {
        let depth = XMLPushParser.maximumDepth
        let document = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(fault(Array(document.utf8)) == nil)
    }

    @Test func `refuses elements nested deeper than the limit`() {
        let depth = XMLPushParser.maximumDepth + 1
        let document = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(fault(Array(document.utf8))?.kind == .tooDeep)
    }

    @Test func `throws the first fault again when more is pushed`() {
        let parser = XMLPushParser(handler: EventLog())
        let bad = Array("<а><б></в></а>".utf8) + [UInt8](repeating: 0x20, count: 300)
        var kinds: [XMLFault.Kind] = []
        for _ in 0..<2 {
            do {
                try bad.withUnsafeBytes { try parser.push($0) }
            } catch {
                if let fault = error as? XMLFault { kinds.append(fault.kind) }
            }
        }
        #expect(kinds == [.malformed, .malformed])
    }

    @Test func `matches names by their local part and keeps the namespace of the root`() throws {
        let log = EventLog()
        let parser = XMLPushParser(handler: log)
        let document = Array("<к:а xmlns:к=\"urn:1C.ru:commerceml_3\"><к:б/></к:а>".utf8)
        try document.withUnsafeBytes { try parser.push($0) }
        try parser.finish()
        #expect(log.text == "<а><б></></>")
        #expect(parser.rootNamespace == "urn:1C.ru:commerceml_3")
    }
}
