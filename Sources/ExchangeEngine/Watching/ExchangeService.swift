public import ExchangeModel
internal import CLinux
internal import Glibc
internal import Ledger
internal import SystemPackage

/// `obmen run`: watches both inboxes, and exchanges at once when a file has settled, at the latest every few minutes.
///
/// Polling decides, inotify only wakes. What fails is said in ``Health`` and tried again; an error of a commit or of
/// fsync ends the process instead, since nobody knows what is on the disk after one (facts/reliability.md, 2.10).
public final class ExchangeService {
    private typealias Look = FileLook

    private let exchange: Exchange
    private let events = FolderEvents()
    private var settling: [FileRow.Side: Settling<FilePath, Look>] = [:]
    private var kinds: [FileRow.Side: FileSystemKind] = [:]
    private var heartbeat: Heartbeat
    private var saidAgain = 0
    /// What lies in the inboxes and is not taken.
    private var strange: [FileRow.Side: [Issue]] = [:]
    /// Told of what each round did.
    public var onRound: (RoundReport) -> Void = { _ in }
    /// Told of a problem when it begins.
    public var onProblem: (Issue) -> Void = { _ in }

    /// The longest between two looks when nothing is about to settle; files of another host wake nobody.
    private static let idleMilliseconds = 5_000
    private static let busyMilliseconds = 200
    private static let longestPauseSeconds = 60

    public init(_ exchange: Exchange) {
        self.exchange = exchange
        heartbeat = Heartbeat(startedAt: exchange.clock.utc)
        heartbeat.process = Int(getpid())
        for side in [FileRow.Side.inbound, .outbound] {
            let kind = FileSystemKind(of: exchange.inbox(side).home)
            kinds[side] = kind
            let quiet = exchange.configuration.settleSeconds ?? kind.quietSeconds
            settling[side] = Settling(quiet: quiet * 1_000_000_000)
        }
    }

    /// Goes on until `stop` says so; `wake` is a descriptor that can be read as soon as it does.
    ///
    /// - Throws: ``LedgerFault`` or ``FileFault`` where going on could lose data; the process must end.
    public func run(stop: @escaping @Sendable () -> Bool, wake: Int32) throws {
        exchange.mustStop = stop
        // A round is due, and no round before.
        var (due, pausedUntil) = (0, 0)
        var failures = 0
        var tried: Set<FilePath> = []
        defer { write(running: false) }
        while !stop() {
            do {
                try performRequests()
                let ready = try look()
                if monotonic() >= pausedUntil, monotonic() >= due || !ready.isEmpty {
                    let report = try exchange.round { ready[$0] ?? [] }
                    tell(report)
                    try noteClock()
                    failures = report.problems.isEmpty ? 0 : failures + 1
                    due = report.isMore ? 0 : monotonic() + exchange.intervalSeconds * Self.second
                    // What could not be taken is not tried again at once.
                    let paths = Set(ready.values.joined().map(\.path))
                    let isStuck = !paths.isEmpty && paths == tried && report.files.isEmpty
                    tried = paths
                    pausedUntil = monotonic() + (failures > 0 ? Self.pause(failures) : isStuck ? 5 : 0) * Self.second
                }
                write(running: true)
            } catch {
                guard let problem = Self.passing(error) else { throw error }
                failures += 1
                note([problem])
                write(running: true)
                pausedUntil = monotonic() + Self.pause(failures) * Self.second
            }
            guard !stop() else { break }
            let isBusy = monotonic() >= pausedUntil && settling.values.contains { $0.isWaiting }
            events.wait(milliseconds: isBusy ? Self.busyMilliseconds : Self.idleMilliseconds, wake: wake)
        }
    }

    private static let second = 1_000_000_000

    /// How many seconds are waited after so many failures one after the other.
    private static func pause(_ failures: Int) -> Int { min(longestPauseSeconds, 1 << min(failures, 6)) }

