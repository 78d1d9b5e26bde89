internal import XMLStream

/// Where a part of the package refers to another.
struct Relationship {
    let id: String
    let type: String
    let target: String

    /// Whether it is of a type, named by the last word of its address: the addresses of «strict» files differ.
    func isOf(_ name: String) -> Bool { type.hasSuffix("/" + name) }

    /// The path in the archive, in lower case; the target may be relative to the folder of the part that refers.
    func path(from folder: String) -> String {
        let target = target.replacing("\\", with: "/")
        let whole = target.hasPrefix("/") ? target : folder + "/" + target
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/").lowercased()
    }
}

/// A `.rels` part.
final class Relationships: WorkbookPart {
    /// More than any workbook has.
    static let maximumCount = 100_000

    private(set) var list: [Relationship] = []
    private(set) var failure: (any Error)?
    private let entry: String
    private var elements = OpenElements(["Relationship"])

    init(entry: String) {
        self.entry = entry
    }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        guard elements.begin(name) == 0, failure == nil, attributes.text("TargetMode") != "External" else { return }
        guard list.count < Self.maximumCount else {
            failure = TableFault(.tooLarge, entry: entry)
            return
        }
        guard let id = attributes.text("Id"), let type = attributes.text("Type"),
            let target = attributes.text("Target")
        else { return }
        list.append(Relationship(id: id, type: type, target: target))
    }

    func endElement() { _ = elements.end() }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
