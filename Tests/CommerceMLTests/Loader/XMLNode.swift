import Testing
import XMLStream

/// An element as 1C sees a document without a namespace: properties and text, whatever they are called.
struct XMLNode {
    var name: String
    var children: [XMLNode] = []
    var text = ""

    init(name: String) {
        self.name = name
    }

    func list(_ name: String) -> [XMLNode] {
        children.filter { $0.name == name }
    }

    /// A property that must not be a list (D31).
    func one(_ name: String) throws(Refusal) -> XMLNode? {
        let found = list(name)
        guard found.count <= 1 else { throw Refusal(rule: "D31") }
        return found.first
    }

    /// Reading a property that is absent is a run-time error.
    func need(_ name: String, _ rule: String) throws(Refusal) -> XMLNode {
        guard let node = try one(name) else { throw Refusal(rule: rule) }
        return node
    }

    /// The text; `nil` for an empty element, which 1C makes an object and no string.
    var string: String? {
        children.isEmpty && !text.isEmpty ? text : nil
    }

    /// The text of a property, `nil` where it is absent or empty.
    func text(_ name: String) throws(Refusal) -> String? {
        try one(name)?.string
    }
}

/// A run-time error of the loader: everything is rolled back.
struct Refusal: Error, Equatable {
    /// The rule of `1c-loader.md` that was broken.
    let rule: String
}

/// Builds the tree of a document.
final class XMLTreeBuilder: XMLEventHandler {
    private var open: [XMLNode] = []
    private var text: [[UInt8]] = []
    private var root: XMLNode?

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        open.append(XMLNode(name: name.text))
        text.append([])
    }

    func endElement() {
        guard var node = open.popLast(), let bytes = text.popLast() else { return }
        node.text = String(decoding: bytes, as: UTF8.self)
        if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !text.isEmpty else { return }
        text[text.count - 1] += bytes
    }

    static func tree(of bytes: [UInt8]) throws(Refusal) -> (root: XMLNode, namespace: String?) {
        let builder = XMLTreeBuilder()
        let parser = XMLPushParser(handler: builder)
        do {
            try bytes.withUnsafeBytes { try parser.push($0) }
            try parser.finish()
        } catch {
            throw Refusal(rule: "F02")
        }
        guard let root = builder.root else { throw Refusal(rule: "F02") }
        return (root, parser.rootNamespace)
    }
}
