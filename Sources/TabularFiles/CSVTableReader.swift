/// Splits CSV in UTF-8 into rows as the bytes arrive, and goes on after a broken quote.
///
/// ``CSVReader`` is for files that are sound; this one is for those a person has edited. A quote that nothing closes
/// costs the row it stands in: that row ends with its line, and reading begins again at the next one. Memory holds
/// one row, and no more than ``TableRow/maximumRowBytes``.
struct CSVTableReader {
    private let delimiter: UInt8
    /// Lines end with a bare CR, as on an old Macintosh; elsewhere a CR alone belongs to its cell.
    private let endsLinesWithReturn: Bool
    private let maximumCellBytes: Int

    /// What was not yet given out: the bytes from the beginning of the row.
    private var buffer: [UInt8] = []
    private var position = 0
    /// How many bytes stood before `buffer`.
    private var passed = 0
    private var line = 1
    private var rowLine = 1

    private var cells: [String] = []
    private var cell: [UInt8] = []
    private var state = State.plain
    private var wasQuoted = false
    private var defect: TableRow.Defect?
    private var quote = Quote()
    /// Before this byte of the file lies what a broken quote had swallowed: there a quote inside a plain cell is more
    /// likely the end of that quote than an inch.
    private var suspectEnd = 0

    private enum State { case plain, quoted, quoteInQuoted }

    /// Where the cell's quote was opened.
    private struct Quote {
        var line = 1
        /// In `cell`, what belongs to the line of the quote; `nil` while that line has not ended.
        var cellLength: Int?
        /// In `buffer`, where the next line begins.
        var nextLine = 0
    }

    init(delimiter: UInt8, endsLinesWithReturn: Bool, maximumCellBytes: Int = TableRow.maximumCellBytes) {
        self.delimiter = delimiter
        self.endsLinesWithReturn = endsLinesWithReturn
        self.maximumCellBytes = maximumCellBytes
    }

    /// Takes bytes and gives the rows that they complete, until `body` returns false; empty lines are skipped.
    mutating func push(_ bytes: some Sequence<UInt8>, _ body: (TableRow) throws -> Bool) throws -> Bool {
        buffer.append(contentsOf: bytes)
        return try read(body)
    }

    /// Says that the file has ended, and gives the rows that are left.
    mutating func finish(_ body: (TableRow) throws -> Bool) throws {
        while state == .quoted {
            guard quote.cellLength != nil else {
                defect = .unclosedQuote
                break
            }
            guard try goBack(body), try read(body) else { return }
        }
        _ = try endRow(body)
    }

    private mutating func read(_ body: (TableRow) throws -> Bool) throws -> Bool {
        while position < buffer.count {
            let byte = buffer[position]
            position += 1
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")):
                state = .quoteInQuoted
            case (.quoted, _):
                if isLineEnd(byte) { passLineInQuote() }
                cell.append(byte)
                if cell.count > maximumCellBytes, try !leaveLongQuote(body) { return false }
            case (.quoteInQuoted, UInt8(ascii: "\"")):
                cell.append(byte)
                state = .quoted
            case (_, delimiter):
                try endCell()
            case (_, _) where isLineEnd(byte):
                line += 1
                while !wasQuoted, cell.last == 0x0D { cell.removeLast() }
                guard try endRow(body) else { return false }
            case (.quoteInQuoted, 0x0D): break
            case (.quoteInQuoted, _):
                guard line == quote.line else {
                    guard try goBack(body) else { return false }
                    continue
                }
                defect = .textAfterQuote
                state = .plain
                cell.append(byte)
            case (.plain, UInt8(ascii: "\"")):
                takeQuote()
            case (.plain, _):
                cell.append(byte)
                if cell.count > maximumCellBytes { throw TableFault(.tooLarge, line: rowLine) }
            }
            if position > TableRow.maximumRowBytes { throw TableFault(.tooLarge, line: rowLine) }
        }
        return true
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || endsLinesWithReturn && byte == 0x0D
    }

    // MARK: Quotes

    private mutating func takeQuote() {
        // In a row that is broken already, a further quote must not carry it past its line.
        if cell.isEmpty, !wasQuoted, defect == nil {
            state = .quoted
            wasQuoted = true
            quote = Quote(line: line)
        } else {
            if passed + position <= suspectEnd { defect = .textAfterQuote }
            cell.append(UInt8(ascii: "\""))
        }
    }

    private mutating func passLineInQuote() {
        line += 1
        if quote.cellLength == nil {
            quote.cellLength = cell.count
            quote.nextLine = position
        }
    }

    /// Gives up on a quoted cell that is longer than any.
    private mutating func leaveLongQuote(_ body: (TableRow) throws -> Bool) throws -> Bool {
        guard quote.cellLength != nil else { throw TableFault(.tooLarge, line: quote.line) }
        return try goBack(body)
    }

    /// Ends the row with the line on which its quote was opened, and returns to the line after.
    private mutating func goBack(_ body: (TableRow) throws -> Bool) throws -> Bool {
        suspectEnd = max(suspectEnd, passed + position)
        cell.removeLast(cell.count - (quote.cellLength ?? cell.count))
        while cell.last == 0x0D { cell.removeLast() }
        position = quote.nextLine
        line = quote.line + 1
        defect = .unclosedQuote
        return try endRow(body)
    }

    // MARK: Cells and rows

    private mutating func endCell() throws {
        guard cells.count < TableRow.maximumColumns else { throw TableFault(.tooLarge, line: rowLine) }
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
        state = .plain
        wasQuoted = false
    }

    /// Gives the row that ends here and lets go of its bytes.
    private mutating func endRow(_ body: (TableRow) throws -> Bool) throws -> Bool {
        let isBlank = cells.isEmpty && cell.isEmpty && !wasQuoted
        let row = (line: rowLine, defect: defect)
        defect = nil
        rowLine = line
        guard !isBlank else {
            state = .plain
            return dropRead()
        }
        try endCell()
        let given = TableRow(cells: cells, line: row.line, defect: row.defect)
        cells.removeAll(keepingCapacity: true)
        _ = dropRead()
        return try body(given)
    }

    /// Forgets the bytes of rows that were given; not for every row, since that moves the rest.
    private mutating func dropRead() -> Bool {
        guard position >= ByteFile.pieceLength || position == buffer.count else { return true }
        passed += position
        buffer.removeFirst(position)
        position = 0
        return true
    }
}
