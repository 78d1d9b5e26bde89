internal import XMLStream

/// Makes rows of the first table of a page that has more than one.
///
/// A table that only lays the page out has a single row and is passed over. What CRMs call «Excel» is such a page:
/// Bitrix24 writes comments into its cells as they are, so tags and stray `<` and `&` occur in them.
final class HTMLTable: HTMLEventHandler {
    private var names = XMLNameTable([
        "table", "tr", "td", "th", "br", "p", "div", "li", "script", "style",
        "thead", "tbody", "tfoot"
    ])
    private enum Name: Int {
        case table, row, cell, headCell, lineBreak, paragraph, block, item, script, style, head, rows, foot
    }

    private let body: (TableRow) throws -> Bool
    private var isEnding = false
    /// The rows end here: the table did, or `body` wanted no more, or something failed.
    private(set) var isDone = false
    private(set) var failure: (any Error)?

    private var depth = 0
    private var rowNumber = 0
    private var given = 0
    /// The table's first row, until a second shows that it is the table.
    private var held: TableRow?
    /// The only row of the first table, in case no table has more.
    private var single: TableRow?
    private var cells: [String]?
    private var rowBytes = 0
    private var ownCells = 0
    private var text: HTMLCellText?
    private var span = 1
    private var rowSpan = 1
    private var carried = CarriedCells()
    /// How many elements are open whose text is not shown.
    private var unseen = 0
    /// The page ended before its table did.
    private var wasCut = false
    /// The page is read to its end, for how many tables it has.
    private let countsTables: Bool
    /// How many tables have more than one row.
    private var tables = 0

    private init(countsTables: Bool = false, _ body: @escaping (TableRow) throws -> Bool) {
        self.countsTables = countsTables
        self.body = body
    }

    /// How many tables of more than one row stand behind the one whose rows are given.
    ///
    /// A page of one table, as CRMs write them, is only searched for a second one.
    static func countBehind(_ file: ByteFile, _ encoding: TextEncoding, from start: Int) throws -> Int {
        var search = TagSearch("<table")
        _ = try file.pieces(from: start) { piece in !search.finds(2, in: piece) }
        guard search.count > 1 else { return 0 }
        let table = HTMLTable(countsTables: true) { _ in true }
        do {
            try table.read(file, encoding, from: start)
        } catch {
            // What is wrong is told where the rows are read; behind them it is nobody's.
        }
        return max(0, table.tables - 1)
    }

    /// Gives the rows of the table in a file.
    ///
    /// - Throws: ``TableFault/Kind/damaged`` where the page breaks off inside the table; its last row is not given.
    static func rows(
        of file: ByteFile, _ encoding: TextEncoding, from start: Int, _ body: (TableRow) throws -> Bool
    ) throws {
        try withoutActuallyEscaping(body) { body in
            let table = HTMLTable(body)
            try table.read(file, encoding, from: start)
        }
    }

    private func read(_ file: ByteFile, _ encoding: TextEncoding, from start: Int) throws {
        let parser = HTMLPushParser(handler: self)
        var decoder = TextDecoder(encoding: encoding)
        var text: [UInt8] = []
        let reachedEnd = try file.pieces(from: start) { piece in
            text.removeAll(keepingCapacity: true)
            try decoder.push(piece, into: &text)
            do {
                try text.withUnsafeBytes { try parser.push($0) }
            } catch {
                // A tag or a comment that does not end.
                throw TableFault(.tooLarge, line: rowNumber)
            }
            return !isDone
        }
        if reachedEnd {
            try decoder.finish()
            isEnding = true
            parser.finish()
        }
        if let failure { throw failure }
        if isDone { return }
        if depth > 0 || wasCut { throw TableFault(.damaged, line: rowNumber) }
        guard let single else { throw TableFault(.notATable) }
        _ = try body(single)
    }

    // MARK: Called by the parser

    func startElement(_ name: XMLName, attributes: HTMLAttributes) {
        guard !isDone else { return }
        switch Name(rawValue: names.number(of: name)) {
        case .table:
            depth += 1
            if depth == 1 {
                rowNumber = 0
                carried = CarriedCells()
            }
        case .head where depth == 1, .rows where depth == 1, .foot where depth == 1:
            // Inside a row it is a stray tag of a comment.
            if cells == nil { carried.clear() }
        case .row where depth == 1: beginRow()
        case .cell where depth == 1, .headCell where depth == 1:
            if cells == nil { beginRow() }
            endCell()
            text = HTMLCellText()
            span = attributes.value("colspan").flatMap { Int($0) } ?? 1
            rowSpan = attributes.value("rowspan").flatMap { Int($0) } ?? 1
        case .lineBreak: text?.breakLine()
        case .script, .style: unseen += 1
        default: break
        }
    }

    func endElement(_ name: XMLName) {
        guard !isDone else { return }
        switch Name(rawValue: names.number(of: name)) {
        case .table:
            if depth == 1 { endTable() }
            depth -= 1
        case .row where depth == 1: endRow()
        case .cell where depth == 1, .headCell where depth == 1: endCell()
        case .paragraph, .block, .item, .row: text?.breakLine()
        case .cell, .headCell: text?.append([0x20])
        case .script, .style: unseen -= 1
        default: break
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isDone, unseen == 0 else { return }
        text?.append(bytes)
        if let length = text?.length, length > TableRow.maximumCellBytes {
            fail(TableFault(.tooLarge, line: rowNumber))
        }
    }

    // MARK: Rows

    private func beginRow() {
        endRow()
        rowNumber += 1
        cells = []
        rowBytes = 0
        ownCells = 0
    }

    private func endCell() {
        guard let ended = text else { return }
        text = nil
        let value = ended.value
        rowBytes += value.utf8.count
        guard var row = cells else { return }
        cells = nil
        rowBytes += carried.fill(&row)
        // HTML's own limit of a span; the cells it covers are there, and empty.
        let rows = min(rowSpan, 1_000)
        carried.add(value, rows: rows, to: &row)
        if span > 1 {
            for _ in 1..<min(span, 1_000) { carried.add("", rows: rows, to: &row) }
        }
        cells = row
        ownCells += 1
        checkSize(row.count)
    }

    private func checkSize(_ count: Int) {
        if count > TableRow.maximumColumns || rowBytes > TableRow.maximumRowBytes || carried.isTooMuch {
            fail(TableFault(.tooLarge, line: rowNumber))
        }
    }

    private func endRow() {
        endCell()
        guard var ended = cells else { return }
        cells = nil
        let isEmpty = ownCells == 0
        rowBytes += carried.finish(&ended)
        checkSize(ended.count)
        // What the end of the page closes may be half a row; one of nothing but cells from above says what they said.
        guard !isDone, !isEnding, !isEmpty else { return }
        let row = TableRow(cells: ended, line: rowNumber)
        if given == 0 {
            guard let first = held else {
                held = row
                return
            }
            give(first)
        }
        give(row)
    }

    private func endTable() {
        endRow()
        if given > 0 { tables += 1 }
        if isEnding {
            wasCut = true
        } else if given > 0 {
            given = 0
            isDone = !countsTables
        } else {
            single = single ?? held
        }
        held = nil
    }

    private func give(_ row: TableRow) {
        guard !isDone else { return }
        given += 1
        do {
            if try !body(row) { isDone = true }
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: any Error) {
        guard failure == nil else { return }
        failure = error
        isDone = true
    }
}
