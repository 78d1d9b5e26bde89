internal import ExchangeModel
internal import GRDB

/// One edition of the file that 1C reads.
public struct LetterboxEdition: Sendable, Equatable {
    public let edition: Int
    /// «ДатаФормирования» of the file: the time where the program runs, without zone.
    public let formedAt: String
    /// When it lay in its place; `nil` until then.
    public var placedAt: String?
    public let orders: Int
    /// Of the whole file, lower-case hexadecimal.
    public let sha256: String

    public init(edition: Int, formedAt: String, placedAt: String? = nil, orders: Int, sha256: String) {
        self.edition = edition
        self.formedAt = formedAt
        self.placedAt = placedAt
        self.orders = orders
        self.sha256 = sha256
    }
}

extension LedgerTransaction {
    /// The edition that ought to lie in the letterbox; `nil` before the first.
    public func letterbox() throws -> LetterboxEdition? {
        try Row.fetchOne(database, sql: "SELECT * FROM letterbox ORDER BY edition DESC LIMIT 1").map(
            LetterboxEdition.init)
    }

    public func letterbox(edition: Int) throws -> LetterboxEdition? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM letterbox WHERE edition = ?"), arguments: [edition]
        ).map(LetterboxEdition.init)
    }

    public func add(_ edition: LetterboxEdition) throws {
        try database.execute(
            sql: "INSERT INTO letterbox (edition, formed_at, orders, sha256) VALUES (?, ?, ?, ?)",
            arguments: [edition.edition, edition.formedAt, edition.orders, edition.sha256])
    }

    public func setPlaced(edition: Int, at moment: String) throws {
        try database.execute(
            sql: "UPDATE letterbox SET placed_at = ? WHERE edition = ?", arguments: [moment, edition])
    }
}

extension LetterboxEdition {
    init(_ row: Row) {
        edition = row["edition"]
        formedAt = row["formed_at"]
        placedAt = row["placed_at"]
        orders = row["orders"]
        sha256 = row["sha256"]
    }
}
