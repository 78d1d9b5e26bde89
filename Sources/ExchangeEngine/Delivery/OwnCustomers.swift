internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// The customers that a CRM told of itself, so that none of them is sent to it once more.
final class OwnCustomers {
    private unowned let contents: PackContents
    private var indices: [RecordKind: PartyIndex] = [:]

    init(_ contents: PackContents) {
        self.contents = contents
    }

    /// Whether the CRM has this customer of 1C under a card of its own; from now on he goes under its title.
    ///
    /// Where several cards fit none is linked; a person is told, and the customer is not doubled either.
    func isOwn(_ customer: Customer) throws -> Bool {
        let kind: RecordKind = customer.kind == .person ? .contact : .company
        let item = kind == .contact ? "contact" : "company"
        let links = try contents.transaction.links(to: customer.key, .counterparty, crm: contents.target)
        if let link = links.first, let entity = try contents.transaction.entity(kind, key: link.source) {
            try remember(customer, item, title: Self.title(entity.fields, kind))
            return true
        }
        if try contents.items.item(item, key: customer.key) != nil { return false }
        // A customer of a list who came back from 1C: the CRM has him from us already.
        for link in try contents.transaction.links(to: customer.key, .counterparty, crm: "list")
        where try contents.items.item(item, key: link.source) != nil { return true }
        if !links.isEmpty { return true }
        switch try match(
            kind, code: customer.key, inn: customer.legal.inn, kpp: customer.legal.kpp,
            phones: customer.phones.map(\.international), emails: customer.emails.map(\.address),
            names: Self.names(of: customer))
        {
        case .none: return false
        case .one(let party, let evidence):
            try contents.transaction.put(
                LinkRow(
                    crm: contents.target, kind: .counterparty, source: party.key, key: customer.key,
                    evidence: evidence))
            try remember(customer, item, title: party.name)
            return true
        case .several(let parties, _):
            contents.notes.append(
                LocalizedText(
                    russian: "Покупатель 1С «\(customer.name)» подходит к \(parties.count) карточкам CRM; он не связан "
                        + "ни с одной и не выгружен. Объедините дубли.",
                    english: "The customer “\(customer.name)” of 1C fits \(parties.count) cards of the CRM; it was "
                        + "linked to none and not sent. Merge the duplicates."))
            return true
        }
    }

    /// What 1C calls a customer, to be held against cards that share his telephone or e-mail.
    private static func names(of customer: Customer) -> [PartyName] {
        [customer.name, customer.fullName].compactMap { $0 }.map {
            PartyName($0, isCompany: customer.kind != .person, inn: customer.legal.inn)
        }
    }

    /// The card of the CRM that fits what is known of a customer; by telephone or e-mail alone, where its name does not
    /// contradict `names`.
    func match(
        _ kind: RecordKind, code: String?, inn: String?, kpp: String?, phones: [String], emails: [String],
        names: [PartyName] = []
    ) throws -> PartyIndex.Match {
        let index = try indices[kind] ?? PartyIndex.of(kind, crm: contents.target, contents.transaction)
        indices[kind] = index
        if let code, let party = index.parties.first(where: { $0.code == code }) {
            return .one(party, evidence: "code")
        }
        return index.match(
            inn: inn, kpp: kpp, phones: Set(phones.compactMap(PartyIndex.phoneKey)),
            emails: Set(emails.map { $0.lowercased() }), names: names)
    }

    static func title(_ fields: FieldSet, _ kind: RecordKind) -> String {
        if kind == .company { return fields["name"] ?? "" }
        return [fields["first"], fields["last"]].compactMap { $0 }.joined(separator: " ").nonEmpty
            ?? fields["name"] ?? ""
    }

    private func remember(_ customer: Customer, _ kind: String, title: String) throws {
        guard try contents.items.item(kind, key: customer.key) == nil, !title.isEmpty else { return }
        let folded = contents.crm.fold(contents.crm.clean(title))
        // A namesake of ours has the title already: then the link alone is kept.
        guard try contents.items.key(kind, folded: folded) == nil else { return }
        try contents.items.put(
            CRMItem(
                key: customer.key, title: contents.crm.clean(title),
                sent: PackContents.text(CustomerFacts.of(customer)), firstPack: contents.pack),
            kind, folded: folded)
    }
}
