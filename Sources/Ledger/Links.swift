public import ExchangeModel
internal import GRDB

/// That a record of a CRM and a record of 1C are one thing.
public struct LinkRow: Sendable, Equatable {
    public let crm: String
    /// `document` or `counterparty`: of 1C's record.
    public let kind: RecordKind
    /// Key of the CRM's record: `bitrix24/company/77`.
    public let source: String
    /// Key of 1C's record.
    public let key: String
    /// How it is known: `code`, `title`, `inn`, `phone`, `email`, `order`.
    public let evidence: String

    public init(crm: String, kind: RecordKind, source: String, key: String, evidence: String) {
        self.crm = crm
        self.kind = kind
        self.source = source
        self.key = key
        self.evidence = evidence
    }
}

extension LedgerTransaction {
    /// Remembers a link; a later one for the same record of the CRM takes its place.
    public func put(_ link: LinkRow) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO link (crm, kind, source, key, evidence) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (source, kind) DO UPDATE SET key = excluded.key, evidence = excluded.evidence
                """
        ).execute(arguments: [link.crm, link.kind.rawValue, link.source, link.key, link.evidence])
    }

    public func link(of source: String, _ kind: RecordKind) throws -> LinkRow? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM link WHERE source = ? AND kind = ?"),
            arguments: [source, kind.rawValue]
        ).flatMap(LinkRow.init)
    }

    /// What in a CRM is this record of 1C.
    public func links(to key: String, _ kind: RecordKind, crm: String) throws -> [LinkRow] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM link WHERE key = ? AND kind = ? AND crm = ? ORDER BY source"),
            arguments: [key, kind.rawValue, crm]
        ).compactMap(LinkRow.init)
    }

    /// Who answers for a record; `nil` where nobody was named yet.
    public func responsible(for key: String) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT person FROM assignment WHERE key = ?"), arguments: [key])
    }

    public func assign(_ person: String, to key: String, at moment: String) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO assignment (key, person, at) VALUES (?, ?, ?)", arguments: [key, person, moment]
        )
    }

    /// How many records each person was given.
    public func assignmentCounts() throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT person, count(*) AS n FROM assignment GROUP BY person") {
            counts[row["person"]] = row["n"]
        }
        return counts
    }
}

extension LinkRow {
    init?(_ row: Row) {
        guard let kind = RecordKind(rawValue: row["kind"]) else { return nil }
        self.init(crm: row["crm"], kind: kind, source: row["source"], key: row["key"], evidence: row["evidence"])
    }
}
