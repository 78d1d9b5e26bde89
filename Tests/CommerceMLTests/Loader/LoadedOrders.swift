import ExchangeModel
import Testing

/// Compares what 1C has with what was meant.
enum LoadedOrders {
    static func check(_ orders: [OutgoingOrder], in base: Base1C, profile: String) throws {
        for order in orders {
            let found = base.orders.filter { $0.number == order.number }
            #expect(found.count == 1, "order \(order.number) is there \(found.count) times")
            try check(order, try #require(found.first), base: base, profile: profile)
        }
    }

    private static func check(_ order: OutgoingOrder, _ loaded: Base1C.Order, base: Base1C, profile: String) throws {
        #expect(loaded.total == order.sum)
        #expect(loaded.date == order.date)
        #expect(loaded.currency == order.currency)
        #expect(loaded.isPosted)
        #expect(loaded.isCancelled == order.isCancelled)
        #expect(loaded.lines.map(\.sum) == order.lines.map(\.sum))
        #expect(loaded.lines.map(\.quantity) == order.lines.map(\.quantity))
        #expect(loaded.lines.map(\.vat) == order.lines.map { vat($0.vatRate, profile: profile) })
        #expect(loaded.lines.map(\.isCancelled).allSatisfy { $0 == (order.isCancelled && profile == "ut11") })
        for (line, meant) in zip(loaded.lines, order.lines) {
            let parts = (meant.productID ?? "").split(separator: "#").map(String.init)
            #expect(line.product == parts.first)
            #expect(line.characteristic == (parts.count == 2 ? parts[1] : nil))
        }
        let buyer = base.counterparties[try #require(loaded.counterparty)]
        #expect(buyer.kind.rawValue == order.buyer.kind.rawValue)
        // Found or made, it is the one that was meant.
        if order.buyer.isKnownTo1C { #expect(buyer.guid == order.buyer.id) }
        if let inn = order.buyer.inn, !buyer.inn.isEmpty { #expect(buyer.inn == inn) }
    }

    /// УТ tells «Без НДС» and 0 apart by nothing that a file could say.
    private static func vat(_ rate: String, profile: String) -> String {
        rate.lowercased() == "без ндс" || profile == "ut11" && rate == "0" ? "Без НДС" : rate
    }
}
