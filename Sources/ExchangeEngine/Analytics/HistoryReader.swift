internal import ExchangeModel
internal import Ledger

/// Puts together what documents say of one customer.
struct HistoryReader {
    private let past, sales, points: RawStatement

    init(_ scratch: Scratch) throws {
        past = try scratch.statement(
            """
            SELECT is_outgoing, number, day, moment, kopecks, goods, is_shipped, paid, payment_due, state
            FROM past WHERE customer = ? ORDER BY is_outgoing, moment
            """)
        sales = try scratch.statement("SELECT day, kopecks FROM sale WHERE customer = ?")
        points = try scratch.statement("SELECT points FROM points WHERE customer = ? ORDER BY moment DESC LIMIT 1")
    }

    func history(of customer: String) throws -> CustomerHistory {
        var history = CustomerHistory()
        try past.forEach(customer) { row in
            let order = PastOrder(
                number: row.text(1), day: CalendarDay(number: row.integer(2)), moment: row.text(3),
                kopecks: row.integer(4), goods: Self.goods(row.text(5)), isShipped: row.integer(6) == 1,
                paid: row.integer(7), paymentDue: row.optionalInteger(8).map { CalendarDay(number: $0) },
                state: row.text(9))
            // Of several on their way the newest counts, which comes last.
            if row.integer(0) == 1 { history.outgoing = order } else { history.orders.append(order) }
        }
        try sales.forEach(customer) {
            history.sales.append(Sale(day: CalendarDay(number: $0.integer(0)), kopecks: $0.integer(1)))
        }
        history.points = try points.first(customer) { $0.text(0) }
        return history
    }

    private static func goods(_ text: String) -> [PastOrder.Good] {
        text.split(separator: " ").compactMap { part in
            let numbers = part.split(separator: ":").compactMap { Int($0) }
            return numbers.count == 2 ? PastOrder.Good(number: numbers[0], kopecks: numbers[1]) : nil
        }
    }
}
