internal import ExchangeModel

/// How regularly somebody orders, from the days on which he did.
struct OrderRhythm: Sendable {
    /// Distinct, from the oldest.
    private let days: [CalendarDay]

    init(_ days: some Sequence<CalendarDay>) {
        self.days = Set(days).sorted()
    }

    private var gaps: [Int] { zip(days, days.dropFirst()).map { $1 - $0 } }

    /// Twice the median of the gaps, so that it is whole; `nil` with fewer than two days.
    var doubledMedian: Int? {
        let sorted = gaps.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? 2 * sorted[middle] : sorted[middle - 1] + sorted[middle]
    }

    /// Whether it is time again: that share of the median gap is over.
    func isDue(on today: CalendarDay, afterPercent percent: Int) -> Bool {
        guard let last = days.last, let doubled = doubledMedian else { return false }
        return (today - last) * 200 >= doubled * percent
    }

    /// The day on which the next order is expected, halves up; needs three days.
    var expected: CalendarDay? {
        guard days.count >= 3, let last = days.last, let doubled = doubledMedian else { return nil }
        return last + (doubled + 1) / 2
    }

    /// The last order is longer ago than the mean gap and one standard deviation; needs three days.
    ///
    /// In whole numbers: with n gaps of sum S and sum of squares Q, `(d·n − S)² > n·Q − S²`.
    func isLate(on today: CalendarDay) -> Bool {
        guard days.count >= 3, let last = days.last else { return false }
        let gaps = gaps
        let (count, sum) = (gaps.count, gaps.reduce(0, +))
        let squares = gaps.reduce(0) { $0 + $1 * $1 }
        let over = (today - last) * count - sum
        return over > 0 && over * over > count * squares - sum * sum
    }
}
