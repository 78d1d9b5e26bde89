public import ExchangeModel
internal import GRDB

/// Looks records up by the hundred thousand, as the making of a pack does.
public final class EntityReader {
    private let find: RawStatement
    private let anyOffer: RawStatement
    private let changedOffer: RawStatement
    private let offers: RawStatement

    public init(_ transaction: LedgerTransaction) throws {
        let connection = try transaction.connection
        find = try RawStatement(connection, "SELECT body FROM entity WHERE hash = ? AND kind = ? AND key = ?")
        anyOffer = try RawStatement(connection, "SELECT 1 FROM entity WHERE good = ? LIMIT 1")
        changedOffer = try RawStatement(connection, "SELECT 1 FROM entity WHERE good = ? AND revision > ? LIMIT 1")
        offers = try RawStatement(connection, "SELECT key FROM entity WHERE good = ? ORDER BY key")
    }

    public func fields(_ kind: RecordKind, key: String) throws -> FieldSet? {
        find.bind(1, EntityHash.of(kind, key))
        find.bind(2, kind.rawValue)
        find.bind(3, key)
        return try find.first { FieldSet(body: Array($0.blob(0))) }
    }

    /// The offers of a good by characteristic (`Ид#…`).
    public func characteristics(of good: String) throws -> [String] {
        offers.bind(1, EntityHash.ofGood(good))
        defer { offers.reset() }
        var keys: [String] = []
        while try offers.step() {
            let key = offers.text(0)
            if key != good { keys.append(key) }
        }
        return keys
    }

    /// Whether an offer of the good, by characteristic or not, changed above a revision.
    public func hasOffer(of good: String, above revision: Int) throws -> Bool {
        guard revision > 0 else {
            // The index alone answers this; for a revision the row is read.
            anyOffer.bind(1, EntityHash.ofGood(good))
            return try anyOffer.first { _ in true } ?? false
        }
        changedOffer.bind(1, EntityHash.ofGood(good))
        changedOffer.bind(2, revision)
        return try changedOffer.first { _ in true } ?? false
    }
}
