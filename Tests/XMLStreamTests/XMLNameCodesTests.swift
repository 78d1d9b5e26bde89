import TestSupport
import Testing

@testable import XMLStream

/// Coded names are told again as they were, and nothing else of a document changes.
@Suite struct XMLNameCodesTests {
    private static let vocabulary = XMLVocabulary(["Товар", "Ид", "Name", "ЗначенияРеквизитов", "Цена-1", "_1"])
    private static let codes = XMLScout.Codes(vocabulary)

    /// Elements, attributes and texts with the names of the document.
    private final class Recorder: XMLEventHandler {
        private(set) var events: [String] = []
        private var table = XMLNameTable(XMLNameCodesTests.vocabulary)
        weak var parser: XMLPushParser?

        func startElement(_ name: XMLName, attributes: XMLAttributes) {
            if events.isEmpty { table.isCoded = parser?.namesAreCoded ?? false }
            var line = "<\(table.text(of: name)) \(table.number(of: name))"
            for index in 0..<attributes.count {
                guard let name = attributes.name(index) else { continue }
                line += " \(table.text(of: name)) \(table.number(of: name))"
                line += "=\(String(decoding: attributes.value(index), as: UTF8.self))"
            }
            events.append("\(parser?.line ?? 0) \(line)")
        }

        func endElement() { events.append(">") }

        func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
            let text = String(decoding: bytes, as: UTF8.self)
            if events.last?.first == "“" { events[events.count - 1] += text } else { events.append("“" + text) }
        }
    }

    private struct Outcome: Equatable {
        var events: [String]
        var fault: XMLFault.Kind?
        var line: Int?
    }

    private func read(_ document: [UInt8], isCoded: Bool, cut: Int = .max) -> Outcome {
        let recorder = Recorder()
        let parser = XMLPushParser(handler: recorder)
        recorder.parser = parser
        var scout = XMLScout(codes: isCoded ? Self.codes : nil)
        do {
            let parts = [document.prefix(cut), document.dropFirst(cut)].filter { !$0.isEmpty }
            for part in parts {
                let (bytes, report) = Array(part).withUnsafeBytes { scout.piece($0) }
                try bytes.withUnsafeBytes { try parser.push($0, report) }
            }
            if let (bytes, report) = scout.rest() { try bytes.withUnsafeBytes { try parser.push($0, report) } }
            try parser.finish()
            #expect(parser.namesAreCoded == isCoded, "such a document is coded")
            return Outcome(events: recorder.events)
        } catch {
            let fault = error as? XMLFault
            return Outcome(events: recorder.events, fault: fault?.kind ?? .names, line: fault?.line)
        }
    }

    private static let padding = String(repeating: "<!-- \(String(repeating: "x", count: 20)) -->", count: 20)

    private static let documents = [
        "<Товар><Ид>1</Ид>\n<ЗначенияРеквизитов/>\n<Name/></Товар>",
        "<_1><_0>_0</_0><__0/><_/><_a/><_1 _1='_1' _0=\"_0\" __0='' _='!--'/></_1>",
        "<Товар Ид='Ид' _1 = \"Товар>\" Товар='&lt;Ид>'>\n<Ид\n_1='>'\t>\n</Ид\n></Товар >",
        "<a:Товар xmlns:a='u' xmlns:_1='v'><_1:Ид/><a:_0 a:_1='' _1:_2=\"\"/><_1:_1/></a:Товар>",
        "<Товар><!-- <Ид> - > <_1> --><![CDATA[ <Ид></Ид> ]] ]> <_1> ]]><?p <Ид _1='' ?><Ид/></Товар>",
        "<Товар><!--><Ид>--><![CDATA[]]]]><?p ??><Ид>]] &gt;</Ид></Товар>",
        "<Товар\u{A0}1/>", "<ТоварИд/>", "<Товар.Ид><ИдТовар/><Ид1/></Товар.Ид>", "<Цена-1></Цена-1>",
        "<\(String(repeating: "ж", count: 400))><Ид/></\(String(repeating: "ж", count: 400))>"
    ]

    private static let broken = [
        "<Товар><Ид></Товар></Ид>", "<Товар></_0>", "<_0></Товар>", "<Товар", "<Товар><", "<Товар><Ид>1</И",
        "<Товар></",
        "<Товар><!", "<Товар><!-", "<Товар><![CDATA[", "<Товар Ид=1/>", "<Товар _1='' _1=''/>", "<Товар>&Ид;</Товар>",
        "<Товар></Ид/x>", "<Товар><Ид<Ид/></Товар>", "<Товар>\n<!DOCTYPE Ид>\n</Товар>", "<Товар>\n\0<Ид/></Товар>",
        "<Товар><!Ид></Товар>", "<Товар>\n<Ид\n=''/></Товар>", "<Товар/><Ид/>", "<Товар/>Ид", "</Товар>"
    ]

    @Test(arguments: documents, [DocumentEncoding.utf8, .windows1251])
    func `reads a document as it would without codes, wherever it is cut`(
        _ text: String, _ encoding: DocumentEncoding
    ) {
        guard encoding == .utf8 || !text.contains("ж") && !text.contains("\u{A0}") else { return }
        let document = encoding.document(Self.padding + text)
        let plain = read(document, isCoded: false)
        #expect(text.contains("\u{A0}") || plain.fault == nil)
        for cut in stride(from: document.count, to: document.count - min(text.utf8.count, 200) - 2, by: -1) {
            #expect(read(document, isCoded: true, cut: cut) == plain, "cut at \(cut)")
        }
    }

    /// Beside its names the document has but two letters of windows-1251, which are «͹» in UTF-8 too.
    @Test func `knows windows-1251 by its names although they stand as codes`() {
        let document =
            Array(
                "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n\(Self.padding)<".utf8)
            + [0xD2, 0xEE, 0xE2, 0xE0, 0xF0, 0x3E, 0xCD, 0xB9, 0x3C, 0x2F, 0xD2, 0xEE, 0xE2, 0xE0, 0xF0, 0x3E]
        #expect(read(document, isCoded: true) == read(document, isCoded: false))
        #expect(read(document, isCoded: true).events.contains { $0.contains("Н№") })
    }

    @Test(arguments: broken)
    func `finds broken what is broken, wherever it is cut`(_ text: String) {
        let document = Array((Self.padding + text).utf8)
        for cut in stride(from: document.count, to: document.count - text.utf8.count - 2, by: -1) {
            let (plain, coded) = (read(document, isCoded: false, cut: cut), read(document, isCoded: true, cut: cut))
            #expect(plain.fault != nil && coded.fault != nil, "cut at \(cut)")
            #expect(coded.events.starts(with: plain.events) || plain.events.starts(with: coded.events))
        }
    }

    @Test func `puts a code for each known name of other letters than ASCII`() {
        var coder = XMLTagCoder(XMLNameCodes(Self.vocabulary, windows1251: false))
        let text = "<Товар><Name/><Ид Ид=''>Ид</Ид><Цены/></Товар>"
        let coded = Array(text.utf8).withUnsafeBytes { coder.coded($0) }
        #expect(String(decoding: coded, as: UTF8.self) == "<_0><Name/><_1 Ид=''>Ид</_1><Цены/></_0>")
    }
}
