internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A place between two durable facts, at which the fault harness may end the process or let the next step fail.
///
/// `OBMEN_FAILPOINT=kept.moved:kill@2` ends the process the second time it comes there; `eio` and `enospc` fail as the
/// disk would, `delay` waits a second. Without the variable nothing happens.
public enum Failpoint: String, CaseIterable, Sendable {
    case claimed = "inbox.claimed"
    case copied = "spool.copied"
    case spooled = "spool.synced"
    case received = "file.received"
    case attempted = "file.attempted"
    case read = "file.read"
    case applied = "file.applied"
    case explained = "refusal.explained"
    case refused = "file.refused"
    case moved = "kept.moved"
    case synchronized = "kept.synced"
    case journalled = "kept.journalled"
    case removed = "kept.removed"
    case settled = "kept.settled"
    case appended = "journal.appended"
    case ordersWritten = "orders.written"
    case ordersDecided = "orders.decided"
    case letterboxReady = "letterbox.ready"
    case letterboxRenamed = "letterbox.renamed"
    case letterboxPlaced = "letterbox.placed"
    case reported = "reports.written"
    case packWritten = "pack.written"
    case packDecided = "pack.decided"
    case packNamed = "pack.named"
    case packPublished = "pack.published"
    case finished = "round.finished"

    /// Comes by this place.
    ///
    /// - Throws: ``FileFault`` where the harness wants one.
    static func pass(_ point: Failpoint) throws {
        guard let wanted, wanted.point == point, seen.add(1, ordering: .relaxed).newValue == wanted.time else { return }
        switch wanted.action {
        case .kill: kill(getpid(), SIGKILL)
        case .eio: throw FileFault(point.rawValue, "failpoint", .ioError)
        case .enospc: throw FileFault(point.rawValue, "failpoint", .noSpace)
        case .delay: sleep(1)
        }
    }

    private enum Action: String {
        case kill, eio, enospc, delay
    }

    private static let seen = Atomic<Int>(0)

    private static let wanted: (point: Failpoint, action: Action, time: Int)? = {
        guard let text = getenv("OBMEN_FAILPOINT").map({ String(cString: $0) }) else { return nil }
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "@" }).map(String.init)
        guard parts.count >= 2, let point = Failpoint(rawValue: parts[0]), let action = Action(rawValue: parts[1])
        else { return nil }
        return (point, action, parts.count > 2 ? Int(parts[2]) ?? 1 : 1)
    }()
}

/// A mistake that the program makes on purpose, so that the fault harness can show that it would be found.
///
/// `OBMEN_BROKEN` names it; nothing else ever does this.
enum BrokenVariant: String {
    /// The claimed original goes before the ledger knows of the file.
    case removeFirst = "remove-before-commit"
    /// Our copy, the archive and the journal are not forced to the disk.
    case noSync = "no-fsync"
    /// A file counts as applied before it is.
    case markFirst = "mark-before-apply"

    static let chosen = getenv("OBMEN_BROKEN").flatMap { BrokenVariant(rawValue: String(cString: $0)) }
}
