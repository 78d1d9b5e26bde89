internal import CLibxml2

/// Receives what ``HTMLPushParser`` meets, in document order; every element that begins also ends.
///
/// *For implementers.* Names are in lower case and interned, as for ``XMLEventHandler``; pointers are valid only
/// during the call.
public protocol HTMLEventHandler: AnyObject {
    func startElement(_ name: XMLName, attributes: HTMLAttributes)
    func endElement(_ name: XMLName)
    /// A piece of text, its entities already resolved; one text can come in several pieces.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Reads a page of HTML as it arrives, without a tree and with the leniency of browsers.
///
/// What is never closed is closed where it must end; nothing outside the page is loaded. The text has to be valid
/// UTF-8 whatever the page says it is: libxml2's guesses are switched off.
public final class HTMLPushParser {
    /// The most bytes that libxml2 may hold back, waiting for the end of a tag or a comment.
    public static let maximumPending = 4 << 20

    /// Bytes that it is given at once, so that what it holds back is looked at before it reads that.
    private static let sliceBytes = 16 << 10
    /// The most attributes that a tag which is held back may turn out to have; it compares each with each.
    private static let mostPendingAttributes = 8_192
    /// The longest name of an attribute that it reads in one go.
    private static let nameBytes = 100

    private var context: htmlParserCtxtPtr?
    private let handler: any HTMLEventHandler
    private var hasTooManyAttributes = false

    public init(handler: any HTMLEventHandler) {
        self.handler = handler
        obmen_silence_libxml2()
        var sax = Self.saxHandler()
        let opaque = Unmanaged.passUnretained(self).toOpaque()
        context = htmlCreatePushParserCtxt(&sax, opaque, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NOERROR.rawValue
        if let context { _ = htmlCtxtUseOptions(context, Int32(options)) }
    }

    deinit {
        if let context { htmlFreeParserCtxt(context) }
    }

    /// Takes the next bytes of the page.
    ///
    /// - Throws: a fault where a tag or a comment does not end within ``maximumPending``, a tag has more attributes than
    ///   ``XMLLimits`` allow, or the page more different names.
    public func push(_ bytes: UnsafeRawBufferPointer) throws(XMLFault) {
        guard let context else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.sliceBytes))
            rest = rest.dropFirst(slice.count)
            _ = htmlParseChunk(context, slice.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(slice.count), 0)
            guard let input = context.pointee.input else { return }
            if let kind = excess(of: context, input) {
                throw XMLFault(kind: kind, line: Int(input.pointee.line), column: Int(input.pointee.col), code: 0)
            }
        }
    }

    /// What would take libxml2 more than linear time, or memory without end.
    private func excess(of context: htmlParserCtxtPtr, _ input: xmlParserInputPtr) -> XMLFault.Kind? {
        let pending = UnsafeBufferPointer(start: input.pointee.cur, count: input.pointee.end - input.pointee.cur)
        if pending.count > Self.maximumPending { return .malformed }
        if hasTooManyAttributes { return .attributes }
        // In a tag, and no comment; between two attributes there is a space or the end of a value, or the name goes on for
        // too long.
        if pending.count > 1, pending[0] == UInt8(ascii: "<"), pending[1] > UInt8(ascii: "?"),
            pending.count / Self.nameBytes + pending.count(where: Self.isSeparator) > Self.mostPendingAttributes
        {
            return .attributes
        }
        if let names = context.pointee.dict, xmlDictSize(names) > XMLLimits.names { return .names }
        return nil
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private func started(_ name: XMLName, _ attributes: HTMLAttributes) {
        if attributes.hasMore(than: XMLLimits.standard.attributes) { hasTooManyAttributes = true }
        handler.startElement(name, attributes: attributes)
    }

    /// Says that the page has ended; what is still open is closed.
    public func finish() {
        if let context { _ = htmlParseChunk(context, nil, 0, 1) }
    }

    /// libxml2 copies it when it makes the context.
    private static func saxHandler() -> htmlSAXHandler {
        var sax = htmlSAXHandler()
        sax.startElement = { context, name, attributes in
            guard let name else { return }
            HTMLPushParser.with(context) { $0.started(XMLName(name), HTMLAttributes(attributes)) }
        }
        sax.endElement = { context, name in
            guard let name else { return }
            HTMLPushParser.with(context) { $0.handler.endElement(XMLName(name)) }
        }
        sax.characters = { context, bytes, length in
            HTMLPushParser.with(context) {
                $0.handler.characters(UnsafeBufferPointer(start: bytes, count: Int(length)))
            }
        }
        sax.ignorableWhitespace = sax.characters
        return sax
    }

    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (HTMLPushParser) -> Void) {
        guard let context else { return }
        Unmanaged<HTMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }
}
