internal import Glibc

/// Writes an indented document piece by piece into a file that has its name only when it is complete.
package final class XMLWriter {
    private let path: String
    private let temporary: String
    private let encoding: ExportEncoding
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var depth = 0
    private var failure: Int32 = 0
    private static let full = 1 << 20

    /// - Throws: ``BenchFault`` where the file cannot be made.
    package init(_ path: String, _ encoding: ExportEncoding) throws(BenchFault) {
        self.path = path
        self.encoding = encoding
        temporary = path + ".part"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw BenchFault("\(temporary): \(String(cString: strerror(errno)))") }
        buffer.reserveCapacity(Self.full + 1 << 16)
        if encoding == .utf8 { raw("\u{feff}") }
        raw("<?xml version=\"1.0\" encoding=\"\(encoding.declared)\"?>\n")
    }

    deinit { close(descriptor) }

    /// Writes what is left and gives the file its name.
    /// - Throws: ``BenchFault`` where something could not be written (then the name is not there).
    package func finish() throws(BenchFault) {
        flush()
        guard failure == 0, rename(temporary, path) == 0 else {
            throw BenchFault("\(path): \(String(cString: strerror(failure == 0 ? errno : failure)))")
        }
    }

    /// `attributes` as they stand in the tag.
    func element(_ name: String, _ attributes: String = "", _ body: () -> Void) {
        tag(name, attributes, ">\n")
        depth += 1
        body()
        depth -= 1
        indent()
        raw("</")
        raw(name)
        raw(">\n")
    }

    /// `text` is escaped here.
    func leaf(_ name: String, _ text: String) { leaf(name, "", text) }

    func leaf(_ name: String, _ attributes: String, _ text: String) {
        tag(name, attributes, ">")
        raw(escaped(text))
        raw("</")
        raw(name)
        raw(">\n")
    }

    func empty(_ name: String, _ attributes: String = "") { tag(name, attributes, "/>\n") }

    /// `text` has to be without characters that an encoding lacks: inside CDATA no reference works.
    func marked(_ name: String, _ text: String) {
        tag(name, "", "><![CDATA[")
        raw(text)
        raw("]]></")
        raw(name)
        raw(">\n")
    }

    private func tag(_ name: String, _ attributes: String, _ end: String) {
        indent()
        raw("<")
        raw(name)
        if !attributes.isEmpty {
            raw(" ")
            raw(attributes)
        }
        raw(end)
    }

    private func indent() { for _ in 0..<depth { buffer.append(UInt8(ascii: "\t")) } }

    private func raw(_ text: String) {
        switch encoding {
        case .utf8: buffer.append(contentsOf: text.utf8)
        case .windows1251:
            for scalar in text.unicodeScalars {
                if let byte = ExportEncoding.windows1251(scalar) {
                    buffer.append(byte)
                } else {
                    buffer.append(contentsOf: "&#\(scalar.value);".utf8)
                }
            }
        }
        if buffer.count >= Self.full { flush() }
    }

    private func flush() {
        buffer.withUnsafeBytes { bytes in
            var rest = UnsafeRawBufferPointer(rebasing: bytes[...])
            while !rest.isEmpty, failure == 0 {
                let count = write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    failure = errno
                } else {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                }
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// The text of an element or of an attribute in double quotes.
func escaped(_ text: String, inAttribute: Bool = false) -> String {
    var text = text
    return text.withUTF8 { bytes in
        guard bytes.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || ($0 == 0x22 && inAttribute) }) else {
            return nil
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            switch byte {
            case 0x26: result.append(contentsOf: "&amp;".utf8)
            case 0x3C: result.append(contentsOf: "&lt;".utf8)
            case 0x3E: result.append(contentsOf: "&gt;".utf8)
            case 0x22 where inAttribute: result.append(contentsOf: "&quot;".utf8)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    } ?? text
}
