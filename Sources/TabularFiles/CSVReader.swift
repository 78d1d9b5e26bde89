/// Splits CSV into rows as the bytes arrive; memory holds one row.
///
/// Quotes follow RFC 4180: a quoted cell may hold delimiters, line breaks and doubled quotes. White space is kept.
public struct CSVReader {
    public struct Row: Equatable, Sendable {
        public let cells: [String]
        /// The line on which the row begins, from 1.
        public let line: Int
    }

    public enum Encoding: String, Sendable {
        case utf8 = "UTF-8"
        case windows1251 = "windows-1251"
    }

    /// A quote that the end of the file did not close, with the line where it was opened.
    public struct UnclosedQuote: Error, Equatable, Sendable {
        public let line: Int
    }

    private let delimiter: UInt8
    private let encoding: Encoding
    private var cells: [String] = []
    private var cell: [UInt8] = []
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1
    private var state = State.plain
    private var cellWasQuoted = false
    private var atStart = true

    private enum State { case plain, quoted, quoteInQuoted }

    public init(delimiter: UInt8, encoding: Encoding) {
        self.delimiter = delimiter
        self.encoding = encoding
    }

    /// What the head of a CSV file says about the rest: the delimiter that is most frequent outside quotes in its
    /// first line, and the encoding.
    ///
    /// - Returns: `nil` where it is no table of text: binary, or its first two rows differ in width.
    public static func sniff(_ head: some Collection<UInt8>) -> (delimiter: UInt8, encoding: Encoding)? {
        guard !head.isEmpty, !head.contains(0), let delimiter = delimiter(head) else { return nil }
        // The head may end inside a character: up to three bytes at its end do not decide.
        let isUTF8 = (0...3).contains { String(validating: head.dropLast($0), as: UTF8.self) != nil }
        var reader = CSVReader(delimiter: delimiter, encoding: isUTF8 ? .utf8 : .windows1251)
        var widths: [Int] = []
        reader.push(head) { if widths.count < 2 { widths.append($0.cells.count) } }
        if widths.count == 2, widths[0] != widths[1] { return nil }
        return (delimiter, reader.encoding)
    }

    private static func delimiter(_ head: some Collection<UInt8>) -> UInt8? {
        var counts: [UInt8: Int] = [:]
        var quoted = false
        var spaced: [UInt8: Int] = [:]
        var last: UInt8 = 0
        for byte in head {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == 0x0A { break }
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") || byte == 0x09 { counts[byte, default: 0] += 1 }
            if byte == 0x20 { spaced[last, default: 0] += 1 }
            last = byte
        }
        // A delimiter that always has a space after it separates words of a sentence.
        counts = counts.filter { $0.value > spaced[$0.key, default: 0] }
        return counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
    }

    /// Takes bytes and gives the rows that they complete; empty lines are skipped.
    public mutating func push(_ bytes: some Sequence<UInt8>, _ body: (Row) throws -> Void) rethrows {
        for byte in bytes {
            if atStart, cell.count < 3, byte >= 0xBB {
                // The byte order mark, which belongs to no cell.
                cell.append(byte)
                if cell == [0xEF, 0xBB, 0xBF] { cell = [] }
                if !cell.isEmpty { continue }
                atStart = false
                continue
            }
            atStart = false
            switch (state, byte) {
            case (.plain, UInt8(ascii: "\"")) where cell.isEmpty && !cellWasQuoted:
                state = .quoted
                cellWasQuoted = true
                quoteLine = line
            case (.quoted, UInt8(ascii: "\"")):
                state = .quoteInQuoted
            case (.quoteInQuoted, UInt8(ascii: "\"")):
                cell.append(byte)
                state = .quoted
            case (.quoted, _):
                if byte == 0x0A { line += 1 }
                cell.append(byte)
            case (_, delimiter):
                endCell()
            case (_, 0x0A):
                line += 1
                if cell.last == 0x0D, !cellWasQuoted { cell.removeLast() }
                try endRow(body)
            case (.quoteInQuoted, 0x0D): break
            default:
                cell.append(byte)
                state = .plain
            }
        }
    }

    /// Gives the last row, which may lack its line break.
    public mutating func finish(_ body: (Row) throws -> Void) throws {
        if state == .quoted { throw UnclosedQuote(line: quoteLine) }
        try endRow(body)
    }

    private mutating func endCell() {
        cells.append(
            encoding == .utf8 ? String(decoding: cell, as: UTF8.self) : Windows1251.decode(cell))
        cell.removeAll(keepingCapacity: true)
        state = .plain
        cellWasQuoted = false
    }

    private mutating func endRow(_ body: (Row) throws -> Void) rethrows {
        let isBlank = cells.isEmpty && cell.isEmpty && !cellWasQuoted
        if !isBlank {
            endCell()
            try body(Row(cells: cells, line: rowLine))
        }
        cells.removeAll(keepingCapacity: true)
        rowLine = line
        state = .plain
    }
}
