internal import XMLStream

/// The texts that the cells of a workbook share, one after the other in one buffer.
final class SharedStrings: XMLEventHandler {
    static let mostBytes = 256 << 20

    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    private var names: [SheetName] = []
    private var table = XMLNameTable(SheetName.vocabulary)
    private(set) var isTooLarge = false

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
    }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        names.append(SheetName(table.number(of: name)))
    }

    func endElement() {
        if names.removeLast() == .item { ends.append(bytes.count) }
    }

    func characters(_ piece: UnsafeBufferPointer<UInt8>) {
        // Readings of Japanese stand beside the text in a run of their own.
        guard names.last == .text, !names.contains(.phonetic), !isTooLarge else { return }
        if bytes.count + piece.count > Self.mostBytes {
            isTooLarge = true
        } else {
            bytes.append(contentsOf: piece)
        }
    }
}

/// The elements of a sheet that mean something to us.
enum SheetName: Int {
    case other = -1
    case row, cell, value, inline, text, phonetic, item

    static let vocabulary = ["row", "c", "v", "is", "t", "rPh", "si"]

    init(_ number: Int) {
        self = SheetName(rawValue: number) ?? .other
    }
}
