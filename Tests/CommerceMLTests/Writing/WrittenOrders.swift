import CommerceML
import ExchangeModel
import Testing

/// Writes orders and gives the document.
enum WrittenOrders {
    static func bytes(_ orders: [OutgoingOrder], profile: OrdersProfile) -> [UInt8] {
        var writer = OrdersWriter(profile: profile, formedAt: "2026-11-23T10:15:00")
        var bytes: [UInt8] = []
        for order in orders {
            writer.add(order)
            bytes += writer.drain()
        }
        return bytes + writer.finish()
    }

    static func text(_ orders: [OutgoingOrder], profile: String) throws -> String {
        String(decoding: bytes(orders, profile: try #require(OrdersProfile.profile(profile))), as: UTF8.self)
    }

    /// Without the byte order mark, and with an element a line.
    static func spread(_ orders: [OutgoingOrder], profile: String) throws -> String {
        try text(orders, profile: profile).replacing("\u{FEFF}", with: "").replacing("><", with: ">\n<")
    }
}
