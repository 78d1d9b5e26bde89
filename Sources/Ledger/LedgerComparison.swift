internal import GRDB

/// Rows of one table that are not the same in two ledgers.
public struct LedgerDifference: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// Only the copy has it: it was taken out of the original.
        case missing
        /// Only the original has it.
        case extra
        /// Both have a row of this key, with other values.
        case changed
    }

    public let table: String
    public let kind: Kind
    /// The key of the first such row.
    public let example: String
    public let count: Int

    /// Stable: `entity.changed`.
    public var code: String { "\(table).\(kind.rawValue)" }
}

/// Compares two ledgers row by row.
public enum LedgerComparison {
    /// Key and compared columns of each table; what a replay cannot know (names in the spool, attempts) is left out.
    private static let tables: [(name: String, key: String, columns: [String])] = [
        (
            "file", "id",
            [
                "name", "size", "sha256", "received_at", "state", "settled", "kept_path", "duplicate_of", "format",
                "schema_version", "encoding", "formed_at", "kinds", "changes_only", "counts", "unread", "created",
                "changed", "unchanged", "issue_code", "issue_line", "issue_column", "finished_at", "side", "rejected",
                "hold", "confirmed"
            ]
        ),
        ("entity", "id", ["kind", "key", "body", "created_file", "created_line", "changed_file", "revision"]),
        ("entity_hash", "hash || ' ' || entity", []),
        ("change", "id", ["file", "entity", "line", "revision", "fields"]),
        ("told", "entity || ' ' || kinds", ["formed_at"]),
        ("reference", "name || ' ' || entity", []),
        ("target", "name", ["revision"]),
        ("pack", "number", ["target", "folder", "made_at", "counts", "published"]),
        ("item", "id", ["target", "kind", "key", "title", "sent", "first_pack", "last_pack", "title_hash"]),
        ("item_key", "hash", ["item"]),
        ("item_title", "hash", ["item"]),
        (
            "outgoing", "id",
            [
                "source_kind", "source", "crm", "title", "number", "state", "hold", "digest", "edition",
                "created_at", "published_at", "read_at", "confirmed_at", "number_1c", "document", "changed_in_1c",
                "previous"
            ]
        ),
        ("outgoing_body", "id", ["body"]),
        ("letterbox", "edition", ["formed_at", "placed_at", "orders", "sha256"]),
        ("link", "source || ' ' || kind", ["crm", "key", "evidence"]),
        ("assignment", "key", ["person", "at"]),
        ("event", "id", ["at", "kind", "subject", "detail", "hash"])
    ]

    /// `copy` is what the original ought to be.
    public static func differences(original: String, copy: String) throws -> [LedgerDifference] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        return try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "ATTACH DATABASE ? AS original", arguments: [Ledger.readingName(original)])
            defer { try? database.execute(sql: "DETACH DATABASE original") }
            return try tables.flatMap { try differences($0.name, $0.key, $0.columns, database) }
        }
    }

    private static func differences(
        _ table: String, _ key: String, _ columns: [String], _ database: Database
    ) throws -> [LedgerDifference] {
        var found: [LedgerDifference] = []
        func look(_ kind: LedgerDifference.Kind, _ sql: String) throws {
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM (\(sql))") ?? 0
            guard count > 0 else { return }
            let example = try String.fetchOne(database, sql: "SELECT CAST(k AS TEXT) FROM (\(sql)) LIMIT 1") ?? ""
            found.append(LedgerDifference(table: table, kind: kind, example: example, count: count))
        }
        let (mine, theirs) = ("SELECT \(key) AS k FROM main.\(table)", "SELECT \(key) AS k FROM original.\(table)")
        try look(.missing, "\(mine) EXCEPT \(theirs)")
        try look(.extra, "\(theirs) EXCEPT \(mine)")
        guard !columns.isEmpty else { return found }
        let list = columns.joined(separator: ", ")
        try look(
            .changed,
            """
            SELECT k FROM (SELECT \(key) AS k, \(list) FROM main.\(table) EXCEPT
                SELECT \(key) AS k, \(list) FROM original.\(table))
            INTERSECT \(theirs)
            """)
        return found
    }
}
