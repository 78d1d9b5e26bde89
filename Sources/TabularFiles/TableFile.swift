/// A file that holds a table: CSV of any delimiter and encoding, an HTML table called `.xls`, or XLSX.
///
/// The way of a file that is read: bytes → ``TableFormat`` (what it is) → by format
/// - CSV: ``TextDecoder`` (UTF-8) → ``CSVTableReader``;
/// - HTML: ``TextDecoder`` → `HTMLPushParser` → ``HTMLTable``;
/// - XLSX: ``ZIPArchive`` → `XMLPushParser` → ``Workbook`` (which sheet, ``SharedStrings``, ``CellStyles``) →
///   ``SheetReader``
///
/// → ``TableRow``. None of them holds a file; only the texts that an XLSX stores once for all its cells are kept.
public struct TableFile {
    public enum Format: String, Sendable {
        case csv = "CSV"
        case htmlTable = "HTML table"
        case xlsx = "XLSX"
    }

    public let format: Format
    /// Of CSV and HTML: `UTF-8`, `windows-1251`, `UTF-16LE` or `UTF-16BE`.
    public let encoding: String?
    /// Of CSV.
    public let delimiter: UInt8?

    private let file: ByteFile
    private let content: TableFormat

    /// Finds out what the file is, by its bytes and never by its name.
    ///
    /// An XLSX is opened as an archive within `limits`; the table itself is not read yet.
    public init(path: String, limits: ZIPLimits = .standard) throws(TableFault) {
        file = ByteFile(path: path)
        content = try TableFormat(of: file, limits)
        switch content {
        case .csv(let dialect, let encoding, _):
            format = .csv
            delimiter = dialect.delimiter
            self.encoding = encoding.rawValue
        case .html(let encoding, _):
            format = .htmlTable
            delimiter = nil
            self.encoding = encoding.rawValue
        case .xlsx:
            format = .xlsx
            delimiter = nil
            encoding = nil
        }
    }

    /// Gives the rows as they are read, from the first; memory does not grow with the file.
    ///
    /// - Parameter body: returns false to stop.
    /// - Throws: ``TableFault``, or what `body` threw. A fault may come after rows that were good: then the file is
    ///   damaged further on, and what was given is its beginning.
    public func rows(_ body: (TableRow) throws -> Bool) throws {
        switch content {
        case .csv(let dialect, let encoding, let start):
            try csvRows(dialect, encoding, from: start, body)
        case .html(let encoding, let start):
            try HTMLTable.rows(of: file, encoding, from: start, body)
        case .xlsx(let workbook):
            try workbook.rows(body)
        }
    }

    /// What the file has beside the table that is read.
    public struct Others: Equatable, Sendable {
        /// How many sheets or tables have rows, too.
        public let count: Int
        /// Of a workbook: their names, and that of the sheet that is read.
        public let names: [String]
        public let read: String?
    }

    /// The tables with rows that ``rows(_:)`` does not give: those of a page behind its first, the other visible sheets
    /// of a workbook.
    ///
    /// - Returns: `nil` where there are none, as in any CSV.
    /// - Throws: ``TableFault``
    public func others() throws -> Others? {
        switch content {
        case .csv: return nil
        case .html(let encoding, let start):
            let count = try HTMLTable.countBehind(file, encoding, from: start)
            return count > 0 ? Others(count: count, names: [], read: nil) : nil
        case .xlsx(let workbook):
            let names = try workbook.sheetsWithData()
            return names.count > 1
                ? Others(count: names.count - 1, names: Array(names.dropFirst()), read: names.first) : nil
        }
    }

    private func csvRows(
        _ dialect: CSVDialect, _ encoding: TextEncoding, from start: Int, _ body: (TableRow) throws -> Bool
    ) throws {
        var decoder = TextDecoder(encoding: encoding)
        var reader = dialect.reader()
        var text: [UInt8] = []
        func give(_ row: TableRow) throws -> Bool {
            dialect.hasSeparatorLine && row.line == 1 ? true : try body(row)
        }
        let reachedEnd = try file.pieces(from: start) { piece in
            text.removeAll(keepingCapacity: true)
            try decoder.push(piece, into: &text)
            return try reader.push(text, give)
        }
        guard reachedEnd else { return }
        try decoder.finish()
        try reader.finish(give)
    }
}
