internal import ExchangeModel
internal import Ledger

/// The customers of 1C with what their documents say, reckoned for one day.
///
/// They are given one by one, their figures reckoned anew each time: memory holds one of them.
final class CustomerBook {
    struct Entry {
        let key: String
        let customer: Customer
        let figures: CustomerFigures
        /// The newest orders with what became of them, for the card of the customer.
        let recent: [String]
    }

    /// For what a customer is looked at.
    enum Mark: String {
        /// The tier of the discount is lost within two weeks if nothing is bought.
        case losesTier = "loses_tier"
        /// A tenth of the turnover leads to the next tier.
        case isNear = "is_near"
        /// The current order lacks what is usually taken.
        case lacks
        case isLate = "is_late"
    }

    let documents: DocumentBook
    let today: CalendarDay
    /// Of those who ordered or bought; sums in kopecks.
    private(set) var count = 0
    private(set) var turnover = 0
    private(set) var yearTurnover = 0

    private let rules: FigureRules

    /// `path` is the ledger's, of which no entity has been changed by the transaction.
    init(
        _ transaction: LedgerTransaction, of path: String, configuration: ExchangeConfiguration, today: CalendarDay
    ) throws {
        documents = try DocumentBook(
            transaction, of: path, settings: configuration.customers, deals: configuration.deals)
        self.today = today
        rules = configuration.customers.rules
        let scratch = documents.scratch
        try scratch.run(
            """
            CREATE TABLE entry (
                customer TEXT, name TEXT, turnover INTEGER, loses_tier INTEGER, is_near INTEGER, lacks INTEGER,
                is_late INTEGER)
            """)
        let insert = try scratch.statement("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)")
        let reader = try EntityReader(transaction)
        try documents.forEachCustomer { key, history in
            let figures = try figures(history)
            count += 1
            turnover += figures.turnover
            yearTurnover += figures.yearTurnover
            try insert.run(
                key, try Self.customer(key, reader).name, figures.turnover,
                figures.losesTier(on: today) ? 1 : 0, figures.isNear ? 1 : 0, figures.lacks ? 1 : 0,
                figures.isLate ? 1 : 0)
        }
        try scratch.run("CREATE INDEX entry_order ON entry (turnover DESC, name, customer)")
    }

    /// Gives those who ordered or bought, by turnover, then name; at most `limit` of those with a mark.
    ///
    /// `transaction` is of the ledger that the book was made of.
    func forEach(
        _ transaction: LedgerTransaction, marked mark: Mark? = nil, limit: Int = .max, _ body: (Entry) throws -> Void
    ) throws {
        let reader = try EntityReader(transaction)
        try documents.scratch.statement(
            "SELECT customer FROM entry WHERE \(mark?.rawValue ?? "1") ORDER BY turnover DESC, name, customer LIMIT ?"
        ).forEach(limit) { row in
            let key = row.text(0)
            let history = try documents.history(of: key)
            try body(
                Entry(
                    key: key, customer: try Self.customer(key, reader), figures: try figures(history),
                    recent: Self.recent(history)))
        }
    }

    /// How many customers have a mark, and the names of the first of them.
    func marked(_ mark: Mark, names limit: Int) throws -> (count: Int, names: [String]) {
        let count = try documents.scratch.statement("SELECT count(*) FROM entry WHERE \(mark.rawValue)")
            .first { $0.integer(0) }
        var names: [String] = []
        try documents.scratch.statement(
            "SELECT name FROM entry WHERE \(mark.rawValue) ORDER BY turnover DESC, name, customer LIMIT ?"
        ).forEach(limit) { names.append($0.text(0)) }
        return (count ?? 0, names)
    }

    private func figures(_ history: CustomerHistory) throws -> CustomerFigures {
        try CustomerFigures(history, goods: documents.goods, rules: rules, today: today)
    }

    private static func customer(_ key: String, _ reader: EntityReader) throws -> Customer {
        try reader.fields(.counterparty, key: key).flatMap { Customer($0, key: key) }
            ?? Customer(key: key, kind: .company, name: key)
    }

    private static func recent(_ history: CustomerHistory) -> [String] {
        let orders = (history.orders + [history.outgoing].compactMap { $0 }).sorted { $0.moment > $1.moment }
        return orders.prefix(3).map {
            "№ \($0.number) от \($0.day.russian): \($0.state), \(ExactDecimal(kopecks: $0.kopecks))"
        }
    }
}

extension CustomerFigures {
    /// Whether the tier of the discount is lost within two weeks if nothing is bought.
    func losesTier(on today: CalendarDay) -> Bool { dropsOn.map { $0 - today <= 14 } ?? false }

    /// Whether a tenth of the turnover leads to the next tier.
    var isNear: Bool { gap.map { $0 > 0 && $0 * 10 <= turnover } ?? false }

    /// Whether the current order lacks what is usually taken.
    var lacks: Bool { currentOrder != nil && !missing.isEmpty }
}
