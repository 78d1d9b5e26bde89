internal import CLibxml2

/// Receives what ``XMLPushParser`` meets, in document order.
///
/// *For implementers.* All pointers are valid only during the call. Names are interned: within one parser, equal
/// names have equal addresses, so keep an ``XMLNameTable`` and compare numbers instead of text.
public protocol XMLEventHandler: AnyObject {
    func startElement(_ name: XMLName, attributes: XMLAttributes)
    func endElement()
    /// A piece of text; one text node can come in several pieces, and white space between tags comes too.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Reads an XML document as it arrives, without a tree; memory does not grow with the document.
///
/// The map of this target: bytes of a document → ``XMLEncodingGuard`` (is the encoding what the label says) →
/// ``XMLScanner`` (is there a DOCTYPE, is anything beyond ``XMLLimits``) → `XMLPushParser` (libxml2 SAX2) →
/// ``XMLEventHandler``, or an ``XMLFault`` with line and column. An ``XMLScout`` does the scanning on another thread and
/// puts short codes for the names it knows (``XMLNameCodes``).
///
/// Nothing outside the document is ever loaded: a DOCTYPE ends the reading with ``XMLFault/Kind/doctype`` before
/// libxml2 sees it, so there is no entity to expand. libxml2's recovery mode is never used: a damaged document is a fault, not a guess.
public final class XMLPushParser {
    private var context: xmlParserCtxtPtr?
    private let handler: any XMLEventHandler
    private var encodingGuard = XMLEncodingGuard()
    private var scanner: XMLScanner
    private var units = UTF16Units()
    private var fault: XMLFault?
    private var depth = 0
    private var isEnding = false
    private var isRootClosed = false
    private var head: [UInt8] = []

    public init(handler: any XMLEventHandler, limits: XMLLimits = .standard) {
        self.handler = handler
        scanner = XMLScanner(limits: limits)
        // What libxml2 has no parser to blame for (its converters) it would print to the standard error.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        obmen_silence_libxml2()
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
    }

    /// The encoding the document turned out to be in; settled after the first bytes.
    public var encoding: XMLEncoding? { encodingGuard.encoding }

    /// The namespace of the root element; `nil` where it has none.
    public private(set) var rootNamespace: String?

    /// Names that the scout's vocabulary has stand as their codes; known before the first element.
    public private(set) var namesAreCoded = false

    /// The line that is being read, counted from 1.
    public var line: Int {
        guard let context, let input = context.pointee.input else { return 1 }
        return Int(input.pointee.line)
    }

    /// Takes the next bytes of the document.
    ///
    /// `report` is that of an ``XMLScout``, which looks at every piece of a document or at none; `nil`: the parser looks
    /// itself.
    ///
    /// - Throws: the first fault found; after that the parser takes nothing more.
    public func push(_ bytes: UnsafeRawBufferPointer, _ report: XMLScout.Report? = nil) throws(XMLFault) {
        if let fault { throw fault }
        guard !bytes.isEmpty || report?.finding != nil else { return }
        namesAreCoded = report?.isCoded ?? false
        if report?.isNoUTF8 == true { encodingGuard.trustLabel() }
        if context == nil {
            head.append(contentsOf: bytes)
            guard head.count >= XMLEncodingGuard.headLength else { return }
            try begin(report)
        } else {
            encodingGuard.check(bytes)
            take(bytes, report)
        }
        if let fault { throw fault }
    }

