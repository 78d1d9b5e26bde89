internal import Crypto
internal import ExchangeModel
internal import Glibc
internal import Ledger
internal import SystemPackage

/// Something that is not as the exchange left it.
public struct AuditFinding: Sendable, Equatable {
    /// Stable: `archive.changed`, `entity.missing`.
    public let code: String
    /// What it is about: a path, `file/12`, `event/40`.
    public let subject: String

    public init(_ code: String, _ subject: String) {
        self.code = code
        self.subject = subject
    }
}

/// Compares archive, ledger and chain of events, each with the others and both ways.
///
/// | what | against what | codes |
/// |---|---|---|
/// | the database | SQLite's own check, the tables as they were made | `ledger.damaged`, `ledger.schema` |
/// | each event | the one before it | `chain.gap`, `chain.hash` |
/// | each line of the journal | the line before it, the event | `journal.*` |
/// | each file of the ledger | what its events say | `file.*` |
/// | each kept file | size and hash in the ledger | `archive.*`, `quarantine.*` |
/// | each row of the state | the history, played again | `entity.missing`, `outgoing.changed` … |
public struct Auditor {
    private let folder: ExchangeFolder
    private var findings: [AuditFinding] = []

    public init(_ folder: ExchangeFolder) {
        self.folder = folder
    }

    /// Nothing is written but a copy in a temporary folder.
    ///
    /// `replays`: plays the history again, which takes as long as applying all files did.
    ///
    /// - Returns: nothing where all is as it was left.
    /// - Throws: ``ExchangeFault`` where there is no ledger to audit, ``FileFault``.
    public mutating func audit(replays: Bool = true) throws -> [AuditFinding] {
        findings = []
        guard Files.exists(folder.ledger) else { throw ExchangeFault.ledgerLost(folder.ledger.string) }
        guard try checkDatabase() else { return findings }
        let ledger = try Ledger(readingFrom: folder.ledger.string)
        let events = try checkChain(ledger)
        try checkJournal(events)
        let rows = try ledger.read { try $0.files() }
        checkRows(rows, events)
        try checkKept(rows)
        if replays, findings.allSatisfy({ !$0.code.hasPrefix("journal.") || $0.code == "journal.short" }) {
            try checkState()
        }
        return findings
    }

    private mutating func note(_ code: String, _ subject: String) {
        findings.append(AuditFinding(code, subject))
    }

    // MARK: The database and its chain

    private mutating func checkDatabase() throws -> Bool {
        do {
            let check = try LedgerCheck.run(folder.ledger.string)
            if !check.isWhole { note("ledger.damaged", folder.ledger.string) }
            for name in check.alteredSchema { note("ledger.schema", name) }
            return check.isWhole
        } catch let fault as LedgerFault where fault.kind != .busy {
            note("ledger.damaged", folder.ledger.string)
            return false
        }
    }

    private mutating func checkChain(_ ledger: Ledger) throws -> [LedgerEvent] {
        var events: [LedgerEvent] = []
        try ledger.read { try $0.events(after: 0) { events.append($0) } }
        var previous = LedgerEvent.origin
        for (index, event) in events.enumerated() {
            if event.id != index + 1, index == 0 || events[index - 1].id + 1 != event.id {
                note("chain.gap", "event/\(event.id)")
            }
            let hash = LedgerEvent.hash(
                after: previous, id: event.id, at: event.at, kind: event.kind.rawValue, subject: event.subject,
                detail: event.detail)
            if hash != event.hash { note("chain.hash", "event/\(event.id)") }
            previous = event.hash
        }
        return events
    }

