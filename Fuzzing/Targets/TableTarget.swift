internal import ExchangeModel
internal import TabularFiles

enum TableTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        read(input)
        writeAndRead(input)
    }

    private static func read(_ input: UnsafeRawBufferPointer) {
        MemoryFile.shared.hold(input)
        guard let table = try? TableFile(path: MemoryFile.shared.path) else { return }
        var line = 0
        try? table.rows { row in
            precondition(row.line >= line && !row.cells.isEmpty)
            line = row.line
            return true
        }
    }

    /// Cells of any text, written by us, are read as they were; what a spreadsheet would run is none any more.
    private static func writeAndRead(_ input: UnsafeRawBufferPointer) {
        let rows = String(decoding: input, as: UTF8.self).split(separator: "\u{1}").prefix(8).map { row in
            row.split(separator: "\u{2}", omittingEmptySubsequences: false).prefix(8).map(String.init)
        }
        for cell in rows.joined() {
            let harmless = cell.spreadsheetText
            let first = harmless.unicodeScalars.first { !$0.isSteering }
            precondition(first.map { !"=+-@\t".unicodeScalars.contains($0) } ?? true)
            precondition(harmless == cell || harmless == "'" + cell)
        }
        var writer = CSVWriter()
        rows.forEach { writer.row($0) }
        var reader = CSVReader(delimiter: UInt8(ascii: ";"), encoding: .utf8)
        var found: [[String]] = []
        reader.push(writer.bytes) { found.append($0.cells) }
        let ended: Void? = try? reader.finish { found.append($0.cells) }
        precondition(ended != nil && found.count == rows.count)
        for (written, read) in zip(rows, found) {
            precondition(written.elementsEqual(read) { $0.utf8.elementsEqual($1.utf8) })
        }
    }
}
