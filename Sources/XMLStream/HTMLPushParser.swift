internal import CLibxml2

/// Receives what ``HTMLPushParser`` meets; pointers are valid only during the call.
public protocol HTMLEventHandler: AnyObject {
    /// `name` in lower case; attributes by lower-case name.
    func startElement(_ name: String, attributes: [String: String])
    func endElement(_ name: String)
    /// A piece of text, its references resolved.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Reads HTML as browsers do, mending what is not closed, without a tree; the bytes are UTF-8.
///
/// For tables that programs call «Excel»: comments of people stand in them unescaped, so no reader of XML gets through.
/// Nothing outside the document is ever loaded.
public final class HTMLPushParser {
    private var context: htmlParserCtxtPtr?
    private let handler: any HTMLEventHandler

    public init(handler: any HTMLEventHandler) {
        self.handler = handler
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        obmen_silence_libxml2()
        var sax = Self.saxHandler()
        context = htmlCreatePushParserCtxt(
            &sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        if let context {
            // The bytes are UTF-8 whatever a «meta» says: they were brought there before.
            _ = htmlCtxtUseOptions(
                context,
                Int32(HTML_PARSE_NONET.rawValue) | Int32(HTML_PARSE_RECOVER.rawValue)
                    | Int32(HTML_PARSE_IGNORE_ENC.rawValue) | Int32(HTML_PARSE_NOERROR.rawValue)
                    | Int32(HTML_PARSE_NOWARNING.rawValue))
        }
    }

    deinit {
        if let context { htmlFreeParserCtxt(context) }
    }

    public func push(_ bytes: UnsafeRawBufferPointer) {
        guard let context, !bytes.isEmpty else { return }
        _ = htmlParseChunk(
            context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
    }

    /// Says that the document has ended; what is still open is closed.
    public func finish() {
        guard let context else { return }
        _ = htmlParseChunk(context, nil, 0, 1)
    }

    private func started(
        _ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        var values: [String: String] = [:]
        var index = 0
        while let attributes, let key = attributes[index] {
            values[String(cString: key).lowercased()] = attributes[index + 1].map { String(cString: $0) } ?? ""
            index += 2
        }
        handler.startElement(String(cString: name).lowercased(), attributes: values)
    }

    private static func saxHandler() -> htmlSAXHandler {
        var sax = htmlSAXHandler()
        sax.startElement = { context, name, attributes in
            guard let name else { return }
            HTMLPushParser.with(context) { $0.started(name, attributes) }
        }
        sax.endElement = { context, name in
            guard let name else { return }
            HTMLPushParser.with(context) { $0.handler.endElement(String(cString: name).lowercased()) }
        }
        sax.characters = { context, bytes, length in
            HTMLPushParser.with(context) {
                $0.handler.characters(UnsafeBufferPointer(start: bytes, count: Int(length)))
            }
        }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        return sax
    }

    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (HTMLPushParser) -> Void) {
        guard let context else { return }
        Unmanaged<HTMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }
}
