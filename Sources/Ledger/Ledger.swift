internal import CSQLite
internal import ExchangeModel
internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// The ledger said no: what was being done, and what SQLite answered.
public struct LedgerFault: Error, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        /// There is no ledger here.
        case missing
        /// Made by a newer version of the program.
        case newer
        /// Its first goods are laid into it just now, or were when the process ended; see ``Ledger/Way/direct``.
        case busy
        /// SQLite could not do it: disk full, damaged, no permission.
        case storage
    }

    public let kind: Kind
    public let path: String
    /// SQLite's extended result code; 0 where it was not asked.
    public let code: Int

    init(kind: Kind, path: String, code: Int) {
        self.kind = kind
        self.path = path
        self.code = code
    }

    /// What SQLite answered.
    init(code: Int, path: String) {
        let isBusy = Int32(truncatingIfNeeded: code) & 0xFF == SQLITE_BUSY
        let isInterrupted = Int32(truncatingIfNeeded: code) == Self.readOnlyRollback
        self.init(kind: isBusy || isInterrupted ? .busy : .storage, path: path, code: code)
    }

    /// SQLITE_READONLY_ROLLBACK, a macro that Swift does not see: somebody who only looks cannot undo what a process
    /// left that was killed.
    private static let readOnlyRollback = SQLITE_READONLY | 3 << 8

    /// The disk is full; the transaction was undone, and nothing is lost.
    public var isFull: Bool { code & 0xFF == 13 }

    public var description: String { "ledger \(kind.rawValue) (\(code)): \(path)" }
}

/// Which file was applied when, what it changed, and what has gone to the CRMs; one SQLite database.
///
/// The map of this target: `Schema` (the tables) → `Ledger` (one connection, one writer) →
/// ``LedgerTransaction`` with ``FileRow``s, entities (``EntityWriter``), items of a CRM (``CRMItem``) and
/// ``PackRow``s. Everything a file does happens in one transaction or not at all.
///
/// WAL with `synchronous=FULL`: with `NORMAL` a power cut loses commits that were acknowledged, and with them the
/// promise «exactly once» (facts/reliability.md, finding 7). Only the first goods go another ``Way``.
public final class Ledger {
    private let queue: DatabaseQueue
    private let checkpoints = Checkpoints()
    public let path: String
    /// What stands behind the ledger's name in that of its log.
    public static let logSuffix = "-wal"
    /// In that of the journal, by which a transaction is undone that goes ``Way/direct``.
    static let journalSuffix = "-journal"

    /// A record of a good has about 2 KB: on pages of 4 KB every second one would leave half a page empty.
    static let pageBytes = 8192

    /// Opens the ledger, and makes it where there is none.
    public init(path: String) throws {
        self.path = path
        var configuration = Self.configuration
        // Who only looks holds a lock for a moment, an audit longer; beside a log neither is in the way.
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA page_size = \(Self.pageBytes)")
            try Way.log.take(database)
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        queue = try Self.mapped(path) { try DatabaseQueue(path: path, configuration: configuration) }
        try Self.mapped(path) { try queue.inDatabase { checkpoints.begin(try LedgerTransaction($0).connection) } }
        try use(.writingGoods)
        try Self.mapped(path) { try Schema.migrator.migrate(queue) }
        if try Self.mapped(path, { try queue.read { try Schema.migrator.hasBeenSuperseded($0) } }) {
            throw LedgerFault(kind: .newer, path: path, code: 0)
        }
    }

    /// Opens a ledger to look at it; nothing can be written through this.
    ///
    /// `patience`: for how many seconds a question waits while first goods are laid in (``Way/direct``).
    ///
    /// - Throws: ``LedgerFault``, when it is opened or asked; ``LedgerFault/Kind/busy`` after that time.
    public init(readingFrom path: String, patience: Double = Ledger.patience) throws {
        self.path = path
        var configuration = Self.configuration
        configuration.busyMode = .timeout(patience)
        queue = try Self.readingQueue(path, configuration)
    }

    /// Longer than it takes to lay in a hundred thousand goods.
    public static let patience = 5.0

    static func readingQueue(_ path: String, _ configuration: Configuration? = nil) throws -> DatabaseQueue {
        var plain = Configuration()
        plain.busyMode = .timeout(patience)
        var configuration = configuration ?? plain
        configuration.readonly = true
        let name = readingName(path)
        return try mapped(path) { try DatabaseQueue(path: name, configuration: configuration) }
    }

    /// How a ledger is opened so that looking leaves no trace.
    ///
    /// A reader of a database in WAL mode makes `-wal` and `-shm` beside it and cannot take them away again. Where
    /// neither a log nor a journal is there, nobody is writing, and SQLite is told that the file does not change.
    static func readingName(_ path: String) -> String {
        guard [logSuffix, journalSuffix].allSatisfy({ access(path + $0, F_OK) != 0 }) else { return path }
        let escaped = path.utf8.map { byte in
            let isPlain =
                byte < 0x80 && (Unicode.Scalar(byte).properties.isAlphabetic || "/.-_0123456789".utf8.contains(byte))
            return isPlain
                ? String(Unicode.Scalar(byte)) : "%" + String(byte / 16, radix: 16) + String(byte % 16, radix: 16)
        }.joined()
        return "file:\(escaped)?immutable=1"
    }

