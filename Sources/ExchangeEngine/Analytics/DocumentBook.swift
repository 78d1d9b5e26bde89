internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// What 1C's documents say, read once for all reports (docs/figures.md, «Which documents count»).
///
/// There may be a hundred thousand of them: they lie in a ``Scratch`` and are given one by one.
final class DocumentBook {
    let goods: GoodsRegister
    /// Documents in another currency without a rate.
    private(set) var uncounted = 0
    /// Where it lies; what is reckoned of it may lie there as well.
    let scratch: Scratch

    private let pointsRequisite: String
    private let deals: DealSettings
    private let insert: Insertions
    private let find: RawStatement
    private let histories: HistoryReader

    /// `path` is the ledger's, of which no entity has been changed by the transaction.
    init(
        _ transaction: LedgerTransaction, of path: String, settings: CustomerSettings, deals: DealSettings
    ) throws {
        self.deals = deals
        pointsRequisite = Order.fold(requisite: settings.pointsRequisite)
        scratch = try Scratch(Self.schema)
        goods = try GoodsRegister(scratch)
        insert = try Insertions(scratch)
        find = try scratch.statement("SELECT \(BookedOrder.columns) FROM booked WHERE key = ?")
        histories = try HistoryReader(scratch)
        let reader = try OrderReader(transaction)
        try OrderReader.documents(path, above: 0) { document in
            let entity = document.entity
            if let order = document.order {
                try take(order, entity, onlyFile: document.linked == 0 ? entity.createdFile : nil)
            } else if let movement = Order.Movement(entity.fields),
                movement.kind == .shipment || movement.kind == .goodsReturn,
                try reader.order(of: entity.fields) == nil
            {
                try take(movement, of: Order.buyer(entity.fields).flatMap(CounterpartyKey.key), entity.fields)
            }
        }
        try transaction.outgoing(in: [.pending, .published, .presumed]) { row in
            if let order = OutgoingOrder(row.order) { try take(order) }
        }
        // Made afterwards they are sorted, not inserted into by chance.
        try scratch.run(Self.indices)
    }

    // MARK: Where it lies

    private static let schema = """
        CREATE TABLE booked (
            key TEXT, number TEXT, number_1c TEXT, day INTEGER, customer TEXT, kopecks INTEGER, sum TEXT,
            returned INTEGER, stage TEXT, paid INTEGER, counts INTEGER, milestones TEXT, entity INTEGER,
            only_file INTEGER);
        -- Orders that count, and the one that is on its way to 1C: what figures are made of.
        CREATE TABLE past (
            customer TEXT, is_outgoing INTEGER, number TEXT, day INTEGER, moment TEXT, kopecks INTEGER, goods TEXT,
            is_shipped INTEGER, paid INTEGER, payment_due INTEGER, state TEXT);
        CREATE TABLE sale (customer TEXT, day INTEGER, kopecks INTEGER);
        CREATE TABLE points (customer TEXT, moment TEXT, points TEXT);
        """

    private static let indices = """
        CREATE UNIQUE INDEX booked_key ON booked (key);
        CREATE INDEX booked_day ON booked (day, key);
        CREATE INDEX past_customer ON past (customer, is_outgoing, moment);
        CREATE INDEX sale_customer ON sale (customer);
        CREATE INDEX points_customer ON points (customer, moment);
        """

    private struct Insertions {
        let booked, past, sale, points: RawStatement

        init(_ scratch: Scratch) throws {
            func statement(_ table: String, _ columns: Int) throws -> RawStatement {
                let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
                return try scratch.statement("INSERT INTO \(table) VALUES (\(marks))")
            }
            booked = try statement("booked", 14)
            past = try statement("past", 11)
            sale = try statement("sale", 3)
            points = try statement("points", 3)
        }
    }

    // MARK: What is asked of it

    /// Whether 1C told of no order.
    func isEmpty() throws -> Bool {
        try scratch.statement("SELECT 1 FROM booked LIMIT 1").first { _ in true } == nil
    }

