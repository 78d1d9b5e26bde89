internal import ExchangeModel
internal import Glibc
public import Ledger
internal import Synchronization
internal import SystemPackage

/// Plays the history of an exchange again from its archive alone, in a fresh folder.
///
/// Every step is the one that the exchange itself takes, at the moment at which it took it; so the state must come out
/// equal, row by row, and the chain of events hash by hash. Where it does not, something was changed behind our back,
/// or the program applies a file otherwise than it did then.
public struct Replay {
    public struct Report: Sendable {
        public let events: Int
        /// The event at which the history came out otherwise; `nil` where it did not.
        public let divergedAt: Int?
        /// Rows that are not the same; `nil` where there is no ledger to compare with.
        public let differences: [LedgerDifference]?

        public var isEqual: Bool { divergedAt == nil && differences?.isEmpty ?? true }
    }

    private let source: ExchangeFolder
    private let target: ExchangeFolder
    private let moment = ReplayedMoment()

    /// `target` must not be there yet.
    public init(_ source: ExchangeFolder, into target: ExchangeFolder) {
        self.source = source
        self.target = target
    }

    /// - Throws: ``ExchangeFault`` where there is no history or the target is not fresh, ``FileFault``,
    ///   ``LedgerFault``.
    public func run() throws -> Report {
        guard Files.exists(source.journal) else { throw ExchangeFault.noFolder(source.journal.string) }
        guard !Files.exists(target.ledger) else { throw ExchangeFault.locked(target.root.string) }
        let (kept, configuration) = try outline()
        try target.make(configuration: configuration)
        let clock = ExchangeClock(zone: { [moment] in moment.zone(at: $0) }, now: { [moment] in moment.now })
        let exchange = try Exchange(replayingIn: target, clock: clock)
        let diverged = try play(exchange, kept)
        try exchange.journal.catchUp()
        let differences =
            Files.exists(source.ledger)
            ? try LedgerComparison.differences(original: source.ledger.string, copy: target.ledger.string) : nil
        return Report(events: diverged.events, divergedAt: diverged.at, differences: differences)
    }

    /// Where each file is kept, and the first configuration.
    private func outline() throws -> (kept: [Int: String], configuration: String) {
        var kept: [Int: String] = [:]
        var configuration: String?
        try Journal.lines(source.journal) { line in
            guard let line, let detail = JSONObject(line.detail) else { return }
            switch LedgerEvent.Kind(rawValue: line.kind) {
            case .settled: kept[Self.number(line.subject)] = detail.text("kept")
            case .configured: configuration = configuration ?? detail.text("text")
            default: break
            }
        }
        return (kept, configuration ?? "")
    }

    private static func number(_ subject: String) -> Int {
        subject.split(separator: "/").last.flatMap { Int($0) } ?? 0
    }

    private struct Diverged: Error {
        let at: Int
    }

    private func play(_ exchange: Exchange, _ kept: [Int: String]) throws -> (events: Int, at: Int?) {
        var count = 0
        do {
            try Journal.lines(source.journal) { line in
                guard let line else { throw Diverged(at: count + 1) }
                try step(exchange, line, kept)
                count += 1
                let made = try exchange.ledger.read { try $0.lastEvent() }
                guard made?.id == line.id, made?.hash == line.hash else { throw Diverged(at: line.id) }
            }
        } catch let diverged as Diverged {
            return (count, diverged.at)
        }
        return (count, nil)
    }

    private func step(_ exchange: Exchange, _ line: JournalLine, _ kept: [Int: String]) throws {
        guard let seconds = ExchangeClock.seconds(line.at) else { throw Diverged(at: line.id) }
        moment.set(seconds)
        let detail = JSONObject(line.detail)
        let number = Self.number(line.subject)
        switch LedgerEvent.Kind(rawValue: line.kind) {
        case .created:
            try exchange.ledger.write { _ = try $0.record(.created, line.subject, at: line.at) }
        case .configured:
            let text = detail?.text("text") ?? ""
            // Histories from before 0.14 do not tell it; they come out equal only in the time zone that they were made in.
            let zone = detail?.number("zone")
            try exchange.configure(text)
            moment.setZone(zone)
            try exchange.ledger.write {
                _ = try $0.record(
                    .configured, line.subject, at: line.at,
                    [("text", .string(text))] + (zone.map { [("zone", .number($0))] } ?? []))
            }
        case .received, .requeued: try receive(exchange, line, detail, kept[number])
        case .applied, .repeated, .refused, .held: try decide(exchange, number, line, detail)
        case .confirmed:
            try exchange.ledger.write { transaction in
                guard var row = try transaction.file(number) else { throw Diverged(at: line.id) }
                row.isConfirmed = detail?.flag("applies") ?? false
                try transaction.update(row)
                try transaction.record(
                    .confirmed, line.subject, at: line.at, [("applies", .flag(row.isConfirmed))])
            }
        case .settled:
            guard var row = try exchange.ledger.read({ try $0.file(number) }) else { throw Diverged(at: line.id) }
            try exchange.keep(&row)
        case .orders: try exchange.decideOrders(retries: detail?.flag("retries") ?? false)
        case .resent: _ = try exchange.putBack(number)
        case .placed:
            try exchange.letterbox.place(at: detail?.text("at") ?? "", edition: number)
        case .packs: _ = try PackAssembler(exchange).assemble()
        case nil: throw Diverged(at: line.id)
        }
    }

