internal import ExchangeModel

/// A figure of a customer that may go into a user field of a CRM; the raw value is its name in the configuration.
enum FigureField: String, CaseIterable, Sendable {
    case turnover, previous, year, discount, gap, drop, points, average, last, interval, expected, usual, missing
    case orders, debt, overdue, advance

    /// Stays in 1C unless settlements are switched on.
    var isSettlement: Bool { [.debt, .overdue, .advance].contains(self) }

    /// The caption of the user field.
    var heading: String {
        switch self {
        case .turnover: "Оборот за период"
        case .previous: "Оборот за прошлый период"
        case .year: "Оборот за 12 месяцев"
        case .discount: "Уровень скидки, %"
        case .gap: "До следующего уровня, руб"
        case .drop: "Дата снижения уровня"
        case .points: "Бонусы"
        case .average: "Средний заказ"
        case .last: "Последний заказ"
        case .interval: "Интервал заказов, дней"
        case .expected: "Ждём заказ"
        case .usual: "Обычно берёт"
        case .missing: "Не взял в этот раз"
        case .orders: "Последние заказы"
        case .debt: "Долг"
        case .overdue: "Просрочено"
        case .advance: "Аванс"
        }
    }

    /// The cell, with a point before kopecks and days as importers read them.
    func value(_ entry: CustomerBook.Entry, _ goods: GoodsRegister) throws -> String {
        let figures = entry.figures
        func money(_ kopecks: Int?) -> String { kopecks.map { ExactDecimal(kopecks: $0).description } ?? "" }
        func names(_ numbers: [Int]) throws -> String {
            try numbers.prefix(10).map { try goods.name($0).singleLine }.joined(separator: "; ")
        }
        return switch self {
        case .turnover: money(figures.turnover)
        case .previous: money(figures.previousTurnover)
        case .year: money(figures.yearTurnover)
        case .discount: figures.tier?.percent ?? "0"
        case .gap: money(figures.gap)
        case .drop: figures.dropsOn?.russian ?? ""
        case .points: figures.points ?? ""
        case .average: money(figures.averageOrder)
        case .last: figures.lastOrder.map { "\($0.day.russian), \(money($0.kopecks))" } ?? ""
        case .interval: figures.doubledInterval.map { $0 % 2 == 0 ? String($0 / 2) : "\($0 / 2).5" } ?? ""
        case .expected: figures.expected?.russian ?? ""
        case .usual: try names(figures.usual)
        case .missing: try names(figures.missing)
        case .orders: entry.recent.joined(separator: "; ")
        case .debt: money(figures.debt)
        case .overdue: money(figures.overdue)
        case .advance: money(figures.advance)
        }
    }
}