    /// Says that the document has ended, and checks that it is whole.
    public func finish() throws(XMLFault) {
        if let fault { throw fault }
        if context == nil {
            if head.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0 }) {
                throw XMLFault(kind: head.contains(0) ? .zeros : .empty, line: 1, column: 1, code: 0)
            }
            try begin(nil)
            if let fault { throw fault }
        }
        isEnding = true
        feed(UnsafeRawBufferPointer(start: nil, count: 0), terminate: true)
        if let fault { throw fault }
        // The last lock on the door: a document with an open element is never whole.
        guard depth == 0 else { throw XMLFault(kind: .truncated, line: line, column: column, code: 0) }
        try encodingGuard.finish()
    }

    /// Ends the reading from inside a callback; `push` then throws this fault.
    public func stop(_ kind: XMLFault.Kind) {
        guard fault == nil else { return }
        fault = XMLFault(kind: kind, line: line, column: column, code: 0)
        // As `xmlStopParser` does, but without freeing the bytes in which the attributes of the tag in hand lie.
        context?.pointee.instate = XML_PARSER_EOF
        context?.pointee.disableSAX = 1
    }

    /// Of a letter that was cut, fewer bytes than this are left.
    private static let longestLetter = 4

    /// How much is left to read of what was pushed.
    private var bytesLeft: Int {
        guard let input = context?.pointee.input, let next = input.pointee.cur, let end = input.pointee.end
        else { return 0 }
        return end - next
    }

    private var column: Int {
        guard let context, let input = context.pointee.input else { return 1 }
        return Int(input.pointee.col)
    }

    private func begin(_ report: XMLScout.Report?) throws(XMLFault) {
        try encodingGuard.settle(head)
        var sax = Self.saxHandler()
        let opaque = Unmanaged.passUnretained(self).toOpaque()
        // libxml2 guesses the encoding from the first four bytes, so it is given those first.
        let created = head.withUnsafeBytes { bytes in
            xmlCreatePushParserCtxt(
                &sax, opaque, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(min(4, bytes.count)), nil)
        }
        guard let created else { throw XMLFault(kind: .malformed, line: 1, column: 1, code: 0) }
        context = created
        _ = xmlCtxtUseOptions(created, Int32(XML_PARSE_NONET.rawValue))
        let beginning = head
        head = []
        beginning.withUnsafeBytes { take($0, report, alreadyFed: min(4, $0.count)) }
    }

    /// Gives bytes to libxml2 as far as the scanner lets them pass.
    private func take(_ bytes: UnsafeRawBufferPointer, _ report: XMLScout.Report?, alreadyFed: Int = 0) {
        let finding =
            if let report {
                report.finding
            } else if encodingGuard.encoding == .utf16 {
                units.scan(bytes, with: &scanner)
            } else {
                scanner.scan(bytes)
            }
        let end = max(alreadyFed, finding?.offset ?? bytes.count)
        if end > alreadyFed {
            feed(UnsafeRawBufferPointer(rebasing: bytes[alreadyFed..<end]), terminate: false)
        }
        guard let finding, fault == nil else { return }
        fault = XMLFault(kind: finding.kind, line: line + linesHeldBack, column: column, code: 0)
    }

    /// Line breaks among the bytes that libxml2 has and did not read yet: it waits for the end of a tag or a text.
    private var linesHeldBack: Int {
        guard let input = context?.pointee.input, let start = input.pointee.cur, let end = input.pointee.end
        else { return 0 }
        return UnsafeBufferPointer(start: start, count: end - start).count { $0 == 0x0A }
    }

    private func feed(_ bytes: UnsafeRawBufferPointer, terminate: Bool) {
        guard let context else { return }
        let pointer = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = xmlParseChunk(context, pointer, Int32(bytes.count), terminate ? 1 : 0)
        if fault == nil, let names = context.pointee.dict, xmlDictSize(names) > XMLLimits.names {
            fault = XMLFault(kind: .names, line: line, column: column, code: 0)
        }
        // Where it cannot convert bytes libxml2 halts, and the document still counts as well-formed.
        guard fault == nil, context.pointee.wellFormed == 0 || context.pointee.disableSAX != 0 else { return }
        let code = context.pointee.wellFormed == 0 ? context.pointee.errNo : status
        let isEncoding = context.pointee.wellFormed != 0 || XMLFault.isEncoding(code: code)
        fault = XMLFault(kind: isEncoding ? .encoding : .malformed, line: line, column: column, code: Int(code))
    }

    // MARK: Called by libxml2

    fileprivate func started(
        _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int32
    ) {
        if depth == 0, let namespace { rootNamespace = String(cString: namespace) }
        depth += 1
        handler.startElement(XMLName(name), attributes: XMLAttributes(attributes, count: Int(count)))
    }

    fileprivate func ended() {
        depth -= 1
        isRootClosed = depth == 0
        handler.endElement()
    }

    fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        handler.characters(bytes)
    }

    fileprivate func failed(_ error: xmlError) {
        guard fault == nil else { return }
        // An unbound prefix is told to nobody: names are matched by their local part.
        guard error.domain != Int32(XML_FROM_NAMESPACE.rawValue), error.level.rawValue >= XML_ERR_ERROR.rawValue
        else { return }
        // «Input is not proper UTF-8» and «invalid character» share a code; only the first names the bytes.
        let namesBytes = error.code == Int32(XML_ERR_INVALID_CHAR.rawValue) && error.str1 != nil
        // «И» in UTF-8 has a byte that windows-1251 lacks, so a wrong label can look like damage.
        if let mislabelled = encodingGuard.mislabelled(isEnding: isEnding) {
            fault = mislabelled
            return
        }
        let kind: XMLFault.Kind =
            namesBytes || hasForeignByte || XMLFault.isEncoding(code: error.code)
            ? .encoding : XMLFault.isCharacter(code: error.code) ? .character : .malformed
        if isEnding, !isRootClosed,
            XMLFault.isUnfinished(code: error.code) || bytesLeft < Self.longestLetter
        {
            // What is wrong only because the data ended, inside a tag, a reference or a letter.
            fault = XMLFault(kind: .truncated, line: line, column: column, code: Int(error.code))
        } else {
            fault = XMLFault(kind: kind, line: Int(error.line), column: Int(error.int2), code: Int(error.code))
        }
    }

    /// What libxml2 stumbled over begins with a byte that no UTF-8 has; in a name it says no more than «malformed».
    private var hasForeignByte: Bool {
        guard encodingGuard.encoding == .utf8, let input = context?.pointee.input, let next = input.pointee.cur,
            next < input.pointee.end
        else { return false }
        return next.pointee >= 0xF8 || next.pointee == 0xC0 || next.pointee == 0xC1
    }

    /// libxml2 copies it when it makes the context.
    private static func saxHandler() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            guard let name else { return }
            XMLPushParser.with(context) { $0.started(name, namespace, attributes, count) }
        }
        sax.endElementNs = { context, _, _, _ in XMLPushParser.with(context) { $0.ended() } }
        sax.characters = { context, bytes, length in
            XMLPushParser.with(context) { $0.text(UnsafeBufferPointer(start: bytes, count: Int(length))) }
        }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        // The scanner has found it before; this is the second lock on the door.
        sax.internalSubset = { context, _, _, _ in XMLPushParser.with(context) { $0.stop(.doctype) } }
        sax.serror = { context, error in
            guard let error else { return }
            XMLPushParser.with(context) { $0.failed(error.pointee) }
        }
        return sax
    }

    /// The parser that libxml2 calls back; not retained, since it is running further up the stack.
    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (XMLPushParser) -> Void) {
        guard let context else { return }
        Unmanaged<XMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }
}
