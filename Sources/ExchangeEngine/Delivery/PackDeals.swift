internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// The orders of 1C in a pack: new ones as deals, changes of known ones for a person.
extension PackContents {
    func writeDeals() throws {
        try OrderReader.documents(ledgerPath, above: told) { document in
            guard let order = document.order else { return }
            let entity = document.entity
            if let known = try known(entity, order) {
                let what = LocalizedText(russian: "Сделка", english: "Deal")
                return try note(
                    what, known, FieldSet(body: Array(known.sent.utf8)), facts(of: order), DealFacts.title,
                    kind: "deal")
            }
            if order.isDeleted {
                notes.append(
                    LocalizedText(
                        russian: "Заказ № \(order.number) помечен в 1С на удаление и не выгружен.",
                        english: "Order no. \(order.number) is marked for deletion in 1C and was not sent."))
                return
            }
            try write(order, number: entity.id)
        }
    }

    /// The deal that this order is already; one born in the CRM, or sent there before it came to 1C, among them.
    func known(_ entity: Entity, _ order: Order) throws -> CRMItem? {
        if let item = try items.item("deal", key: entity.key) { return item }
        guard let row = try transaction.outgoing(document: entity.key) else { return nil }
        if row.crm == nil { return try listItem(row) }
        guard row.crm == target, let sent = OutgoingOrder(row.order) else { return nil }
        let number = row.source.split(separator: "/").last.map { " (ID \($0))" } ?? ""
        let facts = DealFacts.of(sent, now: try facts(of: order))
        return CRMItem(key: entity.key, title: row.title + number, sent: Self.text(facts), firstPack: pack)
    }

    /// The deal of a list's order; 1C knows its goods by the names under which they were sent, so until its first answer
    /// those are what it is compared with.
    private func listItem(_ row: OutgoingRow) throws -> CRMItem? {
        guard let item = try items.item("deal", key: row.source), let sent = OutgoingOrder(row.order) else {
            return nil
        }
        let facts = FieldSet(body: Array(item.sent.utf8))
        guard facts["number1C"] == nil else { return item }
        let basket = DealFacts.of(sent, now: facts)["basket"]
        return CRMItem(
            key: item.key, title: item.title, sent: Self.text(facts.replacing("basket", with: basket)),
            firstPack: item.firstPack)
    }

    func write(_ order: Order, number: Int) throws {
        let name = "Заказ № \(order.number) от \(DealFacts.date(order.date))"
        let title = try freeTitle("deal", order.key, name) {
            ["\(name) (\(order.key.prefix(8)))", "\(name) (\(order.key))"]
        }
        let lines = DealLine.rows(of: order.lines + order.adjustments) { self.lineTitle($0) }
        let buyer = try buyer(of: order)
        if buyer.companyTitle == nil, buyer.contactTitle == nil {
            notes.append(
                LocalizedText(
                    russian:
                        "Заказ № \(order.number): покупатель в 1С не назван или не выгружается; сделка без клиента.",
                    english: "Order no. \(order.number): the buyer has no name in 1C or is not sent; the deal has none."
                ))
        }
        let deal = DealCard(
            order: order, number: number, title: title.text, companyTitle: buyer.companyTitle,
            contactTitle: buyer.contactTitle, lines: lines, remarks: DealFacts.remarks(order, lines: lines),
            company: buyer.newCompany, contact: buyer.newContact)
        try writer.add(crm.rows(deal), to: .deals)
        try remember("deal", order.key, title, Self.text(facts(of: order)), nil)
    }

    /// What of an order a person would be told of, its buyer by the title that he has now.
    func facts(of order: Order) throws -> FieldSet {
        let buyer = try order.customerKey.flatMap { key in
            try customerTitle("company", key) ?? customerTitle("contact", key)
        }
        let isBooking = try transaction.outgoing(document: order.key)?.sourceKind == .booking
        return DealFacts.of(
            order, buyer: buyer, isBooking: isBooking,
            documents: order.hasFlag(configuration.deals.documentsRequisite))
    }

    struct Buyer {
        var companyTitle: String?
        var contactTitle: String?
        /// Made along with the deal.
        var newCompany: Customer?
        var newContact: ContactCard?
    }

    func buyer(of order: Order) throws -> Buyer {
        var buyer = Buyer()
        guard configuration.sendsCustomers, let key = order.customerKey,
            let entity = try transaction.entity(.counterparty, key: key),
            let customer = Customer(entity.fields, key: key)
        else { return buyer }
        if customer.kind == .person {
            buyer.contactTitle = try customerTitle("contact", key)
            if buyer.contactTitle == nil, crm.dealsCarryCustomers {
                let card = try contact(customer)
                try remember(card, facts: CustomerFacts.of(customer))
                (buyer.contactTitle, buyer.newContact) = (crm.title(of: card.name), card)
            }
        } else {
            buyer.companyTitle = try customerTitle("company", key)
            if buyer.companyTitle == nil, crm.dealsCarryCustomers {
                buyer.companyTitle = try companyTitle(customer)
                buyer.newCompany = customer
            }
        }
        return buyer
    }

    /// Under which title the CRM has a customer of 1C: ours, that of its own card, or that of a list's customer.
    func customerTitle(_ kind: String, _ key: String) throws -> String? {
        if let item = try items.item(kind, key: key) { return item.title }
        for link in try transaction.links(to: key, .counterparty, crm: target) {
            if let entity = try transaction.entity(kind == "company" ? .company : .contact, key: link.source) {
                return OwnCustomers.title(entity.fields, entity.kind)
            }
            // Named by a deal alone, of whose customer the CRM exported no card.
            if let deal = OrderDesk.dealOfCustomer(link.source),
                let fields = try transaction.entity(.deal, key: deal)?.fields
            {
                return fields[kind] ?? fields["contact"] ?? fields["company"]
            }
        }
        for link in try transaction.links(to: key, .counterparty, crm: "list") {
            if let item = try items.item(kind, key: link.source) { return item.title }
        }
        return nil
    }

    /// The title of a line's good in the CRM; its own name where the CRM has no such good, marked if the name is
    /// that of another one.
    func lineTitle(_ line: Order.Line) -> String {
        if let id = line.productID, let item = try? items.item("product", key: id) { return item.title }
        let name = crm.clean(line.name)
        let owner = try? items.key("product", folded: crm.fold(name))
        return owner == nil ? name : crm.clean("\(name) (код \(line.productID?.prefix(8) ?? "—"))")
    }
}
