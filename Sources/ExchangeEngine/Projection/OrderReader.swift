internal import ExchangeModel
internal import Ledger

/// Reads orders with the payments, shipments and returns that 1C sent as documents of their own.
final class OrderReader {
    private let transaction: LedgerTransaction
    /// What documents name as their «Основание»; most bases send none, and then nothing is looked up.
    private let bases: Set<String>

    init(_ transaction: LedgerTransaction) throws {
        self.transaction = transaction
        bases = try transaction.references(beginningWith: RecordKeys.basis(""))
    }

    /// A document; an order with what belongs to it.
    struct Document: Sendable {
        let entity: Entity
        let order: Order?
        /// How many documents of their own belong to the order.
        let linked: Int
    }

    /// Gives the documents that changed above a revision; they are read and put together on a thread and a connection of
    /// their own, since that takes longer than what becomes of them.
    ///
    /// `path` is the ledger's. Only where no entity has been changed by a transaction that is still open.
    static func documents(_ path: String, above revision: Int, _ use: (Document) throws -> Void) throws {
        try Ahead.run(
            batch: 32, weight: { $0.entity.fields.body.count },
            make: { give in
                try Ledger(readingFrom: path).read { transaction in
                    let reader = try OrderReader(transaction)
                    try transaction.entities([.document], above: revision) { entity in
                        let found = try reader.order(entity)
                        try give(Document(entity: entity, order: found?.order, linked: found?.linked ?? 0))
                    }
                }
            }, use: use)
    }

    /// The order, and how many documents of their own belong to it.
    ///
    /// - Returns: `nil` for a document that is no order.
    private func order(_ entity: Entity) throws -> (order: Order, linked: Int)? {
        guard Order.isOrder(entity.fields) else { return nil }
        let linked = try linked(to: entity)
        return Order(entity.fields, key: entity.key, linked: linked.map(\.fields)).map { ($0, linked.count) }
    }

    /// The documents of which an order is the basis.
    func linked(to order: Entity) throws -> [Entity] {
        guard !bases.isEmpty else { return [] }
        var names: Set = [order.key]
        if let number = order.fields["number"], bases.contains(number), try isOnly(number) { names.insert(number) }
        return try names.filter(bases.contains).sorted().flatMap {
            try transaction.entities(referredTo: RecordKeys.basis($0))
        }
    }

    /// The order that a payment, shipment or return is of.
    func order(of movement: FieldSet) throws -> Entity? {
        guard let basis = movement["basis"] else { return nil }
        let found = try transaction.entities(referredTo: RecordKeys.document(basis)).filter { Order.isOrder($0.fields) }
        return found.first { $0.key == basis } ?? (found.count == 1 ? found.first : nil)
    }

    /// 1C uses numbers again in a new year; then only the «Ид» tells whose payment it is.
    private func isOnly(_ number: String) throws -> Bool {
        try transaction.entities(referredTo: RecordKeys.document(number)).filter { Order.isOrder($0.fields) }.count == 1
    }
}
