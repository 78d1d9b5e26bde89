public import ExchangeModel
public import Ledger

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
