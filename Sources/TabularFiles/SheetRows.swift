internal import XMLStream

/// Rows of one sheet as its XML is read.
final class SheetRows: XMLEventHandler {
    /// The columns that Excel has.
    static let mostColumns = 16_384

    private let strings: SharedStrings
    private let formats: CellFormats
    private let uses1904: Bool
    private var table = XMLNameTable(SheetName.vocabulary)
    private var names: [SheetName] = []
    private var ready: [TableRow] = []
    private var cells: [String] = []
    private var number = 0
    private var text: [UInt8] = []
    private var kind = ""
    private var style = 0
    private var column = 0
    private(set) var fault: TableFault?

    init(strings: SharedStrings, formats: CellFormats, uses1904: Bool) {
        self.strings = strings
        self.formats = formats
        self.uses1904 = uses1904
    }

    func drain() -> [TableRow] {
        defer { ready = [] }
        return ready
    }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        let known = SheetName(table.number(of: name))
        names.append(known)
        switch known {
        case .row:
            number = attributes.text("r").flatMap { Int($0) } ?? number + 1
            cells = []
        case .cell:
            text.removeAll(keepingCapacity: true)
            kind = attributes.text("t") ?? "n"
            style = attributes.text("s").flatMap { Int($0) } ?? 0
            column = attributes.text("r").flatMap(Self.column) ?? cells.count
            if column >= Self.mostColumns { fault = TableFault(kind: .damaged, line: number) }
        default: break
        }
    }

    func endElement() {
        switch names.removeLast() {
        case .cell where column < Self.mostColumns:
            while cells.count < column { cells.append("") }
            // A reference that goes back would lay one value over another.
            if cells.count == column { cells.append(value()) } else { fault = TableFault(kind: .damaged, line: number) }
        case .row:
            while cells.last?.isEmpty == true { cells.removeLast() }
            if !cells.isEmpty { ready.append(TableRow(cells: cells, line: number)) }
        default: break
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let last = names.last, last == .value || (last == .text && names.contains(.inline)),
            !names.contains(.phonetic)
        else { return }
        text.append(contentsOf: bytes)
    }

    private func value() -> String {
        let raw = String(decoding: text, as: UTF8.self)
        switch kind {
        case "s": return Int(raw).flatMap { strings[$0] } ?? ""
        case "inlineStr", "str", "e": return raw
        case "b": return raw == "1" ? "да" : raw == "0" ? "нет" : raw
        case "d": return raw
        default:
            guard !raw.isEmpty else { return "" }
            return formats.showsDate(style)
                ? ExcelNumber.moment(raw, uses1904: uses1904) : ExcelNumber.plain(raw)
        }
    }

    /// The column of a reference: 0 for `A1`, 26 for `AA7`.
    static func column(_ reference: String) -> Int? {
        var column = 0
        var letters = 0
        for byte in reference.utf8 {
            guard (0x41...0x5A).contains(byte) else { break }
            column = column * 26 + Int(byte - 0x40)
            letters += 1
            if letters > 4 { return nil }
        }
        return letters == 0 ? nil : column - 1
    }
}
