internal import ExchangeModel

/// The prices of one type in an offer, of which a CRM sees that of one unit.
///
/// Nearly every offer has one price of a type. Where 1C sells in packs or cheaper by quantity there are several
/// («Цена/Коэффициент», «Цена/КоличествоОт»), and none, in whatever order they stand, may pass for that of one.
struct OfferPrices {
    struct Price {
        /// Of one base unit; `nil` where none can be told exactly.
        let ofUnit: ExactDecimal?
        let currency: String?
    }

    let currency: String?
    let vatIncluded: Bool?
    private let type: String
    private let first: Paths
    /// The path of a second amount, of which there is seldom one.
    private let secondAmount: String

    private struct Paths {
        let amount, currency, coefficient, quantityFrom: String

        init(prefix: String) {
            amount = prefix + "amount"
            currency = prefix + "currency"
            coefficient = prefix + "coefficient"
            quantityFrom = prefix + "quantityFrom"
        }

        static let inItem = Paths(prefix: "")
    }

    init(type: String, currency: String?, vatIncluded: Bool?) {
        self.type = type
        self.currency = currency
        self.vatIncluded = vatIncluded
        first = Paths(prefix: "prices[\(type)].")
        secondAmount = "prices[\(type)#2].amount"
    }

    /// - Returns: `nil` where the offer has no price of this type.
    func price(in offer: FieldSet) -> Price? {
        if offer[secondAmount] == nil { return Self.price(in: offer, first)?.price }
        let prices = offer.items("prices").filter { isOfType($0.key) }.compactMap { Self.price(in: $0.item, .inItem) }
        return prices.first { $0.price.ofUnit != nil && $0.isPlain }?.price
            ?? prices.first { $0.price.ofUnit != nil }?.price ?? prices.first?.price
    }

    /// Of several items with one identity, all but the first have a number behind it.
    private func isOfType(_ key: String) -> Bool {
        guard key.hasPrefix(type) else { return false }
        let rest = key.dropFirst(type.count)
        return rest.isEmpty || rest.first == "#" && Int(rest.dropFirst()) != nil
    }

    /// `isPlain`: as 1C wrote it, of the base unit.
    private static func price(in fields: FieldSet, _ paths: Paths) -> (price: Price, isPlain: Bool)? {
        guard let amount = fields.decimal(paths.amount) else { return nil }
        let coefficient = fields[paths.coefficient]
        let isPlain = coefficient == nil || coefficient == "1"
        let isTier = fields.decimal(paths.quantityFrom).map { $0 > ExactDecimal(1) } ?? false
        let ofUnit = isTier ? nil : isPlain ? amount : coefficient.flatMap { Self.unitPrice(amount, of: $0) }
        return (Price(ofUnit: ofUnit, currency: fields[paths.currency]), isPlain)
    }

    /// A price of so many base units as one of one; `nil` where that is not whole kopecks.
    private static func unitPrice(_ amount: ExactDecimal, of units: String) -> ExactDecimal? {
        guard let units = ExactDecimal(units), units > .zero else { return nil }
        if units == ExactDecimal(1) { return amount }
        let (amount, divisor) = (amount.normalized, units.normalized)
        // Kopecks: amount · 100 / divisor, both as whole numbers.
        let scale = amount.scale - divisor.scale - 2
        guard let dividend = multiplied(amount.unscaled, power: -scale),
            let divisor = multiplied(divisor.unscaled, power: scale), dividend % divisor == 0
        else { return nil }
        let kopecks = dividend / divisor
        return kopecks.magnitude < 1_000_000_000_000_000_000 ? ExactDecimal(unscaled: kopecks, scale: 2) : nil
    }

    /// `nil` where it has more digits than can be held; as it is for a power below 0.
    private static func multiplied(_ value: Int128, power: Int) -> Int128? {
        var result = value
        for _ in 0..<max(0, power) {
            let (next, overflow) = result.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            result = next
        }
        return result
    }
}
