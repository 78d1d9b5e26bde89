public import ExchangeModel
internal import GRDB
internal import GRDBSQLite

/// What a record did to the state.
public enum UpsertOutcome: Sendable, Equatable {
    case created
    case unchanged
    case changed([FieldChange])
}

/// Lays the records of one file over the state, inside its transaction.
///
/// This is the hot path of `apply`: prepared statements on SQLite itself, bodies compared as bytes where they lie.
/// (GRDB's statements cost 1.2–1.4 times as much, its record types three times; facts/performance.md.)
public final class EntityWriter {
    private let file: Int
    private let find: RawStatement
    private let insert: RawStatement
    private let change: RawStatement
    private let note: RawStatement
    private let refer: RawStatement
    private var revision: Int
    private let database: OpaquePointer

    /// - Parameter file: the ledger's number of the file the records come from.
    public init(_ transaction: LedgerTransaction, file: Int) throws {
        self.file = file
        guard let connection = transaction.database.sqliteConnection else {
            throw LedgerFault(kind: .storage, path: "", code: 0)
        }
        database = connection
        revision = try Int.fetchOne(transaction.database, sql: "SELECT max(revision) FROM entity") ?? 0
        find = try RawStatement(connection, "SELECT id, body FROM entity WHERE kind = ? AND key = ?")
        insert = try RawStatement(
            connection,
            """
            INSERT INTO entity (kind, key, body, created_file, created_line, changed_file, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        change = try RawStatement(
            connection, "UPDATE entity SET body = ?, changed_file = ?, revision = ? WHERE id = ?")
        note = try RawStatement(
            connection, "INSERT INTO change (file, entity, line, revision, fields) VALUES (?, ?, ?, ?, ?)")
        refer = try RawStatement(connection, "INSERT OR IGNORE INTO reference (name, entity) VALUES (?, ?)")
    }

    /// Takes one record.
    ///
    /// - Parameters:
    ///   - body: the text form of its ``FieldSet``.
    ///   - references: other names by which it can be found.
    public func upsert(
        _ kind: RecordKind, key: String, body: [UInt8], line: Int, references: [String] = []
    ) throws -> UpsertOutcome {
        find.bind(1, kind.rawValue)
        find.bind(2, key)
        defer { find.reset() }
        let outcome: UpsertOutcome
        let id: Int
        if try find.step() {
            id = find.integer(0)
            let stored = find.blob(1)
            if stored.elementsEqual(body) { return .unchanged }
            let (merged, changes) = FieldSet(body: Array(stored)).merging(FieldSet(body: body))
            if changes.isEmpty { return .unchanged }
            revision += 1
            change.bind(1, merged.body)
            change.bind(2, file)
            change.bind(3, revision)
            change.bind(4, id)
            try change.run()
            note.bind(1, file)
            note.bind(2, id)
            note.bind(3, line)
            note.bind(4, revision)
            note.bind(5, FieldChange.encode(changes))
            try note.run()
            outcome = .changed(changes)
        } else {
            revision += 1
            insert.bind(1, kind.rawValue)
            insert.bind(2, key)
            insert.bind(3, body)
            insert.bind(4, file)
            insert.bind(5, line)
            insert.bind(6, file)
            insert.bind(7, revision)
            try insert.run()
            id = Int(sqlite3_last_insert_rowid(database))
            outcome = .created
        }
        for reference in references {
            refer.bind(1, reference)
            refer.bind(2, id)
            try refer.run()
        }
        return outcome
    }

    /// Says that an entity has to be looked at again although its own fields did not change: a payment came for
    /// an order.
    public func touch(_ id: Int, in transaction: LedgerTransaction) throws {
        revision += 1
        try transaction.database.execute(
            sql: "UPDATE entity SET revision = ? WHERE id = ?", arguments: [revision, id])
    }
}

/// A prepared statement of SQLite, with as little around it as can be.
private final class RawStatement {
    private let statement: OpaquePointer
    private let database: OpaquePointer
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ database: OpaquePointer, _ sql: String) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(database, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw LedgerFault(kind: .storage, path: "", code: Int(code)) }
        statement = prepared
        self.database = database
    }

    deinit { sqlite3_finalize(statement) }

    func bind(_ index: Int32, _ value: Int) {
        sqlite3_bind_int64(statement, index, Int64(value))
    }

    func bind(_ index: Int32, _ value: String) {
        var value = value
        value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text(statement, index, characters.baseAddress, Int32(bytes.count), Self.transient)
            }
        }
    }

    func bind(_ index: Int32, _ value: [UInt8]) {
        value.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), Self.transient)
        }
    }

    /// Whether there is a row.
    func step() throws -> Bool {
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw LedgerFault(kind: .storage, path: "", code: Int(sqlite3_extended_errcode(database)))
        }
    }

    /// Runs a statement that gives no rows, and makes it ready for the next time.
    func run() throws {
        defer { reset() }
        _ = try step()
    }

    func reset() { sqlite3_reset(statement) }

    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    /// Valid until the statement is reset.
    func blob(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self),
            count: Int(sqlite3_column_bytes(statement, column)))
    }
}
