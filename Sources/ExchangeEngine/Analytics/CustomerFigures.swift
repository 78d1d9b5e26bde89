internal import ExchangeModel
internal import Ledger

/// An order as far as figures need it.
struct PastOrder: Sendable {
    /// What one good came to in it.
    struct Good: Sendable {
        /// Of the ``GoodsRegister``.
        let number: Int
        let kopecks: Int
    }

    let number: String
    let day: CalendarDay
    /// Date, time and «Ид»: the order of orders.
    let moment: String
    let kopecks: Int
    let goods: [Good]
    let isShipped: Bool
    let paid: Int
    let paymentDue: CalendarDay?
    /// What people are told of it: «оплачен, отгружен».
    let state: String
}

/// What 1C's documents say of one customer.
struct CustomerHistory: Sendable {
    var orders: [PastOrder] = []
    var sales: [Sale] = []
    /// Points of a loyalty scheme, as 1C wrote them last.
    var points: String?
    /// An order that is on its way to 1C.
    var outgoing: PastOrder?
}

/// Names of goods, each kept once.
final class GoodsRegister {
    private let find, insert, rename, name: RawStatement

    /// `scratch` is where they are kept.
    init(_ scratch: Scratch) throws {
        try scratch.run("CREATE TABLE good (number INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT)")
        find = try scratch.statement("SELECT number, name FROM good WHERE key = ?")
        insert = try scratch.statement("INSERT INTO good (key, name) VALUES (?, ?) RETURNING number")
        rename = try scratch.statement("UPDATE good SET name = ? WHERE number = ?")
        name = try scratch.statement("SELECT name FROM good WHERE number = ?")
    }

    /// `id` tells goods apart, or the name where there is none.
    func number(id: String?, name: String) throws -> Int {
        let key = id ?? "name:\(name)"
        guard let known = try find.first(key, body: { (number: $0.integer(0), name: $0.text(1)) }) else {
            return try insert.first(key, name) { $0.integer(0) } ?? 0
        }
        if known.name != name { try rename.run(name, known.number) }
        return known.number
    }

    /// Under which name a good was last seen.
    func name(_ number: Int) throws -> String { try name.first(number) { $0.text(0) } ?? "" }
}

/// What figures are reckoned by.
struct FigureRules: Sendable, Equatable {
    /// Days over which the turnover counts.
    var window = 90
    /// Of how many of the last orders the usual basket is made.
    var basketOrders = 10
    /// In how many of these a good must be, and in what share of them, per cent, to be usual.
    var usualOrders = 3
    var usualPercent = 30
    /// After what share of its usual gap, per cent, a good is due.
    var duePercent = 80
    var tiers = DiscountTiers([])
}

/// What a manager sees of a customer (docs/figures.md); sums are in kopecks.
struct CustomerFigures: Sendable, Equatable {
    struct LastOrder: Sendable, Equatable {
        let day: CalendarDay
        let kopecks: Int
    }

    var turnover = 0
    var previousTurnover = 0
    var yearTurnover = 0
    var tier: DiscountTiers.Tier?
    /// To the next tier; `nil` at the highest.
    var gap: Int?
    /// The day on which the tier is lost if nothing is bought.
    var dropsOn: CalendarDay?
    var points: String?
    var yearOrders = 0
    var averageOrder: Int?
    var lastOrder: LastOrder?
    /// Days between orders, twice, so that it is whole.
    var doubledInterval: Int?
    var expected: CalendarDay?
    var isLate = false
    /// Number of the order that is not shipped yet.
    var currentOrder: String?
    /// Numbers of goods, best first.
    var usual: [Int] = []
    /// Of these the ones that are due and not in the current order.
    var missing: [Int] = []
    var debt = 0
    var overdue = 0
    var advance = 0

    init(_ history: CustomerHistory, goods: GoodsRegister, rules: FigureRules, today: CalendarDay) throws {
        let turnover = Turnover(sales: history.sales)
        self.turnover = turnover.sum(days: rules.window, upTo: today)
        previousTurnover = turnover.sum(days: rules.window, upTo: today - rules.window)
        yearTurnover = turnover.sum(days: 365, upTo: today)
        tier = rules.tiers.reached(self.turnover)
        gap = rules.tiers.next(self.turnover).map { $0.from - self.turnover }
        dropsOn = tier.flatMap { turnover.day(below: $0.from, window: rules.window, from: today) }
        points = history.points
        let orders = history.orders.filter { $0.day <= today }.sorted { $0.moment < $1.moment }
        takeOrders(orders, rules, today)
        takeSettlements(orders, today)
        try takeBasket(orders, history.outgoing, goods, rules, today)
    }

    private mutating func takeOrders(_ orders: [PastOrder], _ rules: FigureRules, _ today: CalendarDay) {
        guard let last = orders.last else { return }
        lastOrder = LastOrder(day: last.day, kopecks: last.kopecks)
        let year = orders.filter { $0.day > today - 365 }
        yearOrders = year.count
        averageOrder = Self.quotient(year.reduce(0) { $0 + $1.kopecks }, year.count)
        let rhythm = OrderRhythm(orders.suffix(rules.basketOrders).map(\.day))
        expected = rhythm.expected
        doubledInterval = expected == nil ? nil : rhythm.doubledMedian
        isLate = rhythm.isLate(on: today)
    }

    private mutating func takeSettlements(_ orders: [PastOrder], _ today: CalendarDay) {
        for order in orders {
            if order.isShipped {
                let rest = max(0, order.kopecks - order.paid)
                debt += rest
                if let due = order.paymentDue, due < today { overdue += rest }
            } else {
                advance += order.paid
            }
        }
    }

    /// Frequency over the last orders, a strong baseline for what is bought again (facts/crm.md, section 5).
    private mutating func takeBasket(
        _ orders: [PastOrder], _ outgoing: PastOrder?, _ goods: GoodsRegister, _ rules: FigureRules,
        _ today: CalendarDay
    ) throws {
        var past = orders[...]
        var current: PastOrder?
        if let outgoing, outgoing.day >= orders.last?.day ?? outgoing.day {
            current = outgoing
        } else if let last = orders.last, !last.isShipped {
            current = last
            past = past.dropLast()
        }
        currentOrder = current?.number
        past = past.suffix(rules.basketOrders)
        var found: [Int: (days: [CalendarDay], kopecks: Int)] = [:]
        for order in past {
            for good in order.goods {
                found[good.number, default: ([], 0)].days.append(order.day)
                found[good.number]?.kopecks += good.kopecks
            }
        }
        // Frequency × average sum is, over the same orders, the sum itself.
        usual = try found.filter { _, good in
            good.days.count >= rules.usualOrders && good.days.count * 100 >= past.count * rules.usualPercent
        }
        .map { (number: $0.key, kopecks: $0.value.kopecks, name: try goods.name($0.key)) }
        .sorted { ($1.kopecks, $0.name) < ($0.kopecks, $1.name) }
        .map(\.number)
        let taken = Set(current?.goods.map(\.number) ?? [])
        missing = usual.filter { good in
            !taken.contains(good)
                && OrderRhythm(found[good]?.days ?? []).isDue(on: today, afterPercent: rules.duePercent)
        }
    }

    /// Rounded half away from zero; `nil` by nothing.
    static func quotient(_ sum: Int, _ count: Int, times factor: Int = 1) -> Int? {
        guard count > 0 else { return nil }
        let sum = Int128(sum) * Int128(factor)
        let half = Int128(sum < 0 ? -count : count)
        return Int(clamping: (2 * sum + half) / (2 * Int128(count)))
    }
}