    func order(_ key: String) throws -> BookedOrder? { try find.first(key) { BookedOrder($0) } }

    /// Gives the orders by day and key.
    func forEachOrder(_ body: (BookedOrder) throws -> Void) throws {
        try scratch.statement("SELECT \(BookedOrder.columns) FROM booked ORDER BY day, key").forEach {
            try body(BookedOrder($0))
        }
    }

    /// Gives the orders so that those of one customer follow each other.
    func forEachOrderByCustomer(_ body: (BookedOrder) throws -> Void) throws {
        try scratch.statement("SELECT \(BookedOrder.columns) FROM booked ORDER BY customer, key").forEach {
            try body(BookedOrder($0))
        }
    }

    /// Gives those who ordered or bought.
    func forEachCustomer(_ body: (String, CustomerHistory) throws -> Void) throws {
        try scratch.statement("SELECT customer FROM past UNION SELECT customer FROM sale").forEach {
            let customer = $0.text(0)
            try body(customer, history(of: customer))
        }
    }

    /// A set of keys, empty, that lies where the documents do.
    func marks() throws -> Marks { try Marks(scratch) }

    /// Keys that somebody wants to know again.
    final class Marks {
        private let add, find: RawStatement

        fileprivate init(_ scratch: Scratch) throws {
            try scratch.run("DROP TABLE IF EXISTS mark; CREATE TABLE mark (key TEXT PRIMARY KEY) WITHOUT ROWID")
            add = try scratch.statement("INSERT OR IGNORE INTO mark VALUES (?)")
            find = try scratch.statement("SELECT 1 FROM mark WHERE key = ?")
        }

        func insert(_ key: String) throws { try add.run(key) }
        func contains(_ key: String) throws -> Bool { try find.first(key) { _ in true } ?? false }
    }

    func history(of customer: String) throws -> CustomerHistory { try histories.history(of: customer) }

    // MARK: Orders of 1C

    private func take(_ order: Order, _ entity: Entity, onlyFile: Int?) throws {
        guard let day = CalendarDay(order.date) else { return }
        let counts = !order.isDeleted && order.stage != .cancelled
        let rate = Self.rate(order.currency, order.rate)
        let kopecks = rate.flatMap { Self.kopecks(order.sum, $0) }
        let paid = order.paidSum.flatMap { sum in rate.flatMap { Self.kopecks(sum, $0) } } ?? 0
        let returns = order.movements.filter { $0.kind == .goodsReturn }
        func sum(_ movement: Order.Movement) -> Int {
            movement.sum.flatMap { sum in rate.flatMap { Self.kopecks(sum, $0) } } ?? 0
        }
        let booked = BookedOrder(
            key: order.key, number: order.number, numberIn1C: order.numberIn1C?.trimmed.nonEmpty, day: day,
            customer: order.customerKey, kopecks: kopecks ?? 0, sum: order.sum,
            returned: returns.reduce(0) { $0 + sum($1) }, stage: order.stage, paid: paid, counts: counts,
            milestones: DealProgress.milestones(of: order, deals), entity: entity.id, onlyFile: onlyFile)
        try booked.insert(with: insert.booked)
        if counts, kopecks == nil { uncounted += 1 }
        guard let customer = order.customerKey else { return }
        if !order.isDeleted { try takePoints(order, customer) }
        guard counts, let kopecks, let rate else { return }
        try take(
            PastOrder(
                number: order.number, day: day, moment: "\(order.date) \(order.time ?? "") \(order.key)",
                kopecks: kopecks, goods: goods(of: order, rate), isShipped: booked.isShipped, paid: paid,
                paymentDue: order.paymentDue.flatMap { CalendarDay($0) },
                state: DealFacts.stage(order.stage).russian), of: customer)
        let shipments = order.movements.filter { $0.kind == .shipment }
        let shippedOn = order.shippedOn.flatMap { CalendarDay($0) } ?? day
        if !shipments.isEmpty, shipments.allSatisfy({ $0.sum != nil }) {
            for shipment in shipments {
                try take(
                    Sale(day: shipment.date.flatMap { CalendarDay($0) } ?? shippedOn, kopecks: sum(shipment)),
                    of: customer)
            }
        } else if booked.isShipped {
            try take(Sale(day: shippedOn, kopecks: kopecks), of: customer)
        }
        for movement in returns {
            try take(
                Sale(day: movement.date.flatMap { CalendarDay($0) } ?? day, kopecks: -sum(movement)), of: customer)
        }
    }

