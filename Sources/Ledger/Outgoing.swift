public import ExchangeModel
internal import Foundation
internal import GRDB

/// An order on its way to 1C.
public struct OutgoingRow: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// Something about it must be settled first.
        case held
        /// Ready, not yet in the letterbox.
        case pending
        /// In the letterbox.
        case published
        /// A session of 1C that read the letterbox has shown itself.
        case presumed
        /// 1C sent it back with a number of its own.
        case confirmed
        /// Taken back before 1C read it.
        case withdrawn
    }

    public var id = 0
    public var sourceKind = RecordKind.deal
    /// Key of the entity that it was made of.
    public var source = ""
    public var crm: String?
    public var title = ""
    public var number: Int?
    public var state = State.held
    /// What a person has to settle.
    public var hold: Issue?
    /// The order as it goes to 1C, in the text form of a ``FieldSet``.
    public var body: [UInt8] = []
    public var digest = ""
    public var edition: Int?
    /// UTC, like the other moments.
    public var createdAt = ""
    public var publishedAt: String?
    public var readAt: String?
    public var confirmedAt: String?
    public var numberIn1C: String?
    /// Key of 1C's document.
    public var document: String?
    public var isChangedIn1C = false
    /// The goods of the version before the one that lies in the letterbox, as a hash.
    public var previous: String?

    public init() {}

    /// What ``body`` says; worked out at each call.
    public var order: FieldSet { FieldSet(body: body) }
}

extension LedgerTransaction {
    /// Orders with their bodies.
    private static let whole = "SELECT outgoing.*, body FROM outgoing JOIN outgoing_body USING (id)"

    public func outgoing(source: String) throws -> OutgoingRow? {
        try Row.fetchOne(
            database.cachedStatement(sql: "\(Self.whole) WHERE source = ?"), arguments: [source]
        ).flatMap { try OutgoingRow($0) }
    }

    public func outgoing(number: Int) throws -> OutgoingRow? {
        try Row.fetchOne(
            database.cachedStatement(sql: "\(Self.whole) WHERE number = ?"), arguments: [number]
        ).flatMap { try OutgoingRow($0) }
    }

    public func outgoing(document: String) throws -> OutgoingRow? {
        try Row.fetchOne(
            database.cachedStatement(sql: "\(Self.whole) WHERE document = ?"), arguments: [document]
        ).flatMap { try OutgoingRow($0) }
    }

    /// Orders in one state by number; in several, in the order in which they came.
    ///
    /// Neither is sorted: SQLite would hold all of them for that.
    public func outgoing(in states: [OutgoingRow.State], _ body: (OutgoingRow) throws -> Void) throws {
        let marks = states.map { _ in "?" }.joined(separator: ", ")
        let sql =
            states.count == 1
            ? "\(Self.whole) WHERE state = ? ORDER BY number"
            : "\(Self.whole) WHERE +state IN (\(marks)) ORDER BY id"
        let cursor = try Row.fetchCursor(database, sql: sql, arguments: StatementArguments(states.map(\.rawValue)))
        while let row = try cursor.next() {
            if let row = try OutgoingRow(row) { try body(row) }
        }
    }

    /// The sources of the orders in a state.
    public func outgoingSources(in state: OutgoingRow.State) throws -> [(RecordKind, String)] {
        try Row.fetchAll(
            database, sql: "SELECT source_kind, source FROM outgoing WHERE state = ? ORDER BY id",
            arguments: [state.rawValue]
        ).compactMap { row in RecordKind(rawValue: row["source_kind"]).map { ($0, row["source"]) } }
    }

    /// The newest orders, newest first, and those that may wait for a person, oldest first.
    public func outgoing(newest limit: Int) throws -> [OutgoingRow] {
        try Row.fetchAll(
            database, sql: "\(Self.whole) ORDER BY id DESC LIMIT ?", arguments: [limit]
        ).compactMap { try OutgoingRow($0) }
    }

    /// Orders about which a person may have to do something: held, noted, published or read before a moment.
    public func outgoing(
        publishedBefore published: String, readBefore read: String, limit: Int
    ) throws -> [OutgoingRow] {
        try Row.fetchAll(
            database,
            sql: """
                \(Self.whole) WHERE hold IS NOT NULL OR state = 'published' AND published_at < ?
                    OR state = 'presumed' AND read_at < ? ORDER BY id LIMIT ?
                """, arguments: [published, read, limit]
        ).compactMap { try OutgoingRow($0) }
    }

