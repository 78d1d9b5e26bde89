internal import CLinux
internal import CommerceML
public import ExchangeModel
internal import Glibc
public import Ledger
internal import Reports
public import SystemPackage
internal import TabularFiles

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
/// | `Keeping` (here) | the copy | `archive/`, or `quarantine/` with its page; the original removed last |
///
/// Work is driven from the ledger: ``drive()`` takes each file that is not settled one step further, whether it came
/// just now or was left by a crash. Each step can be repeated.
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
    private var isFirstRound = true

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
            let known = try transaction.lastEvent(.configured)
            let detail: [(key: String, value: JSONText)] = [("text", .string(text))]
            if known?.detail != JSONText.object(detail).text {
                try transaction.record(.configured, "obmen.toml", at: clock.utc, detail)
            }
        }
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

    private func takeIn(_ side: FileRow.Side, _ files: some Sequence<Inbox.Found>) throws {
        let inbox = inbox(side)
        for file in files {
            do {
                guard fits(file), hasRoom(for: file) else { continue }
                _ = try inbox.claim(file)
                try Failpoint.pass(.claimed)
            } catch let fault as FileFault where [.noSuchFileOrDirectory, .fileExists].contains(fault.errno) {
                continue  // Somebody took it or wrote a new one meanwhile; the next round looks again.
            } catch let fault as FileFault where [.resourceBusy, .textFileBusy].contains(fault.errno) {
                continue  // Its writer has it open.
            } catch let fault as FileFault
                where [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(fault.errno)
            {
                note(.cannotClaim(file.name, fault))
            }
        }
        // Claimed before a crash and entered already: such a row goes on by itself.
        let entered = Set(try ledger.read { try $0.unsettledFiles() }.compactMap(\.claimedPath))
        for file in try inbox.claimed() where !entered.contains(folder.relative(file.path)) {
            do {
                try inbox.reading(file) { try receive($0, name: file.name, side, claimed: true) }
            } catch let fault as FileFault where fault.path == file.path.string {
                note(.cannotRead(file.name, fault))
            }
        }
    }

    /// Whether a file is within the limit; one that is not is not even copied.
    private func fits(_ file: Inbox.Found) -> Bool {
        guard let size = try? Files.look(file.path).size, size > configuration.limits.fileBytes else { return true }
        note(.fileTooLarge(file.name, size, limit: configuration.limits.fileBytes))
        return false
    }

    /// Whether our own copy of a file and what becomes of it fit on the disk.
    private func hasRoom(for file: Inbox.Found) -> Bool {
        guard let size = try? Files.look(file.path).size else { return true }
        let free = Int(obmen_free_bytes(folder.spool.string))
        guard free >= 0, free < size * 2 + Self.reserveBytes else { return true }
        note(.diskFull(folder.spool))
        return false
    }

    /// What is left free for the ledger.
    static let reserveBytes = 16 << 20

    /// Applies files by name; the originals stay where they are.
    public func apply(_ paths: [FilePath]) throws -> RoundReport {
        try recover()
        // None is taken where one cannot be.
        for path in paths {
            let file = try Files.opened(path)
            defer { file.close() }
            guard try file.look().isRegular else { throw FileFault("open", path, .invalidArgument) }
        }
        for path in paths {
            let file = try Files.opened(path)
            defer { file.close() }
            try receive(file, name: path.string, Self.side(of: path), claimed: false)
        }
        return try finish()
    }

    /// Which side a file is of that was named and not dropped: tables come from the CRM, CommerceML from 1C.
    static func side(of path: FilePath) -> FileRow.Side {
        guard let head = try? Files.head(path) else { return .inbound }
        switch FileFormat.guess(head) {
        case .commerceML, .zip: return .inbound
        case .csv, .xlsx, .htmlTable: return .outbound
        // UTF-16 has zeros, and looks binary to a first glance.
        case .unknown: return (try? TableFile(path: path.string)) == nil ? .inbound : .outbound
        }
    }

    /// Puts an order into the letterbox once more; nothing else is done.
    ///
    /// - Returns: `false` where no order has this number.
    public func resend(_ number: Int) throws -> Bool {
        try recover()
        let isKnown = try putBack(number)
        if try isThere(folder.to1C) { try letterbox.place() }
        try writeOrdersPage()
        try journal.catchUp()
        return isKnown
    }

    func putBack(_ number: Int) throws -> Bool {
        let clock = clock.frozen
        return try ledger.write { transaction in
            let desk = OrderDesk(
                transaction, of: ledger, configuration: configuration, profile: profile, clock: clock)
            guard try desk.resend(number) else { return false }
            _ = try letterbox(clock).prepare(transaction)
            try transaction.record(.resent, "order/\(number)", at: clock.utc)
            return true
        }
    }

    var letterbox: Letterbox { letterbox(clock) }

    private func letterbox(_ clock: ExchangeClock) -> Letterbox {
        Letterbox(folder: folder, ledger: ledger, profile: profile, clock: clock)
    }

    /// Decides about the orders, and lays those that go where 1C reads them.
    private func sendOrders() throws {
        try decideOrders(retries: isFirstRound)
        try Failpoint.pass(.ordersDecided)
        isFirstRound = false
        if try isThere(folder.to1C) { try letterbox.place() }
        try writeOrdersPage()
    }

    func decideOrders(retries: Bool) throws {
        let clock = clock.frozen
        try ledger.write { transaction in
            let desk = OrderDesk(
                transaction, of: ledger, configuration: configuration, profile: profile, clock: clock)
            let isMoved = try desk.update(retries: retries)
            let edition = try letterbox(clock).prepare(transaction)
            try Failpoint.pass(.ordersWritten)
            guard isMoved || edition != nil else { return }
            try transaction.record(
                .orders, edition.map { "letterbox/\($0)" } ?? "orders", at: clock.utc, [("retries", .flag(retries))])
        }
    }

    private func writeOrdersPage() throws {
        let view = OrdersView(settings: configuration.outgoing, clock: clock)
        let page = try ledger.read { try view.page($0) }
        do {
            try reportDesk?.write([page], into: folder.reports)
        } catch let fault as FileFault where fault.isInside(folder.reports) {
            note(.folderUnusable(folder.reports, fault))  // The packs are worth more than the page.
        }
    }

    private func writeReports() throws {
        defer { book = nil }
        try reportDesk?.writeWhereChanged(book, problems: problems)
    }

    private var reportDesk: ReportDesk? {
        CalendarDay(clock.day).map {
            ReportDesk(folder: folder, configuration: configuration, ledger: ledger, today: $0, clock: clock)
        }
    }

    /// Finishes what a crash left: claimed files without a row, rows that are not settled, packs not yet in place.
    private func recover() throws {
        (outcomes, problems) = ([], [])
        let waiting = try ledger.read { try $0.unsettledFiles() }
        try Spool(folder: folder.spool).removeAll(except: Set(waiting.map(\.spoolName)))
        if try isThere(folder.toCRM) { try PackAssembler(self).publish() }
    }

    private func finish() throws -> RoundReport {
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

    /// Copies a file into the spool and enters it in the ledger.
    private func receive(_ file: OpenFile, name: String, _ side: FileRow.Side, claimed: Bool) throws {
        let claimedPath = claimed ? folder.relative(file.path) : nil
        let copy = try Spool(folder: folder.spool).take(file)
        if BrokenVariant.chosen == .removeFirst, claimed { try Files.remove(file.path) }
        try Failpoint.pass(.spooled)
        let clock = clock.frozen
        var row = FileRow()
        row.name = name
        row.side = side
        row.size = copy.size
        row.sha256 = copy.sha256
        row.receivedAt = clock.utc
        row.claimedPath = claimedPath
        row.spoolName = copy.name
        let received = row
        try ledger.write { transaction in
            let id = try transaction.add(received)
            try transaction.record(.received, "file/\(id)", at: clock.utc, received.identity)
        }
        try Failpoint.pass(.received)
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

    // MARK: Applying

    func decide(_ row: inout FileRow) throws {
        if !row.isConfirmed, let earlier = try ledger.read({ try $0.decidedFile(sha256: row.sha256, side: row.side) }),
            try !isRealRepetition(of: earlier)
        {
            if try ledger.read({ try Caution($0).isReturn(to: earlier) }) { return try hold(&row, .returnsToEarlier) }
            let clock = clock.frozen
            row.repeats(earlier)
            row.finishedAt = clock.utc
            let decided = row
            return try ledger.write { transaction in
                try transaction.update(decided)
                try transaction.record(.repeated, "file/\(decided.id)", at: clock.utc, decided.outcome)
            }
        }
        // Counted and committed before the first byte is read, so that a file that kills the process is known.
        progress?.begin(row.name, size: row.side == .inbound ? row.size : 0)
        defer { progress?.end() }
        row.attempts += 1
        let attempt = row
        try ledger.write { try $0.update(attempt) }
        try Failpoint.pass(.attempted)
        guard row.attempts <= Self.maximumAttempts else { return try refuse(&row, .tooManyAttempts) }
        do {
            if BrokenVariant.chosen == .markFirst {
                row.state = .applied
                let marked = row
                try ledger.write { try $0.update(marked) }
                try Failpoint.pass(.read)
            }
            row = row.side == .inbound ? try applyInOneTransaction(row) : try applyOutbound(row)
            try Failpoint.pass(.applied)
        } catch let refusal as OutboundRefusal {
            row.take(refusal.summary)
            try refuse(&row, refusal.issue)
        } catch let refusal as Refusal {
            row.take(refusal.summary, refusal.format)
            try refuse(&row, refusal.issue)
        } catch let doubt as Doubt {
            row.take(doubt.summary, doubt.format)
            try hold(&row, doubt.issue)
        }
    }

    /// A file that is as it should be, but would do what nobody may have wanted.
    private struct Doubt: Error {
        let issue: Issue
        let summary: ReadingSummary
        let format: FileFormat
    }

    /// Leaves a file until a person says yes; nothing of it was applied.
    private func hold(_ row: inout FileRow, _ issue: Issue) throws {
        let clock = clock.frozen
        row.hold = issue.naming(row)
        row.issueCode = issue.code
        try writePage(row, row.hold ?? issue)
        let held = row
        try ledger.write { transaction in
            try transaction.update(held)
            try transaction.record(.held, "file/\(held.id)", at: clock.utc, [("issue", .string(issue.code))])
        }
    }

    /// A person decided about a file that waits.
    ///
    /// - Returns: `false` where no such file waits.
    func settle(_ id: Int, applies: Bool) throws -> Bool {
        guard var row = try ledger.read({ try $0.file(id) }), row.isHeld, let issue = row.hold else { return false }
        let clock = clock.frozen
        row.isConfirmed = applies
        let said = row
        try ledger.write { transaction in
            try transaction.update(said)
            try transaction.record(.confirmed, "file/\(id)", at: clock.utc, [("applies", .flag(applies))])
        }
        if !applies { try refuse(&row, issue.rejectedByPerson) }
        return true
    }

    /// Applies a file that waits, or lets it go to quarantine.
    ///
    /// - Returns: what was done; `nil` where no such file waits.
    public func confirm(_ id: Int, applies: Bool) throws -> RoundReport? {
        try recover()
        guard try settle(id, applies: applies) else { return nil }
        return try finish()
    }

    /// Takes a refused file out of quarantine and tries it once more: the program or the configuration changed.
    ///
    /// - Returns: what was done; `nil` where no such file lies in quarantine.
    public func requeue(_ id: Int) throws -> RoundReport? {
        try recover()
        guard let row = try ledger.read({ try $0.file(id) }), row.state == .refused, let kept = row.keptPath,
            Files.exists(folder.root.appending(kept))
        else { return nil }
        try take(folder.root.appending(kept), again: row)
        return try finish()
    }

    /// Enters a refused file anew, as one to which a person said yes.
    func take(_ path: FilePath, again refused: FileRow) throws {
        let copy = try Spool(folder: folder.spool).take(path)
        let clock = clock.frozen
        var row = FileRow()
        row.name = refused.name
        row.side = refused.side
        row.size = copy.size
        row.sha256 = copy.sha256
        row.receivedAt = clock.utc
        row.spoolName = copy.name
        row.isConfirmed = true
        let received = row
        try ledger.write { transaction in
            let id = try transaction.add(received)
            try transaction.record(
                .requeued, "file/\(id)", at: clock.utc, received.identity + [("again", .number(refused.id))])
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
        let isFirst = try ledger.read { try $0.isBeforeFirstGoods() }
        return try ledger.write(isFirst ? .direct : .log) { transaction in
            let clock = clock.frozen
            var row = received
            let reading = FileReading(path: spooled(row), limits: configuration.limits)
            let session = try reading.session(transaction, at: clock)
            let applier = try RecordApplier(transaction, file: row.id, session: session)
            var (summary, format) = try ReadAhead.read(
                spooled(row), limits: configuration.limits, memory: .spare(spare), progress: progress
            ) { try applier.apply($0) }
            if let issue = summary.refusal { throw Refusal(issue: issue, summary: summary, format: format) }
            try summary.judge(row, session, applier, transaction, at: clock)
            let doubt = try Caution(transaction).doubt(row, summary, applier, configuration.doubts)
            if let issue = doubt, !row.isConfirmed { throw Doubt(issue: issue, summary: summary, format: format) }
            try Failpoint.pass(.read)
            row.take(summary, format)
            row.hold = nil
            row.state = .applied
            row.created = applier.created
            row.changed = applier.changed
            row.unchanged = applier.unchanged
            row.finishedAt = clock.utc
            let worst = summary.issues.issues.first { $0.severity == .warning }
            row.issueCode = worst?.code
            row.issueLine = worst?.line
            try transaction.update(row)
            try transaction.record(.applied, "file/\(row.id)", at: clock.utc, row.outcome)
            return row
        }
    }

    private struct OutboundRefusal: Error {
        let issue: Issue
        let summary: OutboundSummary
    }

    private func applyOutbound(_ received: FileRow) throws -> FileRow {
        let table = folder.quarantine.appending(received.quarantineName + ".строки.csv")
        return try ledger.write { transaction in
            let clock = clock.frozen
            var row = received
            let outcome = try OutboundApplier(
                transaction: transaction, file: row.id, rejectedPath: table, limits: configuration.limits,
                progress: progress
            )
            .apply(spooled(row))
            if let issue = outcome.summary.refusal { throw OutboundRefusal(issue: issue, summary: outcome.summary) }
            try Failpoint.pass(.read)
            row.take(outcome.summary)
            row.hold = nil
            row.state = .applied
            (row.created, row.changed, row.unchanged) = (outcome.created, outcome.changed, outcome.unchanged)
            row.finishedAt = clock.utc
            let worst = outcome.rejected.first ?? outcome.summary.issues.issues.first { $0.severity == .warning }
            row.issueCode = worst?.code
            row.issueLine = worst?.line
            row.issueColumn = worst?.column
            if outcome.summary.rejected > 0 {
                let hides = configuration.hidesContacts
                let page = RejectedRowsPage(
                    file: row.name, kind: outcome.summary.title,
                    issues: hides ? outcome.rejected.map(\.withoutContacts) : outcome.rejected,
                    rejected: outcome.summary.rejected, taken: outcome.summary.records,
                    table: table.lastComponent?.string ?? "", ledgerID: row.id)
                try Files.replace(
                    folder.quarantine.appending(row.quarantineName + ".почему.html"),
                    with: Array(page.html(language).utf8))
            }
            try transaction.update(row)
            try transaction.record(.applied, "file/\(row.id)", at: clock.utc, row.outcome)
            return row
        }
    }

    func refuse(_ row: inout FileRow, _ issue: Issue) throws {
        let clock = clock.frozen
        row.state = .refused
        row.hold = nil
        row.issueCode = issue.code
        row.issueLine = issue.line
        row.issueColumn = issue.column
        row.finishedAt = clock.utc
        // The page is written before the row says so: who sees the one finds the other.
        try writePage(row, issue)
        try Failpoint.pass(.explained)
        let refused = row
        try ledger.write { transaction in
            try transaction.update(refused)
            try transaction.record(.refused, "file/\(refused.id)", at: clock.utc, refused.outcome)
        }
        try Failpoint.pass(.refused)
    }

    private func writePage(_ row: FileRow, _ found: Issue) throws {
        let issue = EncodingGuess.explain(found, spooled(row))
        // Where the place is not known, the beginning shows what the file is.
        let excerpt = row.hold == nil ? Excerpt.lines(of: spooled(row), around: issue.line ?? 1) : []
        var page = RefusalPage(
            file: row.name, issue: configuration.hidesContacts ? issue.withoutContacts : issue, excerpt: excerpt,
            receivedAt: row.receivedAt, sha256: row.sha256, ledgerID: row.id,
            folder: row.side == .inbound ? "inbound" : "outbound", isHeld: row.hold != nil, details: row.details(issue),
            commands: commands(row, issue))
        page.belongs = issue.code != Issue.tableInInbound.code && !issue.isDoubt
        try Files.replace(pagePath(row), with: Array(page.html(language).utf8))
    }

    private func commands(_ row: FileRow, _ issue: Issue) -> [(command: String, effect: LocalizedText)] {
        let root = folder.absoluteRoot
        let isPlain = root.utf8.allSatisfy { byte in
            "/._-".utf8.contains(byte) || byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
                || (0x30...0x39).contains(byte)
        }
        let place = "--root \(isPlain ? root : "'" + root.replacing("'", with: "'\\''") + "'") \(row.id)"
        guard row.hold != nil else {
            return [
                (
                    "sudo -u obmen obmen requeue \(place)",
                    LocalizedText(
                        russian: issue.isDoubt
                            ? "всё же применить этот файл, уже без вопроса"
                            : "попробовать этот же файл ещё раз: после перемены настроек или программы",
                        english: issue.isDoubt
                            ? "apply this file after all, without asking again"
                            : "try this very file once more: after a change of configuration or program")
                )
            ]
        }
        return [
            (
                "sudo -u obmen obmen confirm \(place)",
                LocalizedText(
                    russian: "применить файл как он есть", english: "apply the file as it is")
            ),
            (
                "sudo -u obmen obmen confirm \(place) --reject",
                LocalizedText(russian: "не применять, отложить в quarantine", english: "do not apply it, leave it here")
            )
        ]
    }

    private func pagePath(_ row: FileRow) -> FilePath {
        folder.quarantine.appending(row.quarantineName + ".почему.html")
    }

    // MARK: Keeping

    /// Puts our copy where it stays, then lets go of the original.
    func keep(_ row: inout FileRow) throws {
        let copy = spooled(row)
        if row.duplicateOf != nil {
            try Files.remove(copy)
        } else {
            let target = keptPath(row)
            row.keptPath = folder.relative(target)
            try Files.makeFolder(target.removingLastComponent())
            if try isKept(row, at: target) {
                try Files.remove(copy)  // Moved before a crash, and spooled again.
            } else if Files.exists(copy) {
                try Files.moveAnywhere(copy, to: target)
                try Failpoint.pass(.moved)
            }
            try Files.synchronize(folder: target.removingLastComponent())
            try Failpoint.pass(.synchronized)
        }
        // Written down beside the archive before the original goes: whatever happens to the ledger, it is known.
        try journal.catchUp()
        try Failpoint.pass(.journalled)
        if let claimed = row.claimedPath {
            try Files.remove(folder.root.appending(claimed))
            try Failpoint.pass(.removed)
            try Files.synchronize(folder: folder.root.appending(claimed).removingLastComponent())
        }
        row.isSettled = true
        // What it said while the file waited is no longer so.
        if row.isConfirmed, row.state == .applied, row.rejected == 0 { try Files.remove(pagePath(row)) }
        let settled = row
        try ledger.write { transaction in
            try transaction.update(settled)
            try transaction.record(
                .settled, "file/\(settled.id)", at: clock.utc,
                [("kept", settled.keptPath.map(JSONText.string) ?? .null)])
        }
        try Failpoint.pass(.settled)
    }

    /// Whether a file lies already where it is to be kept; what else lies there is moved aside, under a name of its own.
    private func isKept(_ row: FileRow, at target: FilePath) throws -> Bool {
        guard Files.exists(target) else { return false }
        if try Files.look(target).isRegular, try Spool.hash(of: target) == row.sha256 { return true }
        let name = target.lastComponent?.string ?? ""
        let names = (1...).lazy.map { target.removingLastComponent().appending("чужое-\($0)-\(name)") }
        if let free = names.first(where: { !Files.exists($0) }) { try Files.move(target, to: free) }
        return false
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
    /// How many orders for 1C are in which state.
    public let orders: [OutgoingRow.State: Int]
    /// What stood in the way, though the rest was done.
    public let problems: [Issue]
    /// There are more files than one round takes.
    public internal(set) var isMore = false

    /// Nothing was refused or held, whole or in part, and nothing stood in the way.
    public var isClean: Bool {
        problems.isEmpty && !files.contains { $0.state == .refused || $0.rejected > 0 || $0.isHeld }
            && orders[.held, default: 0] == 0
    }
}

/// The exchange cannot run.
public enum ExchangeFault: Error, Sendable, Equatable {
    case noFolder(String)
    /// There was no exchange in this folder so far.
    case neverRun(String)
    /// Another process has the folder.
    case locked(String)
    /// The archive has a history, and the ledger that knows it is gone.
    case ledgerLost(String)
    /// The ledger is not the one that the archive was made with, or an older copy of it.
    case ledgerForeign(String)
    /// The last line of the journal is none, so nothing says which ledger fits.
    case journalDamaged(String)
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
