internal import TabularFiles
internal import XMLStream

enum EncodingTarget {
    private static let labels = ["UTF-8", "windows-1251", "UTF-16", "cp1251", "utf8", "koi8-r", "UTF-7", "x-foo"]

    static func run(_ input: UnsafeRawBufferPointer) {
        guard let first = input.first else { return }
        let content = Array(input.dropFirst())
        asBytes(content, label: labels[Int(first & 7)], marked: first & 8 != 0)
        asText(String(decoding: content, as: UTF8.self))
    }

    /// Bytes under a label: what is read is what the label says they are, or nothing is.
    private static func asBytes(_ content: [UInt8], label: String, marked: Bool) {
        // Markup would end the text; it is the other targets' matter.
        let bytes = content.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") && $0 != 0x0D }
        let mark: [UInt8] = marked ? [0xEF, 0xBB, 0xBF] : []
        let head = Array("<?xml version=\"1.0\" encoding=\"\(label)\"?><a>".utf8)
        guard let (text, encoding) = parsed(mark + head + bytes + Array("</a>".utf8)) else { return }
        switch encoding {
        case .utf8: precondition(text == bytes && String(validating: bytes, as: UTF8.self) != nil)
        case .windows1251:
            // The byte that the page leaves out is a control character to the C library, and a sign to tables.
            let decoded = Windows1251.decode(bytes).replacing("\u{FFFD}", with: "\u{98}")
            precondition(!marked && text == Array(decoded.utf8))
            // UTF-8 under this label is a wrong label.
            precondition(bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) == nil)
        case .utf16: preconditionFailure("one byte a character is no UTF-16")
        }
    }

    /// Text in every encoding that has room for it comes back.
    private static func asText(_ any: String) {
        let text = String(
            String.UnicodeScalarView(
                any.unicodeScalars.filter { scalar in
                    let isMarkup = scalar == "<" || scalar == "&" || scalar == ">"
                    return !isMarkup && (scalar.value >= 0x20 || scalar == "\n" || scalar == "\t")
                        && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                }))
        let document = "<a>\(text)</a>"
        let wide = Array(document.utf16)
        let low = wide.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }.joined()
        let high = wide.map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }.joined()
        let (little, big): ([UInt8], [UInt8]) = ([0xFF, 0xFE] + low, [0xFE, 0xFF] + high)
        for bytes in [Array(document.utf8), little, big] {
            let found = parsed(bytes)?.text
            precondition(found.map { $0 == Array(text.utf8) } ?? false)
        }
    }

    private static func parsed(_ document: [UInt8]) -> (text: [UInt8], encoding: XMLEncoding)? {
        let taker = Text()
        let parser = XMLPushParser(handler: taker)
        do {
            try document.withUnsafeBytes { try parser.push($0) }
            try parser.finish()
        } catch {
            return nil
        }
        return parser.encoding.map { (taker.bytes, $0) }
    }

    private final class Text: XMLEventHandler {
        private(set) var bytes: [UInt8] = []

        func startElement(_ name: XMLName, attributes: XMLAttributes) {}
        func endElement() {}
        func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes += piece }
    }
}
