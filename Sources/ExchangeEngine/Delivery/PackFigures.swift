internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// Figures of the customers that the CRM has, where they are not those that it was last told.
extension PackContents {
    func writeFigures(_ book: CustomerBook) throws {
        let fields = configuration.figureFields
        var unclear: [String] = []
        try book.forEach(transaction) { entry in
            let values = try fields.map { try $0.value(entry, book.documents.goods) }
            let text = Self.text(FieldSet(zip(fields, values).map { Field(path: $0.rawValue, value: $1) }))
            guard try items.item("figures", key: entry.key)?.sent != text,
                let card = try card(entry, values: values)
            else { return }
            if try isAmbiguous(card) { return unclear.append(Self.title(of: card)) }
            let isCompany = if case .company = card.holder { true } else { false }
            try writer.add([crm.row(card)], to: isCompany ? .companyFigures : .contactFigures)
            // Figures have no title of their own.
            let item = CRMItem(key: entry.key, title: entry.key, sent: text, firstPack: pack)
            try items.put(item, "figures", folded: entry.key)
        }
        if !unclear.isEmpty {
            notes.append(
                LocalizedText(
                    russian:
                        "Показатели не выгружены: названия отличаются только правовой формой, и Битрикс24 принял бы "
                        + "их за одно: \(unclear.prefix(20).joined(separator: ", ")).",
                    english:
                        "Figures not sent: these titles differ in the legal form alone, and Bitrix24 would take them "
                        + "for one: \(unclear.prefix(20).joined(separator: ", "))."))
        }
    }

    /// Who the customer is in the CRM; `nil` where it has him not.
    private func card(_ entry: CustomerBook.Entry, values: [String]) throws -> FigureCard? {
        let isPerson = entry.customer.kind == .person
        guard let title = try customerTitle(isPerson ? "contact" : "company", entry.key) else { return nil }
        var phones = entry.customer.phones
        var emails = entry.customer.emails
        var responsible = entry.customer.responsible
        var name = entry.customer.person
        // What the CRM itself says of its own card counts more than what 1C says.
        if let link = try transaction.links(to: entry.key, .counterparty, crm: target).first,
            let fields = try transaction.entity(isPerson ? .contact : .company, key: link.source)?.fields
        {
            phones = fields.values("phones").compactMap(PhoneNumber.init)
            emails = fields.values("emails").compactMap(EmailAddress.init)
            responsible = fields["responsible"]
            if isPerson, let last = fields["last"], let first = fields["first"] {
                name = PersonName(last: last, first: first, middle: fields["middle"] ?? "")
            }
        }
        return FigureCard(
            holder: isPerson ? .contact(name, title: title) : .company(title: title), phones: phones, emails: emails,
            responsible: responsible, values: values)
    }

    /// Bitrix24 compares titles without their legal form and changes all that are alike (facts/crm.md, «Duplicates»).
    private func isAmbiguous(_ card: FigureCard) throws -> Bool {
        guard case .company(let title) = card.holder, !crm.dealsCarryCustomers else { return false }
        return try titles(like: title).count > 1
    }

    /// The titles of the CRM's companies that it would take for one with this.
    private func titles(like title: String) throws -> Set<String> {
        if titlesByCore == nil {
            var found: [String: Set<String>] = [:]
            func add(_ title: String) { found[OrganizationName.folded(title), default: []].insert(crm.fold(title)) }
            for title in try transaction.titles(of: "company", target: target) { add(title) }
            try transaction.entities([.company], above: 0) { entity in
                if entity.key.hasPrefix("\(target)/"), let name = entity.fields["name"] { add(name) }
            }
            titlesByCore = found
        }
        return titlesByCore?[OrganizationName.folded(title)] ?? []
    }

    private static func title(of card: FigureCard) -> String {
        switch card.holder {
        case .company(let title): title
        case .contact(_, let title): title
        }
    }
}
