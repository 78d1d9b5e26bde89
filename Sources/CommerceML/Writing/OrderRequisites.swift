internal import ExchangeModel

/// The requisites of an order as they are written.
enum OrderRequisites {
    static let cancelled = "Отменен"

    /// Those with a name and a value; «Отменен» only where the order is cancelled, and then last.
    static func written(_ order: OutgoingOrder) -> [OutgoingOrder.Requisite] {
        var written: [OutgoingOrder.Requisite] = []
        for requisite in order.requisites {
            guard let name = OrderText.line(requisite.name, limit: OrderText.longNameLength),
                let value = OrderText.line(requisite.value, limit: OrderText.valueLength),
                key(name) != key(cancelled)
            else { continue }
            written.append(OutgoingOrder.Requisite(name: name, value: value))
        }
        if order.isCancelled { written.append(OutgoingOrder.Requisite(name: cancelled, value: "true")) }
        return written
    }

    /// A name as УНФ compares it with the attributes of the order (D25).
    static func key(_ name: String) -> String {
        name.filter { !$0.isWhitespace }.lowercased()
    }
}
