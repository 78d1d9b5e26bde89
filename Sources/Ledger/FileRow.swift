public import ExchangeModel
internal import GRDB

/// One file that was taken in, and its fate.
public struct FileRow: Sendable, Equatable {
    public enum State: String, Sendable {
        /// Copied and hashed; what is in it is not known yet.
        case received
        case applied
        /// The same content had been applied before; nothing was done.
        case duplicate
        case refused
    }

    public enum Side: String, Sendable {
        /// From 1C, for the CRM.
        case inbound
        /// From the CRM or a list, for 1C.
        case outbound
    }

    public var id = 0
    public var side = Side.inbound
    /// The path inside the inbox, or as it was named on the command line.
    public var name = ""
    public var size = 0
    /// Lower-case hexadecimal.
    public var sha256 = ""
    /// UTC, `2026-11-25T04:33:00Z`.
    public var receivedAt = ""
    public var state = State.received
    /// Archived or quarantined, and the claimed original removed.
    public var isSettled = false
    /// How often reading was begun.
    public var attempts = 0
    /// Where the claimed original is; `nil` where it stays with its owner.
    public var claimedPath: String?
    public var spoolName = ""
    /// Where the file is kept for good, inside the exchange folder.
    public var keptPath: String?
    public var duplicateOf: Int?
    public var format: String?
    public var schemaVersion: String?
    public var encoding: String?
    public var formedAt: String?
    public var kinds: [String] = []
    public var changesOnly: Bool?
    /// As JSON, by the names of `inspect`.
    public var counts: String?
    /// Elements that were not understood.
    public var unread: Int?
    /// How many records were new, changed, or as they had been.
    public var created = 0
    public var changed = 0
    public var unchanged = 0
    /// Rows of a table that were not used.
    public var rejected = 0
    public var issueCode: String?
    public var issueLine: Int?
    public var issueColumn: Int?
    public var finishedAt: String?
    /// What a person must say yes to before it is applied.
    public var hold: Issue?
    /// A person said that it shall be applied, whatever speaks against it.
    public var isConfirmed = false

    /// Waits for a person.
    public var isHeld: Bool { state == .received && hold != nil && !isConfirmed }

    public init() {}
}

extension LedgerTransaction {
    /// Enters a file; its `id` is given by the ledger.
    public func add(_ file: FileRow) throws -> Int {
        try database.execute(
            sql: """
                INSERT INTO file (name, size, sha256, received_at, state, claimed_path, spool_name, side, confirmed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                file.name, file.size, file.sha256, file.receivedAt, file.state.rawValue, file.claimedPath,
                file.spoolName, file.side.rawValue, file.isConfirmed
            ])
        return Int(database.lastInsertedRowID)
    }

    public func update(_ file: FileRow) throws {
        try database.execute(
            sql: """
                UPDATE file SET state = ?, settled = ?, attempts = ?, kept_path = ?, duplicate_of = ?, format = ?,
                    schema_version = ?, encoding = ?, formed_at = ?, kinds = ?, changes_only = ?, counts = ?,
                    unread = ?, created = ?, changed = ?, unchanged = ?, issue_code = ?, issue_line = ?,
                    issue_column = ?, finished_at = ?, rejected = ?, hold = ?, confirmed = ?
                WHERE id = ?
                """,
            arguments: [
                file.state.rawValue, file.isSettled, file.attempts, file.keptPath, file.duplicateOf, file.format,
                file.schemaVersion, file.encoding, file.formedAt, file.kinds.joined(separator: " "),
                file.changesOnly, file.counts, file.unread, file.created, file.changed, file.unchanged,
                file.issueCode, file.issueLine, file.issueColumn, file.finishedAt, file.rejected,
                file.hold.map(HoldText.encode), file.isConfirmed, file.id
            ])
    }

    public func file(_ id: Int) throws -> FileRow? {
        try Row.fetchOne(database, sql: "SELECT * FROM file WHERE id = ?", arguments: [id]).map(FileRow.init)
    }

    /// All files in the order in which they came.
    public func files() throws -> [FileRow] {
        try Row.fetchAll(database, sql: "SELECT * FROM file ORDER BY id").map(FileRow.init)
    }

    /// Files whose way was interrupted.
    public func unsettledFiles() throws -> [FileRow] {
        try Row.fetchAll(database, sql: "SELECT * FROM file WHERE settled = 0 ORDER BY id").map(FileRow.init)
    }

    /// The last file with this content that was applied or refused.
    public func decidedFile(sha256: String, side: FileRow.Side = .inbound) throws -> FileRow? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM file WHERE sha256 = ? AND side = ? AND state IN ('applied', 'refused') "
                + "ORDER BY id DESC LIMIT 1",
            arguments: [sha256, side.rawValue]
        ).map(FileRow.init)
    }

    /// When the sessions of 1C that began after a moment sent their files.
    ///
    /// `formedAt` is 1C's own time without a zone.
    public func sessions(after formedAt: String) throws -> [SessionSighting] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT formed_at, kinds, received_at FROM file
                WHERE side = 'inbound' AND state = 'applied' AND formed_at > ? ORDER BY formed_at, id
                """,
            arguments: [formedAt]
        ).map { row in
            SessionSighting(
                formedAt: row["formed_at"], hasDocuments: (row["kinds"] as String? ?? "").contains("documents"),
                receivedAt: row["received_at"])
        }
    }

