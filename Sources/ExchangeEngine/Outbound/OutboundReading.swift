internal import CRMFiles
internal import CommerceML
internal import ExchangeModel
internal import SystemPackage
internal import TabularFiles

/// Reads what came from the side of the CRM: its exports, lists, orders of a shop.
///
/// The map of this folder: a file → `OutboundReading` (a table by its headings, or CommerceML of a site) →
/// ``TableRecord``s and ``RejectedRow``s → `OutboundApplier` → entities.
struct OutboundReading {
    let path: FilePath
    var limits = LimitSettings()
    /// The cells of a table are read on a thread of their own.
    var readsAhead = false

    /// Reads the whole file; memory holds one record at a time.
    ///
    /// - Returns: what was read, with the refusal where there is one.
    /// - Throws: what the closures threw, or ``FileFault``.
    func read(
        take: (TableRecord) throws -> Void, reject: (RejectedRow) throws -> Void
    ) throws -> OutboundSummary {
        let head = try Files.head(path)
        let format = FileFormat.guess(head)
        switch format {
        case .commerceML, .zip: return try readSite(format, take)
        case .csv, .xlsx, .htmlTable, .unknown:
            guard !head.allSatisfy({ $0 <= 0x20 }) else {
                var summary = OutboundSummary(format: .unknown)
                summary.refusal = .emptyFile
                return summary
            }
            return try readTable(take, reject)
        }
    }

    // MARK: Orders of a shop

    private func readSite(_ format: FileFormat, _ take: (TableRecord) throws -> Void) throws -> OutboundSummary {
        var summary = OutboundSummary(format: format)
        try withoutActuallyEscaping(take) { take in
            let orders = SiteOrders(take)
            let reading = try FileReading(path: path, limits: limits).read(into: orders).summary
            summary.encoding = reading.encoding
            summary.refusal = reading.refusal
            summary.records = orders.count
            summary.kinds = ["orders"]
            summary.issues = reading.issues
            summary.title = LocalizedText(
                russian: "Заказы сайта (CommerceML)", english: "Orders of a site (CommerceML)")
        }
        if summary.refusal == nil, summary.records == 0 { summary.refusal = .noOrders }
        return summary
    }

    private final class SiteOrders: RecordHandler {
        private let give: (TableRecord) throws -> Void
        private(set) var count = 0

        init(_ give: @escaping (TableRecord) throws -> Void) {
            self.give = give
        }

        func take(_ record: RecordView) throws {
            guard record.kind == .document, let order = SiteOrder.record(record.fields, line: record.line) else {
                return
            }
            count += 1
            try give(order)
        }
    }

    // MARK: Tables

    private func readTable(
        _ take: (TableRecord) throws -> Void, _ reject: (RejectedRow) throws -> Void
    ) throws -> OutboundSummary {
        var summary = OutboundSummary(format: .unknown)
        let file: TableFile
        do {
            file = try TableFile(path: path.string, limits: limits.zip)
        } catch  where error.kind == .unreadable {
            throw FileFault("read", path, .ioError)
        } catch {
            summary.refusal = .table(error)
            return summary
        }
        summary.format = FileFormat(rawValue: file.format.rawValue) ?? .unknown
        summary.encoding = file.encoding
        var reader: TableRows?
        do {
            try rows(of: file) { found in
                let row = found.row
                if let reader {
                    if found.isContradicted {
                        try reader.reject(row, take, reject)
                    } else {
                        try reader.take(row, take, reject)
                    }
                } else if row.cells.contains(where: { !$0.trimmed.isEmpty }) {
                    switch TableImport.recognise(row.cells, line: row.line) {
                    case .refused(let issue):
                        summary.refusal = issue
                        return false
                    case .known(let table):
                        table.rowsMayEndEarly = file.format != .csv
                        reader = TableRows(table, headings: row.cells)
                    }
                }
                return true
            }
            if let reader { try reader.finish(take, reject) }
        } catch let fault as TableFault where fault.kind == .unreadable {
            throw FileFault("read", path, .ioError)
        } catch let fault as TableFault {
            summary.refusal = .table(fault)
        }
        guard let reader else {
            summary.refusal = summary.refusal ?? .emptyFile
            return summary
        }
        summary.title = reader.table.title
        summary.kinds = [reader.table.kind.rawValue + (reader.table.kind == .company ? "" : "s")]
        summary.headings = reader.headings
        summary.unknownHeadings = reader.table.unknownHeadings
        summary.rows = reader.rows
        summary.records = reader.records
        summary.rejected = reader.rejected
        summary.issues = reader.table.issues
        // What is wrong with a sheet that is not read is no reason to refuse the one that was.
        if summary.refusal == nil, let others = try? file.others() { summary.issues.add(.moreTables(others)) }
        return summary
    }