    private func receive(
        _ exchange: Exchange, _ line: JournalLine, _ detail: JSONObject?, _ kept: String?
    ) throws {
        guard let detail, let name = detail.text("name"), let sha256 = detail.text("sha256"),
            let size = detail.number("size")
        else { throw Diverged(at: line.id) }
        var row = FileRow()
        row.name = name
        row.side = detail.text("side").flatMap(FileRow.Side.init) ?? .inbound
        row.size = size
        row.sha256 = sha256
        row.receivedAt = line.at
        let again = detail.number("again")
        row.isConfirmed = again != nil
        row.spoolName = try copy(of: row, kept, for: exchange) ?? "replay-\(line.id)"
        let received = row
        try exchange.ledger.write { transaction in
            let id = try transaction.add(received)
            try transaction.record(
                again == nil ? .received : .requeued, "file/\(id)", at: line.at,
                received.identity + (again.map { [("again", .number($0))] } ?? []))
        }
    }

    /// Copies what a file held: from where it is kept, or from among those that still wait for a person.
    ///
    /// - Returns: the copy's name; `nil` where the file is gone.
    private func copy(of row: FileRow, _ kept: String?, for exchange: Exchange) throws -> String? {
        let spool = Spool(folder: exchange.folder.spool)
        if let kept {
            let path = source.root.appending(kept)
            guard (try? Files.look(path))?.isRegular == true else { return nil }
            return try spool.take(path).name
        }
        guard let waiting = try? Files.list(source.spool) else { return nil }
        for name in waiting {
            let path = source.spool.appending(name)
            guard let look = try? Files.look(path), look.isRegular, Int(look.size) == row.size,
                let copy = try? spool.take(path)
            else { continue }
            if copy.sha256 == row.sha256 { return copy.name }
            try Files.remove(exchange.folder.spool.appending(copy.name))
        }
        return nil
    }

    private func decide(_ exchange: Exchange, _ number: Int, _ line: JournalLine, _ detail: JSONObject?) throws {
        guard var row = try exchange.ledger.read({ try $0.file(number) }) else { throw Diverged(at: line.id) }
        // A person said no to it.
        if line.kind == LedgerEvent.Kind.refused.rawValue, row.isHeld, let issue = row.hold {
            return try exchange.refuse(&row, issue)
        }
        // A refused file may have been taken out of quarantine since; it changed nothing, so what was said of it is
        // enough.
        if line.kind == LedgerEvent.Kind.refused.rawValue, !Files.exists(exchange.spooled(row)), let detail {
            row.restore(detail, at: line.at)
            let refused = row
            return try exchange.ledger.write { transaction in
                try transaction.update(refused)
                try transaction.record(.refused, "file/\(refused.id)", at: line.at, refused.outcome)
            }
        }
        // What was applied, or waits, cannot be looked at again without the file itself.
        let needsFile = line.kind != LedgerEvent.Kind.repeated.rawValue
        guard !needsFile || Files.exists(exchange.spooled(row)) else { throw Diverged(at: line.id) }
        try exchange.decide(&row)
    }
}

/// The present of a history that is played again.
private final class ReplayedMoment: Sendable {
    private let seconds = Mutex(0)
    private let zone = Mutex<Int?>(nil)

    var now: Int { seconds.withLock { $0 } }

    func set(_ moment: Int) { seconds.withLock { $0 = moment } }

    /// By how much the wall was ahead of UTC then; as here where the history does not tell.
    func zone(at moment: Int) -> Int { zone.withLock { $0 } ?? ExchangeClock.zoneHere(moment) }

    func setZone(_ seconds: Int?) { zone.withLock { $0 = seconds } }
}
