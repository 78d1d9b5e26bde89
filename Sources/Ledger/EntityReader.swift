public import ExchangeModel
internal import GRDB

/// Looks records up by the hundred thousand.
public final class EntityReader {
    private let find: RawStatement

    public init(_ transaction: LedgerTransaction) throws {
        try transaction.deferred.write()
        find = try RawStatement(transaction.connection, EntityHash.select("body"))
    }

    public func fields(_ kind: RecordKind, key: String) throws -> FieldSet? {
        find.bind(1, EntityHash.of(kind, key))
        find.bind(2, kind.rawValue)
        find.bind(3, key)
        return try find.first { FieldSet(body: Array($0.blob(0))) }
    }
}
