internal import XMLStream

/// The texts that an XLSX stores once for all its cells.
///
/// They lie in one buffer and become `String` only when a cell asks: a million short strings of their own would cost
/// several times as much.
final class SharedStrings: WorkbookPart {
    /// The most memory that texts and their places may take.
    static let maximumBytes = 256 << 20

    private let maximumBytes: Int
    private var bytes: [UInt8] = []
    /// Where in `bytes` each text ends.
    private var ends: [UInt32] = []
    private(set) var failure: (any Error)?

    private enum Name: Int { case item, text, phonetic }
    private var elements = OpenElements(["si", "t", "rPh"])
    private var phoneticDepth = 0

    init(maximumBytes: Int = SharedStrings.maximumBytes) {
        self.maximumBytes = maximumBytes
    }

    var count: Int { ends.count }

    /// What cells have asked for so far, and what they may ask for; in bytes.
    private var given = 0
    private var allowance = 8 << 20
    /// How much a cell adds to what may be asked for: more than texts have that many cells share.
    private static let bytesForCell = 256

    /// The text of that number for one more cell; `nil` where there is none.
    ///
    /// - Throws: ``TableFault/Kind/tooLarge`` where a few texts are asked for so often that a file of kilobytes would come to
    ///   gigabytes; ``TableFault/Kind/damaged`` where there is none of that number.
    func text(_ index: Int) throws(TableFault) -> String {
        guard ends.indices.contains(index) else { throw TableFault(.damaged) }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        let text = bytes[start..<Int(ends[index])]
        given += text.count
        allowance += Self.bytesForCell
        guard given <= allowance + bytes.count else { throw TableFault(.tooLarge) }
        return CellEscapes.text(text)
    }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        if Name(rawValue: elements.begin(name)) == .phonetic { phoneticDepth += 1 }
    }

    func endElement() {
        switch Name(rawValue: elements.end()) {
        case .item:
            ends.append(UInt32(truncatingIfNeeded: bytes.count))
            checkSize()
        case .phonetic: phoneticDepth -= 1
        case .text, nil: break
        }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        // `<t>` stands in the item itself or in a run of rich text; how it is pronounced (Japanese) is left out.
        guard elements.innermost == Name.text.rawValue, phoneticDepth == 0, failure == nil else { return }
        bytes.append(contentsOf: text)
        checkSize()
    }

    private func checkSize() {
        if failure == nil, bytes.count + 4 * ends.count > maximumBytes {
            failure = TableFault(.tooLarge, entry: "xl/sharedStrings.xml")
        }
    }
}
