internal import CommerceML
public import ExchangeModel
internal import Glibc
public import Ledger
internal import Reports
public import SystemPackage

/// The exchange: takes files in, applies them, makes packs, keeps everything.
///
/// The map of this target, in the order of a file's way:
///
/// | step | from | to |
/// |---|---|---|
/// | `Intake/Inbox` | a file in `inbound/` | a claimed file |
/// | `Intake/Spool` | a claimed file | our own copy, its hash, a ``FileRow`` |
/// | `Applying/FileReading` | the copy | records in order, or the issue that refuses it |
/// | `Applying/RecordApplier` | records | entities and changes, in the file's one transaction |
/// | `Delivery/PackAssembler` | what changed since a CRM's last pack | a folder of files, a `PackRow` |
/// | `Keeping` (here) | the copy | `archive/`, or `quarantine/` with its page; the original removed last |
///
/// Work is driven from the ledger: ``drive()`` takes each file that is not settled one step further, whether it came
/// just now or was left by a crash. Each step can be repeated.
public final class Exchange {
    public let folder: ExchangeFolder
    let configuration: ExchangeConfiguration
    let clock: ExchangeClock
    let ledger: Ledger
    private let lock: FolderLock
    private var outcomes: [FileRow] = []

    /// Files that brought the process down this often are not tried again.
    static let maximumAttempts = 3

    /// - Throws: ``ExchangeFault`` where there is no folder or another instance has it, ``ConfigurationError``,
    ///   ``LedgerFault``.
    public init(_ folder: ExchangeFolder, clock: ExchangeClock = .system) throws {
        guard folder.exists else { throw ExchangeFault.noFolder(folder.root.string) }
        self.folder = folder
        self.clock = clock
        configuration = try folder.loadConfiguration()
        try folder.makeState()
        lock = try FolderLock(folder.lock)
        ledger = try Ledger(path: folder.ledger.string)
    }

    public var language: Language { configuration.language ?? .russian }
    public var intervalSeconds: Int { configuration.intervalSeconds }

    /// One pass over `inbound/`: everything that is ready is applied, packs are made.
    public func round() throws -> RoundReport {
        try recover()
        let inbox = Inbox(folder: folder)
        for file in try inbox.ready() {
            do {
                _ = try inbox.claim(file)
            } catch let fault as FileFault where [.noSuchFileOrDirectory, .fileExists].contains(fault.errno) {
                continue  // Somebody took it or wrote a new one meanwhile; the next round looks again.
            }
        }
        for file in try inbox.claimed() { _ = try receive(file.path, name: file.name, claimed: true) }
        return try finish()
    }

    /// Applies files by name; the originals stay where they are.
    public func apply(_ paths: [FilePath]) throws -> RoundReport {
        try recover()
        for path in paths { _ = try receive(path, name: path.string, claimed: false) }
        return try finish()
    }

    /// Finishes what a crash left: claimed files without a row, rows that are not settled, packs not yet in place.
    private func recover() throws {
        outcomes = []
        let waiting = try ledger.read { try $0.unsettledFiles() }
        try Spool(folder: folder.spool).removeAll(except: Set(waiting.map(\.spoolName)))
        try PackAssembler(self).publish()
    }

    private func finish() throws -> RoundReport {
        try drive()
        let packs = try PackAssembler(self).assemble()
        try ledger.checkpoint()
        return RoundReport(files: outcomes, packs: packs)
    }

    /// Copies a file into the spool and enters it in the ledger.
    private func receive(_ path: FilePath, name: String, claimed: Bool) throws -> Int? {
        let claimedPath = claimed ? folder.relative(path) : nil
        if claimed {
            // Claimed before a crash and entered already: its row goes on by itself.
            let known = try ledger.read { try $0.unsettledFiles() }
            if known.contains(where: { $0.claimedPath == claimedPath }) { return nil }
        }
        let copy = try Spool(folder: folder.spool).take(path)
        var row = FileRow()
        row.name = name
        row.size = copy.size
        row.sha256 = copy.sha256
        row.receivedAt = clock.utc
        row.claimedPath = claimedPath
        row.spoolName = copy.name
        return try ledger.write { try $0.add(row) }
    }

    /// Takes every file that is not settled to its end, in the order in which their content wants it.
    private func drive() throws {
        let waiting = try ledger.read { try $0.unsettledFiles() }
        let ordered = waiting.map { row in
            (row: row, outline: FileReading(path: spooled(row)).outline(name: row.name))
        }.sorted { $0.outline < $1.outline }
        for var (row, _) in ordered {
            if row.state == .received { try decide(&row) }
            try keep(&row)
            outcomes.append(row)
        }
    }

    func spooled(_ row: FileRow) -> FilePath { folder.spool.appending(row.spoolName) }

    // MARK: Applying

    private func decide(_ row: inout FileRow) throws {
        if let earlier = try ledger.read({ try $0.decidedFile(sha256: row.sha256) }),
            try !isRealRepetition(of: earlier)
        {
            row.repeats(earlier)
            row.finishedAt = clock.utc
            let decided = row
            return try ledger.write { try $0.update(decided) }
        }
        // Counted and committed before the first byte is read, so that a file that kills the process is known.
        row.attempts += 1
        let attempt = row
        try ledger.write { try $0.update(attempt) }
        guard row.attempts <= Self.maximumAttempts else { return try refuse(&row, .tooManyAttempts) }
        do {
            row = try applyInOneTransaction(row)
        } catch let refusal as Refusal {
            row.take(refusal.summary, refusal.format)
            try refuse(&row, refusal.issue)
        }
    }

