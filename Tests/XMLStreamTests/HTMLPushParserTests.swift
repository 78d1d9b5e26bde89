import TestSupport
import Testing
import XMLStream

@Suite struct HTMLPushParserTests {
    /// Writes down what the parser tells it; pieces of one text are joined.
    private final class Recorder: HTMLEventHandler {
        private(set) var events = ""

        func startElement(_ name: XMLName, attributes: HTMLAttributes) {
            let span = attributes.value("colspan").map { " colspan=\($0)" } ?? ""
            events += "<\(name.text)\(span)>"
        }

        func endElement(_ name: XMLName) { events += "</\(name.text)>" }

        func characters(_ bytes: UnsafeBufferPointer<UInt8>) { events += String(decoding: bytes, as: UTF8.self) }
    }

    private func events(_ page: String, inPiecesOf size: Int = 4096) throws -> String {
        let recorder = Recorder()
        let parser = HTMLPushParser(handler: recorder)
        try Array(page.utf8).inPieces(of: size) { try parser.push($0) }
        parser.finish()
        return recorder.events
    }

    @Test(arguments: [1, 2, 3, 7, 4096])
    func `tells of the same page however the bytes are cut`(_ size: Int) throws {
        let page = "<meta charset='windows-1251'><table><TR><TD COLSPAN=2>Лампа &laquo;А&raquo; < 5 & 😀<br>x</table>"
        #expect(
            try events(page, inPiecesOf: size) == """
                <html><head><meta></meta></head><body><table><tr><td colspan=2>Лампа «А» < 5 & 😀<br></br>x\
                </td></tr></table></body></html>
                """)
    }

    @Test func `closes at the end what is still open`() throws {
        #expect(try events("<table><tr><td>a").hasSuffix("<td>a</td></tr></table></body></html>"))
    }

    @Test func `loads nothing that a page names, and expands no entity of its own`() throws {
        let page = "<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>a &e; b</p>"
        #expect(try events(page).contains("a &e; b"))
    }

    @Test func `refuses a tag that does not end`() {
        let page = "<table><tr><td title='" + String(repeating: "x", count: 2 * HTMLPushParser.maximumPending)
        #expect(throws: XMLFault.self) { _ = try events(page) }
    }
}
