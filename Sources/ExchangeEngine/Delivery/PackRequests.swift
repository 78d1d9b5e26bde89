internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// What came from lists and shops, for the CRM: requests as leads, orders and bookings as deals, each with a
/// responsible person.
extension PackContents {
    // MARK: Leads

    func writeLeads() throws {
        try transaction.entities([.lead], above: told) { entity in
            // A lead that a CRM exported is in a CRM already.
            guard entity.key.hasPrefix("list/"), try items.item("lead", key: entity.key) == nil else { return }
            let fields = entity.fields
            let phones = fields.values("phones").compactMap(PhoneNumber.init)
            let emails = fields.values("emails").compactMap(EmailAddress.init)
            let owner = try owner(phones, emails)
            let person = try responsibles.person(for: entity.key, fields, owner: owner)
            let name = fields["name"]
            let title = try freeTitle("lead", entity.key, LeadText.title(fields)) {
                [8, Int.max].map { "\(LeadText.title(fields)) (\(entity.key.suffix($0)))" }
            }
            let card = LeadCard(
                key: entity.key, title: title.text, name: name.flatMap { PersonName($0) }, wholeName: name,
                company: fields["company"], phones: phones, emails: emails, source: LeadText.source(fields),
                tags: ["channel", "campaign", "promo"].compactMap { fields[$0] }, sum: fields.decimal("sum"),
                currency: fields["currency"], comment: LeadText.comment(fields), responsible: person)
            try writer.add([crm.row(card)], to: .leads)
            try remember("lead", entity.key, title, "", nil)
        }
    }

    /// Who answers already for the customer that a request is from.
    func owner(_ phones: [PhoneNumber], _ emails: [EmailAddress]) throws -> String? {
        for kind in [RecordKind.contact, .company] {
            let match = try own.match(
                kind, code: nil, inn: nil, kpp: nil, phones: phones.map(\.international),
                emails: emails.map(\.address))
            if case .one(let party, _) = match,
                let person = try transaction.entity(kind, key: party.key)?.fields["responsible"]
            {
                return person
            }
        }
        return nil
    }

    // MARK: Orders and bookings

    func writeListOrders() throws {
        try transaction.entities([.deal, .booking], above: told) { entity in
            guard OrderDraft.isOfList(entity),
                let draft = OrderDraft(entity.fields, kind: entity.kind, key: entity.key), draft.crm == nil,
                try items.item("deal", key: entity.key) == nil
            else { return }
            try write(draft, entity)
        }
    }

    private func write(_ draft: OrderDraft, _ entity: Entity) throws {
        let order = Order(draft)
        let name = draft.kind == .booking ? draft.title : "Заказ № \(draft.id)"
        let title = try freeTitle("deal", draft.source, name) { ["\(name) (\(draft.source))"] }
        let lines = DealLine.rows(of: order.lines) { self.listLineTitle($0) }
        let phones = draft.party.phones.compactMap(PhoneNumber.init)
        let emails = draft.party.emails.compactMap(EmailAddress.init)
        let person = try responsibles.person(
            for: draft.source, entity.fields, owner: owner(phones, emails))
        let buyer = try buyer(of: draft, phones, emails, person)
        let deal = DealCard(
            order: order, number: entity.id, title: title.text, companyTitle: buyer.companyTitle,
            contactTitle: buyer.contactTitle, lines: lines, remarks: draft.comment, company: buyer.newCompany,
            contact: buyer.newContact, responsible: person)
        try writer.add(crm.rows(deal), to: .deals)
        try remember(
            "deal", draft.source, title,
            Self.text(DealFacts.of(order, buyer: buyer.companyTitle ?? buyer.contactTitle)), nil)
    }

    /// A line of a list names a product as the CRM does, or it is a text of its own.
    private func listLineTitle(_ line: Order.Line) -> String {
        if let id = line.productID, let item = try? items.item("product", key: id) { return item.title }
        let name = crm.clean(line.name)
        guard let key = try? items.key("product", folded: crm.fold(name)),
            let item = try? items.item("product", key: key)
        else { return name }
        return item.title
    }

