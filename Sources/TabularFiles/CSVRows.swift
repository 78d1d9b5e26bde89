/// Rows of CSV in which people have been: a broken quote costs its own row and no more.
///
/// The bytes of the row that is being read are kept, so that a quote that nobody closed can be given up and reading
/// goes on at the line after it.
struct CSVRows {
    /// No cell is longer than this; a quote that is open for so long was never closed.
    static let longestRow = 1 << 20

    private let delimiter: UInt8
    private let isUTF8: Bool
    private var pending: [UInt8] = []
    private var line = 1
    private var isFirst = true

    init(delimiter: UInt8, isUTF8: Bool) {
        self.delimiter = delimiter
        self.isUTF8 = isUTF8
    }

    /// The delimiter that Excel's own first line `sep=;` names.
    static func declaredDelimiter(_ head: [UInt8]) -> UInt8? {
        let start = head.prefix(6)
        guard start.starts(with: Array("sep=".utf8)), start.count > 4 else { return nil }
        return start[start.startIndex + 4]
    }

    /// - Returns: `false` when `body` wants no more.
    mutating func push(_ bytes: [UInt8], _ body: (TableRow) throws -> Bool) rethrows -> Bool {
        pending += bytes
        return try take(isEnd: false, body)
    }

    mutating func finish(_ body: (TableRow) throws -> Bool) rethrows {
        _ = try take(isEnd: true, body)
    }

    private mutating func take(isEnd: Bool, _ body: (TableRow) throws -> Bool) rethrows -> Bool {
        var start = 0
        defer { pending.removeFirst(start) }
        while start < pending.count {
            var scanned = scan(from: start, isEnd: isEnd)
            if case .open = scanned, isEnd || pending.count - start > Self.longestRow {
                scanned = giveUp(from: start)
            }
            guard case .row(let cells, let end, let defect) = scanned else { return true }
            let row = TableRow(cells: cells, line: line, defect: defect)
            for byte in pending[start..<end] where byte == 0x0A { line += 1 }
            if end > start, pending[end - 1] == 0x0D { line += 1 }
            start = end
            let isDeclaration = isFirst && cells.first?.hasPrefix("sep=") == true
            isFirst = false
            if isDeclaration || (cells.count <= 1 && cells.first?.isEmpty ?? true && defect == nil) { continue }
            guard try body(row) else { return false }
        }
        return true
    }

    private enum Scanned {
        case row([String], end: Int, TableRow.Defect?)
        /// The row goes on behind what is there.
        case more
        /// The same, inside quotes.
        case open
    }

    private func scan(from start: Int, isEnd: Bool) -> Scanned {
        var cells: [String] = []
        var cell: [UInt8] = []
        var index = start
        var defect: TableRow.Defect?
        let quote = UInt8(ascii: "\"")
        while true {
            // At the beginning of a cell.
            if index < pending.count, pending[index] == quote {
                index += 1
                while true {
                    guard index < pending.count else { return .open }
                    if pending[index] != quote {
                        cell.append(pending[index])
                        index += 1
                    } else if index + 1 < pending.count, pending[index + 1] == quote {
                        cell.append(quote)
                        index += 2
                    } else if index + 1 == pending.count, !isEnd {
                        return .more
                    } else {
                        index += 1
                        break
                    }
                }
                if index < pending.count, !isBreak(pending[index]) { defect = .textAfterQuote }
            }
            while index < pending.count, !isBreak(pending[index]) {
                cell.append(pending[index])
                index += 1
            }
            if index == pending.count, !isEnd { return .more }
            cells.append(text(cell))
            cell.removeAll(keepingCapacity: true)
            guard index < pending.count, pending[index] == delimiter else { break }
            index += 1
        }
        if index < pending.count, pending[index] == 0x0D {
            guard index + 1 < pending.count || isEnd else { return .more }
            index += 1
        }
        if index < pending.count, pending[index] == 0x0A { index += 1 }
        return .row(cells, end: index, defect)
    }

    private func isBreak(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

    /// The row of a quote that nobody closed, up to the end of its line.
    private func giveUp(from start: Int) -> Scanned {
        let end = pending[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? pending.count
        let cells = pending[start..<end].split(separator: delimiter, omittingEmptySubsequences: false)
            .map { text(Array($0)) }
        var next = end
        if next < pending.count, pending[next] == 0x0D { next += 1 }
        if next < pending.count, pending[next] == 0x0A { next += 1 }
        return .row(cells, end: next, .unclosedQuote)
    }

    private func text(_ bytes: [UInt8]) -> String {
        if isUTF8, let text = String(validating: bytes, as: UTF8.self) { return text }
        return Windows1251.decode(bytes)
    }
}