    /// Gives the rows of the table, those of one order behind each other, until `body` wants no more.
    private func rows(of file: TableFile, _ body: (ScatteredRows.Row) throws -> Bool) throws {
        guard readsAhead else { return try ScatteredRows(file).rows(body) }
        struct Enough: Error {}
        let (path, limits) = (path.string, limits.zip)
        do {
            try Ahead.run(
                batch: 256, weight: { (row: ScatteredRows.Row) in row.row.cells.reduce(0) { $0 + $1.utf8.count } },
                make: { give in
                    try ScatteredRows(TableFile(path: path, limits: limits)).rows { row in
                        try give(row)
                        return true
                    }
                },
                use: { row in guard try body(row) else { throw Enough() } })
        } catch is Enough {}
    }

    /// What kind of records a table has, by its headings; reads no further.
    func kind() throws -> RecordKind? {
        _ = try Files.head(path, count: 1)
        guard let file = try? TableFile(path: path.string, limits: limits.zip) else { return nil }
        var kind: RecordKind?
        try? file.rows { row in
            if case .known(let table) = TableImport.recognise(row.cells, line: row.line) { kind = table.kind }
            return false
        }
        return kind
    }
}

/// Gives the rows of one table to its import, and finds the cells again of those that it rejects.
private final class TableRows {
    let table: TableImport
    let headings: [String]
    private(set) var rows = 0
    private(set) var records = 0
    private(set) var rejected = 0
    /// Rows of which nothing is known yet; a deal's rows are taken or rejected together.
    private var open: [(line: Int, cells: [String])] = []

    /// A record of more rows than this is no order of goods.
    private static let longestRecord = 5_000

    init(_ table: TableImport, headings: [String]) {
        self.table = table
        self.headings = headings
    }

    func take(
        _ row: TableRow, _ give: (TableRecord) throws -> Void, _ reject: (RejectedRow) throws -> Void
    ) throws {
        rows += 1
        if let defect = row.defect {
            rejected += 1
            table.takeBrokenRow(row.cells, line: row.line)
            return try reject(rejected(row.cells, .brokenRow(defect, line: row.line)))
        }
        if open.count >= Self.longestRecord { open.removeFirst(Self.longestRecord / 2) }
        open.append((row.line, row.cells))
        try table.take(
            row.cells, line: row.line, give: { try self.give($0, give) }, reject: { try self.reject($0, reject) })
    }

    /// Sets a row of an order aside of which the table has two versions.
    func reject(
        _ row: TableRow, _ give: (TableRecord) throws -> Void, _ reject: (RejectedRow) throws -> Void
    ) throws {
        try finish(give, reject)
        rows += 1
        rejected += 1
        try reject(rejected(row.cells, .versionsApart(line: row.line, subject: table.gatheringID(of: row.cells))))
    }

    func finish(_ give: (TableRecord) throws -> Void, _ reject: (RejectedRow) throws -> Void) throws {
        try table.finish(give: { try self.give($0, give) }, reject: { try self.reject($0, reject) })
    }

    private func give(_ record: TableRecord, _ give: (TableRecord) throws -> Void) throws {
        records += 1
        // The row that made the import see the end of this record belongs to the next one.
        if let last = open.last, last.line != record.line { open = [last] } else { open = [] }
        try give(record)
    }

    private func reject(_ issue: Issue, _ reject: (RejectedRow) throws -> Void) throws {
        rejected += 1
        let index = open.firstIndex { $0.line == issue.line }
        let cells = index.map { open.remove(at: $0).cells } ?? []
        try reject(rejected(cells, issue))
    }

    /// As wide as the table: the reason will stand in a column of its own, behind all others.
    private func rejected(_ cells: [String], _ issue: Issue) -> RejectedRow {
        let missing = [String](repeating: "", count: max(0, headings.count - cells.count))
        return RejectedRow(cells: cells + missing, issue: issue)
    }
}

/// A row that was not used, and why.
struct RejectedRow: Sendable {
    let cells: [String]
    let issue: Issue
}

/// What was found in a file of that side.
struct OutboundSummary: Sendable {
    var format: FileFormat
    var encoding: String?
    var title: LocalizedText?
    var kinds: [String] = []
    var headings: [String] = []
    var unknownHeadings: [String] = []
    var rows = 0
    var records = 0
    var rejected = 0
    var issues = IssueLog()
    var refusal: Issue?

    init(format: FileFormat) {
        self.format = format
    }
}