    /// Lays what is ready into an edition of the letterbox.
    public func publish(edition: Int, at moment: String) throws {
        try database.execute(
            sql: """
                UPDATE outgoing SET state = 'published', edition = ?, published_at = ?, read_at = NULL
                WHERE state = 'pending'
                """, arguments: [edition, moment])
    }

    /// The editions of which orders wait to be read.
    public func publishedEditions() throws -> [Int] {
        try Int.fetchAll(
            database,
            sql: "SELECT DISTINCT edition FROM outgoing WHERE state = 'published' AND edition IS NOT NULL ORDER BY 1")
    }

    /// What first lay in an edition was read.
    public func setRead(edition: Int, at moment: String) throws {
        try database.execute(
            sql: """
                UPDATE outgoing SET read_at = ?,
                    state = CASE WHEN number_1c IS NULL OR previous IS NOT NULL THEN 'presumed' ELSE 'confirmed' END
                WHERE state = 'published' AND edition = ?
                """, arguments: [moment, edition])
    }

    /// Since when the oldest of the orders in the letterbox lies there.
    public func oldestPublished() throws -> String? {
        try String.fetchOne(database, sql: "SELECT min(published_at) FROM outgoing WHERE state = 'published'")
    }

    public func outgoingCounts() throws -> [OutgoingRow.State: Int] {
        var counts: [OutgoingRow.State: Int] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT state, count(*) AS n FROM outgoing GROUP BY state") {
            if let state = OutgoingRow.State(rawValue: row["state"]) { counts[state] = row["n"] }
        }
        return counts
    }

    /// Enters an order that is new, or what became of one that was read from here.
    public func put(_ row: OutgoingRow) throws {
        let state: [(any DatabaseValueConvertible)?] = [
            row.title, row.number, row.state.rawValue, row.hold.map(HoldText.encode), row.digest, row.edition,
            row.publishedAt, row.readAt, row.confirmedAt, row.numberIn1C, row.document, row.isChangedIn1C, row.previous
        ]
        guard row.id > 0 else {
            try database.cachedStatement(
                sql: """
                    INSERT INTO outgoing (title, number, state, hold, digest, edition, published_at, read_at,
                        confirmed_at, number_1c, document, changed_in_1c, previous, source_kind, source, crm, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(
                arguments: StatementArguments(
                    state + [row.sourceKind.rawValue, row.source, row.crm, row.createdAt]))
            return try database.cachedStatement(sql: "INSERT INTO outgoing_body (id, body) VALUES (?, ?)").execute(
                arguments: [database.lastInsertedRowID, Data(row.body)])
        }
        try database.cachedStatement(
            sql: """
                UPDATE outgoing SET title = ?, number = ?, state = ?, hold = ?, digest = ?, edition = ?,
                    published_at = ?, read_at = ?, confirmed_at = ?, number_1c = ?, document = ?, changed_in_1c = ?,
                    previous = ?
                WHERE id = ?
                """
        ).execute(arguments: StatementArguments(state + [row.id]))
        try database.cachedStatement(sql: "UPDATE outgoing_body SET body = ?2 WHERE id = ?1 AND body <> ?2").execute(
            arguments: [row.id, Data(row.body)])
    }

    /// The number after all that were given; `first` where there is none yet.
    public func nextOrderNumber(from first: Int) throws -> Int {
        max(first, (try Int.fetchOne(database, sql: "SELECT max(number) FROM outgoing") ?? 0) + 1)
    }

    /// Whether a document of 1C has this number.
    public func isDocumentName(_ name: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM reference WHERE name = ?)"),
            arguments: [name]) ?? false
    }
}

extension OutgoingRow {
    init?(_ row: Row) throws {
        guard let kind = RecordKind(rawValue: row["source_kind"]), let state = State(rawValue: row["state"])
        else { return nil }
        self.state = state
        sourceKind = kind
        id = row["id"]
        source = row["source"]
        crm = row["crm"]
        title = row["title"]
        number = row["number"]
        hold = (row["hold"] as String?).flatMap(HoldText.decode)
        body = try row.bytes("body")
        digest = row["digest"]
        edition = row["edition"]
        createdAt = row["created_at"]
        publishedAt = row["published_at"]
        readAt = row["read_at"]
        confirmedAt = row["confirmed_at"]
        numberIn1C = row["number_1c"]
        document = row["document"]
        isChangedIn1C = row["changed_in_1c"]
        previous = row["previous"]
    }
}