    private func take(_ past: PastOrder, of customer: String, isOutgoing: Bool = false) throws {
        let goods = past.goods.map { "\($0.number):\($0.kopecks)" }.joined(separator: " ")
        try insert.past.run(
            customer, isOutgoing ? 1 : 0, past.number, past.day.number, past.moment, past.kopecks, goods,
            past.isShipped ? 1 : 0, past.paid, past.paymentDue?.number, past.state)
    }

    private func take(_ sale: Sale, of customer: String) throws {
        try insert.sale.run(customer, sale.day.number, sale.kopecks)
    }

    private func takePoints(_ order: Order, _ customer: String) throws {
        guard !pointsRequisite.isEmpty, let points = order.requisites[pointsRequisite]?.trimmed.nonEmpty else { return }
        try insert.points.run(customer, "\(order.date) \(order.time ?? "") \(order.key)", points)
    }

    private func goods(of order: Order, _ rate: ExactDecimal) throws -> [PastOrder.Good] {
        var found: [PastOrder.Good] = []
        for line in order.lines where line.productID != "ORDER_DELIVERY" {
            let number = try goods.number(id: line.productID, name: line.name)
            let kopecks = Self.kopecks(line.sum, rate) ?? 0
            if let known = found.firstIndex(where: { $0.number == number }) {
                found[known] = PastOrder.Good(number: number, kopecks: found[known].kopecks + kopecks)
            } else {
                found.append(PastOrder.Good(number: number, kopecks: kopecks))
            }
        }
        return found
    }

    // MARK: What is of no order

    private func take(_ movement: Order.Movement, of customer: String?, _ fields: FieldSet) throws {
        guard let customer, let day = movement.date.flatMap({ CalendarDay($0) }), let sum = movement.sum else { return }
        guard let rate = Self.rate(fields["currency"], fields.decimal("rate")),
            let kopecks = Self.kopecks(sum, rate)
        else { return uncounted += 1 }
        try take(Sale(day: day, kopecks: movement.kind == .goodsReturn ? -kopecks : kopecks), of: customer)
    }

    private func take(_ order: OutgoingOrder) throws {
        guard order.buyer.isKnownTo1C, !order.isCancelled, let day = CalendarDay(order.date) else { return }
        let one = ExactDecimal(1)
        let found = try order.lines.map { line in
            PastOrder.Good(
                number: try goods.number(id: line.productID, name: line.name),
                kopecks: Self.kopecks(line.sum, one) ?? 0)
        }
        try take(
            PastOrder(
                number: order.number, day: day, moment: "\(order.date) \(order.time ?? "") \(order.number)",
                kopecks: Self.kopecks(order.sum, one) ?? 0, goods: found, isShipped: false, paid: 0, paymentDue: nil,
                state: "передан в 1С"), of: order.buyer.id, isOutgoing: true)
    }

    // MARK: Roubles

    /// Roubles for one unit of a currency; `nil` where 1C does not say.
    private static func rate(_ currency: String?, _ rate: ExactDecimal?) -> ExactDecimal? {
        let code = CurrencyCode.of(currency)
        if code.isEmpty || code == "RUB" { return ExactDecimal(1) }
        guard let rate, rate > .zero, rate != ExactDecimal(1) else { return nil }
        return rate
    }

    private static func kopecks(_ sum: ExactDecimal, _ rate: ExactDecimal) -> Int? {
        let roubles = rate == ExactDecimal(1) ? sum : sum.multiplied(by: rate)
        return roubles?.sumInKopecks
    }
}
