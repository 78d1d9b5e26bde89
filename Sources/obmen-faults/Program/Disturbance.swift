/// What is done to one run of the program.
enum Disturbance: Sendable {
    case none
    /// The program's own failpoint: a name, what happens, the how manyth time.
    case failpoint(String, FailpointAction, Int)
    /// Killed as a thread enters a call to the system for the Nth time; where a path is given, one that is about it.
    case killAt(SystemCall, Int, on: String? = nil)
    /// The Nth call of a thread fails with an error; where a path is given, one that is about it.
    case failAt(SystemCall, String, Int, on: String? = nil)

    /// Written by a thread of its own, whose calls are never the first of their number: they are met by the path.
    static let letterbox = "to-1c/.orders.xml.part"

    enum FailpointAction: String, Sendable {
        case kill, eio, enospc
    }

    var isKill: Bool {
        switch self {
        case .failpoint(_, .kill, _), .killAt: true
        default: false
        }
    }

    /// Strace sends a signal.
    var isSignal: Bool { if case .killAt = self { true } else { false } }

    /// What to put before `obmen run` to see it again.
    var text: String {
        switch self {
        case .none: "undisturbed"
        case .failpoint(let name, let action, let time): "OBMEN_FAILPOINT=\(name):\(action.rawValue)@\(time)"
        case .killAt, .failAt:
            "strace -f " + (path.map { "-P \($0) " } ?? "") + injection.map { "-e \($0)" }.joined(separator: " ")
        }
    }

    var environment: [String: String] {
        guard case .failpoint(let name, let action, let time) = self else { return [:] }
        return ["OBMEN_FAILPOINT": "\(name):\(action.rawValue)@\(time)"]
    }

    /// Calls that are about something else are not counted.
    var path: String? {
        switch self {
        case .none, .failpoint: nil
        case .killAt(_, _, let path), .failAt(_, _, _, let path): path
        }
    }

    /// Options of strace.
    var injection: [String] {
        switch self {
        case .none, .failpoint: []
        case .killAt(let call, let time, _): ["inject=\(call.rawValue):signal=KILL:when=\(time)"]
        case .failAt(let call, let error, let time, _): ["inject=\(call.rawValue):error=\(error):when=\(time)"]
        }
    }
}

/// The calls to the system that matter to files.
enum SystemCall: String, CaseIterable, Sendable {
    case rename, renameat2, unlink, unlinkat, fsync, fdatasync, pwrite64, write, ftruncate, openat, mkdir, mkdirat
    case read, getdents64

    /// Those at which the program is killed: what comes before and after differs on the disk.
    static let killed: [SystemCall] = [
        .rename, .renameat2, .unlink, .unlinkat, .fsync, .fdatasync, .pwrite64, .write, .ftruncate, .openat, .mkdir,
        .mkdirat
    ]

    /// Those that are made to fail.
    static let failed: [SystemCall] = [
        .openat, .read, .pwrite64, .write, .fsync, .fdatasync, .renameat2, .rename, .unlink, .getdents64, .mkdir
    ]
}
