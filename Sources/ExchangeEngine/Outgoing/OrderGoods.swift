internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// Makes the lines of orders of what a CRM or a list calls them: 1C's own goods, prices, rates of VAT.
final class OrderGoods {
    private let settings: OutgoingSettings
    private let products: ProductFinder

    init(_ transaction: LedgerTransaction, settings: OutgoingSettings, crms: [String: any CRM]) throws {
        self.settings = settings
        products = try ProductFinder(transaction, crms: crms)
    }

    /// Whether the goods of an order are found without reading through the catalogue.
    func knows(_ draft: OrderDraft) throws -> Bool { try products.knows(draft) }

    /// Looks up what needs the whole catalogue.
    func prepare(for drafts: ((OrderDraft) throws -> Void) throws -> Void) throws {
        try products.prepare(for: drafts)
    }

    /// The lines of an order, or why they cannot be made; after ``prepare(for:)`` for one that is not known.
    func lines(of draft: OrderDraft) throws -> Result<[OutgoingOrder.Line], Hold> {
        do {
            return .success(try found(draft))
        } catch let hold as Hold {
            return .failure(hold)
        }
    }

    private func found(_ draft: OrderDraft) throws -> [OutgoingOrder.Line] {
        guard !draft.lines.isEmpty else { throw Hold(.linesMissing) }
        var lines: [OutgoingOrder.Line] = []
        for line in draft.lines { lines.append(try self.line(line, draft.crm)) }
        if let delivery = draft.delivery { lines.append(try self.delivery(delivery)) }
        return lines
    }

    private func line(_ line: OrderDraft.Line, _ crm: String?) throws -> OutgoingOrder.Line {
        let card: ProductCard?
        switch try products.find(line, crm: crm) {
        case .product(let found): card = found
        case .several: throw Hold(.productAmbiguous(line.name))
        case .none:
            if Self.isDelivery(line), let sum = line.sum ?? line.price { return try delivery(sum) }
            guard settings.createsProducts else { throw Hold(.productUnknown(line.name)) }
            card = nil
        }
        guard let sum = (line.sum ?? line.price?.multiplied(by: line.quantity))?.rounded(to: 2),
            let price = line.price ?? sum.divided(by: line.quantity)
        else { throw Hold(.priceMissing(line.name)) }
        let vat = card?.vatRate ?? settings.defaultVAT
        guard !vat.isEmpty else { throw Hold(.vatUnknown) }
        return OutgoingOrder.Line(
            productID: card?.key, article: card?.article ?? line.article, name: card?.name ?? line.name.singleLine,
            unit: card?.unit ?? .piece, quantity: line.quantity.normalized, price: price, sum: sum, vatRate: vat,
            isService: card?.isService ?? false)
    }

    private static func isDelivery(_ line: OrderDraft.Line) -> Bool {
        line.code == "ORDER_DELIVERY" || line.name.lowercased().hasPrefix("доставка")
    }

    private func delivery(_ sum: ExactDecimal) throws -> OutgoingOrder.Line {
        guard !sum.isNegative else { throw Hold(.deliveryNegative) }
        guard let card = try products.delivery(settings.deliveryProduct) else { throw Hold(.deliveryUnknown) }
        let vat = card.vatRate ?? settings.defaultVAT
        guard !vat.isEmpty else { throw Hold(.vatUnknown) }
        let kopecks = sum.rounded(to: 2)
        return OutgoingOrder.Line(
            productID: card.key, article: card.article, name: card.name, unit: card.unit, quantity: ExactDecimal(1),
            price: kopecks, sum: kopecks, vatRate: vat, isService: true)
    }
}

extension ExactDecimal {
    /// The quotient in kopecks; `nil` by nothing.
    func divided(by other: ExactDecimal) -> ExactDecimal? {
        guard !other.isZero else { return nil }
        let scale = max(self.scale, other.scale)
        func raised(_ value: ExactDecimal) -> Int128 {
            (0..<(scale - value.scale)).reduce(value.unscaled) { power, _ in power * 10 }
        }
        // Four digits more than are kept.
        return ExactDecimal(unscaled: raised(self) * 1_000_000 / raised(other), scale: 6).rounded(to: 2)
    }
}
