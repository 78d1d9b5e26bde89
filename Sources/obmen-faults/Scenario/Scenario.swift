import Foundation

/// A file that somebody puts into the exchange folder.
struct Drop: Sendable {
    /// `inbound` or `outbound`.
    let side: String
    let name: String
    let bytes: Data

    init(_ side: String, _ name: String, _ text: String) {
        self.side = side
        self.name = name
        bytes = Data(text.utf8)
    }
}

/// What happens in every history: a day of 1C and the CRM, and the next one.
///
/// All dates of 1C lie far back, so that no session of 1C has read the letterbox: what lies there at the end is all
/// that was ever sent.
enum Scenario {
    /// A catalogue, its prices, orders of 1C, a damaged file; deals of the CRM, a list with one bad row.
    static let first: [Drop] = [
        Drop("inbound", "import.xml", ExchangeDocument.catalogue(names, at: "2024-11-20T10:00:00")),
        Drop("inbound", "offers.xml", ExchangeDocument.offers(prices(from: 50), at: "2024-11-20T10:01:00")),
        Drop("inbound", "orders.xml", ExchangeDocument.orders(orders, at: "2024-11-20T10:02:00")),
        Drop("inbound", "broken.xml", ExchangeDocument.broken("one")),
        Drop("outbound", "deals.csv", Table.deals(firstDeals)),
        Drop("outbound", "list.csv", Table.list(number: 1))
    ]

    /// Another name and price, a new good and order, another damaged file, new deals and customers; and bytes of the
    /// first day again.
    static let second: [Drop] = [
        Drop(
            "inbound", "import.xml",
            ExchangeDocument.catalogue([("p1", "Лампа LED"), ("p6", "Кабель")], at: "2024-11-21T10:00:00")),
        Drop(
            "inbound", "offers.xml",
            ExchangeDocument.offers([("p1", "Лампа LED", 60), ("p6", "Кабель", 70)], at: "2024-11-21T10:01:00")),
        Drop("inbound", "orders.xml", ExchangeDocument.orders([laterOrder], at: "2024-11-21T10:02:00")),
        Drop("inbound", "broken.xml", ExchangeDocument.broken("two")),
        Drop("inbound", "copy of import.xml", ExchangeDocument.catalogue(names, at: "2024-11-20T10:00:00")),
        Drop("outbound", "deals.csv", Table.deals(secondDeals)),
        Drop("outbound", "list.csv", Table.list(number: 2)),
        Drop("outbound", "copy of deals.csv", Table.deals(firstDeals))
    ]

    private static let names = [
        ("p1", "Лампа"), ("p2", "Торшер"), ("p3", "Лента"), ("p4", "Патрон"), ("p5", "Щит")
    ]

    private static func prices(from lowest: Int) -> [(id: String, name: String, price: Int)] {
        names.enumerated().map { ($1.0, $1.1, lowest + $0) }
    }

    private static let orders = [
        ExchangeDocument.order("o1", "УТ-1", customer: ExchangeDocument.company("c1", "Вектор ООО")),
        ExchangeDocument.order("o2", "УТ-2", customer: ExchangeDocument.person("c2", "Иванов Пётр"))
    ]

    private static let laterOrder =
        ExchangeDocument.order("o3", "УТ-3", customer: ExchangeDocument.company("c3", "Азимут ООО"))

    private static let firstDeals = [
        Table.Deal(501, "ООО Ромашка", "Лампа", price: 50, quantity: 2),
        Table.Deal(502, "ООО Астра", "Торшер", price: 51, quantity: 1),
        Table.Deal(503, "ООО Клён", "Щит", price: 54, quantity: 3)
    ]

    private static let secondDeals = [
        Table.Deal(601, "ООО Ромашка", "Кабель", price: 70, quantity: 2),
        Table.Deal(602, "ООО Липа", "Лента", price: 52, quantity: 5),
        Table.Deal(603, "ООО Ясень", "Щит", price: 54, quantity: 1)
    ]
}
