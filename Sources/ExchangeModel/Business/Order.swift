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

    /// A payment, shipment or return that 1C sent as a document of its own, and that counts.
    public struct Movement: Hashable, Sendable {
        public enum Kind: Sendable {
            case payment, refund, shipment, goodsReturn
        }

        public let kind: Kind
        /// `2026-11-23`; `nil` where 1C gave none.
        public let date: String?
        /// `nil` where 1C gave none, as module 3.1 does for shipments.
        public let sum: ExactDecimal?
        /// Yes/no requisites by name, letters and spaces made equal: «закрыт».
        public let flags: [String: Bool]

        public init(kind: Kind, date: String?, sum: ExactDecimal?, flags: [String: Bool] = [:]) {
            self.kind = kind
            self.date = date
            self.sum = sum
            self.flags = flags
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
    public var movements: [Movement] = []
    /// «ЗначенияРеквизитов» by name, letters and spaces made equal.
    public var requisites: [String: String] = [:]
    /// «Курс»: roubles for one unit of the currency.
    public var rate: ExactDecimal?
    public var isDeleted = false

    public init(key: String, number: String, date: String, sum: ExactDecimal) {
        self.key = key
        self.number = number
        self.date = date
        self.sum = sum
    }

    /// Whether a yes/no requisite of the order, or of a document of it, says yes.
    public func hasFlag(_ requisite: String) -> Bool {
        let name = Self.fold(requisite: requisite)
        return requisites[name].flatMap(FieldSet.flag) == true || movements.contains { $0.flags[name] == true }
    }

    /// How the name of a requisite is compared: bases spell them with and without spaces and in either case.
    public static func fold(requisite name: String) -> String {
        // Byte by byte: each order has ten of them, and a search through characters would cost as much as all the rest.
        let folded = OrganizationName.fold(name)
        guard folded.contains(byte: 0x20) else { return folded }
        return String(decoding: folded.utf8.filter { $0 != 0x20 }, as: UTF8.self)
    }
}
