internal import GRDBSQLite

/// Moves the log into the database when it has grown, as SQLite does by itself, and says so before.
final class Checkpoints {
    var before: ((_ bytes: Int) -> Void)?

    /// As SQLite's own.
    private static let pages: Int32 = 1_000

    /// A connection is closed before this goes.
    func begin(_ connection: OpaquePointer) {
        sqlite3_wal_hook(
            connection,
            { context, connection, name, pages in
                guard pages >= Checkpoints.pages, let context else { return SQLITE_OK }
                let checkpoints = Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue()
                checkpoints.before?(Int(pages) * Ledger.pageBytes)
                // What does not go now goes later: the commit stands.
                sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
