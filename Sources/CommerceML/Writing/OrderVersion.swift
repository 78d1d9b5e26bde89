internal import ExchangeModel

/// «НомерВерсии» of an order (3.1): another one whenever anything in the order is another.
enum OrderVersion {
    /// 16 hexadecimal digits; the schema gives 20.
    static func of(_ order: OutgoingOrder) -> String {
        var hash = StableHash()
        for text in texts(of: order) { hash.add(text ?? "\u{0}") }
        let digits = String(UInt(bitPattern: hash.value), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func texts(of order: OutgoingOrder) -> [String?] {
        let buyer = order.buyer
        var texts: [String?] = [
            order.id, order.number, order.date, order.time, order.currency, order.comment,
            order.isCancelled ? "1" : "0", buyer.id, buyer.kind.rawValue, buyer.name, buyer.fullName, buyer.inn,
            buyer.kpp, buyer.phone, buyer.email, buyer.address, buyer.legalAddress
        ]
        for line in order.lines {
            texts += [
                line.productID, line.article, line.name, line.unit.code, line.unit.name,
                line.quantity.normalized.description, line.price.normalized.description,
                line.sum.normalized.description, line.vatRate, line.isService ? "1" : "0"
            ]
        }
        for requisite in order.requisites { texts += [requisite.name, requisite.value] }
        return texts
    }
}
