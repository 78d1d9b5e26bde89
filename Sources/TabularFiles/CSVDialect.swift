/// How a CSV file separates its cells and lines.
struct CSVDialect: Equatable {
    let delimiter: UInt8
    /// The first line is `sep=;`, by which a file tells Excel its delimiter.
    let hasSeparatorLine: Bool
    let endsLinesWithReturn: Bool

    private init(delimiter: UInt8, hasSeparatorLine: Bool, endsLinesWithReturn: Bool) {
        self.delimiter = delimiter
        self.hasSeparatorLine = hasSeparatorLine
        self.endsLinesWithReturn = endsLinesWithReturn
    }

    /// What the head of the text says about the rest.
    ///
    /// - Returns: `nil` where it is no table: no delimiter in its first line, or no row as wide as that line.
    init?(head: [UInt8], isWhole: Bool) {
        let endsLinesWithReturn = Self.endsLinesWithReturn(head)
        let lineEnd: UInt8 = endsLinesWithReturn ? 0x0D : 0x0A
        let named = Self.separatorLine(head.prefix { $0 != lineEnd && $0 != 0x0D })
        guard let delimiter = named ?? Self.delimiter(head) else { return nil }
        self.init(
            delimiter: delimiter, hasSeparatorLine: named != nil, endsLinesWithReturn: endsLinesWithReturn)
        guard named != nil || hasRowsOfOneWidth(head, isWhole: isWhole) else { return nil }
    }

    func reader() -> CSVTableReader {
        CSVTableReader(delimiter: delimiter, endsLinesWithReturn: endsLinesWithReturn)
    }

    /// Whether the first line end outside quotes is a CR without LF.
    private static func endsLinesWithReturn(_ head: [UInt8]) -> Bool {
        var quoted = false
        for (index, byte) in head.enumerated() {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == 0x0A { return false }
            if byte == 0x0D { return head[(index + 1)...].first { $0 != 0x0D } != 0x0A }
        }
        return false
    }

    private static func separatorLine(_ line: some Collection<UInt8>) -> UInt8? {
        let bare = line.filter { $0 != UInt8(ascii: "\"") }
        let name = String(decoding: bare.prefix(4), as: UTF8.self)
        guard bare.count == 5, name.lowercased() == "sep=", let last = bare.last else { return nil }
        return last
    }

    /// The delimiter that is most frequent outside quotes in the first line that is not empty.
    private static func delimiter(_ head: [UInt8]) -> UInt8? {
        var counts: [UInt8: Int] = [:]
        var spaced: [UInt8: Int] = [:]
        var quoted = false
        var last: UInt8 = 0
        for byte in head.drop(while: { $0 == 0x0A || $0 == 0x0D }) {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if Self.delimiters.contains(byte) { counts[byte, default: 0] += 1 }
            if byte == 0x20 { spaced[last, default: 0] += 1 }
            last = byte
        }
        // A delimiter that always has a space after it separates words of a sentence.
        counts = counts.filter { $0.value > spaced[$0.key, default: 0] }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private static let delimiters = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "|"), 0x09]

    /// Whether any of the first rows is as wide as the first, a trailing empty cell aside; one row is a table, too.
    private func hasRowsOfOneWidth(_ head: [UInt8], isWhole: Bool) -> Bool {
        var reader = reader()
        // With and without a last cell that is empty: it may be a delimiter at the end, or a column nobody filled in.
        var widths: [Set<Int>] = []
        let take = { (row: TableRow) in
            let count = row.cells.count
            if row.defect == nil { widths.append(row.cells.last == "" ? [count, count - 1] : [count]) }
            return widths.count < 20
        }
        do {
            if try reader.push(head, take), isWhole { try reader.finish(take) }
        } catch {
            return false
        }
        guard let first = widths.first, widths.count > 1 else { return true }
        return widths.dropFirst().contains { !$0.isDisjoint(with: first) }
    }
}