    /// How many files are in which state.
    public func fileCounts() throws -> [(state: String, count: Int)] {
        try Row.fetchAll(
            database, sql: "SELECT state, count(*) AS n FROM file WHERE settled = 1 GROUP BY state ORDER BY state"
        ).map { ($0["state"], $0["n"]) }
    }

    /// The newest session of 1C of which a file was applied.
    public func lastSession() throws -> (formedAt: String, receivedAt: String)? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT formed_at, received_at FROM file WHERE side = 'inbound' AND state = 'applied'
                    AND formed_at IS NOT NULL ORDER BY formed_at DESC, id DESC LIMIT 1
                """
        ).map { ($0["formed_at"], $0["received_at"]) }
    }

    /// Whether a session of 1C later than this one was applied; `full`: whether it brought everything of these kinds.
    public func hasLaterSession(than formedAt: String, full kinds: String?) throws -> Bool {
        let only = kinds == nil ? "" : "AND changes_only = 0 AND kinds = ?"
        return try Bool.fetchOne(
            database,
            sql:
                "SELECT EXISTS (SELECT 1 FROM file WHERE side = 'inbound' AND state = 'applied' AND formed_at > ? \(only))",
            arguments: StatementArguments([formedAt] + (kinds.map { [$0] } ?? []))) ?? false
    }

    /// Whether a file of a session of 1C came under a name, whatever became of it.
    public func hasFile(named name: String, formedAt: String) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM file WHERE side = 'inbound' AND name = ? AND formed_at = ?)",
            arguments: [name, formedAt]) ?? false
    }

    /// The last full export under a name that was applied and held this kind of content.
    public func lastFull(named name: String, holding kind: String) throws -> FileRow? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT * FROM file WHERE side = 'inbound' AND state = 'applied' AND changes_only = 0 AND name = ?
                    AND instr(' ' || kinds || ' ', ' ' || ? || ' ') > 0 ORDER BY id DESC LIMIT 1
                """,
            arguments: [name, kind]
        ).map(FileRow.init)
    }

    /// The last applied file with the same kinds of content.
    public func lastApplied(kinds: [String]) throws -> FileRow? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM file WHERE state = 'applied' AND kinds = ? ORDER BY id DESC LIMIT 1",
            arguments: [kinds.joined(separator: " ")]
        ).map(FileRow.init)
    }
}

/// A file by which a session of 1C showed itself.
public struct SessionSighting: Sendable, Equatable {
    /// «ДатаФормирования» as the file wrote it.
    public let formedAt: String
    public let hasDocuments: Bool
    /// UTC.
    public let receivedAt: String
}

extension FileRow {
    init(_ row: Row) {
        id = row["id"]
        side = Side(rawValue: row["side"]) ?? .inbound
        name = row["name"]
        size = row["size"]
        sha256 = row["sha256"]
        receivedAt = row["received_at"]
        state = State(rawValue: row["state"]) ?? .received
        isSettled = row["settled"]
        attempts = row["attempts"]
        claimedPath = row["claimed_path"]
        spoolName = row["spool_name"]
        keptPath = row["kept_path"]
        duplicateOf = row["duplicate_of"]
        format = row["format"]
        schemaVersion = row["schema_version"]
        encoding = row["encoding"]
        formedAt = row["formed_at"]
        kinds = (row["kinds"] as String? ?? "").split(separator: " ").map(String.init)
        changesOnly = row["changes_only"]
        counts = row["counts"]
        unread = row["unread"]
        created = row["created"]
        changed = row["changed"]
        unchanged = row["unchanged"]
        rejected = row["rejected"]
        issueCode = row["issue_code"]
        issueLine = row["issue_line"]
        issueColumn = row["issue_column"]
        finishedAt = row["finished_at"]
        hold = (row["hold"] as String?).flatMap(HoldText.decode)
        isConfirmed = row["confirmed"]
    }
}
