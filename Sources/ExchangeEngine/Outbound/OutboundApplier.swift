internal import ExchangeModel
internal import Ledger
internal import SystemPackage
internal import TabularFiles

/// Lays the records of one file of the CRM's side over the ledger's state; rows that cannot be used go into a table
/// that can be mended and dropped again.
struct OutboundApplier {
    let transaction: LedgerTransaction
    let file: Int
    /// Where the rows that were not used are written.
    let rejectedPath: FilePath
    let limits: LimitSettings
    /// Told of the records taken.
    var progress: WorkProgress?
    /// Told of every change, for `plan`.
    var onOutcome: ((RecordKind, String, Int, UpsertOutcome) -> Void)?

    struct Outcome {
        var summary: OutboundSummary
        var created = 0
        var changed = 0
        var unchanged = 0
        /// The first of the rows that were not used, as many as a page shows.
        var rejected: [Issue] = []
    }

    static let issuesShown = 200

    private enum Found: Sendable {
        case record(TableRecord)
        case rejected(RejectedRow)

        var weight: Int {
            switch self {
            case .record(let record): record.fields.body.count
            case .rejected(let row): row.cells.reduce(0) { $0 + $1.utf8.count }
            }
        }
    }

    func apply(_ path: FilePath) throws -> Outcome {
        let writer = try EntityWriter(transaction, file: file)
        var outcome = Outcome(summary: OutboundSummary(format: .unknown))
        var rows: [[String]] = []
        var table = RejectedTable(path: rejectedPath)
        let limits = limits
        // Cells and records are read on a thread each; the transaction stays on this one.
        outcome.summary = try Ahead.run(
            batch: 64, weight: { $0.weight },
            make: { (give: (Found) throws -> Void) -> OutboundSummary in
                try OutboundReading(path: path, limits: limits, readsAhead: true).read(
                    take: { try give(.record($0)) }, reject: { try give(.rejected($0)) })
            },
            use: { found in
                switch found {
                case .record(let record):
                    progress?.addRecord()
                    let result = try writer.upsert(
                        record.kind, key: record.key, body: record.fields.body, line: record.line)
                    onOutcome?(record.kind, record.key, record.line, result)
                    switch result {
                    case .created: outcome.created += 1
                    case .changed: outcome.changed += 1
                    case .unchanged: outcome.unchanged += 1
                    }
                case .rejected(let row):
                    if outcome.rejected.count < Self.issuesShown { outcome.rejected.append(row.issue) }
                    rows.append(row.cells + [row.issue.message.russian])
                    if rows.count >= 500 { try table.add(&rows) }
                }
            })
        if outcome.summary.rejected > 0 {
            try table.add(&rows)
            try table.finish(headings: outcome.summary.headings)
        }
        return outcome
    }
}

/// The table of rows that were not used, with the reason in a last column, which is passed over when it comes back.
private struct RejectedTable {
    static let reasonHeading = "Ошибка"

    let path: FilePath
    private var body: [UInt8] = []

    init(path: FilePath) {
        self.path = path
    }

    mutating func add(_ rows: inout [[String]]) throws {
        var csv = CSVWriter()
        _ = csv.drain()
        for row in rows { csv.row(row.map(\.spreadsheetText)) }
        body += csv.drain()
        rows = []
    }

    func finish(headings: [String]) throws {
        var csv = CSVWriter()
        csv.row((headings + [Self.reasonHeading]).map(\.spreadsheetText))
        try Files.replace(path, with: csv.bytes + body)
    }
}
