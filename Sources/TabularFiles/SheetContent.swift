internal import XMLStream

/// Looks whether a sheet has anything in its cells, and reads no further than to the first that has.
final class SheetContent: WorkbookPart {
    private(set) var isDone = false
    let failure: (any Error)? = nil

    private var elements = OpenElements(["v", "t"])

    func startElement(_ name: XMLName, attributes: XMLAttributes) { _ = elements.begin(name) }

    func endElement() { _ = elements.end() }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        if elements.innermost >= 0, !bytes.isEmpty { isDone = true }
    }
}
