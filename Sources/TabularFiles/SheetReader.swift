internal import XMLStream

/// Makes rows of a sheet of an XLSX.
///
/// ```xml
/// <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="4"><f>NOW()</f><v>46349.4</v></c>
///   <c r="D2" t="inlineStr"><is><t>Лампа</t></is></c></row>
/// ```
///
/// A formula gives the value that was stored with it, and nothing where none was. A logical value is `1` or `0`, an
/// error its name (`#N/A`). A number whose format names a currency other than the rouble, or is of per cent, says so, and
/// has the zeros before it that its format shows. What is merged over several rows stands in each of them. Rows that are
/// empty are left out, and so are the empty cells at a row's end.
final class SheetReader: WorkbookPart {
    /// What Excel has room for.
    static let maximumRow = 1 << 20

    /// Rows came that were not empty.
    private(set) var hasRows = false
    private(set) var isDone = false
    private(set) var failure: (any Error)?

    private let entry: String
    private let texts: SharedStrings
    private let styles: CellStyles
    private let countsFrom1904: Bool
    private var merged: MergedCells
    private let body: (TableRow) throws -> Bool

    private enum Name: Int { case row, cell, value, inline, text, phonetic, reference, style }
    // Attributes are in the same list: `r` is also a run of rich text, `t` also the type of a cell.
    private var elements = OpenElements(["row", "c", "v", "is", "t", "rPh", "r", "s"])
    private var isInInline = false
    private var phoneticDepth = 0

    private var row = 0
    private var cells: [String] = []
    private var rowBytes = 0
    private var column = -1
    private var type = CellType.number
    private var style = 0
    private var value: [UInt8] = []

    private enum CellType { case number, shared, text, logical, date }

    init(
        entry: String, texts: SharedStrings, styles: CellStyles, countsFrom1904: Bool, merged: [MergedAreas.Area],
        _ body: @escaping (TableRow) throws -> Bool
    ) {
        self.entry = entry
        self.texts = texts
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
        self.merged = MergedCells(merged)
        self.body = body
    }

    var rowNumber: Int? { row == 0 ? nil : row }

    // MARK: Called by the parser

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        let number = elements.begin(name)
        guard !isDone else { return }
        switch Name(rawValue: number) {
        case .row: beginRow(attributes)
        case .cell: beginCell(attributes)
        case .inline: isInInline = true
        case .phonetic: phoneticDepth += 1
        default: break
        }
    }

    func endElement() {
        let number = elements.end()
        guard !isDone else { return }
        switch Name(rawValue: number) {
        case .row: endRow()
        case .cell: endCell()
        case .inline: isInInline = false
        case .phonetic: phoneticDepth -= 1
        default: break
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isDone else { return }
        switch Name(rawValue: elements.innermost) {
        case .value: break
        case .text where isInInline && phoneticDepth == 0: break
        default: return
        }
        value.append(contentsOf: bytes)
        if value.count > TableRow.maximumCellBytes { fail(.tooLarge) }
    }

    // MARK: Rows

    private func beginRow(_ attributes: XMLAttributes) {
        row += 1
        column = -1
        for index in 0..<attributes.count where elements.number(of: attributes.name(index)) == Name.reference.rawValue {
            row = Self.number(attributes.value(index)) ?? 0
        }
        if !(1...Self.maximumRow).contains(row) { fail(.damaged) }
    }

    private func endRow() {
        while cells.last?.isEmpty == true { cells.removeLast() }
        guard !cells.isEmpty else {
            rowBytes = 0
            return
        }
        rowBytes += merged.fill(&cells, row: row, isHeading: !hasRows)
        if rowBytes > TableRow.maximumRowBytes || merged.isTooMuch { return fail(.tooLarge) }
        rowBytes = 0
        hasRows = true
        let ended = TableRow(cells: cells, line: row)
        cells.removeAll(keepingCapacity: true)
        do {
            if try !body(ended) { isDone = true }
        } catch {
            failure = error
            isDone = true
        }
    }

    // MARK: Cells

    private func beginCell(_ attributes: XMLAttributes) {
        column += 1
        type = .number
        style = 0
        value.removeAll(keepingCapacity: true)
        for index in 0..<attributes.count {
            let text = attributes.value(index)
            switch Name(rawValue: elements.number(of: attributes.name(index))) {
            case .reference: column = Self.column(text)
            case .style: style = Self.number(text) ?? 0
            case .text: type = Self.type(text)
            default: break
            }
        }
        if !(0..<TableRow.maximumColumns).contains(column) { fail(.damaged) }
    }

    private func endCell() {
        guard !value.isEmpty, let text = text() else { return }
        while cells.count <= column { cells.append("") }
        cells[column] = text
        rowBytes += text.utf8.count
        if rowBytes > TableRow.maximumRowBytes { fail(.tooLarge) }
    }

    /// What the cell shows; `nil` where it refers to a text that the workbook does not have.
    private func text() -> String? {
        switch type {
        case .shared:
            guard let number = value.withUnsafeBufferPointer(Self.number) else {
                fail(.damaged)
                return nil
            }
            do {
                return try texts.text(number)
            } catch {
                fail(error.kind)
                return nil
            }
        case .text: return CellEscapes.text(value)
        case .logical: return String(decoding: value, as: UTF8.self)
        case .date: return ExcelDate.text(iso8601: String(decoding: value, as: UTF8.self))
        case .number:
            let stored = String(decoding: value, as: UTF8.self)
            switch styles.format(ofStyle: style) {
            case .number: return ExcelNumber.text(stored)
            case .padded(let digits): return ExcelNumber.padded(stored, to: digits)
            case .amount(let currency): return ExcelNumber.text(stored) + " " + currency
            case .percent: return ExcelNumber.percent(stored)
            case let format:
                return ExcelDate.text(stored, format, countsFrom1904: countsFrom1904) ?? ExcelNumber.text(stored)
            }
        }
    }

    private func fail(_ kind: TableFault.Kind) {
        guard failure == nil else { return }
        failure = TableFault(kind, line: rowNumber, entry: entry)
        isDone = true
    }

    // MARK: Attributes

    private static func type(_ text: UnsafeBufferPointer<UInt8>) -> CellType {
        switch String(decoding: text, as: UTF8.self) {
        case "s": .shared
        case "str", "inlineStr", "e": .text
        case "b": .logical
        case "d": .date
        default: .number
        }
    }

    /// A whole number that is not negative, of at most nine digits.
    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= 9 else { return nil }
        var number = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    /// The column of a reference such as `AB12`, from 0; -1 where there are no letters.
    private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int {
        var column = 0
        for byte in reference {
            let letter = byte & ~0x20
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            if column > TableRow.maximumColumns { break }
        }
        return column - 1
    }
}