    /// The customer of a list: a card that the CRM has, one of 1C's customers, else a new one.
    private func buyer(
        of draft: OrderDraft, _ phones: [PhoneNumber], _ emails: [EmailAddress], _ person: String?
    ) throws -> Buyer {
        var buyer = Buyer()
        let isCompany = draft.party.company != nil
        let kind: RecordKind = isCompany ? .company : .contact
        let found = try own.match(
            kind, code: nil, inn: draft.party.inn, kpp: draft.party.kpp, phones: phones.map(\.international),
            emails: emails.map(\.address),
            names: [draft.party.company ?? draft.party.person].compactMap { $0 }.map {
                PartyName($0, isCompany: isCompany, inn: draft.party.inn)
            })
        if case .one(let party, _) = found {
            if isCompany { buyer.companyTitle = party.name } else { buyer.contactTitle = party.name }
            return buyer
        }
        guard let name = draft.party.company ?? draft.party.person ?? phones.first?.international,
            let key = draft.customerKey
        else { return buyer }
        if let known = try items.item(isCompany ? "company" : "contact", key: key) {
            if isCompany { buyer.companyTitle = known.title } else { buyer.contactTitle = known.title }
            return buyer
        }
        var customer = Customer(key: key, kind: isCompany ? .company : .person, name: name)
        customer.phones = phones
        customer.emails = emails
        customer.address = draft.party.address
        customer.person = PersonName(name)
        customer.responsible = person
        if isCompany {
            buyer.companyTitle = try companyTitle(customer)
            if crm.dealsCarryCustomers {
                buyer.newCompany = customer
            } else {
                let number = writer.rows(in: .companies) % 20 + 1
                try writer.add([crm.row(customer, title: buyer.companyTitle ?? name, number: number)], to: .companies)
            }
        } else {
            var card = try contact(customer)
            card.responsible = person
            try remember(card, facts: CustomerFacts.of(customer))
            buyer.contactTitle = crm.title(of: card.name)
            if crm.dealsCarryCustomers {
                buyer.newContact = card
            } else {
                try writer.add([crm.row(card)], to: .contacts)
            }
        }
        return buyer
    }
}

extension Order {
    /// An order of a list or shop, or a booking, that 1C has not answered yet.
    init(_ draft: OrderDraft) {
        let lines = draft.lines.map { line in
            let sum = line.sum ?? line.price?.multiplied(by: line.quantity) ?? .zero
            return Line(
                productID: line.code, name: line.name, unit: line.unit, quantity: line.quantity,
                sum: sum.rounded(to: 2))
        }
        let delivery = draft.delivery.map {
            [Line(productID: nil, name: "Доставка", quantity: ExactDecimal(1), sum: $0.rounded(to: 2))]
        }
        self.init(
            key: draft.source, number: draft.id, date: draft.date ?? draft.appointment ?? "",
            sum: (lines + (delivery ?? [])).reduce(.zero) { $0 + $1.sum })
        time = draft.time
        currency = draft.currency ?? "RUB"
        self.lines = lines + (delivery ?? [])
        if draft.isLost { stage = .cancelled }
    }
}

/// A request in words.
private enum LeadText {
    static func title(_ fields: FieldSet) -> String {
        let what = fields["title"] ?? channel(fields)
        let who = fields["name"] ?? fields["company"] ?? fields.values("phones").first ?? fields.values("emails").first
        let day = fields["createdAt"].map { " \(DealFacts.date($0))" } ?? ""
        return [what + day, who].compactMap { $0 }.joined(separator: ", ").singleLine
    }

    private static func channel(_ fields: FieldSet) -> String {
        switch fields["channel"] {
        case "phone": "Звонок"
        case "mail": "Письмо"
        case "social": "Заявка из соцсети"
        default: "Заявка с сайта"
        }
    }

    static func source(_ fields: FieldSet) -> String {
        ["channel", "source", "campaign", "promo", "url"].compactMap { fields[$0] }.joined(separator: " / ").singleLine
    }

    static func comment(_ fields: FieldSet) -> String {
        var parts = [fields["text"], fields["comment"]].compactMap { $0 }
        if let region = fields["region"] { parts.append("регион: \(region)") }
        if let id = fields["id"] { parts.append("номер источника: \(id)") }
        for (key, value) in fields.items("other") { parts.append("\(key): \(value[""] ?? "")") }
        for (key, value) in fields.items("unreadable") { parts.append("\(key): \(value[""] ?? "")") }
        return parts.map(\.singleLine).joined(separator: " · ")
    }
}
