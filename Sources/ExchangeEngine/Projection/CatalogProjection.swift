internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// Makes what a CRM sells out of what 1C told in pieces: goods, offers, prices, stock, groups.
final class CatalogProjection {
    private let entities: EntityReader
    private let goods: GoodsReader
    private let sendsStock: Bool
    private let groups: [String: Group]
    /// Names of the groups from the top down, of those that were asked for.
    private var sections: [String: [String]] = [:]
    private var knownCurrencies: [String: Bool] = [:]
    /// In the order in which an offer is asked for them.
    private let priceTypes: [OfferPrices]

    private struct Group {
        let name: String
        let parent: String?
    }

    /// `priceTypeName` is the price that the CRM sees; empty: the retail one, else the first.
    init(_ transaction: LedgerTransaction, priceTypeName: String, sendsStock: Bool) throws {
        self.sendsStock = sendsStock
        entities = try EntityReader(transaction)
        goods = try GoodsReader(transaction)
        var groups: [String: Group] = [:]
        try transaction.entities([.group], above: 0) { entity in
            groups[entity.key] = Group(name: entity.fields["name"] ?? "", parent: entity.fields["parent"])
        }
        self.groups = groups
        var types: [(name: String, type: OfferPrices)] = []
        try transaction.entities([.priceType], above: 0) { entity in
            guard entity.fields.flag("deletionMark") != true else { return }
            types.append(
                (
                    entity.fields["name"] ?? "",
                    OfferPrices(
                        type: entity.key, currency: entity.fields["currency"],
                        vatIncluded: entity.fields.flag("taxes[НДС].included"))
                ))
        }
        priceTypes = Self.preferred(types, name: priceTypeName)
    }

    /// Which prices a CRM may see, best first.
    ///
    /// Several bases can each have a retail price of their own. Where none is named so, the first that 1C wrote is
    /// taken; what the company itself pays never is.
    private static func preferred(
        _ types: [(name: String, type: OfferPrices)], name wanted: String
    ) -> [OfferPrices] {
        guard wanted.isEmpty else {
            return types.filter { $0.name.lowercased() == wanted.lowercased() }.map(\.type)
        }
        let shown = types.filter { type in
            !["закуп", "себестоим", "поставщик"].contains(where: type.name.lowercased().contains)
        }
        let (retail, others) = (shown.filter { isRetail($0.name) }, shown.filter { !isRetail($0.name) })
        return (retail + others).map(\.type)
    }

    private static func isRetail(_ name: String) -> Bool { name.lowercased().contains("розн") }

    /// The items that are others than they were at a revision: what their offer or good tells of them changed.
    ///
    /// An item may come twice. Offers go first: of their goods, of which nothing more comes then, not a page is read.
    func changed(above revision: Int, _ give: (CatalogItem) throws -> Void) throws {
        try goods.offers(changedAbove: revision) { key, offer in
            if let item = try item(key, offer) { try give(item) }
        }
        // Where all offers came, a good that has one came with it.
        try goods.goods(changedAbove: revision, exceptGiven: revision == 0) { key in
            for key in try keys(ofGood: key, above: revision) {
                if let item = try item(key, entities.fields(.offer, key: key)) { try give(item) }
            }
        }
    }

    /// The items that a changed good stands for: itself, or its characteristics where it has some; but for those whose
    /// offers changed above the revision, which come by themselves.
    private func keys(ofGood key: String, above revision: Int) throws -> [String] {
        if key.utf8.contains(UInt8(ascii: "#")) {
            // Told everything, the offer of the same «Ид» comes by itself.
            return try revision == 0 && entities.fields(.offer, key: key) != nil ? [] : [key]
        }
        let offers = try goods.offers(of: key)
        let items = offers.contains { $0.key != key } ? offers.filter { $0.key != key } : offers
        return items.isEmpty ? [key] : items.filter { $0.revision <= revision }.map(\.key)
    }

