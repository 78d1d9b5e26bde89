internal import CLinux
internal import CommerceML
public import ExchangeModel
internal import Ledger
internal import SystemPackage

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
/// | `Outbound/OutboundApplier` | a table of the CRM, a list, orders of a shop | records, in the file's one transaction |
/// | `Outgoing/OrderDesk` | deals, bookings, 1C's answers | orders for 1C, or what a person must settle |
/// | `Outgoing/Letterbox` | orders that 1C has not read | `to-1c/orders.xml` |
/// | `Delivery/PackAssembler` | what changed since a CRM's last pack | a folder of files, a `PackRow` |
/// | `Exchange/Keeping` | the copy | `archive/`, or `quarantine/` with its page; the original removed last |
///
/// The steps of this class are in the files of its folder, a round of them is here. Work is driven from the ledger:
/// ``drive()`` takes each file that is not settled one step further, whether it came just now or was left by a crash.
/// Each step can be repeated.
public final class Exchange {
    public let folder: ExchangeFolder
    private(set) var configuration: ExchangeConfiguration
    let clock: ExchangeClock
    let ledger: Ledger
    let journal: Journal
    /// What of the files of this round the kernel need not remember.
    let spare: SpareMemory
    private let lock: FolderLock
    private(set) var profile: OrdersProfile
    /// By how many seconds the wall is ahead of UTC, as the ledger has it.
    private var zone: Int
    private var outcomes: [FileRow] = []
    /// What stands in the way of the exchange, though the rest of it goes on.
    private(set) var problems: [Issue] = []
    let markers: ShareMarkers
    /// Told to end, it begins no other file.
    public var mustStop: @Sendable () -> Bool = { false }
    /// Told how far the reading of each file is.
    public var progress: WorkProgress?
    /// The customers as the packs of the present round saw them: their documents are read once for packs and pages.
    var book: CustomerBook?
    /// What is held is looked at again in the first round: the configuration may have changed.
    var isFirstRound = true

    /// Files that brought the process down this often are not tried again.
    static let maximumAttempts = 3

    /// - Throws: ``ExchangeFault`` where there is no folder or another instance has it, ``ConfigurationError``,
    ///   ``LedgerFault``.
    public init(_ folder: ExchangeFolder, clock: ExchangeClock = .system) throws {
        guard folder.exists else { throw ExchangeFault.noFolder(folder.root.string) }
        self.folder = folder
        self.clock = clock
        configuration = try folder.loadConfiguration()
        profile = try configuration.ordersProfile()
        try folder.makeState()
        lock = try FolderLock(folder.lock)
        let isNew = !Files.exists(folder.ledger)
        if isNew, Files.exists(folder.journal) { throw ExchangeFault.ledgerLost(folder.ledger.string) }
        ledger = try Ledger(path: folder.ledger.string)
        spare = Self.spareMemory(for: ledger)
        journal = Journal(path: folder.journal, ledger: ledger)
        try journal.check()
        // What a process wrote that was killed may be seen and not be on the disk yet.
        try ledger.checkpoint()
        try journal.synchronize()
        zone = clock.zone(clock.now())
        try Self.noteBeginning(ledger, folder, clock)
        markers = ShareMarkers(
            ledger: try ledger.read { try $0.event(1) }?.subject ?? "", state: folder.state)
    }

    /// Opens a fresh folder to play a history again in it; the history brings its own beginning.
    init(replayingIn folder: ExchangeFolder, clock: ExchangeClock) throws {
        self.folder = folder
        self.clock = clock
        configuration = try folder.loadConfiguration()
        profile = try configuration.ordersProfile()
        try folder.makeState()
        lock = try FolderLock(folder.lock)
        ledger = try Ledger(path: folder.ledger.string)
        spare = Self.spareMemory(for: ledger)
        journal = Journal(path: folder.journal, ledger: ledger)
        zone = clock.zone(clock.now())
        markers = ShareMarkers(ledger: "", state: folder.state)
    }

    /// What is applied goes into the ledger's log and with it into its database, or there at once.
    private static func spareMemory(for ledger: Ledger) -> SpareMemory {
        let spare = SpareMemory(growing: [FilePath(ledger.path), FilePath(ledger.path + Ledger.logSuffix)])
        ledger.beforeCheckpoint = { spare.letGo(of: $0) }
        return spare
    }

    /// Goes on under another configuration, as the history did.
    func configure(_ text: String) throws {
        try Files.replace(folder.configuration, with: Array(text.utf8))
        configuration = try folder.loadConfiguration()
        profile = try configuration.ordersProfile()
    }

    /// Under which name the ledger began, and under which configuration it goes on.
    private static func noteBeginning(_ ledger: Ledger, _ folder: ExchangeFolder, _ clock: ExchangeClock) throws {
        let text = String(decoding: try Files.contents(folder.configuration), as: UTF8.self)
        try ledger.write { transaction in
            if try transaction.lastEvent() == nil {
                let name = String(UInt64.random(in: .min ... .max), radix: 16)
                try transaction.record(.created, "ledger/\(name)", at: clock.utc)
            }
            try note(configuration: text, clock, transaction)
        }
    }

    /// Writes down by which configuration and by which clock on the wall it goes on, where either changed: who plays the
    /// history again elsewhere needs both.
    private static func note(
        configuration text: String, _ clock: ExchangeClock, _ transaction: LedgerTransaction
    ) throws {
        let detail: [(key: String, value: JSONText)] = [
            ("text", .string(text)), ("zone", .number(clock.zone(clock.now())))
        ]
        guard try transaction.lastEvent(.configured)?.detail != JSONText.object(detail).text else { return }
        try transaction.record(.configured, "obmen.toml", at: clock.utc, detail)
    }

