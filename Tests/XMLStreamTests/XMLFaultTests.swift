import TestSupport
import Testing
import XMLStream

@Suite struct XMLFaultTests {
    private func fault(_ document: [UInt8], inPiecesOf size: Int = 4096) throws -> XMLFault {
        try #require(throws: XMLFault.self) { _ = try EventRecorder.events(of: document, inPiecesOf: size) }
    }

    private func fault(_ document: String, inPiecesOf size: Int = 4096) throws -> XMLFault {
        try fault(Array(document.utf8), inPiecesOf: size)
    }

    @Test(arguments: ["", "\n", " \t\r\n "])
    func `says that a document of white space is empty`(_ document: String) throws {
        #expect(try fault(document).kind == .empty)
    }

    @Test(arguments: [
        "<a><b>1</b>", "<a><b>1</b", "<a><b>1</", "<a><b x=\"1", "<a><!-- ", "<a>&am",
        "<a><b>1</b></a"
    ])
    func `says of a document that stops inside its root that it is truncated`(_ document: String) throws {
        #expect(try fault(document).kind == .truncated)
    }

    @Test(arguments: [1, 7, 4096])
    func `says truncated however the bytes were cut`(_ size: Int) throws {
        let document = "<a>\n" + String(repeating: "<b>товар</b>\n", count: 100) + "<b>тов"
        #expect(try fault(document, inPiecesOf: size).kind == .truncated)
    }

    /// Wherever the copying stopped: in a letter, a name, a tag, a reference, a section.
    @Test(arguments: DocumentEncoding.allCases, [1, 7, 4096])
    func `says truncated wherever a document was cut`(_ encoding: DocumentEncoding, _ size: Int) throws {
        let document = encoding.document(
            "<КИ Версия=\"2.07\">\r\n<Имя а='1' б=\"«Ёж» &amp; №&#160;7\">Лампа &lt;&#x422;</Имя>"
                + "<Цвет/><!-- о -->\n<?о нём?><Вид><![CDATA[<b>]]></Вид></КИ>")
        let root = encoding.document("<К").count
        for length in root..<document.count {
            let kind = try fault(Array(document[..<length]), inPiecesOf: size).kind
            #expect(kind == .truncated, "\(length) of \(document.count) bytes")
        }
    }

    @Test func `says of a file that ends in zeros that it was not written to its end`() throws {
        #expect(try fault([UInt8](repeating: 0, count: 600)).kind == .zeros)
        #expect(try fault(Array("<a><b>1</b></a>".utf8) + [UInt8](repeating: 0, count: 600)).kind == .zeros)
    }

    @Test(arguments: [
        ("<a>\n  <b>\n  </c>\n</a>", 3), ("<a>\n<b>Лампа & Ко</b>\n</a>", 2), ("<a>\n\n<b x=1/></a>", 3),
        ("<a/>\n<b/>", 2), ("<a>1 < 2</a>", 1), ("<a>\n&nbsp;</a>", 2), ("<a b=\"1\"\nb=\"2\"/>", 2),
        ("не XML", 1)
    ])
    func `names the line on which the rules of XML are broken`(_ document: String, _ line: Int) throws {
        let found = try fault(document)
        #expect(found.kind == .malformed)
        #expect(found.line == line)
    }

    @Test(arguments: [1, 2, 3, 7, 4096])
    func `names the same line however the bytes were cut`(_ size: Int) throws {
        let document = "<a>\n" + String(repeating: "<b>товар</b>\n", count: 100) + "<b>Лампа & Ко</b>\n</a>"
        #expect(try fault(document, inPiecesOf: size).line == 102)
    }

    /// libxml2 halts at them without a word, and calls what it has read so far well-formed. (Found by fuzzing.)
    @Test(arguments: [1, 2, 7, 4096])
    func `does not take the beginning of a document with bytes that its encoding lacks for the whole`(
        _ size: Int
    ) throws {
        let half: [UInt8] = [0xFF, 0xFE] + "<a>да".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let pair: [UInt8] = [0x91, 0xDB, 0xDB, 0xDB]
        let end = "</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try fault(half + pair + end, inPiecesOf: size).kind == .encoding)
        #expect(try fault(half + pair, inPiecesOf: size).kind == .encoding)
    }

    /// Whether the first piece reached so far must not matter. (Found by fuzzing.)
    @Test(arguments: [1, 7, 4096])
    func `takes a declaration for one at the beginning of the document only`(_ size: Int) throws {
        let document = "<a>" + String(repeating: "б", count: 100) + "<!--<?xml encoding=\"x-foo\"?>--></a>"
        #expect(try EventRecorder.events(of: document, inPiecesOf: size).first == "<a")
    }

    /// libxml2 takes their beginning for their end where it lies outside the root element. (Found by fuzzing.)
    @Test(arguments: ["<!-->", "<!--->"], [1, 7, 4096])
    func `refuses a comment that begins as one ends, however the bytes were cut`(
        _ beginning: String, _ size: Int
    ) throws {
        let comment = beginning + String(repeating: " ", count: 40) + "-->"
        #expect(try fault(comment + "<a/>", inPiecesOf: size).kind == .malformed)
        #expect(try fault("<a/>" + comment, inPiecesOf: size).kind == .malformed)
        #expect(try EventRecorder.events(of: "<a>\(comment)</a>", inPiecesOf: size).first == "<a")
        #expect(try EventRecorder.events(of: "<!----><a/>", inPiecesOf: size).first == "<a")
    }

    @Test func `names the column at which the rules of XML are broken`() throws {
        let found = try fault("<a>\n<b></c></a>")
        #expect(found.line == 2)
        #expect((4...9).contains(found.column))
    }