    private mutating func checkJournal(_ events: [LedgerEvent]) throws {
        guard Files.exists(folder.journal) else {
            return events.isEmpty ? () : note("journal.missing", folder.journal.string)
        }
        let known = Dictionary(events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var previous = LedgerEvent.origin
        var last = 0
        var found: [AuditFinding] = []
        try Journal.lines(folder.journal) { line in
            guard let line else { return found.append(AuditFinding("journal.line", "line/\(last + 1)")) }
            let subject = "event/\(line.id)"
            if line.id <= last {
                found.append(AuditFinding("journal.order", subject))
            } else if line.id != last + 1 {
                found.append(AuditFinding("journal.gap", subject))
            }
            let hash = LedgerEvent.hash(
                after: previous, id: line.id, at: line.at, kind: line.kind, subject: line.subject, detail: line.detail)
            if hash != line.hash { found.append(AuditFinding("journal.hash", subject)) }
            if let event = known[line.id] {
                if event.hash != line.hash { found.append(AuditFinding("journal.differs", subject)) }
            } else {
                found.append(AuditFinding("journal.ahead", subject))
            }
            previous = line.hash
            last = max(last, line.id)
        }
        findings += found
        if let newest = events.last?.id, last < newest { note("journal.short", "event/\(last + 1)") }
    }

    // MARK: Files

    private mutating func checkRows(_ rows: [FileRow], _ events: [LedgerEvent]) {
        var received: [String: LedgerEvent] = [:]
        var decided: [String: LedgerEvent] = [:]
        var settled: [String: LedgerEvent] = [:]
        for event in events {
            switch event.kind {
            case .received, .requeued: received[event.subject] = event
            case .applied, .refused, .repeated: decided[event.subject] = event
            case .settled: settled[event.subject] = event
            default: break
            }
        }
        for row in rows {
            let subject = "file/\(row.id)"
            guard let event = received.removeValue(forKey: subject), let detail = JSONObject(event.detail) else {
                note("file.unknown", subject)
                continue
            }
            if detail.text("name") != row.name { note("file.name", subject) }
            if detail.text("side") != row.side.rawValue { note("file.side", subject) }
            if detail.number("size") != row.size { note("file.size", subject) }
            if detail.text("sha256") != row.sha256 { note("file.sha256", subject) }
            if event.at != row.receivedAt { note("file.receivedAt", subject) }
            checkOutcome(row, decided[subject], settled[subject], subject)
        }
        for subject in received.keys.sorted() { note("file.missing", subject) }
    }

    private mutating func checkOutcome(
        _ row: FileRow, _ decided: LedgerEvent?, _ settled: LedgerEvent?, _ subject: String
    ) {
        guard let decided else {
            if row.state != .received { note("file.state", subject) }
            return
        }
        let detail = JSONObject(decided.detail)
        if detail?.text("state") != row.state.rawValue {
            note("file.state", subject)
        } else if JSONText.object(row.outcome).text != decided.detail {
            note("file.outcome", subject)
        }
        if row.finishedAt != decided.at { note("file.finishedAt", subject) }
        guard let settled else { return row.isSettled ? note("file.settled", subject) : () }
        if !row.isSettled { note("file.settled", subject) }
        if JSONObject(settled.detail)?.text("kept") != row.keptPath { note("file.kept", subject) }
    }

    private mutating func checkKept(_ rows: [FileRow]) throws {
        var expected: Set<String> = []
        for row in rows where row.isSettled && row.duplicateOf == nil {
            guard let kept = row.keptPath else { continue }
            expected.insert(kept)
            let place = row.state == .applied ? "archive" : "quarantine"
            let path = folder.root.appending(kept)
            guard let look = try? Files.look(path) else {
                note("\(place).missing", kept)
                continue
            }
            if !look.isRegular {
                note("\(place).kind", kept)
            } else if look.size != row.size {
                note("\(place).size", kept)
            } else if try Self.hash(of: path) != row.sha256 {
                note("\(place).changed", kept)
            }
        }
        for path in try Self.files(in: folder.archive) where path != folder.journal {
            if !expected.contains(folder.relative(path)) { note("archive.extra", folder.relative(path)) }
        }
        for path in try Self.files(in: folder.quarantine) {
            let name = path.name
            // Pages and tables of rejected rows are ours, and people may take them away.
            guard !name.hasSuffix(".почему.html"), !name.hasSuffix(".строки.csv") else { continue }
            if !expected.contains(folder.relative(path)) { note("quarantine.extra", folder.relative(path)) }
        }
    }

    private static func files(in folder: FilePath) throws -> [FilePath] {
        var found: [FilePath] = []
        for component in try Files.list(folder) {
            let path = folder.appending(component)
            if try Files.look(path).isFolder { found += try files(in: path) } else { found.append(path) }
        }
        return found
    }

    private static func hash(of path: FilePath) throws -> String {
        var hash = SHA256()
        try Files.read(path) { bytes in
            hash.update(bufferPointer: bytes)
            return true
        }
        return Spool.hexadecimal(hash.finalize())
    }

    // MARK: The state

    private mutating func checkState() throws {
        let scratch = try TemporaryFolder()
        let copy = ExchangeFolder(scratch.path.appending("replay"))
        let report = try Replay(folder, into: copy).run()
        if let event = report.divergedAt { note("history.diverges", "event/\(event)") }
        // What the history cannot tell once it diverged is not held against the rows.
        for difference in report.differences ?? [] where report.divergedAt == nil {
            note(difference.code, difference.example)
        }
    }
}
