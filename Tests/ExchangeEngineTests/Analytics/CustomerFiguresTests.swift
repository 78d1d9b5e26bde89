import ExchangeModel
import Ledger
import Testing

@testable import ExchangeEngine

struct CustomerFiguresTests {
    private let today = CalendarDay(number: 1_000)
    private let goods: GoodsRegister

    init() throws {
        goods = try GoodsRegister(Scratch(""))
    }

    private func order(
        _ number: String, age: Int, _ names: [(String, Int)], isShipped: Bool = true, paid: Int? = nil, due: Int? = nil
    ) throws -> PastOrder {
        let found = try names.map { PastOrder.Good(number: try goods.number(id: nil, name: $0.0), kopecks: $0.1) }
        let sum = names.reduce(0) { $0 + $1.1 }
        let day = today - age
        return PastOrder(
            number: number, day: day, moment: "\(day.number + 100_000) \(number)", kopecks: sum, goods: found,
            isShipped: isShipped, paid: paid ?? sum, paymentDue: due.map { today - $0 }, state: "")
    }

    private func figures(_ history: CustomerHistory) throws -> CustomerFigures {
        try CustomerFigures(history, goods: goods, rules: FigureRules(), today: today)
    }

    private func names(_ numbers: [Int]) throws -> [String] { try numbers.map(goods.name) }

    @Test func `finds what is usual, and what of it the current order lacks, the best first`() throws {
        var history = CustomerHistory()
        history.orders = [
            try order("1", age: 40, [("Чай", 100), ("Кофе", 900), ("Сахар", 10)]),
            try order("2", age: 30, [("Чай", 100), ("Кофе", 900)]),
            try order("3", age: 20, [("Чай", 100), ("Кофе", 900), ("Сироп", 5_000)]),
            try order("4", age: 10, [("Чай", 100), ("Сахар", 10)]),
            try order("5", age: 1, [("Чай", 100)], isShipped: false)
        ]
        let figures = try figures(history)
        #expect(figures.currentOrder == "5")
        #expect(try names(figures.usual) == ["Кофе", "Чай"], "sugar and syrup were not taken three times")
        #expect(try names(figures.missing) == ["Кофе"])
    }

    @Test func `lacks nothing that is not due yet`() throws {
        var history = CustomerHistory()
        history.orders = try [60, 40, 20].map { try order("a\($0)", age: $0, [("Кофе", 900)]) }
        history.orders.append(try order("b", age: 5, [("Чай", 100)], isShipped: false))
        #expect(try names(figures(history).missing) == ["Кофе"], "20 days of 20")
        history.orders.append(try order("c", age: 6, [("Кофе", 900)]))
        #expect(try names(figures(history).missing) == [], "6 days of 20")
    }

    @Test func `takes an order on its way to 1C for the current one`() throws {
        var history = CustomerHistory()
        history.orders = try [31, 21, 11].map { try order("a\($0)", age: $0, [("Кофе", 900), ("Чай", 5)]) }
        history.outgoing = try order("100001", age: 0, [("Чай", 5)], isShipped: false)
        let figures = try figures(history)
        #expect(figures.currentOrder == "100001")
        #expect(try names(figures.missing) == ["Кофе"])
        #expect(figures.lastOrder?.day == today - 11, "1C has not made it an order yet")
    }

    @Test func `says what is owed, overdue and paid in advance`() throws {
        var history = CustomerHistory()
        history.orders = [
            try order("1", age: 40, [("Чай", 1_000)], paid: 400, due: 3),
            try order("2", age: 30, [("Чай", 500)], paid: 100),
            try order("3", age: 20, [("Чай", 700)], isShipped: false, paid: 250)
        ]
        let figures = try figures(history)
        #expect((figures.debt, figures.overdue, figures.advance) == (1_000, 600, 250))
    }

    @Test func `has no average of nothing, and rounds halves away from zero`() throws {
        #expect(try figures(CustomerHistory()).averageOrder == nil)
        #expect(CustomerFigures.quotient(5, 2) == 3)
        #expect(CustomerFigures.quotient(-5, 2) == -3)
        #expect(CustomerFigures.quotient(4, 3) == 1)
        #expect(CustomerFigures.quotient(-4, 3) == -1)
    }
}