    /// Notes that the clock on the wall was put forward or back.
    private func noteZone() throws {
        let clock = clock.frozen
        guard clock.zone(clock.now()) != zone else { return }
        try ledger.write { transaction in
            let text = try transaction.lastEvent(.configured).flatMap { JSONObject($0.detail)?.text("text") }
            try Self.note(configuration: text ?? "", clock, transaction)
        }
        zone = clock.zone(clock.now())
    }

    public var language: Language { configuration.language ?? .russian }
    public var intervalSeconds: Int { configuration.intervalSeconds }

    /// The most files that one round takes; the next begins at once where more are there.
    static let filesPerRound = 1_000

    /// One pass over both inboxes: everything that is ready is applied, packs are made.
    public func round() throws -> RoundReport {
        try round { side in
            let sight = try inbox(side).ready(clock)
            sight.strange.prefix(Self.strangeShown).forEach(note)
            return sight.files.map(\.file)
        }
    }

    /// One pass over the files that `ready` names of each side.
    func round(_ ready: (FileRow.Side) throws -> [Inbox.Found]) throws -> RoundReport {
        try recover()
        var isMore = false
        for side in [FileRow.Side.inbound, .outbound] where try isThere(side) {
            do {
                let files = try ready(side)
                // Looked at before and after: a share that went away meanwhile shows no files.
                guard try isThere(side) else { continue }
                isMore = isMore || files.count > Self.filesPerRound
                try takeIn(side, files.prefix(Self.filesPerRound))
            } catch let fault as FileFault where fault.isSwapped(inbox(side).claims) {
                note(.claimsSwapped(inbox(side)))  // The other side goes on.
            } catch let fault as FileFault where fault.isInside(inbox(side).home) {
                note(.folderUnusable(inbox(side).home, fault))
            }
        }
        var report = try finish()
        report.isMore = isMore
        return report
    }

    /// How many things that are not taken a round tells of.
    static let strangeShown = 20

    func inbox(_ side: FileRow.Side) -> Inbox {
        Inbox(home: side == .inbound ? folder.inbound : folder.outbound)
    }

    private func isThere(_ side: FileRow.Side) throws -> Bool { try isThere(inbox(side).home) }

    /// Whether a folder is the one that it was, and not the place where a share ought to be mounted.
    func isThere(_ share: FilePath) throws -> Bool {
        switch try markers.check([share])[share] {
        case .present: return true
        case .foreign(let ledger): note(.shareForeign(share, ledger))
        case .missing, nil: note(.shareMissing(share, folder.root))
        }
        return false
    }

    func note(_ problem: Issue) {
        if !problems.contains(problem) { problems.append(problem) }
    }

    private func writeReports() throws {
        defer { book = nil }
        try reportDesk?.writeWhereChanged(book, problems: problems)
    }

    var reportDesk: ReportDesk? {
        CalendarDay(clock.day).map {
            ReportDesk(folder: folder, configuration: configuration, ledger: ledger, today: $0, clock: clock)
        }
    }

    /// Finishes what a crash left: claimed files without a row, rows that are not settled, packs not yet in place.
    func recover() throws {
        (outcomes, problems) = ([], [])
        try noteZone()
        let waiting = try ledger.read { try $0.unsettledFiles() }
        try Spool(folder: folder.spool).removeAll(except: Set(waiting.map(\.spoolName)))
        if try isThere(folder.toCRM) { try PackAssembler(self).publish() }
    }

    func finish() throws -> RoundReport {
        defer { spare.letGoOfAll() }
        try drive()
        try ledger.use(.writing)
        try sendOrders()
        obmen_give_back_memory()
        // What other connections read would else be looked up in a long log, page by page.
        try ledger.checkpoint(keepsLog: true)
        try ledger.use(.writingGoods)
        let packs = try isThere(folder.toCRM) ? PackAssembler(self).assemble() : []
        try journal.catchUp()
        try ledger.checkpoint()
        try ledger.use(.reading)
        obmen_give_back_memory()
        try writeReports()
        try ledger.use(.writingGoods)
        let counts = try ledger.read { try $0.outgoingCounts() }
        try Failpoint.pass(.finished)
        return RoundReport(files: outcomes, packs: packs, orders: counts, problems: problems)
    }

    /// Takes every file that is not settled to its end, in the order in which their content wants it.
    private func drive() throws {
        let waiting = try ledger.read { try $0.unsettledFiles() }
        let ordered = try waiting.map { row in
            (row: row, outline: try outline(row))
        }.sorted { $0.outline < $1.outline }
        for var (row, _) in ordered where !row.isHeld {
            guard !mustStop() else { return }
            if row.state == .received { try decide(&row) }
            guard !row.isHeld else {
                outcomes.append(row)
                continue
            }
            try keep(&row)
            outcomes.append(row)
            // What reading took is given back; the allocator would keep it for a thread that has ended.
            obmen_give_back_memory()
        }
    }

    /// 1C's side first, so that what an order names is known.
    private func outline(_ row: FileRow) throws -> FileReading.Outline {
        // Decided before a crash, and moved to where it is kept.
        guard row.state == .received else { return FileReading.Outline(session: "", rank: 0, name: row.name) }
        let (path, limits) = (spooled(row), configuration.limits)
        switch row.side {
        case .inbound: return try FileReading(path: path, limits: limits).outline(name: row.name, at: clock)
        case .outbound:
            let kind = try OutboundReading(path: path, limits: limits).kind()
            let rank = [.company, .contact, .lead].firstIndex(of: kind) ?? 3
            return FileReading.Outline(session: "~", rank: rank, name: row.name)
        }
    }

    func spooled(_ row: FileRow) -> FilePath { folder.spool.appending(row.spoolName) }
}
