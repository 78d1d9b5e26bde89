internal import ExchangeModel

extension ExactDecimal {
    /// Rounded to kopecks; `nil` beyond a hundred milliards of roubles.
    ///
    /// Whatever a file says, the sums of a million documents then fit, and no page ends the exchange.
    var sumInKopecks: Int? {
        let kopecks = rounded(to: 2).unscaled
        return kopecks.magnitude <= 10_000_000_000_000 ? Int(kopecks) : nil
    }
}
