internal import CRMFiles
internal import CommerceML
internal import ExchangeModel
internal import Ledger

/// Finds the products of 1C that the lines of orders mean.
///
/// By «Ид», by the title under which the CRM was given the product, by article, by 1C's own name; never by likeness.
/// The last two read through the whole catalogue, once for all that are wanted.
final class ProductFinder {
    enum Found {
        case product(ProductCard)
        /// Several products, or only the common name of several characteristics.
        case several
        case none
    }

    private let reader: EntityReader
    private let goods: GoodsReader
    private let transaction: LedgerTransaction
    private let titles: [String: any CRM]
    private var tables: [String: ItemTable] = [:]
    private var byName: [String: Set<String>] = [:]
    private var byArticle: [String: Set<String>] = [:]
    private var deliveries: Set<String> = []
    /// What was looked up already: the same goods come in order after order.
    private var quickKeys: [String: String?] = [:]
    private var known: [String: Found] = [:]
    private static let mostRemembered = 20_000

    init(_ transaction: LedgerTransaction, crms: [String: any CRM]) throws {
        self.transaction = transaction
        titles = crms
        reader = try EntityReader(transaction)
        goods = try GoodsReader(transaction)
        for id in crms.keys { tables[id] = try ItemTable(transaction, target: id, pack: 0) }
    }

    /// Gathers what the catalogue has of the lines that nothing quicker finds.
    func prepare(for drafts: ((OrderDraft) throws -> Void) throws -> Void) throws {
        var names: Set<String> = []
        var articles: Set<String> = []
        var wantsDelivery = false
        try drafts { draft in
            if draft.delivery != nil { wantsDelivery = true }
            for line in draft.lines where try quick(line, draft.crm) == nil {
                let name = OrganizationName.fold(line.name)
                names.insert(name)
                if name.hasPrefix("доставка") || line.code == "ORDER_DELIVERY" { wantsDelivery = true }
                if let article = line.article { articles.insert(OrganizationName.fold(article)) }
            }
        }
        guard !names.isEmpty || wantsDelivery else { return }
        try transaction.entities([.product, .offer], above: 0) { entity in
            let fields = entity.fields
            guard !CatalogProjection.isDeleted(fields) else { return }
            if wantsDelivery, fields["name"]?.lowercased().hasPrefix("доставка") == true,
                let card = ProductCard(key: entity.key, product: fields, offer: nil), card.isService
            {
                deliveries.insert(entity.key)
            }
            if let name = fields["name"].map(OrganizationName.fold), names.contains(name) {
                byName[name, default: []].insert(entity.key)
            }
            if let article = fields["article"].map(OrganizationName.fold), articles.contains(article) {
                byArticle[article, default: []].insert(entity.key)
            }
        }
    }

    /// Whether nothing of an order needs ``prepare(for:)``.
    func knows(_ draft: OrderDraft) throws -> Bool {
        guard draft.delivery == nil else { return false }
        return try draft.lines.allSatisfy { try quick($0, draft.crm) != nil }
    }

    func find(_ line: OrderDraft.Line, crm: String?) throws -> Found {
        if let key = try quick(line, crm) { return try found([key]) }
        if let article = line.article.map(OrganizationName.fold), let keys = byArticle[article] {
            let named = keys.intersection(byName[OrganizationName.fold(line.name)] ?? [])
            return try found(named.isEmpty ? keys : named)
        }
        return try found(byName[OrganizationName.fold(line.name)] ?? [])
    }

    /// The service by which a delivery is sold: the one that is named, else the only «Доставка…» of 1C.
    func delivery(_ key: String) throws -> ProductCard? {
        if !key.isEmpty { return try card(key) }
        guard deliveries.count == 1, let only = deliveries.first else { return nil }
        return try card(only)
    }

    private func quick(_ line: OrderDraft.Line, _ crm: String?) throws -> String? {
        let question = "\(crm ?? "")\u{1F}\(line.code ?? "")\u{1F}\(line.name)"
        if let known = quickKeys[question] { return known }
        if quickKeys.count >= Self.mostRemembered { quickKeys.removeAll(keepingCapacity: true) }
        let key = try lookedUp(line, crm)
        quickKeys[question] = .some(key)
        return key
    }

