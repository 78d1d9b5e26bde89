import ExchangeModel

/// What a base of 1C holds of what the loaders look at and change.
struct Base1C {
    enum Kind: String {
        case company, soleTrader, person
    }

    struct Counterparty {
        var guid: String
        var name: String
        var fullName = ""
        var inn = ""
        var kpp = ""
        var kind: Kind
        var contacts: [String] = []
        var addresses: [String: String] = [:]
    }

    struct Product {
        var guid: String
        var article = ""
        var name: String
        var isService = false
    }

    struct Line: Equatable {
        var product: String
        var characteristic: String?
        var quantity: ExactDecimal
        var price: ExactDecimal
        var sum: ExactDecimal
        /// One of `20`, `10`, `18`, `0`, `Без НДС`, `не облагается`.
        var vat: String
        var isCancelled = false
    }

    struct Order {
        var number: String
        /// As УНФ numbers its own document.
        var number1C = ""
        var date = ""
        var time = ""
        var currency = ""
        var counterparty: Int?
        var lines: [Line] = []
        var comment = ""
        var status = ""
        var isCancelled = false
        var isPosted = false
        /// УТ: approved; УНФ: «Завершен».
        var isClosed = false
        /// УНФ: a payment, invoice or shipment was entered.
        var hasFollowers = false
        var total: ExactDecimal = .zero
        var requisites: [String: String] = [:]
    }

    var counterparties: [Counterparty] = []
    var products: [Product] = []
    var characteristics: Set<String> = []
    var orders: [Order] = []
    var currencies = ["RUB", "USD"]
    var statuses: Set<String> = ["Новый"]

    /// A GUID that no one has yet.
    func newGUID() -> String {
        let digits = String(counterparties.count * 1000 + products.count)
        return "ffffffff-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// D07: by name, a prefix is enough; else silently the base currency.
    func currency(_ name: String) -> (name: String, isKnown: Bool) {
        if let found = currencies.first(where: { $0.lowercased().hasPrefix(name.lowercased()) }) {
            return (found, true)
        }
        return (currencies[0], false)
    }

    func products(where isIt: (Product) -> Bool) -> Product? { products.first(where: isIt) }
}

/// What a load did; a person would find most of it in no log.
struct LoadReport: Equatable {
    var refusal: Refusal?
    /// The rule at which the load ended with the orders before it written but not posted.
    var stop: String?
    var created = 0
    var updated = 0
    /// Closed orders, passed over.
    var skipped = 0
    var droppedLines = 0
    var inventedProducts = 0
    var newCounterparties = 0
    /// Rules that were broken without a word.
    var silent: [String] = []

    static let nothing = LoadReport()
}
