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
        if bytes.starts(with: Array("<".utf8)), !bytes.starts(with: Array("<?xml".utf8)) {
            try compareScouted(bytes, limits)
        }
        return found.first ?? nil
    }

    /// Behind short comments, so that a scout is at work, the document is cut at each of its bytes in turn.
    private func compareScouted(_ bytes: [UInt8], _ limits: XMLLimits) throws {
        let comments = Array(String(repeating: "<!--x-->", count: 33).utf8)
        for cut in 0..<min(bytes.count, 200) {
            let document = comments + bytes
            let pieces = [document[..<(comments.count + cut)], document[(comments.count + cut)...]].map { Array($0) }
            let alone = try outcome(pieces, limits, scout: nil)
            let scouted = try outcome(pieces, limits, scout: XMLScout(limits: limits))
            #expect(alone.fault == scouted.fault, "cut at \(cut)")
            #expect(alone.events == scouted.events, "cut at \(cut)")
        }
    }

    private func outcome(
        _ pieces: [[UInt8]], _ limits: XMLLimits, scout: XMLScout?
    ) throws -> (fault: XMLFault?, events: [String]) {
        let recorder = EventRecorder()
        let parser = XMLPushParser(handler: recorder, limits: limits)
        var scout = scout
        do {
            for piece in pieces {
                try piece.withUnsafeBytes { bytes in
                    let report = scout?.look(bytes)
                    #expect((report != nil) == (scout != nil))
                    try parser.push(bytes, report)
                }
            }
            try parser.finish()
            return (nil, recorder.events)
        } catch let fault as XMLFault {
            return (fault, recorder.events)
        }
    }

    @Test func `leaves UTF-16 and short documents to the parser`() throws {
        let text = "<a>\(String(repeating: "x", count: 400))</a>"
        for encoding in DocumentEncoding.allCases {
            var scout = XMLScout()
            let report = encoding.document(text).withUnsafeBytes { scout.look($0) }
            let isUTF16 = encoding.document(text).contains(0)
            #expect((report == nil) == isUTF16, "\(encoding)")
        }
        var scout = XMLScout()
        let short = Array("<a>".utf8).withUnsafeBytes { scout.look($0) }
        let long = Array(text.utf8).withUnsafeBytes { scout.look($0) }
        #expect(short == nil && long == nil, "one that did not begin does not join in")
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
