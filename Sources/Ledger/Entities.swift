public import ExchangeModel
internal import GRDB

/// The newest state of a record.
public struct Entity: Sendable {
    public let id: Int
    public let kind: RecordKind
    public let key: String
    public let fields: FieldSet
    /// The file that first told of it, and the line there.
    public let createdFile: Int
    public let createdLine: Int
    public let revision: Int
}

/// What one file changed in one entity.
public struct ChangeRow: Sendable {
    public let file: Int
    public let entity: Int
    public let line: Int
    public let fields: [FieldChange]
}

extension LedgerTransaction {
    public func entity(_ kind: RecordKind, key: String) throws -> Entity? {
        try deferred.write()
        return try Row.fetchOne(
            database.cachedStatement(sql: EntityHash.select("entity.*")),
            arguments: [EntityHash.of(kind, key), kind.rawValue, key]
        ).flatMap { try Entity($0) }
    }

    public func entity(id: Int) throws -> Entity? {
        try Row.fetchOne(database.cachedStatement(sql: "SELECT * FROM entity WHERE id = ?"), arguments: [id])
            .flatMap { try Entity($0) }
    }

    /// Entities of some kinds changed above a revision, kind by kind, in the order of their last change.
    public func entities(_ kinds: [RecordKind], above revision: Int, _ body: (Entity) throws -> Void) throws {
        for kind in kinds {
            let cursor = try Row.fetchCursor(
                database, sql: "SELECT * FROM entity WHERE kind = ? AND revision > ? ORDER BY revision",
                arguments: [kind.rawValue, revision])
            while let row = try cursor.next() {
                if let entity = try Entity(row) { try body(entity) }
            }
        }
    }

    /// Whether any entity of some kinds changed above a revision.
    public func hasEntities(_ kinds: [RecordKind], above revision: Int) throws -> Bool {
        try kinds.contains { kind in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM entity WHERE kind = ? AND revision > ?)",
                arguments: [kind.rawValue, revision]) ?? false
        }
    }

    /// Whether goods or offers are still to come for the first time, and nothing went to a CRM.
    public func isBeforeFirstGoods() throws -> Bool {
        guard try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM pack)") ?? false else { return false }
        return try [RecordKind.product, .offer].contains { try !hasEntities([$0], above: 0) }
    }

    /// Kind and key of the entities changed above a revision, without their fields.
    public func keys(
        of kinds: [RecordKind], above revision: Int, _ body: (RecordKind, String) throws -> Void
    ) throws {
        for kind in kinds {
            let statement = try RawStatement(
                connection, "SELECT key FROM entity WHERE kind = ? AND revision > ? ORDER BY revision")
            statement.bind(1, kind.rawValue)
            statement.bind(2, revision)
            while try statement.step() { try body(kind, statement.text(0)) }
        }
    }

    /// Entities that are known under another name as well.
    public func entities(referredTo name: String) throws -> [Entity] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT entity.* FROM reference JOIN entity ON entity.id = reference.entity WHERE name = ? "
                    + "ORDER BY entity.id"),
            arguments: [name]
        ).compactMap { try Entity($0) }
    }

    /// Other names of documents that begin so, without the beginning.
    public func references(beginningWith prefix: String) throws -> Set<String> {
        let names = try String.fetchAll(
            database, sql: "SELECT DISTINCT name FROM reference WHERE name >= ? AND name < ?",
            arguments: [prefix, prefix + "\u{10FFFF}"])
        return Set(names.map { String($0.dropFirst(prefix.count)) })
    }

    /// The highest revision there is; 0 where there is nothing.
    public func revision() throws -> Int {
        try RecordKind.allCases.reduce(0) { highest, kind in
            let sql = "SELECT max(revision) FROM entity WHERE kind = ?"
            return max(highest, try Int.fetchOne(database, sql: sql, arguments: [kind.rawValue]) ?? 0)
        }
    }

    /// How many entities of each kind there are.
    public func entityCounts() throws -> [RecordKind: Int] {
        var counts: [RecordKind: Int] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT kind, count(*) AS n FROM entity GROUP BY kind") {
            if let kind = RecordKind(rawValue: row["kind"]) { counts[kind] = row["n"] }
        }
        return counts
    }

    /// Every change of an entity, oldest first.
    public func changes(ofEntity id: Int, above revision: Int = 0) throws -> [ChangeRow] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM change WHERE entity = ? AND revision > ? ORDER BY id"),
            arguments: [id, revision]
        ).map { try ChangeRow($0) }
    }

    /// The paths of an entity to which a file gave a value.
    func pathsChanged(of id: Int, by file: Int) throws -> Set<String> {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT fields FROM change WHERE entity = ? AND file = ?"),
            arguments: [id, file])
        return Set(try rows.flatMap { try FieldChange.decode($0.bytes("fields")) }.filter { $0.new != nil }.map(\.path))
    }

    /// Whether another file of the same name was the first to tell of an entity of a kind.
    public func hasEntity(_ kind: RecordKind, createdUnderNameOf file: FileRow) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM entity JOIN file ON file.id = created_file
                    WHERE kind = ? AND file.name = ? AND file.id <> ?)
                """,
            arguments: [kind.rawValue, file.name, file.id]) ?? false
    }

    /// Whether any file changed an entity after the one that first told of it.
    public func hasChanges(ofEntity id: Int) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM change WHERE entity = ?)"), arguments: [id]
        ) ?? false
    }

    /// What a file changed, at most `limit` entities.
    public func changes(ofFile id: Int, limit: Int) throws -> [ChangeRow] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM change WHERE file = ? ORDER BY id LIMIT ?", arguments: [id, limit]
        ).map { try ChangeRow($0) }
    }

    /// What a file told of first, at most `limit` entities.
    public func entities(createdByFile id: Int, limit: Int) throws -> [Entity] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM entity WHERE created_file = ? ORDER BY id LIMIT ?", arguments: [id, limit]
        ).compactMap { try Entity($0) }
    }
}

extension Row {
    func bytes(_ column: String) throws -> [UInt8] {
        try withUnsafeData(named: column) { $0.map { Array($0) } ?? [] }
    }
}

extension Entity {
    init?(_ row: Row) throws {
        guard let kind = RecordKind(rawValue: row["kind"]) else { return nil }
        self.kind = kind
        id = row["id"]
        key = row["key"]
        fields = try FieldSet(body: row.bytes("body"))
        createdFile = row["created_file"]
        createdLine = row["created_line"]
        revision = row["revision"]
    }
}

extension ChangeRow {
    init(_ row: Row) throws {
        file = row["file"]
        entity = row["entity"]
        line = row["line"]
        fields = try FieldChange.decode(row.bytes("fields"))
    }
}

extension FieldChange {
    /// `path U+001F old U+001F new U+001E` each; a value that was not there is U+0000.
    static func encode(_ changes: [FieldChange]) -> [UInt8] {
        var bytes: [UInt8] = []
        for change in changes {
            bytes.append(contentsOf: change.path.utf8)
            for value in [change.old, change.new] {
                bytes.append(FieldSet.unitSeparator)
                bytes.append(contentsOf: (value ?? "\0").utf8)
            }
            bytes.append(FieldSet.recordSeparator)
        }
        return bytes
    }

    static func decode(_ bytes: some Collection<UInt8>) -> [FieldChange] {
        bytes.split(separator: FieldSet.recordSeparator).compactMap { part in
            let values = part.split(separator: FieldSet.unitSeparator, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard values.count == 3 else { return nil }
            return FieldChange(
                path: values[0], old: values[1] == "\0" ? nil : values[1], new: values[2] == "\0" ? nil : values[2])
        }
    }
}