    /// Does what people ask for while the service holds the folder.
    private func performRequests() throws {
        for request in try ServiceRequest.left(in: exchange.folder) {
            if let report = try exchange.perform(request) { tell(report) }
            try request.remove(from: exchange.folder)
        }
    }

    // MARK: Looking

    /// The files of each side that nobody writes any more.
    private func look() throws -> [FileRow.Side: [Inbox.Found]] {
        var ready: [FileRow.Side: [Inbox.Found]] = [:]
        var waiting = 0
        for side in [FileRow.Side.inbound, .outbound] {
            let inbox = exchange.inbox(side)
            guard exchange.markers.state(of: inbox.home) == .present else { continue }
            let sight = try inbox.seen()
            let seen = sight.files
            strange[side] = Array(sight.strange.prefix(Exchange.strangeShown))
            events.add(try inbox.folders())
            if Files.exists(exchange.folder.requests) { events.add([exchange.folder.requests]) }
            let settled = settling[side]?.observe(
                seen.map { (name: $0.file.path, look: $0.look, isEmpty: $0.look.size == 0) }, at: monotonic())
            let ages = Dictionary((settled ?? []).map { ($0.name, $0.age) }, uniquingKeysWith: { first, _ in first })
            let files = seen.filter { isComplete($0.file, age: ages[$0.file.path], side, inbox) }.map(\.file)
            if !files.isEmpty { ready[side] = files }
            waiting += seen.count - files.count
        }
        heartbeat.settling = waiting
        return ready
    }

    /// Settled, nobody writing as far as this file system tells, and whole; or as it is for so long that it will stay so.
    private func isComplete(_ file: Inbox.Found, age: Int?, _ side: FileRow.Side, _ inbox: Inbox) -> Bool {
        guard let age else { return false }
        if kinds[side] == .local, inbox.hasWriter(file) { return false }
        return age >= Inbox.incompleteSeconds * 1_000_000_000 || inbox.isWhole(file)
    }

    private func monotonic() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    // MARK: Telling

    private func tell(_ report: RoundReport) {
        heartbeat.roundAt = exchange.clock.utc
        note(report.problems)
        if !report.files.isEmpty || !report.packs.isEmpty { onRound(report) }
    }

    private func note(_ found: [Issue]) {
        let problems = found + strange.values.joined()
        for problem in problems where !heartbeat.problems.contains(problem) { onProblem(problem) }
        heartbeat.problems = problems
    }

    private func noteClock() throws {
        guard let last = try exchange.ledger.read({ try $0.lastEvent() })?.at,
            let seconds = ExchangeClock.seconds(last), exchange.clock.now() < seconds - 5
        else { return }
        heartbeat.problems.append(.clockBack(last))
    }

    /// Says how it is going, where `obmen status` and a monitoring system look.
    ///
    /// At the latest once a minute, so that a service that stands still is seen. That it cannot be said stops nothing.
    private func write(running: Bool) {
        heartbeat.isRunning = running
        guard heartbeat.differs || monotonic() >= saidAgain else { return }
        saidAgain = monotonic() + 60 * Self.second
        heartbeat.at = exchange.clock.utc
        heartbeat.remember()
        try? Files.replace(exchange.folder.heartbeat, with: Array(heartbeat.json.text.utf8))
        guard let health = try? Health(exchange.folder, clock: exchange.clock) else { return }
        let metrics = exchange.configuration.metricsFile
        let path = metrics.isEmpty ? exchange.folder.metrics : FilePath(metrics)
        try? Files.replace(path, with: Array(health.metrics.utf8))
    }

    /// What goes by itself or by a person's help, and has changed nothing; `nil` for what must end the process.
    private static func passing(_ error: any Error) -> Issue? {
        switch error {
        case let fault as FileFault where fault.operation != "fsync": return .fault(fault)
        case let fault as LedgerFault where fault.kind == .storage && fault.isFull:
            return .diskFull(FilePath(fault.path))
        default: return nil
        }
    }
}