    /// Done once, before the first connection; where somebody opened one before, SQLite works as it always does.
    static let isPrepared = obmen_sqlite_prepare() == 0

    private static var configuration: Configuration {
        _ = isPrepared
        var configuration = Configuration()
        // A row of ours names only rows that were just read or written. ``LedgerCheck`` looks at all of them; asking for
        // each row of a first export costs a twentieth of it.
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA cache_size = -\(Work.reading.rawValue);
                    PRAGMA temp_store = FILE;
                    """)
        }
        return configuration
    }

    /// How a transaction gets to the disk.
    public enum Way: String, Sendable {
        /// Into SQLite's log, and from there into the database: others read meanwhile what was there before.
        case log = "WAL"
        /// Straight into the database, with a journal of the few pages that were there before. Half as much is written,
        /// but nobody can read meanwhile: for the first goods, before which there is nothing to read.
        case direct = "TRUNCATE"

        /// - Returns: `false` where somebody else has the ledger open; all stays as it was then.
        @discardableResult
        fileprivate func take(_ database: Database) throws -> Bool {
            do {
                return try String.fetchOne(database, sql: "PRAGMA journal_mode = \(rawValue)") == rawValue.lowercased()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && self == .direct {
                return false
            }
        }
    }

    /// Runs `body` in one transaction; what it did is undone when it throws.
    ///
    /// Goes by way of the log where another cannot be taken.
    public func write<Result>(
        _ way: Way = .log, _ body: (LedgerTransaction) throws -> Result
    ) throws -> Result {
        try Self.mapped(path) {
            try queue.writeWithoutTransaction { database in
                guard way == .direct, try way.take(database) else { return try transact(database, .immediate, body) }
                let result = Swift.Result { try transact(database, .exclusive, body) }
                try Way.log.take(database)
                return try result.get()
            }
        }
    }

    private func transact<Result>(
        _ database: Database, _ kind: Database.TransactionKind, _ body: (LedgerTransaction) throws -> Result
    ) throws -> Result {
        var result: Result?
        try database.inTransaction(kind) {
            let transaction = LedgerTransaction(database)
            result = try body(transaction)
            try transaction.deferred.write()
            return .commit
        }
        guard let result else { throw LedgerFault(kind: .storage, path: path, code: 0) }
        return result
    }

    /// Runs `body` on one consistent state, without writing.
    public func read<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try Self.mapped(path) { try queue.read { try body(LedgerTransaction($0)) } }
    }

    /// Told how many bytes of the log are about to go into the database, where that is by itself: behind a commit.
    public var beforeCheckpoint: ((_ bytes: Int) -> Void)? {
        get { checkpoints.before }
        set { checkpoints.before = newValue }
    }

    /// Moves what the write-ahead log holds into the database file.
    ///
    /// `keepsLog`: the log keeps its size, for what is written next; else nothing is left of it.
    public func checkpoint(keepsLog: Bool = false) throws {
        _ = try Self.mapped(path) {
            try queue.writeWithoutTransaction { try $0.checkpoint(keepsLog ? .passive : .truncate) }
        }
    }

    /// For what the ledger keeps pages in memory.
    public enum Work: Int {
        case reading = 4_000
        /// Beside what customers, documents and deals come to.
        case writing = 12_000
        /// Rows go to the end of the file, and hashes wait in memory to be put in sorted.
        case writingGoods = 6_000
    }

    /// Keeps as many pages in memory as a work needs, and gives the others back.
    public func use(_ work: Work) throws {
        try Self.mapped(path) {
            try queue.inDatabase { try LedgerTransaction($0).use(work) }
        }
    }

    static func mapped<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw LedgerFault(code: Int(error.extendedResultCode.rawValue), path: path)
        }
    }
}

/// What can be done inside one transaction; its parts are in the extensions, by table.
public struct LedgerTransaction {
    let database: Database
    let deferred = Deferred()

    init(_ database: Database) {
        self.database = database
    }

    /// As ``Ledger/use(_:)``; the transaction goes on.
    public func use(_ work: Ledger.Work) throws {
        // In kilobytes; after the page size is set, of which SQLite makes a number of pages.
        try database.execute(sql: "PRAGMA cache_size = -\(work.rawValue)")
        if work != .writingGoods { try database.execute(sql: "PRAGMA shrink_memory") }
    }

    /// SQLite's own handle, for the statements of the hot paths.
    var connection: OpaquePointer {
        get throws {
            guard let connection = database.sqliteConnection else {
                throw LedgerFault(kind: .storage, path: "", code: 0)
            }
            return connection
        }
    }
}

extension Ledger {
    /// Makes a copy of a ledger to try things on; the original is only read.
    ///
    /// `source` is `nil`, or a path where nothing is: the copy begins empty.
    public static func copy(of source: String?, to path: String) throws -> Ledger {
        if let source {
            try mapped(source) {
                let original = try readingQueue(source)
                try original.backup(to: try DatabaseQueue(path: path))
            }
        }
        return try Ledger(path: path)
    }
}