    /// - Returns: `nil` where nothing is known but a price or a stock level: such an item has no name yet.
    private func item(_ key: String, _ offer: FieldSet?) throws -> CatalogItem? {
        let base = key.utf8.lastIndex(of: UInt8(ascii: "#")).map { String(key[..<$0]) } ?? key
        let product = try goods.good(base)
        if key == base, try goods.hasCharacteristics(base, hasOwn: offer != nil) {
            // What is sold are the characteristics; the good itself is only their common name.
            return nil
        }
        guard let name = name(product, offer, isCharacteristic: key != base) ?? nameless(product, key) else {
            return nil
        }
        var item = CatalogItem(id: key, name: name)
        item.article = offer?["article"] ?? product?["article"]
        item.sections = sections(of: product)
        item.unit =
            offer?["baseUnit.name"] ?? product?["baseUnit.name"] ?? offer?["baseUnit.code"]
            ?? product?["baseUnit.code"]
        item.isActive = ![product, offer].contains { $0.map(Self.isDeleted) ?? false }
        setPrice(of: &item, offer)
        if sendsStock { item.stock = offer.flatMap(Self.stock) }
        return item
    }

    private func name(_ product: FieldSet?, _ offer: FieldSet?, isCharacteristic: Bool) -> String? {
        // The card of a good is renamed in files of goods, which need bring no offer.
        if !isCharacteristic { return product?["name"] ?? offer?["name"] }
        if let name = offer?["name"] { return name }
        guard let name = product?["name"] else { return nil }
        let values = (offer?.items("characteristics") ?? []).compactMap { $0.item["value"] }
        return values.isEmpty ? nil : "\(name) (\(values.joined(separator: ", ")))"
    }

    /// A good that 1C sent without a name: its article, else its code.
    private func nameless(_ product: FieldSet?, _ key: String) -> String? {
        product.map { $0["article"].map { "Товар \($0)" } ?? "Товар (код \(key.prefix(36)))" }
    }

    private func setPrice(of item: inout CatalogItem, _ offer: FieldSet?) {
        guard let offer else { return }
        for priceType in priceTypes {
            // Another price type is another price: what this one lacks, none stands in for.
            guard let told = priceType.price(in: offer) else { continue }
            guard let price = told.ofUnit else { return item.lacksUnitPrice = true }
            let currency = told.currency ?? priceType.currency
            // The CRM would take the sum for one in its own currency.
            guard currency.map(isKnown) ?? true else { return }
            item.price = price
            item.currency = currency
            item.vatIncluded = priceType.vatIncluded
            return
        }
    }

    private func isKnown(_ currency: String) -> Bool {
        if let isKnown = knownCurrencies[currency] { return isKnown }
        let isKnown = CurrencyCode.isKnown(currency)
        // A damaged file may name a thousand of them.
        if knownCurrencies.count < 100 { knownCurrencies[currency] = isKnown }
        return isKnown
    }

    private func sections(of product: FieldSet?) -> [String] {
        guard let first = product?["groups[1]"] else { return [] }
        if let names = sections[first] { return names }
        let names = namesDown(to: first)
        if groups[first] != nil { sections[first] = names }
        return names
    }

    private func namesDown(to first: String) -> [String] {
        var names: [String] = []
        var next: String? = first
        var seen: [String] = []
        // A damaged classifier may point in a circle, or go down without end.
        while let id = next, let group = groups[id], names.count < 30, !seen.contains(id) {
            seen.append(id)
            names.insert(group.name, at: 0)
            next = group.parent
        }
        return names
    }

    static func isDeleted(_ fields: FieldSet) -> Bool {
        fields.flag("deletionMark") == true || fields["status"].map(OrganizationName.fold) == "удален"
    }

    /// The sum over the warehouses; the offer's own total where it names none.
    private static func stock(_ offer: FieldSet) -> ExactDecimal? {
        let levels = offer.items("stocks").compactMap { $0.item.decimal("quantity") }
        return levels.isEmpty
            ? offer.decimal("quantity") ?? offer.decimal("stockTotal") : levels.reduce(.zero, +)
    }
}