    private func lookedUp(_ line: OrderDraft.Line, _ crm: String?) throws -> String? {
        if let code = line.code, try exists(code) { return code }
        for id in crm.map({ [$0] }) ?? titles.keys.sorted() {
            guard let dialect = titles[id], let table = tables[id] else { continue }
            if let key = try table.key("product", folded: dialect.fold(dialect.clean(line.name))) { return key }
        }
        return nil
    }

    private func exists(_ key: String) throws -> Bool {
        if try reader.fields(.product, key: key) != nil { return true }
        return try reader.fields(.offer, key: key) != nil
    }

    private func found(_ keys: Set<String>) throws -> Found {
        if keys.count == 1, let key = keys.first, let known = known[key] { return known }
        let found = try lookedThrough(keys)
        if keys.count == 1, let key = keys.first {
            if known.count >= Self.mostRemembered { known.removeAll(keepingCapacity: true) }
            known[key] = found
        }
        return found
    }

    private func lookedThrough(_ keys: Set<String>) throws -> Found {
        if keys.count == 1, let key = keys.first, key.contains("#"), let card = try card(key) { return .product(card) }
        // A good and its only offer have one «Ид»; a good with characteristics is none of them.
        var sold: Set<String> = []
        for key in keys where try key.contains("#") || goods.characteristics(of: key).isEmpty { sold.insert(key) }
        guard !keys.isEmpty else { return .none }
        guard sold.count == 1, let key = sold.first, let card = try card(key) else { return .several }
        return .product(card)
    }

    private func card(_ key: String) throws -> ProductCard? {
        let base = key.lastIndex(of: "#").map { String(key[..<$0]) } ?? key
        return ProductCard(
            key: key, product: try reader.fields(.product, key: base), offer: try reader.fields(.offer, key: key))
    }
}

/// What of a product goes into a line of an order.
struct ProductCard {
    let key: String
    let name: String
    let article: String?
    let unit: OutgoingOrder.Unit
    /// `20`, `Без НДС`; `nil` where 1C did not say.
    let vatRate: String?
    let isService: Bool

    init?(key: String, product: FieldSet?, offer: FieldSet?) {
        guard let name = offer?["name"] ?? product?["name"] else { return nil }
        self.key = key
        self.name = name.singleLine
        article = offer?["article"] ?? product?["article"]
        unit = Self.unit([offer, product].compactMap { $0 })
        vatRate = [product, offer].compactMap { $0 }.lazy.compactMap(Self.vatRate).first
        let kind = [product, offer].compactMap { $0 }.lazy.compactMap { fields in
            fields.items("requisites").first { ($0.item["name"] ?? $0.key) == "ТипНоменклатуры" }?
                .item.values("values").first
        }.first
        isService = kind?.lowercased() == "услуга"
    }

    /// Each part from the first that tells it: an offer often has but the code.
    private static func unit(_ sources: [FieldSet]) -> OutgoingOrder.Unit {
        func value(_ path: String) -> String? { sources.lazy.compactMap { $0[path]?.trimmed.nonEmpty }.first }
        let code = value("baseUnit.code")
        let fullName = value("baseUnit.fullName")
        guard let name = value("baseUnit.name") ?? value("baseUnit.shortName") ?? fullName ?? code else {
            return .piece
        }
        return OutgoingOrder.Unit(
            code: code, name: name, fullName: fullName, international: value("baseUnit.international"))
    }

    /// The rate in the words of an ``OutgoingOrder``.
    static func vatRate(_ fields: FieldSet) -> String? {
        guard let text = fields["taxRates[НДС].rate"]?.lowercased().trimmed else { return nil }
        if text.hasPrefix("без") { return "Без НДС" }
        let number = text.replacing("%", with: "").trimmed
        return ExactDecimal(number)?.normalized.description ?? text
    }
}
