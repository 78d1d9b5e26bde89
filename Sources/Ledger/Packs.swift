internal import ExchangeModel
internal import GRDB

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
    private let find: RawStatement
    private let findTitle: RawStatement
    private let keep: RawStatement
    private let begin: RawStatement

    /// `pack` is the number of the pack that is being made.
    public init(_ transaction: LedgerTransaction, target: String, pack: Int) throws {
        self.target = target
        self.pack = pack
        let connection = try transaction.connection
        find = try RawStatement(connection, "SELECT title, sent, first_pack FROM item WHERE key_hash = ?")
        findTitle = try RawStatement(connection, "SELECT key FROM item WHERE title_hash = ?")
        keep = try RawStatement(
            connection,
            """
            INSERT INTO item (target, kind, key, title, sent, first_pack, last_pack, key_hash, title_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key_hash) DO UPDATE SET
                title = excluded.title, sent = excluded.sent, last_pack = excluded.last_pack,
                title_hash = excluded.title_hash
            """)
        begin = try RawStatement(
            connection,
            """
            INSERT INTO item (target, kind, key, title, sent, first_pack, last_pack, key_hash, title_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
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
        find.bind(1, StableHash.of(target, kind, key))
        return try find.first {
            CRMItem(key: key, title: $0.text(0), sent: $0.text(1), firstPack: $0.integer(2))
        }
    }

    /// The key of the item that has this title already.
    ///
    /// `folded` is the title as the CRM compares it.
    public func key(_ kind: String, folded: String) throws -> String? {
        findTitle.bind(1, StableHash.of(target, kind, folded))
        return try findTitle.first { $0.text(0) }
    }

    /// Keeps an item, in place of what is known of it.
    public func put(_ item: CRMItem, _ kind: String, folded: String) throws {
        try run(keep, item, kind, Hashes(target: target, kind, key: item.key, folded: folded))
    }

    /// Keeps an item of which nothing is known so far.
    ///
    /// - Returns: `false` where something is, or where another item has its title; nothing was changed then.
    public func add(_ item: CRMItem, _ kind: String, _ hashes: Hashes) throws -> Bool {
        try run(begin, item, kind, hashes)
        return begin.changes > 0
    }

    private func run(_ statement: RawStatement, _ item: CRMItem, _ kind: String, _ hashes: Hashes) throws {
        statement.bind(1, target)
        statement.bind(2, kind)
        statement.bind(3, item.key)
        statement.bind(4, item.title)
        statement.bind(5, item.sent)
        statement.bind(6, item.firstPack)
        statement.bind(7, pack)
        statement.bind(8, hashes.key)
        statement.bind(9, hashes.title)
        try statement.run()
    }
}
