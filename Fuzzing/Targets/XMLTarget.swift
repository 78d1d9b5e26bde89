internal import XMLStream

enum XMLTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let pieces = Pieces(input) else { return }
        let whole = outcome { parser in try parser.push(pieces.rest) }
        let parts = outcome { parser in try pieces.each { try parser.push($0) } }
        precondition(whole.fault == nil && parts.fault == nil || whole.fault != nil && parts.fault != nil)
        var scout = XMLScout()
        let scouted = outcome { parser in try pieces.each { try parser.push($0, scout.look($0)) } }
        precondition(scouted.fault == parts.fault && scouted.digest == parts.digest)
        compareCoded(pieces)
        // Where it is broken off depends on what libxml2 had in its hands.
        if whole.fault == nil { precondition(whole.digest == parts.digest) }
    }

    /// Behind comments that are long enough for names to be coded, a document says the same with codes and without.
    private static func compareCoded(_ pieces: Pieces) {
        var parts: [[UInt8]] = []
        pieces.each { parts.append(Array($0)) }
        guard let first = parts.first else { return }
        parts[0] = padding + first
        let plain = outcome { parser in
            for part in parts { try part.withUnsafeBytes { try parser.push($0) } }
        }
        var scout = XMLScout(codes: codes)
        let coded = outcome { parser in
            func push(_ piece: (bytes: [UInt8], report: XMLScout.Report?)) throws {
                try piece.bytes.withUnsafeBytes { try parser.push($0, piece.report) }
            }
            for part in parts { try push(part.withUnsafeBytes { scout.piece($0) }) }
            if let rest = scout.rest() { try push(rest) }
        }
        precondition((coded.fault == nil) == (plain.fault == nil))
        if coded.fault == nil { precondition(coded.digest == plain.digest) }
    }

    private static let padding = Array(String(repeating: "<!--\(String(repeating: "x", count: 60))-->", count: 4).utf8)
    private static let vocabulary = XMLVocabulary(["Товар", "Ид", "a", "_1", "Цена"])
    private static let codes = XMLScout.Codes(vocabulary)

    private static func outcome(_ push: (XMLPushParser) throws -> Void) -> (digest: UInt64, fault: XMLFault.Kind?) {
        let events = Events()
        let parser = XMLPushParser(handler: events)
        events.parser = parser
        do {
            try push(parser)
            try parser.finish()
            precondition(events.depth == 0 && events.deepest <= XMLLimits.standard.depth)
            return (events.digest, nil)
        } catch let fault as XMLFault {
            precondition(fault.line >= 1)
            return (events.digest, fault.kind)
        } catch {
            preconditionFailure("only faults are thrown")
        }
    }

    /// A digest of what came, whatever pieces texts came in.
    private final class Events: XMLEventHandler {
        private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        private(set) var depth = 0
        private(set) var deepest = 0
        private var table = XMLNameTable(XMLTarget.vocabulary)
        weak var parser: XMLPushParser?

        private func add(_ byte: UInt8) { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }

        func startElement(_ name: XMLName, attributes: XMLAttributes) {
            table.isCoded = parser?.namesAreCoded ?? false
            depth += 1
            deepest = max(deepest, depth)
            add(1)
            // The number of a coded name is the one that it has in plain.
            add(UInt8(truncatingIfNeeded: table.number(of: name)))
            table.text(of: name).utf8.forEach(add)
            for index in 0..<attributes.count {
                add(2)
                attributes.name(index).map(table.text)?.utf8.forEach(add)
                attributes.value(index).forEach(add)
            }
        }

        func endElement() {
            depth -= 1
            precondition(depth >= 0)
            add(3)
        }

        func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
            precondition(depth > 0)
            bytes.forEach(add)
        }
    }
}
