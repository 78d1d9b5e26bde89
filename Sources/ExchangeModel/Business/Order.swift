/// «Заказ товара» with what became of it.
public struct Order: Hashable, Sendable {
    /// How far it is.
    ///
    /// The order of the cases is the order of life; a status never goes back by itself.
    public enum Stage: String, Sendable, CaseIterable {
        case new
        case partlyPaid
        case paid
        case shipped
        /// Paid and shipped.
        case completed
        case cancelled
    }

    public struct Line: Hashable, Sendable {
        /// «Ид» of the good, with its characteristic, as 1C gave it; `nil` where the line has none.
        public var productID: String?
        public var name: String
        public var unit: String?
        public var quantity: ExactDecimal
        /// The final sum of the line.
        public var sum: ExactDecimal

        public init(
            productID: String?, name: String, unit: String? = nil, quantity: ExactDecimal, sum: ExactDecimal
        ) {
            self.productID = productID
            self.name = name
            self.unit = unit
            self.quantity = quantity
            self.sum = sum
        }
    }

    public var key: String
    /// The site's number, by which people know the order.
    public var number: String
    /// `2026-11-23`; a date without a zone.
    public var date: String
    public var time: String?
    public var currency: String?
    public var sum: ExactDecimal
    public var customerKey: String?
    public var comment: String?
    public var lines: [Line] = []
    /// What the document adds to its lines or takes from them: delivery, VAT on top, a discount of the whole.
    public var adjustments: [Line] = []
    public var stage = Stage.new
    public var paidSum: ExactDecimal?
    public var paidOn: String?
    public var shippedOn: String?
    public var paymentDue: String?
    public var numberIn1C: String?
    /// 1C's own word for the state, where it sends one.
    public var statusText: String?
    public var isDeleted = false

    public init(key: String, number: String, date: String, sum: ExactDecimal) {
        self.key = key
        self.number = number
        self.date = date
        self.sum = sum
    }
}