    @Test func `refuses windows-1251 bytes under the label UTF-8, with their line`() throws {
        let bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n".utf8) + inWindows1251("Товар</a>")
        let found = try fault(bytes)
        #expect(found.kind == .encoding)
        #expect(found.line == 3)
    }

    @Test func `refuses UTF-8 bytes under the label windows-1251, with their line`() throws {
        let found = try fault("<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<a>\n\nТовар</a>")
        #expect(found.kind == .encoding)
        #expect(found.line == 4)
    }

    /// The same letters begin it as begin a declaration.
    @Test(arguments: [1, 256, 4096])
    func `reads a document that begins with an instruction of any length`(_ size: Int) throws {
        let address = String(repeating: "a", count: 300)
        let document = "<?xml-stylesheet encoding=\"KOI8-R\" href=\"\(address)\"?><a>1</a>"
        #expect(try EventRecorder.events(of: Array(document.utf8), inPiecesOf: size).contains("1"))
    }

    /// A declaration that is padded could name an encoding where only libxml2 sees it.
    @Test(arguments: [1, 256, 4096])
    func `refuses a declaration longer than the head that is looked at, however the bytes were cut`(
        _ size: Int
    ) throws {
        let padding = String(repeating: " ", count: 300)
        let document = "<?xml version=\"1.0\"\(padding)encoding=\"UTF-8\"?><a>1</a>"
        #expect(try fault(document, inPiecesOf: size).kind == .encoding)
    }

    @Test func `takes plain ASCII under the label windows-1251`() throws {
        let events = try EventRecorder.events(of: "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>1</a>")
        #expect(events == ["<a", "1", ">"])
    }

    @Test(arguments: ["KOI8-R", "ISO-8859-5", "windows-1252", "utf-7", "none"])
    func `refuses a label that it does not know`(_ label: String) throws {
        #expect(try fault("<?xml version=\"1.0\" encoding=\"\(label)\"?><a/>").kind == .encoding)
    }

    @Test func `refuses a byte order mark of UTF-8 beside the label windows-1251`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>".utf8)
        #expect(try fault(bytes).kind == .encoding)
    }

    @Test func `refuses a byte order mark of UTF-16 beside the label UTF-8`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>"
        #expect(try fault([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0), 0] }).kind == .encoding)
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>"
    ])
    func `refuses a document with a DOCTYPE`(_ document: String) throws {
        #expect(try fault(document).kind == .doctype)
    }

    @Test func `gives no event of a document with a DOCTYPE`() throws {
        let recorder = EventRecorder()
        let parser = XMLPushParser(handler: recorder)
        _ = #expect(throws: XMLFault.self) {
            try Array("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>".utf8).inPieces(of: 1) { try parser.push($0) }
            try parser.finish()
        }
        #expect(recorder.events == [])
    }

    @Test(arguments: ["<a>\n\u{1}</a>", "<a>\n\u{B}</a>", "<a>\n&#xB;</a>", "<a>\n&#0;</a>", "<a>\n\u{FFFF}</a>"])
    func `names the line of a character that XML does not allow`(_ document: String) throws {
        let found = try fault(document)
        #expect(found.kind == .character)
        #expect(found.line == 2)
    }

    @Test(arguments: ["1.1", "2.0"])
    func `refuses another version of XML`(_ version: String) throws {
        #expect(try fault("<?xml version=\"\(version)\"?><a/>").kind == .version)
    }

    @Test func `refuses encodings that libxml2 would take by itself`() throws {
        let padding = String(repeating: " ", count: 400)
        #expect(try fault("<?xml version=\"1.0\"\(padding)encoding=\"utf-7\"?><a/>").kind == .encoding)
        #expect(try fault([0x4C, 0x6F, 0xA7, 0x94] + [UInt8](repeating: 0x40, count: 300)).kind == .encoding)
        #expect(try fault([0x3C, 0, 0, 0, 0x61, 0, 0, 0, 0x2F, 0, 0, 0, 0x3E, 0, 0, 0]).kind == .encoding)
    }

    @Test func `stops where the handler says so`() throws {
        let stopper = Stopper()
        let parser = XMLPushParser(handler: stopper)
        stopper.parser = parser
        let found = try #require(throws: XMLFault.self) {
            try Array("<a>\n<stop/><after/></a>".utf8).inPieces(of: 4096) { try parser.push($0) }
            try parser.finish()
        }
        #expect(found.kind == .stopped)
        #expect(found.line == 2)
    }

    /// libxml2's own way of stopping frees the bytes that they lie in, and leaves them as they are until these are used
    /// again. (Found by a review, under an address sanitizer; an end-to-end test has the memory written over.)
    @Test func `leaves the attributes of the tag alone at which it stops`() throws {
        let stopper = Stopper()
        let parser = XMLPushParser(handler: stopper)
        stopper.parser = parser
        let rest = String(repeating: "<after y=\"2\"/>", count: 20_000)
        let document = "<a><stop x=\"1\" date=\"2026-01-01\"/>\(rest)</a>"
        #expect(throws: XMLFault.self) { try Array(document.utf8).withUnsafeBytes { try parser.push($0) } }
        #expect(stopper.values == ["1", "2026-01-01"])
    }
}

/// Stops the reading at `<stop>`.
private final class Stopper: XMLEventHandler {
    weak var parser: XMLPushParser?
    /// The values of the tag at which it stopped, looked at behind that.
    private(set) var values: [String] = []

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        guard name.text == "stop" else { return }
        parser?.stop(.stopped)
        values = (0..<attributes.count).map { String(decoding: attributes.value($0), as: UTF8.self) }
    }

    func endElement() {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
