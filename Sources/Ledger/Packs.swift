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
    public let folded: String
    /// A hash of the row that was last sent.
    public let digest: String
    public let firstPack: Int

    public init(key: String, title: String, folded: String, digest: String, firstPack: Int) {
        self.key = key
        self.title = title
        self.folded = folded
        self.digest = digest
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

    /// - Parameter pack: the number of the pack that is being made.
    public init(_ transaction: LedgerTransaction, target: String, pack: Int) throws {
        self.target = target
        self.pack = pack
        let connection = try transaction.connection
        find = try RawStatement(
            connection,
            "SELECT title, folded, digest, first_pack FROM item WHERE target = ? AND kind = ? AND key = ?")
        findTitle = try RawStatement(
            connection, "SELECT key FROM item WHERE target = ? AND kind = ? AND folded = ?")
        keep = try RawStatement(
            connection,
            """
            INSERT INTO item (target, kind, key, title, folded, digest, first_pack, last_pack)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (target, kind, key) DO UPDATE SET
                title = excluded.title, folded = excluded.folded, digest = excluded.digest,
                last_pack = excluded.last_pack
            """)
    }

    public func item(_ kind: String, key: String) throws -> CRMItem? {
        find.bind(1, target)
        find.bind(2, kind)
        find.bind(3, key)
        return try find.first {
            CRMItem(
                key: key, title: $0.text(0), folded: $0.text(1), digest: $0.text(2), firstPack: $0.integer(3))
        }
    }

    /// The key of the item that has this title already; titles are unique as the CRM compares them.
    public func key(_ kind: String, folded: String) throws -> String? {
        findTitle.bind(1, target)
        findTitle.bind(2, kind)
        findTitle.bind(3, folded)
        return try findTitle.first { $0.text(0) }
    }

    public func put(_ item: CRMItem, _ kind: String) throws {
        keep.bind(1, target)
        keep.bind(2, kind)
        keep.bind(3, item.key)
        keep.bind(4, item.title)
        keep.bind(5, item.folded)
        keep.bind(6, item.digest)
        keep.bind(7, item.firstPack)
        keep.bind(8, pack)
        try keep.run()
    }
}
