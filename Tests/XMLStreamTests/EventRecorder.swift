import TestSupport
import XMLStream

/// Writes down what the parser tells it, one line an event; pieces of one text are joined.
final class EventRecorder: XMLEventHandler {
    private(set) var events: [String] = []
    private var text: [UInt8] = []

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        flush()
        let values = (0..<attributes.count).map { index in
            " \(attributes.name(index)?.text ?? "?")=\(String(decoding: attributes.value(index), as: UTF8.self))"
        }
        events.append("<" + name.text + values.joined())
    }

    func endElement() {
        flush()
        events.append(">")
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.append(contentsOf: bytes)
    }

    private func flush() {
        if !text.isEmpty { events.append(String(decoding: text, as: UTF8.self)) }
        text = []
    }

    /// Reads a document and gives its events.
    static func events(of document: [UInt8], inPiecesOf size: Int = 4096) throws -> [String] {
        let recorder = EventRecorder()
        let parser = XMLPushParser(handler: recorder)
        try document.inPieces(of: size) { try parser.push($0) }
        try parser.finish()
        return recorder.events
    }

    static func events(of document: String, inPiecesOf size: Int = 4096) throws -> [String] {
        try events(of: Array(document.utf8), inPiecesOf: size)
    }
}
