internal import CommerceML
public import ExchangeModel
internal import Glibc
internal import Ledger
public import SystemPackage

/// One record that a file would make or change.
public struct PlannedChange: Sendable {
    public enum Action: String, Sendable { case create, change }

    public let action: Action
    public let kind: RecordKind
    public let key: String
    /// What people call it.
    public let name: String?
    public let line: Int
    /// For a new record, every field with no old value.
    public let fields: [FieldChange]
}

/// What a file would do, without doing it.
public struct PlannedFile: Sendable {
    public let file: String
    public let created: Int
    public let changed: Int
    public let unchanged: Int
    /// Rows of a table that would not be taken.
    public let rejected: Int
    /// Why it would be refused.
    public let refusal: Issue?
    /// The same content was applied already.
    public let isDuplicate: Bool
}

/// Plays files on a copy of the ledger, so that nothing in the exchange folder is written.
public struct Planner {
    private let folder: ExchangeFolder
    private let progress: WorkProgress?
    private let clock: ExchangeClock

    public init(_ folder: ExchangeFolder, progress: WorkProgress? = nil, clock: ExchangeClock = .system) {
        self.folder = folder
        self.clock = clock
        self.progress = progress
    }

    /// Gives every change as it is found, file by file, in the order in which they would be applied.
    public func plan(
        _ paths: [FilePath], each change: (PlannedChange) -> Void, file: (PlannedFile) -> Void
    ) throws {
        let scratch = try TemporaryFolder()
        let source = Files.exists(folder.ledger) ? folder.ledger.string : nil
        let ledger = try Ledger.copy(of: source, to: scratch.path.appending("ledger.sqlite").string)
        let limits = try folder.loadConfiguration().limits
        let ordered = try paths.map {
            (path: $0, outline: try FileReading(path: $0, limits: limits).outline(name: $0.string, at: clock))
        }
        .sorted { $0.outline < $1.outline }
        for (path, _) in ordered {
            file(try plan(path, ledger, Spool(folder: scratch.path), limits, change))
        }
    }

    private func plan(
        _ path: FilePath, _ ledger: Ledger, _ spool: Spool, _ limits: LimitSettings,
        _ change: (PlannedChange) -> Void
    ) throws -> PlannedFile {
        progress?.begin(path.string, size: try Files.look(path).size)
        defer { progress?.end() }
        let copy = try spool.take(path)
        defer { try? Files.remove(spool.folder.appending(copy.name)) }
        let side = Exchange.side(of: path)
        if try ledger.read({ try $0.decidedFile(sha256: copy.sha256, side: side) })?.state == .applied {
            return PlannedFile(
                file: path.string, created: 0, changed: 0, unchanged: 0, rejected: 0, refusal: nil, isDuplicate: true)
        }
        return try ledger.write { transaction in
            var row = FileRow()
            row.name = path.string
            row.side = side
            row.sha256 = copy.sha256
            row.spoolName = copy.name
            let id = try transaction.add(row)
            let spooled = spool.folder.appending(copy.name)
            let found = Collector()
            let file =
                side == .inbound
                ? try inbound(path, id, spooled, limits, found, transaction)
                : try outbound(path, id, spooled, limits, found, transaction)
            if file.refusal == nil {
                for outcome in found.outcomes { change(try planned(outcome, transaction)) }
            }
            return file
        }
    }

    private func inbound(
        _ path: FilePath, _ id: Int, _ spooled: FilePath, _ limits: LimitSettings, _ found: Collector,
        _ transaction: LedgerTransaction
    ) throws -> PlannedFile {
        let session = try FileReading(path: spooled, limits: limits).session(transaction, at: clock)
        let applier = try RecordApplier(transaction, file: id, session: session)
        applier.onOutcome = { found.take($0, $1, $2, $3) }
        let summary = try ReadAhead.read(spooled, limits: limits, progress: progress) { try applier.apply($0) }.summary
        return PlannedFile(
            file: path.string, created: applier.created, changed: applier.changed, unchanged: applier.unchanged,
            rejected: 0, refusal: summary.refusal, isDuplicate: false)
    }

    private func outbound(
        _ path: FilePath, _ id: Int, _ spooled: FilePath, _ limits: LimitSettings, _ found: Collector,
        _ transaction: LedgerTransaction
    ) throws -> PlannedFile {
        var applier = OutboundApplier(
            transaction: transaction, file: id, rejectedPath: FilePath(spooled.string + ".rows"), limits: limits,
            progress: progress)
        applier.onOutcome = { found.take($0, $1, $2, $3) }
        let outcome = try applier.apply(spooled)
        return PlannedFile(
            file: path.string, created: outcome.created, changed: outcome.changed, unchanged: outcome.unchanged,
            rejected: outcome.summary.rejected, refusal: outcome.summary.refusal, isDuplicate: false)
    }

    private func planned(_ found: Collector.Found, _ transaction: LedgerTransaction) throws -> PlannedChange {
        let entity = try transaction.entity(found.kind, key: found.key)
        let name = entity?.fields["name"] ?? entity?.fields["number"]
        switch found.fields {
        case nil:
            let fields = entity?.fields.fields.map { FieldChange(path: $0.path, old: nil, new: $0.value) } ?? []
            return PlannedChange(
                action: .create, kind: found.kind, key: found.key, name: name, line: found.line, fields: fields)
        case .some(let fields):
            return PlannedChange(
                action: .change, kind: found.kind, key: found.key, name: name, line: found.line, fields: fields)
        }
    }

    /// Keeps what happened; the fields of new records are looked up later, so this stays small.
    private final class Collector {
        struct Found {
            let kind: RecordKind
            let key: String
            let line: Int
            /// `nil` for a new record.
            let fields: [FieldChange]?
        }

        private(set) var outcomes: [Found] = []

        func take(_ kind: RecordKind, _ key: String, _ line: Int, _ outcome: UpsertOutcome) {
            switch outcome {
            case .unchanged: break
            case .created: outcomes.append(Found(kind: kind, key: key, line: line, fields: nil))
            case .changed(let fields): outcomes.append(Found(kind: kind, key: key, line: line, fields: fields))
            }
        }
    }
}
