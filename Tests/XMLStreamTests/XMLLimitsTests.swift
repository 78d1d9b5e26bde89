import TestSupport
import Testing
import XMLStream

@Suite struct XMLLimitsTests {
    private static let limits = XMLLimits(depth: 4, attributes: 3, tagBytes: 60, textBytes: 40, nameBytes: 10)

    /// What refuses a document, however its bytes are cut; `nil` where it is read to its end.
    private func refusal(_ bytes: [UInt8], limits: XMLLimits = limits) throws -> XMLFault? {
        var found: [XMLFault?] = []
        for size in [1, 2, 3, 7, 64, 4096] {
            let parser = XMLPushParser(handler: EventRecorder(), limits: limits)
            do {
                try bytes.inPieces(of: size) { try parser.push($0) }
                try parser.finish()
                found.append(nil)
            } catch let fault as XMLFault {
                found.append(fault)
            }
        }
        #expect(Set(found.map { $0?.kind }).count == 1, "cut in pieces it differs: \(found)")
        return found.first ?? nil
    }

    private func refusal(_ document: String) throws -> XMLFault? { try refusal(Array(document.utf8)) }

    private func kind(_ document: String) throws -> XMLFault.Kind? { try refusal(document)?.kind }

    @Test(arguments: [
        "<a><b><c><d/></c></b></a>", "<a><b/><b/><b/><b/><b/></a>", "<a x='1' y='2' z='3'/>",
        "<a>\(String(repeating: "x", count: 40))</a>", "<abcdefghij/>", "<a abcdefghij='1'/>",
        "<a><!--\(String(repeating: "x", count: 30))--></a>", "<a b='\(String(repeating: ">", count: 40))'/>",
        "<a><![CDATA[<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<]]></a>", "<a><?p <b x='1' ?></a>", "<a b = '/' ><c/></a>"
    ])
    func `takes what is just within the limits`(_ document: String) throws {
        #expect(try refusal(document) == nil)
    }

    @Test(arguments: [
        ("<a><b><c><d><e/></d></c></b></a>", XMLFault.Kind.tooDeep), ("<a x='1' y='2' z='3' w='4'/>", .attributes),
        ("<a xmlns:a='1' xmlns:b='2' xmlns:c='3' xmlns:d='4'/>", .attributes),
        ("<a b='\(String(repeating: "x", count: 70))'/>", .tag), ("<abcdefghijk/>", .tag),
        ("<a abcdefghijk='1'/>", .tag), ("<a>\(String(repeating: "x", count: 41))</a>", .text),
        ("<a><!--\(String(repeating: "x", count: 60))--></a>", .text),
        ("<a><![CDATA[\(String(repeating: "x", count: 60))]]></a>", .text),
        ("<a><?p \(String(repeating: "x", count: 60))?></a>", .text),
        ("<a></a\(String(repeating: " ", count: 70))>", .tag)
    ])
    func `refuses what is beyond a limit`(_ document: String, _ kind: XMLFault.Kind) throws {
        #expect(try self.kind(document) == kind)
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!--x--><!DOCTYPE a SYSTEM 'b'><a/>", "<?p?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<!doctype html><a/>"
    ])
    func `refuses a DOCTYPE`(_ document: String) throws {
        #expect(try kind(document) == .doctype)
        for encoding in DocumentEncoding.allCases {
            #expect(try refusal(encoding.document(document), limits: .standard)?.kind == .doctype)
        }
    }

    @Test(arguments: [
        "<a><!--<!DOCTYPE a>--></a>", "<a><![CDATA[<!DOCTYPE a>]]></a>", "<a>DOCTYPE</a>", "<a b='!DOCTYPE'/>",
        "<a><?p <!DOCTYPE a>?></a>", "<a b='>'>'<c/>'</a>"
    ])
    func `takes what only looks like a DOCTYPE`(_ document: String) throws {
        #expect(try refusal(document) == nil)
    }

    @Test func `names the line of what is beyond a limit`() throws {
        #expect(try refusal("<a>\n<b/>\n<c x='1' y='2' z='3' w='4'/></a>")?.line == 3)
    }

    @Test func `does not let libxml2 see two hundred thousand attributes`() throws {
        let attributes = (0..<200_000).map { " a\($0)=''" }.joined()
        let parser = XMLPushParser(handler: EventRecorder())
        let fault = try #require(throws: XMLFault.self) {
            try Array("<a\(attributes)/>".utf8).inPieces(of: 1 << 16) { try parser.push($0) }
        }
        #expect(fault.kind == .attributes)
    }
}
