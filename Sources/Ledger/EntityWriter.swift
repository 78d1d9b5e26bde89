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
    private let stand: RawStatement
    private let insert: RawStatement
    private let change: RawStatement
    private let note: RawStatement
    private let refer: RawStatement
    private let tell: RawStatement
    private var pages: KeptPages
    private var revision: Int
    private var log: LogWriteback
    private let database: OpaquePointer
    private let transaction: LedgerTransaction
    private let session: SessionOrder?
    private let hashes: HashIndex
    /// Kinds of which there was nothing when the file began.
    private let fresh: Set<RecordKind>
    /// The entity that was found last.
    private var last = 0
    /// It stood a little behind the one found before it: the next may stand behind this one.
    private var isInOrder = false
    /// Whether the last record replaced a value that this very file had told of the same entity.
    public private(set) var contradictedFile = false

    /// `file` is the ledger's number of the file the records come from; `session` where it stands among 1C's.
    public init(_ transaction: LedgerTransaction, file: Int, session: SessionOrder? = nil) throws {
        self.file = file
        self.transaction = transaction
        self.session = session
        // What another file of this transaction told of.
        try transaction.deferred.write()
        let connection = try transaction.connection
        database = connection
        log = LogWriteback(connection)
        revision = try transaction.revision()
        let columns = "id, body, created_file, changed_file"
        find = try RawStatement(connection, EntityHash.select(columns))
        stand = try RawStatement(connection, "SELECT \(columns) FROM entity WHERE id = ? AND kind = ? AND key = ?")
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
        tell = try RawStatement(
            connection,
            """
            INSERT INTO told (entity, kinds, formed_at) VALUES (?, ?, ?) ON CONFLICT (entity, kinds)
            DO UPDATE SET formed_at = max(formed_at, excluded.formed_at)
            """)
        pages = try KeptPages(connection, file: file)
        fresh = try Set([RecordKind.product, .offer].filter { try !transaction.hasEntities([$0], above: 0) })
        hashes = try HashIndex(connection, "entity_hash", "entity", isEmpty: !fresh.isEmpty)
        transaction.deferred.add(hashes)
        refer = try RawStatement(connection, "INSERT OR IGNORE INTO reference (name, entity) VALUES (?, ?)")
    }

    /// Takes one record.
    ///
    /// `body` is the text form of its ``FieldSet``; `references` are other names by which it can be found.
    public func upsert(
        _ kind: RecordKind, key: String, body: [UInt8], line: Int, references: [String] = []
    ) throws -> UpsertOutcome {
        let hash = EntityHash.of(kind, key)
        contradictedFile = false
        let outcome: UpsertOutcome
        let id: Int
        if let found = try locate(kind, key, hash) {
            defer { found.reset() }
            id = found.integer(0)
            let stored = found.blob(1)
            if body.withUnsafeBufferPointer({ stored.hasBytes(of: $0) }) {
                try note(id)
                return .unchanged
            }
            let known = FieldSet(body: Array(stored))
            let (merged, changes) = known.merging(try upToDate(FieldSet(body: body), over: known, id))
            try note(id)
            if changes.isEmpty { return .unchanged }
            if found.integer(3) == file {
                contradictedFile = try contradicts(changes, id, isOwn: found.integer(2) == file)
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
            log.wrote()
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
            if fresh.contains(kind) {
                try hashes.put(hash, row: id, waits: true)
            } else {
                try hashes.putFew(hash, row: id)
            }
            try note(id)
            log.wrote()
            try pages.insert(kind, revision: revision, id: id)
            outcome = .created
        }
        for reference in references {
            refer.bind(1, reference)
            refer.bind(2, id)
            try refer.run()
        }
        return outcome
    }

    /// The statement that stands on an entity's row; `nil` where there is none.
    private func locate(_ kind: RecordKind, _ key: String, _ hash: Int) throws -> RawStatement? {
        // 1C writes what it wrote before in the same order, and the ledger keeps the order of the files.
        if isInOrder, try stands(last + 1, kind, key) {
            last += 1
            return stand
        }
        if fresh.contains(kind) {
            // Most of a first export: what nobody told before is not looked up.
            if hashes.isNew(hash) { return nil }
            return try hashes.row(hash) { try stands($0, kind, key) }.map { _ in stand }
        }
        for row in hashes.fewRows(hash) where try stands(row, kind, key) { return stand }
        find.bind(1, hash)
        find.bind(2, kind.rawValue)
        find.bind(3, key)
        guard try find.step() else {
            find.reset()
            return nil
        }
        let id = find.integer(0)
        isInOrder = last < id && id <= last + Self.reach
        last = id
        return find
    }

    /// Records of other kinds stand between those of one.
    private static let reach = 64

    /// Whether an entity has this number; `stand` is on its row then.
    private func stands(_ id: Int, _ kind: RecordKind, _ key: String) throws -> Bool {
        stand.bind(1, id)
        stand.bind(2, kind.rawValue)
        stand.bind(3, key)
        if try stand.step() { return true }
        stand.reset()
        return false
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

/// The numbers by which entities are found.
enum EntityHash {
    /// Of the kind and the key; of offers, the first bits are those of their good.
    static func of(_ kind: RecordKind, _ key: String) -> Int {
        let own = StableHash.of(kind.rawValue, key)
        guard kind == .offer else { return own }
        return StableHash.of(good(key)) & ~ownBits | own & ownBits
    }

    /// Between which the hashes of a good's offers are; others' may be there as well.
    static func ofOffers(_ good: String) -> ClosedRange<Int> {
        let hash = StableHash.of(good)
        return startOfOffers(hash)...hash | ownBits
    }

    /// Where the hashes begin that an offer's hash shares its first bits with.
    static func startOfOffers(_ hash: Int) -> Int { hash & ~ownBits }

    private static let ownBits = 0xFF_FFFF

    /// The good that an offer belongs to: what stands before the last `#`.
    static func good(_ key: String) -> String {
        key.utf8.lastIndex(of: UInt8(ascii: "#")).map { String(key[..<$0]) } ?? key
    }

    /// Finds an entity by hash, kind and key.
    static func select(_ columns: String) -> String {
        "SELECT \(columns) FROM entity_hash JOIN entity ON id = entity WHERE hash = ? AND kind = ? AND key = ?"
    }
}