    /// A, then B, then A again: a full export without a date of its own that is applied again after another one was.
    ///
    /// With «ДатаФормирования» in it, equal bytes are the same session of 1C, dropped twice.
    private func isRealRepetition(of earlier: FileRow) throws -> Bool {
        guard earlier.state == .applied, earlier.formedAt == nil, earlier.changesOnly == false else { return false }
        return try ledger.read { try $0.lastApplied(kinds: earlier.kinds) }?.sha256 != earlier.sha256
    }

    private struct Refusal: Error {
        let issue: Issue
        let summary: ReadingSummary
        let format: FileFormat
    }

    private func applyInOneTransaction(_ received: FileRow) throws -> FileRow {
        try ledger.write { transaction in
            var row = received
            let applier = try RecordApplier(transaction, file: row.id)
            let (summary, format) = try ReadAhead.read(spooled(row)) { try applier.apply($0) }
            if let issue = summary.refusal { throw Refusal(issue: issue, summary: summary, format: format) }
            row.take(summary, format)
            row.state = .applied
            row.created = applier.created
            row.changed = applier.changed
            row.unchanged = applier.unchanged
            row.finishedAt = clock.utc
            let worst = summary.issues.issues.first { $0.severity == .warning }
            row.issueCode = worst?.code
            row.issueLine = worst?.line
            try transaction.update(row)
            return row
        }
    }

    private func refuse(_ row: inout FileRow, _ issue: Issue) throws {
        row.state = .refused
        row.issueCode = issue.code
        row.issueLine = issue.line
        row.issueColumn = issue.column
        row.finishedAt = clock.utc
        // The page is written before the row says so: who sees the one finds the other.
        let page = RefusalPage(
            file: row.name, issue: issue, excerpt: Excerpt.lines(of: spooled(row), around: issue.line),
            receivedAt: row.receivedAt, sha256: row.sha256, ledgerID: row.id)
        try Files.replace(
            folder.quarantine.appending(row.quarantineName + ".почему.html"), with: Array(page.html(language).utf8))
        let refused = row
        try ledger.write { try $0.update(refused) }
    }

    // MARK: Keeping

    /// Puts our copy where it stays, then lets go of the original.
    private func keep(_ row: inout FileRow) throws {
        let copy = spooled(row)
        if row.duplicateOf != nil {
            try Files.remove(copy)
        } else {
            let target = keptPath(row)
            row.keptPath = folder.relative(target)
            try Files.makeFolder(target.removingLastComponent())
            if Files.exists(copy) {
                do {
                    try Files.move(copy, to: target)
                } catch let fault as FileFault where fault.errno == .fileExists {
                    try Files.remove(copy)  // Moved before a crash, and spooled again.
                }
            }
            try Files.synchronize(folder: target.removingLastComponent())
        }
        if let claimed = row.claimedPath {
            try Files.remove(folder.root.appending(claimed))
            try Files.synchronize(folder: folder.claimed)
        }
        row.isSettled = true
        let settled = row
        try ledger.write { try $0.update(settled) }
    }

    private func keptPath(_ row: FileRow) -> FilePath {
        guard row.state == .applied else { return folder.quarantine.appending(row.quarantineName) }
        var path = folder.archive
        for part in row.receivedAt.prefix(10).split(separator: "-") { path.append(String(part)) }
        return path.appending("\(row.number)-\(row.sha256.prefix(12))-\(row.plainName)")
    }
}

/// What one round did.
public struct RoundReport: Sendable {
    public let files: [FileRow]
    public let packs: [PackRow]

    public var isClean: Bool { !files.contains { $0.state == .refused } }
}

/// The exchange cannot run.
public enum ExchangeFault: Error, Sendable, Equatable {
    case noFolder(String)
    /// Another process has the folder.
    case locked(String)
}

/// Held for the life of the process; the kernel lets go of it whatever happens to us.
private final class FolderLock {
    private let descriptor: Int32

    init(_ path: FilePath) throws {
        descriptor = open(path.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ExchangeFault.locked(path.string)
        }
    }

    deinit { close(descriptor) }
}

extension FileRow {
    /// The number with zeros in front, as `0000042`.
    var number: String {
        let digits = String(id)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    /// The file's own name, without the folders and short enough for any file system.
    var plainName: String {
        let name = name.split(separator: "/").last.map(String.init) ?? name
        var short = Substring(name)
        while short.utf8.count > 120 { short = short.dropFirst() }
        return String(short)
    }

    var quarantineName: String { "\(number)-\(plainName)" }

    /// Takes over the fate of a file with the same content.
    fileprivate mutating func repeats(_ earlier: FileRow) {
        state = earlier.state == .applied ? .duplicate : .refused
        duplicateOf = earlier.id
        keptPath = earlier.keptPath
        format = earlier.format
        kinds = earlier.kinds
        formedAt = earlier.formedAt
        issueCode = earlier.state == .refused ? earlier.issueCode : nil
        issueLine = earlier.state == .refused ? earlier.issueLine : nil
    }

    fileprivate mutating func take(_ summary: ReadingSummary, _ format: FileFormat) {
        self.format = format.rawValue
        schemaVersion = summary.schemaVersion
        encoding = summary.encoding
        formedAt = summary.formedAt
        kinds = summary.kinds
        changesOnly = summary.changesOnly
        unread = summary.unread.elements
        counts =
            JSONText.object(
                Counter.allCases.compactMap { counter in
                    summary.counts[counter].flatMap { $0 > 0 ? (String(describing: counter), .number($0)) : nil }
                }
            ).text
    }
}

extension Issue {
    static let tooManyAttempts = Issue(
        code: "file.attempts", severity: .error,
        message: LocalizedText(
            russian: "Чтение этого файла трижды прервало работу программы; больше он не читается.",
            english: "Reading this file ended the program three times; it is not read again."),
        advice: LocalizedText(
            russian: "Передайте файл разработчикам.", english: "Hand the file to the developers."))
}
