internal import ExchangeModel

/// A sale, or less than nothing: a return.
struct Sale: Hashable, Sendable {
    let day: CalendarDay
    let kopecks: Int
}

/// What a customer bought over a window of days that rolls on (docs/figures.md).
struct Turnover: Sendable {
    let sales: [Sale]

    /// Σ of the sales of `days` days up to and with `end`.
    func sum(days: Int, upTo end: CalendarDay) -> Int {
        sales.reduce(0) { $0 + ($1.day <= end && $1.day > end - days ? $1.kopecks : 0) }
    }

    /// The first day after `today` on which the window's turnover is below a limit if nothing is bought any more.
    ///
    /// - Returns: `nil` where it is below it today, or never.
    func day(below limit: Int, window: Int, from today: CalendarDay) -> CalendarDay? {
        var rest = sum(days: window, upTo: today)
        guard rest >= limit else { return nil }
        var leaving: [Int: Int] = [:]
        for sale in sales where sale.day <= today && sale.day > today - window {
            leaving[sale.day.number, default: 0] += sale.kopecks
        }
        for (day, kopecks) in leaving.sorted(by: { $0.key < $1.key }) {
            rest -= kopecks
            if rest < limit { return CalendarDay(number: day + window) }
        }
        return nil
    }
}

/// The steps of a discount that grows with the turnover.
struct DiscountTiers: Sendable, Equatable {
    struct Tier: Sendable, Equatable {
        /// In kopecks.
        let from: Int
        /// As the configuration writes it: `2`, `2.5`.
        let percent: String
    }

    /// From the lowest up.
    let tiers: [Tier]

    init(_ tiers: [Tier]) {
        self.tiers = tiers.sorted { $0.from < $1.from }
    }

    /// The highest tier that is reached; `nil` below the first.
    func reached(_ turnover: Int) -> Tier? { tiers.last { $0.from <= turnover } }

    /// The tier after that; `nil` at the highest.
    func next(_ turnover: Int) -> Tier? { tiers.first { $0.from > turnover } }
}
