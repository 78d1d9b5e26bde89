internal import XMLStream

/// Which styles of a workbook show a number as more than a number: a date, a time, money of a currency.
final class CellStyles: WorkbookPart {
    /// Excel's own limit is 65,490 cell formats.
    private static let maximumCount = 1 << 17

    private(set) var failure: (any Error)?
    private var codes: [Int: String] = [:]
    private var formats: [Int] = []
    private lazy var kinds = formats.map { id in
        codes[id].map(NumberFormat.init(code:)) ?? NumberFormat(builtIn: id)
    }

    private enum Name: Int { case customFormats, customFormat, cellFormats, cellFormat }
    private var elements = OpenElements(["numFmts", "numFmt", "cellXfs", "xf"])

    /// How a cell with that style (its attribute `s`) shows its number.
    func format(ofStyle index: Int) -> NumberFormat {
        kinds.indices.contains(index) ? kinds[index] : .number
    }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        let name = Name(rawValue: elements.begin(name))
        guard failure == nil else { return }
        let parent = Name(rawValue: elements.parent)
        let id = { attributes.text("numFmtId").flatMap { Int($0) } }
        if name == .customFormat, parent == .customFormats, let id = id() {
            codes[id] = attributes.text("formatCode")
        } else if name == .cellFormat, parent == .cellFormats {
            formats.append(id() ?? 0)
        }
        if formats.count + codes.count > Self.maximumCount { failure = TableFault(.tooLarge, entry: "xl/styles.xml") }
    }

    func endElement() { _ = elements.end() }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
