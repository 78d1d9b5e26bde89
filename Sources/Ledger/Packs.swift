internal import ExchangeModel
internal import GRDB
internal import GRDBSQLite

/// An import pack that was made for a CRM.
public struct PackRow: Sendable, Equatable {
    public let number: Int
    public let target: String
    /// The pack's folder, inside that of the CRM.
    public let folder: String
    public let madeAt: String
    /// Rows by file, as JSON.
    public let counts: String
    public let isPublished: Bool

    public init(
        number: Int, target: String, folder: String, madeAt: String, counts: String, isPublished: Bool = false
    ) {
        self.number = number
        self.target = target
        self.folder = folder
        self.madeAt = madeAt
        self.counts = counts
        self.isPublished = isPublished
    }
}

/// Something of ours that a CRM has been told of.
public struct CRMItem: Sendable, Equatable {
    public let key: String
    /// The title by which rows of other files link to it.
    public let title: String
    /// What was last sent: a hash of a good's row; of others the facts that a person would be told.
    public let sent: String
    public let firstPack: Int

    public init(key: String, title: String, sent: String, firstPack: Int) {
        self.key = key
        self.title = title
        self.sent = sent
        self.firstPack = firstPack
    }
}

extension LedgerTransaction {
    /// Up to which revision a CRM has been told; 0 where it was told nothing.
    public func revision(toldTo target: String) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT revision FROM target WHERE name = ?", arguments: [target]) ?? 0
    }

    public func setRevision(_ revision: Int, toldTo target: String) throws {
        try database.execute(
            sql: "INSERT INTO target VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET revision = excluded.revision",
            arguments: [target, revision])
    }

    /// Every title of a kind that a CRM has from us.
    public func titles(of kind: String, target: String) throws -> [String] {
        try String.fetchAll(
            database, sql: "SELECT title FROM item WHERE target = ? AND kind = ?", arguments: [target, kind])
    }

    public func nextPackNumber() throws -> Int {
        (try Int.fetchOne(database, sql: "SELECT max(number) FROM pack") ?? 0) + 1
    }

    public func add(_ pack: PackRow) throws {
        try database.execute(
            sql: "INSERT INTO pack (number, target, folder, made_at, counts) VALUES (?, ?, ?, ?, ?)",
            arguments: [pack.number, pack.target, pack.folder, pack.madeAt, pack.counts])
    }

    public func packs(published: Bool? = nil) throws -> [PackRow] {
        try Row.fetchAll(database, sql: "SELECT * FROM pack ORDER BY number").map { row in
            PackRow(
                number: row["number"], target: row["target"], folder: row["folder"], madeAt: row["made_at"],
                counts: row["counts"], isPublished: row["published"])
        }.filter { published == nil || $0.isPublished == published }
    }

    public func setPublished(pack number: Int) throws {
        try database.execute(sql: "UPDATE pack SET published = 1 WHERE number = ?", arguments: [number])
    }
}

/// What one CRM has of ours, looked up and kept by the hundred thousand.
public final class ItemTable {
    private let target: String
    private let pack: Int
    private let database: OpaquePointer
    private let keys: HashIndex
    private let titles: HashIndex
    private let read: RawStatement
    private let begin: RawStatement
    private let replace: RawStatement

    /// `pack` is the number of the pack that is being made.
    public init(_ transaction: LedgerTransaction, target: String, pack: Int) throws {
        self.target = target
        self.pack = pack
        let connection = try transaction.connection
        database = connection
        // One of each for all CRMs: what waits of several is put in together.
        keys = try transaction.deferred.index("item_key") { try Self.index("item_key", connection) }
        titles = try transaction.deferred.index("item_title") { try Self.index("item_title", connection) }
        read = try RawStatement(connection, "SELECT key, title, sent, first_pack, title_hash FROM item WHERE id = ?")
        begin = try RawStatement(
            connection,
            """
            INSERT INTO item (title, sent, last_pack, title_hash, target, kind, key, first_pack)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        replace = try RawStatement(
            connection, "UPDATE item SET title = ?, sent = ?, last_pack = ?, title_hash = ? WHERE id = ?")
    }

    private static func index(_ table: String, _ connection: OpaquePointer) throws -> HashIndex {
        let isKnown = try RawStatement(connection, "SELECT 1 FROM \(table) LIMIT 1").first { _ in true } ?? false
        return try HashIndex(connection, table, "item", isEmpty: !isKnown)
    }

    /// By what an item is found; can be worked out ahead, on another thread.
    public struct Hashes: Sendable {
        let key: Int
        let title: Int

        /// `folded` is the title as the CRM compares it.
        public init(target: String, _ kind: String, key: String, folded: String) {
            self.key = StableHash.of(target, kind, key)
            title = StableHash.of(target, kind, folded)
        }
    }

    public func item(_ kind: String, key: String) throws -> CRMItem? {
        guard let row = try keys.row(StableHash.of(target, kind, key)) else { return nil }
        read.bind(1, row)
        return try read.first {
            CRMItem(key: key, title: $0.text(1), sent: $0.text(2), firstPack: $0.integer(3))
        }
    }

    /// The key of the item that has this title already.
    ///
    /// `folded` is the title as the CRM compares it.
    public func key(_ kind: String, folded: String) throws -> String? {
        guard let row = try titles.row(StableHash.of(target, kind, folded)) else { return nil }
        read.bind(1, row)
        return try read.first { $0.text(0) }
    }

    /// Keeps an item, in place of what is known of it.
    ///
    /// - Throws: ``LedgerFault`` where another item has its title.
    public func put(_ item: CRMItem, _ kind: String, folded: String) throws {
        let hashes = Hashes(target: target, kind, key: item.key, folded: folded)
        guard let row = try keys.row(hashes.key) else { return try insert(item, kind, hashes) }
        read.bind(1, row)
        let known = try read.first { $0.integer(4) }
        bind(replace, item, hashes)
        replace.bind(5, row)
        try replace.run()
        guard let known, known != hashes.title else { return }
        try titles.remove(known, row: row)
        try titles.put(hashes.title, row: row, waits: false)
    }

    /// Keeps an item of which nothing is known so far.
    ///
    /// - Returns: `false` where something may be, or another item may have its title; nothing was changed then.
    public func add(_ item: CRMItem, _ kind: String, _ hashes: Hashes) throws -> Bool {
        guard keys.isNew(hashes.key), titles.isNew(hashes.title) else { return false }
        try insert(item, kind, hashes)
        return true
    }

    private func insert(_ item: CRMItem, _ kind: String, _ hashes: Hashes) throws {
        bind(begin, item, hashes)
        begin.bind(5, target)
        begin.bind(6, kind)
        begin.bind(7, item.key)
        begin.bind(8, item.firstPack)
        try begin.run()
        let row = Int(sqlite3_last_insert_rowid(database))
        try keys.put(hashes.key, row: row, waits: keys.isEmpty)
        try titles.put(hashes.title, row: row, waits: titles.isEmpty)
    }

    private func bind(_ statement: RawStatement, _ item: CRMItem, _ hashes: Hashes) {
        statement.bind(1, item.title)
        statement.bind(2, item.sent)
        statement.bind(3, pack)
        statement.bind(4, hashes.title)
    }
}
