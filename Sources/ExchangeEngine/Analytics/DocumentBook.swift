internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// An order of 1C as reports need it; sums in kopecks of a rouble.
struct BookedOrder: Sendable {
    let key: String
    let number: String
    let numberIn1C: String?
    let day: CalendarDay
    let customer: String?
    let kopecks: Int
    /// As 1C writes it, in the order's own currency.
    let sum: ExactDecimal
    /// Goods that came back.
    let returned: Int
    let stage: Order.Stage
    let paid: Int
    /// Neither cancelled nor marked for deletion.
    let counts: Bool
    /// What it shows of a deal's way, with the days that 1C names.
    let milestones: [DealProgress.Milestone: CalendarDay?]
    /// Of the ledger.
    let entity: Int
    /// The file that told of it; `nil` where documents of their own belong to it.
    let onlyFile: Int?

    var isShipped: Bool { stage == .shipped || stage == .completed }
}

/// What 1C's documents say, read once for all reports (docs/figures.md, «Which documents count»).
struct DocumentBook: Sendable {
    private(set) var goods = GoodsRegister()
    /// By key of the counterparty.
    private(set) var histories: [String: CustomerHistory] = [:]
    /// By key of the document.
    private(set) var orders: [String: BookedOrder] = [:]
    /// Documents in another currency without a rate.
    private(set) var uncounted = 0
    private var newestPoints: [String: String] = [:]
    private let pointsRequisite: String

    private let deals: DealSettings

    /// `path` is the ledger's, of which no entity has been changed by the transaction.
    init(
        _ transaction: LedgerTransaction, of path: String, settings: CustomerSettings, deals: DealSettings
    ) throws {
        self.deals = deals
        pointsRequisite = Order.fold(requisite: settings.pointsRequisite)
        let reader = try OrderReader(transaction)
        try OrderReader.documents(path, above: 0) { document in
            let entity = document.entity
            if let order = document.order {
                take(order, entity, onlyFile: document.linked == 0 ? entity.createdFile : nil)
            } else if let movement = Order.Movement(entity.fields),
                movement.kind == .shipment || movement.kind == .goodsReturn,
                try reader.order(of: entity.fields) == nil
            {
                take(movement, of: Order.buyer(entity.fields).flatMap(CounterpartyKey.key), entity.fields)
            }
        }
        try transaction.outgoing(in: [.pending, .published, .presumed]) { row in
            if let order = OutgoingOrder(row.order) { take(order) }
        }
    }

    // MARK: Orders of 1C

    private mutating func take(_ order: Order, _ entity: Entity, onlyFile: Int?) {
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
        orders[order.key] = booked
        if counts, kopecks == nil { uncounted += 1 }
        guard let customer = order.customerKey else { return }
        if !order.isDeleted { takePoints(order, customer) }
        guard counts, let kopecks, let rate else { return }
        var history = histories[customer] ?? CustomerHistory()
        history.orders.append(
            PastOrder(
                number: order.number, day: day, moment: "\(order.date) \(order.time ?? "") \(order.key)",
                kopecks: kopecks, goods: goods(of: order, rate), isShipped: booked.isShipped, paid: paid,
                paymentDue: order.paymentDue.flatMap { CalendarDay($0) },
                state: DealFacts.stage(order.stage).russian))
        let shipments = order.movements.filter { $0.kind == .shipment }
        let shippedOn = order.shippedOn.flatMap { CalendarDay($0) } ?? day
        if !shipments.isEmpty, shipments.allSatisfy({ $0.sum != nil }) {
            for shipment in shipments {
                history.sales.append(
                    Sale(day: shipment.date.flatMap { CalendarDay($0) } ?? shippedOn, kopecks: sum(shipment)))
            }
        } else if booked.isShipped {
            history.sales.append(Sale(day: shippedOn, kopecks: kopecks))
        }
        for movement in returns {
            history.sales.append(
                Sale(day: movement.date.flatMap { CalendarDay($0) } ?? day, kopecks: -sum(movement)))
        }
        histories[customer] = history
    }

    private mutating func takePoints(_ order: Order, _ customer: String) {
        guard !pointsRequisite.isEmpty, let points = order.requisites[pointsRequisite]?.trimmed.nonEmpty else { return }
        let moment = "\(order.date) \(order.time ?? "") \(order.key)"
        guard moment > newestPoints[customer] ?? "" else { return }
        newestPoints[customer] = moment
        histories[customer, default: CustomerHistory()].points = points
    }

    private mutating func goods(of order: Order, _ rate: ExactDecimal) -> [PastOrder.Good] {
        var found: [PastOrder.Good] = []
        for line in order.lines where line.productID != "ORDER_DELIVERY" {
            let number = goods.number(id: line.productID, name: line.name)
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

    private mutating func take(_ movement: Order.Movement, of customer: String?, _ fields: FieldSet) {
        guard let customer, let day = movement.date.flatMap({ CalendarDay($0) }), let sum = movement.sum else { return }
        guard let rate = Self.rate(fields["currency"], fields.decimal("rate")),
            let kopecks = Self.kopecks(sum, rate)
        else { return uncounted += 1 }
        histories[customer, default: CustomerHistory()].sales.append(
            Sale(day: day, kopecks: movement.kind == .goodsReturn ? -kopecks : kopecks))
    }

    private mutating func take(_ order: OutgoingOrder) {
        guard order.buyer.isKnownTo1C, !order.isCancelled, let day = CalendarDay(order.date) else { return }
        let known = histories[order.buyer.id]?.outgoing
        let moment = "\(order.date) \(order.time ?? "") \(order.number)"
        guard moment > known?.moment ?? "" else { return }
        let one = ExactDecimal(1)
        let found = order.lines.map { line in
            PastOrder.Good(
                number: goods.number(id: line.productID, name: line.name), kopecks: Self.kopecks(line.sum, one) ?? 0)
        }
        histories[order.buyer.id, default: CustomerHistory()].outgoing = PastOrder(
            number: order.number, day: day, moment: moment, kopecks: Self.kopecks(order.sum, one) ?? 0, goods: found,
            isShipped: false, paid: 0, paymentDue: nil, state: "передан в 1С")
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
