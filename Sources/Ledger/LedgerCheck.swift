internal import GRDB

/// What SQLite itself says of a ledger, and whether its tables are as they were made.
public struct LedgerCheck: Sendable {
    public let isWhole: Bool
    /// Tables, indices and triggers that are missing, added or made otherwise.
    public let alteredSchema: [String]

    /// - Throws: ``LedgerFault`` where it cannot be opened at all.
    public static func run(_ path: String) throws -> LedgerCheck {
        try Ledger.mapped(path) {
            let queue = try Ledger.readingQueue(path)
            let (isWhole, schema) = try queue.read { database in
                let verdict = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
                let keys = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
                return (verdict == ["ok"] && keys.isEmpty, try objects(database))
            }
            let fresh = try DatabaseQueue()
            try Schema.migrator.migrate(fresh)
            let expected = try fresh.read(objects)
            let names = Set(schema.keys).union(expected.keys)
            return LedgerCheck(
                isWhole: isWhole, alteredSchema: names.filter { schema[$0] != expected[$0] }.sorted())
        }
    }

    private static func objects(_ database: Database) throws -> [String: String] {
        var objects: [String: String] = [:]
        for row in try Row.fetchAll(
            database, sql: "SELECT type || ' ' || name AS name, coalesce(sql, '') AS sql FROM sqlite_master")
        {
            let name: String = row["name"]
            // SQLite keeps its statistics in tables of its own.
            if !name.contains(" sqlite_") { objects[name] = row["sql"] }
        }
        return objects
    }
}
