internal import CLinux
internal import GRDBSQLite
internal import Glibc

/// Lets the kernel write SQLite's log to the disk while it still grows, so that a commit has little left to wait for.
///
/// Does nothing where there is no log (``Ledger/Way/direct``): the database itself must not be opened past SQLite, whose
/// locks would be gone when it is closed.
struct LogWriteback {
    private let path: String?
    private var rows = 0

    /// About ten megabytes of goods.
    private static let step = 8192

    init(_ connection: OpaquePointer) {
        path = sqlite3_db_filename(connection, "main").flatMap(sqlite3_filename_wal).map { String(cString: $0) }
    }

    /// Says that a row was written.
    mutating func wrote() {
        rows += 1
        guard rows % Self.step == 0, let path else { return }
        // SQLite's locks are on its other files: closing this one gives none of them up.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        obmen_begin_writeback(descriptor, 0, 0)
        close(descriptor)
    }
}
