public import ExchangeModel
internal import GRDB

/// Looks records up by the hundred thousand, as the making of a pack does.
public final class EntityReader {
    private let find: RawStatement
    private let changedOffer: RawStatement

    public init(_ transaction: LedgerTransaction) throws {
        let connection = try transaction.connection
        find = try RawStatement(connection, "SELECT body FROM entity WHERE kind = ? AND key = ?")
        changedOffer = try RawStatement(
            connection,
            "SELECT 1 FROM entity WHERE kind = 'offer' AND key >= ? AND key < ? AND revision > ? LIMIT 1")
    }

    public func fields(_ kind: RecordKind, key: String) throws -> FieldSet? {
        find.bind(1, kind.rawValue)
        find.bind(2, key)
        return try find.first { FieldSet(body: Array($0.blob(0))) }
    }

    /// Whether the good has offers by characteristic (`Ид#…`).
    public func hasCharacteristics(_ good: String) throws -> Bool {
        try hasOffer(from: good + "#", to: good + "$", above: 0)
    }

    /// Whether an offer of the good, by characteristic or not, changed above a revision.
    public func hasOffer(of good: String, above revision: Int) throws -> Bool {
        try hasOffer(from: good, to: good + "$", above: revision)
    }

    private func hasOffer(from first: String, to last: String, above revision: Int) throws -> Bool {
        changedOffer.bind(1, first)
        changedOffer.bind(2, last)
        changedOffer.bind(3, revision)
        return try changedOffer.first { _ in true } ?? false
    }
}
