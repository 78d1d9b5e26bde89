internal import ExchangeModel

/// The VAT of a line: how its rate is written, and how much of the sum it is.
struct LineTax {
    /// «Ставка» as the loader knows it.
    let rate: String
    /// `nil`: the line is without VAT.
    let percent: Int?

    /// - Returns: `nil` for a rate that the profile's loader does not know: it would become another one (L10).
    init?(_ vatRate: String, profile: OrdersProfile) {
        let text = profile.vatRates.contains(vatRate) ? vatRate : vatRate.trimmed
        if profile.vatRates.contains(text), let percent = Int(text), percent >= 0 {
            rate = text
            self.percent = percent
        } else if ["без ндс", "без налога"].contains(text.lowercased()) {
            rate = profile.noVATWord
            percent = nil
        } else {
            return nil
        }
    }

    /// The VAT that is in a sum: rounded to the kopeck, half away from zero.
    func kopecks(of sum: Int) -> Int {
        guard let percent, percent > 0 else { return 0 }
        let divisor = Int128(100 + percent)
        let doubled = Int128(sum.magnitude) * Int128(percent) * 2
        let rounded = Int((doubled + divisor) / (2 * divisor))
        return sum < 0 ? -rounded : rounded
    }
}
