import TestSupport
import XMLStream

/// Writes down what the parser meets; adjacent pieces of text as one.
final class EventLog: XMLEventHandler {
    private(set) var text = ""

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        text += "<" + name.text
        for index in 0..<attributes.count {
            let value = String(decoding: attributes.value(index), as: UTF8.self)
            text += " \(attributes.name(index)?.text ?? "")=\(value)"
        }
        text += ">"
    }

    func endElement() { text += "</>" }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text += String(decoding: bytes, as: UTF8.self) }
}

/// Reads a document in pieces.
///
/// - Throws: ``XMLFault``.
func events(_ bytes: [UInt8], chunk: Int = 4096) throws -> String {
    let log = EventLog()
    let parser = XMLPushParser(handler: log)
    for piece in bytes.chunks(of: chunk) {
        try piece.withUnsafeBytes { try parser.push($0) }
    }
    try parser.finish()
    return log.text
}

/// The fault that a document ends in, or `nil`.
func fault(_ bytes: [UInt8], chunk: Int = 4096) -> XMLFault? {
    do {
        _ = try events(bytes, chunk: chunk)
        return nil
    } catch {
        return error as? XMLFault
    }
}
