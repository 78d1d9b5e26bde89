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
    private let tell: RawStatement
    private var revision: Int
    private let database: OpaquePointer
    private let transaction: LedgerTransaction
    private let session: SessionOrder?
    /// For the kinds of which there was nothing when the file began.
    private var fresh: [RecordKind: KeyFilter] = [:]
    /// Whether the last record replaced a value that this very file had told of the same entity.
    public private(set) var contradictedFile = false

    /// `file` is the ledger's number of the file the records come from; `session` where it stands among 1C's.
    public init(_ transaction: LedgerTransaction, file: Int, session: SessionOrder? = nil) throws {
        self.file = file
        self.transaction = transaction
        self.session = session
        let connection = try transaction.connection
        database = connection
        revision = try transaction.revision()
        find = try RawStatement(
            connection,
            "SELECT id, body, created_file, changed_file FROM entity WHERE hash = ? AND kind = ? AND key = ?")
        insert = try RawStatement(
            connection,
            """
            INSERT INTO entity (kind, key, body, created_file, created_line, changed_file, revision, hash, good)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        change = try RawStatement(
            connection, "UPDATE entity SET body = ?, changed_file = ?, revision = ? WHERE id = ?")
        note = try RawStatement(
            connection, "INSERT INTO change (file, entity, line, revision, fields) VALUES (?, ?, ?, ?, ?)")
        tell = try RawStatement(
            connection,
            """
            INSERT INTO told (entity, kinds, formed_at) VALUES (?, ?, ?) ON CONFLICT (entity, kinds)
            DO UPDATE SET formed_at = max(formed_at, excluded.formed_at)
            """)
        for kind in [RecordKind.product, .offer] where try !transaction.hasEntities([kind], above: 0) {
            fresh[kind] = KeyFilter()
        }
        refer = try RawStatement(connection, "INSERT OR IGNORE INTO reference (name, entity) VALUES (?, ?)")
    }

    /// Takes one record.
    ///
    /// `body` is the text form of its ``FieldSet``; `references` are other names by which it can be found.
    public func upsert(
        _ kind: RecordKind, key: String, body: [UInt8], line: Int, references: [String] = []
    ) throws -> UpsertOutcome {
        let hash = EntityHash.of(kind, key)
        find.bind(1, hash)
        find.bind(2, kind.rawValue)
        find.bind(3, key)
        defer { find.reset() }
        contradictedFile = false
        let outcome: UpsertOutcome
        let id: Int
        // Most of a first export: what nobody told before is not looked up.
        let isNew = fresh[kind]?.insert(hash) ?? false
        if try !isNew && find.step() {
            id = find.integer(0)
            let stored = find.blob(1)
            if body.withUnsafeBufferPointer({ stored.hasBytes(of: $0) }) {
                try note(id)
                return .unchanged
            }
            let known = FieldSet(body: Array(stored))
            let (merged, changes) = known.merging(try upToDate(FieldSet(body: body), over: known, id))
            try note(id)
            if changes.isEmpty { return .unchanged }
            if find.integer(3) == file {
                contradictedFile = try contradicts(changes, id, isOwn: find.integer(2) == file)
            }
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
            insert.bind(8, hash)
            if kind == .offer { insert.bind(9, EntityHash.ofGood(key)) } else { insert.bindNull(9) }
            try insert.run()
            id = Int(sqlite3_last_insert_rowid(database))
            try note(id)
            outcome = .created
        }
        for reference in references {
            refer.bind(1, reference)
            refer.bind(2, id)
            try refer.run()
        }
        return outcome
    }

    /// Whether changes replace what this file told before; `isOwn`: it was the first to tell of the entity.
    private func contradicts(_ changes: [FieldChange], _ id: Int, isOwn: Bool) throws -> Bool {
        let replaced = changes.filter { $0.old != nil }
        guard !isOwn, !replaced.isEmpty else { return !replaced.isEmpty }
        let told = try transaction.pathsChanged(of: id, by: file)
        return replaced.contains { told.contains($0.path) }
    }

    /// Remembers that the changes of a session named an entity, even where they said what was known.
    private func note(_ id: Int) throws {
        guard let session, session.isPart else { return }
        tell.bind(1, id)
        tell.bind(2, session.kinds)
        tell.bind(3, session.formedAt)
        try tell.run()
    }

    /// What of a record of an older session no later one has told.
    private func upToDate(_ fields: FieldSet, over known: FieldSet, _ id: Int) throws -> FieldSet {
        guard let session, session.isOlder else { return fields }
        let isSuperseded = try session.isSuperseded || transaction.wasTold(id, after: session)
        let later = isSuperseded ? [] : try transaction.partsChanged(of: id, after: session.formedAt)
        return fields.yielding(to: known) { isSuperseded || later.contains($0) }
    }

    /// Says that an entity has to be looked at again although its own fields did not change: a payment came for
    /// an order.
    public func touch(_ id: Int, in transaction: LedgerTransaction) throws {
        revision += 1
        try transaction.database.execute(
            sql: "UPDATE entity SET revision = ? WHERE id = ?", arguments: [revision, id])
    }
}

/// Tells which hashes cannot have been inserted: a Bloom filter of a megabyte, wrong for 3 % of a million.
private final class KeyFilter {
    private static let bits = 23
    private var words = [UInt64](repeating: 0, count: 1 << (bits - 6))

    /// - Returns: `false` where the hash may have been inserted before.
    func insert(_ hash: Int) -> Bool {
        let hash = UInt64(bitPattern: Int64(hash))
        let isFirst = set(hash >> (64 - Self.bits))
        return set(hash & (1 << Self.bits - 1)) || isFirst
    }

    /// - Returns: whether the bit was not set before.
    private func set(_ bit: UInt64) -> Bool {
        let (word, mask) = (Int(bit >> 6), UInt64(1) << (bit & 63))
        defer { words[word] |= mask }
        return words[word] & mask == 0
    }
}

/// The numbers by which entities are found.
enum EntityHash {
    static func of(_ kind: RecordKind, _ key: String) -> Int { StableHash.of(kind.rawValue, key) }

    /// Of the good that an offer belongs to: what stands before the last `#`.
    static func ofGood(_ key: String) -> Int {
        StableHash.of(key.utf8.lastIndex(of: UInt8(ascii: "#")).map { String(key[..<$0]) } ?? key)
    }
}
