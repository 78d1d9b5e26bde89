internal import ExchangeModel
internal import Ledger

/// The customers of 1C with what their documents say, reckoned for one day.
struct CustomerBook: Sendable {
    struct Entry: Sendable {
        let key: String
        let customer: Customer
        let figures: CustomerFigures
        /// The newest orders with what became of them, for the card of the customer.
        let recent: [String]
    }

    let documents: DocumentBook
    let today: CalendarDay
    /// Those who ordered or bought; by turnover, then name.
    let entries: [Entry]

    /// `path` is the ledger's, of which no entity has been changed by the transaction.
    init(
        _ transaction: LedgerTransaction, of path: String, configuration: ExchangeConfiguration, today: CalendarDay
    ) throws {
        let documents = try DocumentBook(
            transaction, of: path, settings: configuration.customers, deals: configuration.deals)
        let reader = try EntityReader(transaction)
        var entries: [Entry] = []
        for (key, history) in documents.histories
        where !history.orders.isEmpty || !history.sales.isEmpty || history.outgoing != nil {
            let known = try reader.fields(.counterparty, key: key).flatMap { Customer($0, key: key) }
            entries.append(
                Entry(
                    key: key, customer: known ?? Customer(key: key, kind: .company, name: key),
                    figures: CustomerFigures(
                        history, goods: documents.goods, rules: configuration.customers.rules, today: today),
                    recent: Self.recent(history)))
        }
        self.documents = documents
        self.today = today
        self.entries = entries.sorted {
            ($1.figures.turnover, $0.customer.name, $0.key) < ($0.figures.turnover, $1.customer.name, $1.key)
        }
    }

    private static func recent(_ history: CustomerHistory) -> [String] {
        let orders = (history.orders + [history.outgoing].compactMap { $0 }).sorted { $0.moment > $1.moment }
        return orders.prefix(3).map {
            "№ \($0.number) от \($0.day.russian): \($0.state), \(ExactDecimal(kopecks: $0.kopecks))"
        }
    }
}
