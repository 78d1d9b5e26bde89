import TestSupport
import Testing
import XMLStream

@Suite struct XMLPushParserTests {
    @Test func `tells elements, attributes and text in document order`() throws {
        let events = try EventRecorder.events(of: "<Товар Статус=\"Новый\"><Ид>1</Ид><Цвет/></Товар>")
        #expect(events == ["<Товар Статус=Новый", "<Ид", "1", ">", "<Цвет", ">", ">"])
    }

    @Test func `resolves the five references and character references`() throws {
        let events = try EventRecorder.events(of: "<a b=\"&quot;&#1058;&apos;\">&lt;&amp;&gt;&#x422;</a>")
        #expect(events == ["<a b=\"Т'", "<&>Т", ">"])
    }

    @Test func `gives the text of a CDATA section as text`() throws {
        #expect(try EventRecorder.events(of: "<a>1<![CDATA[<b>&]]>2</a>") == ["<a", "1<b>&2", ">"])
    }

    @Test func `leaves out comments and processing instructions`() throws {
        #expect(try EventRecorder.events(of: "<a>1<!-- <b/> -->2<?php x?>3</a>") == ["<a", "123", ">"])
    }

    @Test func `gives line breaks of Windows as one line feed`() throws {
        #expect(try EventRecorder.events(of: "<a>1\r\n2</a>") == ["<a", "1\n2", ">"])
    }

    @Test func `gives the white space between tags`() throws {
        #expect(try EventRecorder.events(of: "<a>\n  <b/>\n</a>") == ["<a", "\n  ", "<b", ">", "\n", ">"])
    }

    @Test func `matches names by their local part`() throws {
        let events = try EventRecorder.events(of: "<x:a xmlns:x=\"urn:1\" x:b=\"2\"><x:c/></x:a>")
        #expect(events == ["<a b=2", "<c", ">", ">"])
    }

    @Test func `reads on where a prefix was never bound`() throws {
        let events = try EventRecorder.events(of: "<a><b x:y=\"1\"/></a>")
        #expect(events.count == 4)
    }

    @Test(arguments: [
        ("<a xmlns=\"urn:1C.ru:commerceml_2\"><b xmlns=\"urn:other\"/></a>", "urn:1C.ru:commerceml_2"),
        ("<a><b xmlns=\"urn:other\"/></a>", nil)
    ])
    func `keeps the namespace of the root element only`(_ document: String, _ namespace: String?) throws {
        let recorder = EventRecorder()
        let parser = XMLPushParser(handler: recorder)
        try Array(document.utf8).inPieces(of: 4096) { try parser.push($0) }
        try parser.finish()
        #expect(parser.rootNamespace == namespace)
    }

    static let mixed =
        "<КоммерческаяИнформация Версия=\"2.07\">\n<Имя>«Лампа» — Ёж &amp; №&#160;7</Имя>\r\n"
        + "<Описание><![CDATA[<b>жирно</b>]]></Описание><!-- после -->\n</КоммерческаяИнформация>\n"

    @Test(arguments: DocumentEncoding.allCases, [1, 2, 3, 7, 4096])
    func `gives the same events in every encoding and however the bytes are cut`(
        _ encoding: DocumentEncoding, _ size: Int
    ) throws {
        let expected = [
            "<КоммерческаяИнформация Версия=2.07", "\n", "<Имя", "«Лампа» — Ёж & №\u{A0}7", ">", "\n",
            "<Описание", "<b>жирно</b>", ">", "\n", ">"
        ]
        #expect(try EventRecorder.events(of: encoding.document(Self.mixed), inPiecesOf: size) == expected)
    }

    @Test(arguments: [
        (DocumentEncoding.utf8, XMLEncoding.utf8), (.utf8WithMark, .utf8), (.utf16WithMark, .utf16),
        (.windows1251, .windows1251)
    ])
    func `names the encoding that the document is in`(_ encoding: DocumentEncoding, _ name: XMLEncoding) throws {
        let recorder = EventRecorder()
        let parser = XMLPushParser(handler: recorder)
        try encoding.document("<а>б</а>").inPieces(of: 4096) { try parser.push($0) }
        try parser.finish()
        #expect(parser.encoding == name)
    }

    @Test func `reads a document without a declaration as UTF-8`() throws {
        #expect(try EventRecorder.events(of: "<а>б</а>") == ["<а", "б", ">"])
    }

    @Test func `takes nothing more after a fault`() throws {
        let parser = XMLPushParser(handler: EventRecorder())
        let padding = String(repeating: " ", count: 300)
        let first = try #require(throws: XMLFault.self) {
            try Array("<a></b>\(padding)".utf8).inPieces(of: 4096) { try parser.push($0) }
        }
        let second = #expect(throws: XMLFault.self) {
            try Array("<c/>".utf8).inPieces(of: 4096) { try parser.push($0) }
        }
        #expect(second == first)
    }
}
