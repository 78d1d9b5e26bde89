internal import Crypto
public import ExchangeModel
internal import GRDB

/// Something that happened, as it was written down when it did.
///
/// Events are only ever added: the database itself refuses to change or delete one, and each carries the hash of the
/// one before it. So whoever changes a row behind our back leaves a chain that does not fit.
public struct LedgerEvent: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The ledger was made; its subject is the ledger's own name.
        case created = "ledger.created"
        case configured = "configuration"
        case received = "file.received"
        case applied = "file.applied"
        case refused = "file.refused"
        case repeated = "file.duplicate"
        case held = "file.held"
        case confirmed = "file.confirmed"
        case requeued = "file.requeued"
        case settled = "file.settled"
        /// Orders were decided about, and a new edition of the letterbox made where one was due.
        case orders = "orders.updated"
        case resent = "order.resent"
        case placed = "letterbox.placed"
        /// Packs were made for the CRMs for which something had changed.
        case packs = "packs.made"
    }

    /// Counts from 1 without a gap.
    public let id: Int
    /// UTC.
    public let at: String
    public let kind: Kind
    /// What it is about: `file/12`, `letterbox/4`.
    public let subject: String
    /// JSON.
    public let detail: String
    /// SHA-256 over the hash before it and everything above, lower-case hexadecimal.
    public let hash: String

    public init(id: Int, at: String, kind: Kind, subject: String, detail: String, hash: String) {
        self.id = id
        self.at = at
        self.kind = kind
        self.subject = subject
        self.detail = detail
        self.hash = hash
    }

    /// The hash that an event must have after another one.
    public static func hash(
        after previous: String, id: Int, at: String, kind: String, subject: String, detail: String
    ) -> String {
        let text = [previous, String(id), at, kind, subject, detail].joined(separator: "\n")
        return SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// What the first event comes after.
    public static let origin = String(repeating: "0", count: 64)

    /// The event as one line of the journal beside the archive.
    public var line: String {
        JSONText.object([
            ("id", .number(id)), ("at", .string(at)), ("kind", .string(kind.rawValue)), ("subject", .string(subject)),
            ("detail", .string(detail)), ("hash", .string(hash))
        ]).text
    }
}

extension LedgerTransaction {
    /// Writes down what happened.
    @discardableResult
    public func record(
        _ kind: LedgerEvent.Kind, _ subject: String, at: String, _ detail: [(key: String, value: JSONText)] = []
    ) throws -> LedgerEvent {
        let last = try lastEvent()
        let id = (last?.id ?? 0) + 1
        let text = JSONText.object(detail).text
        let hash = LedgerEvent.hash(
            after: last?.hash ?? LedgerEvent.origin, id: id, at: at, kind: kind.rawValue, subject: subject, detail: text
        )
        try database.cachedStatement(
            sql: "INSERT INTO event (id, at, kind, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [id, at, kind.rawValue, subject, text, hash])
        return LedgerEvent(id: id, at: at, kind: kind, subject: subject, detail: text, hash: hash)
    }

    public func event(_ id: Int) throws -> LedgerEvent? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM event WHERE id = ?"), arguments: [id]
        ).flatMap(LedgerEvent.init)
    }

    public func lastEvent() throws -> LedgerEvent? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM event ORDER BY id DESC LIMIT 1")
        ).flatMap(LedgerEvent.init)
    }

    /// Events after one, in order; those of a kind that is not known are left out.
    public func events(after id: Int, _ body: (LedgerEvent) throws -> Void) throws {
        let cursor = try Row.fetchCursor(
            database, sql: "SELECT * FROM event WHERE id > ? ORDER BY id", arguments: [id])
        while let row = try cursor.next() {
            if let event = LedgerEvent(row) { try body(event) }
        }
    }

    /// The newest event of a kind about a subject.
    public func lastEvent(_ kind: LedgerEvent.Kind) throws -> LedgerEvent? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM event WHERE kind = ? ORDER BY id DESC LIMIT 1"),
            arguments: [kind.rawValue]
        ).flatMap(LedgerEvent.init)
    }
}

extension LedgerEvent {
    init?(_ row: Row) {
        guard let kind = Kind(rawValue: row["kind"]) else { return nil }
        self.init(
            id: row["id"], at: row["at"], kind: kind, subject: row["subject"], detail: row["detail"],
            hash: row["hash"])
    }
}
