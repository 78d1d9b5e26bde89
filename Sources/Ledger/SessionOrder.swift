internal import ExchangeModel
internal import GRDB

/// Where the session of 1C that a file is of stands among those that were applied.
///
/// A file can come late: left in the folder, copied by hand, held back. What it says is older than what is known, so
/// of it is taken only what no later session has told.
public struct SessionOrder: Sendable {
    /// «ДатаФормирования», as the file wrote it.
    public let formedAt: String
    /// What the file holds: `prices`.
    public let kinds: String
    /// Only what changed; a full export tells of everything at once, and needs no note for each entity.
    public let isPart: Bool
    /// A later session was applied.
    public let isOlder: Bool
    /// A later session brought everything of these kinds.
    public let isSuperseded: Bool

    public init(formedAt: String, kinds: String, isPart: Bool, in transaction: LedgerTransaction) throws {
        self.formedAt = formedAt
        self.kinds = kinds
        self.isPart = isPart
        isOlder = try transaction.hasLaterSession(than: formedAt, full: nil)
        isSuperseded = try isOlder && transaction.hasLaterSession(than: formedAt, full: kinds)
    }
}

extension LedgerTransaction {
    /// Whether the changes of a later session named an entity in a file of the same kind.
    func wasTold(_ entity: Int, after session: SessionOrder) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM told WHERE entity = ? AND kinds = ? AND formed_at > ?)"),
            arguments: [entity, session.kinds, session.formedAt]) ?? false
    }

    /// What of an entity later sessions changed: paths, or what of a list is replaced as a whole.
    ///
    /// All of it where a later session made it.
    func partsChanged(of entity: Int, after formedAt: String) throws -> Set<String> {
        var parts: Set<String> = []
        let made = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT body FROM entity JOIN file ON file.id = created_file WHERE entity.id = ? AND formed_at > ?"
            ),
            arguments: [entity, formedAt])
        if let made {
            parts.formUnion(FieldSet(body: try made.bytes("body")).fields.map { FieldSet.replacedPart($0.path) })
        }
        let changes = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT fields FROM change JOIN file ON file.id = change.file
                    WHERE change.entity = ? AND formed_at > ?
                    """),
            arguments: [entity, formedAt])
        for change in changes {
            parts.formUnion(FieldChange.decode(try change.bytes("fields")).map { FieldSet.replacedPart($0.path) })
        }
        return parts
    }
}
