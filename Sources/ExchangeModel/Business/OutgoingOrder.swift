/// An order as it goes to 1C: «Документ» with «ХозОперация» «Заказ товара».
///
/// Everything about it is decided; how a configuration wants it written is the profile's business.
public struct OutgoingOrder: Hashable, Sendable {
    public struct Buyer: Hashable, Sendable {
        /// 1C's GUID where it is known, else a name of ours (`bitrix24-company-77`).
        public var id: String
        public var isKnownTo1C: Bool
        public var kind: Customer.Kind
        /// «Наименование», at most 100 characters; for one that 1C knows, exactly as 1C has it.
        public var name: String
        /// «ОфициальноеНаименование» or «ПолноеНаименование»; `nil`: the name.
        public var fullName: String?
        public var inn: String?
        public var kpp: String?
        /// `+79991234567`.
        public var phone: String?
        public var email: String?
        public var address: String?
        public var legalAddress: String?

        public init(id: String, isKnownTo1C: Bool, kind: Customer.Kind, name: String) {
            self.id = id
            self.isKnownTo1C = isKnownTo1C
            self.kind = kind
            self.name = name
        }
    }

    public struct Unit: Hashable, Sendable {
        /// ОКЕИ: `796`.
        public var code: String?
        public var name: String
        public var fullName: String?
        public var international: String?

        public init(code: String?, name: String, fullName: String? = nil, international: String? = nil) {
            self.code = code
            self.name = name
            self.fullName = fullName
            self.international = international
        }

        public static let piece = Unit(code: "796", name: "шт", fullName: "Штука", international: "PCE")
    }

    public struct Line: Hashable, Sendable {
        /// «Ид» exactly as 1C gave it, with `#` and the characteristic where it has one; `ORDER_DELIVERY` for a
        /// delivery that is no product of 1C; `nil` only where new products may be made.
        public var productID: String?
        public var article: String?
        /// 1C's own name of the product.
        public var name: String
        public var unit: Unit
        /// In base units.
        public var quantity: ExactDecimal
        /// Of one base unit, after any discount.
        public var price: ExactDecimal
        /// Of the line, in kopecks at the finest.
        public var sum: ExactDecimal
        /// `20`, `10`, `0`, or `Без НДС`; always included in the price.
        public var vatRate: String
        public var isService: Bool

        public init(
            productID: String?, article: String? = nil, name: String, unit: Unit = .piece, quantity: ExactDecimal,
            price: ExactDecimal, sum: ExactDecimal, vatRate: String, isService: Bool = false
        ) {
            self.productID = productID
            self.article = article
            self.name = name
            self.unit = unit
            self.quantity = quantity
            self.price = price
            self.sum = sum
            self.vatRate = vatRate
            self.isService = isService
        }
    }

    /// A «ЗначениеРеквизита» of the document.
    public struct Requisite: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// «Ид»: a name of ours.
    public var id: String
    /// «Номер»: from our own sequence, digits, at most 11.
    public var number: String
    /// `2026-11-23`.
    public var date: String
    /// `10:15:00`; `nil` where it is not known.
    public var time: String?
    /// The name that the currency has in this 1C: «RUB», «руб».
    public var currency: String
    public var buyer: Buyer
    public var lines: [Line]
    public var comment: String?
    public var isCancelled = false
    public var requisites: [Requisite] = []

    public init(
        id: String, number: String, date: String, time: String? = nil, currency: String, buyer: Buyer, lines: [Line]
    ) {
        self.id = id
        self.number = number
        self.date = date
        self.time = time
        self.currency = currency
        self.buyer = buyer
        self.lines = lines
    }

    public var sum: ExactDecimal { lines.reduce(.zero) { $0 + $1.sum } }
}
