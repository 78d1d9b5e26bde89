internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// Finds who buys: the CRM's own record of a customer, and 1C's.
///
/// In the order of the design: 1C's GUID → known CRM id → ИНН and КПП → telephone → e-mail → nothing. What is
/// ambiguous links nothing and is said; nor does a telephone or e-mail alone where the names contradict.
final class BuyerFinder {
    struct Found {
        var buyer: OutgoingOrder.Buyer
        /// Whom the source named.
        var party: OutgoingOrder.Party
        /// What a person should know although the order goes on.
        var warning: Issue?
    }

    private let transaction: LedgerTransaction
    private let crms: [String: any CRM]
    private let known: PartyIndex
    private var companies: [String: PartyIndex] = [:]
    private var contacts: [String: PartyIndex] = [:]
    private var items: [String: ItemTable] = [:]
    private let newcomers: NewBuyers
    private var sent = SentBuyers()
    /// 1C looks for a buyer by telephone, e-mail and full name as well: those of another would lead astray (C11).
    private let searchesByContacts: Bool

    init(_ transaction: LedgerTransaction, crms: [String: any CRM], searchesByContacts: Bool) throws {
        self.transaction = transaction
        self.crms = crms
        self.searchesByContacts = searchesByContacts
        known = try PartyIndex.of1C(transaction, withFullNames: searchesByContacts)
        newcomers = NewBuyers(known, searchesByContacts: searchesByContacts)
        for id in crms.keys { items[id] = try ItemTable(transaction, target: id, pack: 0) }
        try transaction.outgoing(in: [.pending, .published, .presumed, .confirmed]) { row in
            let fields = row.order
            guard let order = OutgoingOrder(fields) else { return }
            var party = OutgoingOrder.Party(fields)
            party.phones.removeAll(where: PartyIndex.isFiller)
            // Without a name he is known by his telephone or e-mail alone.
            if party.phones.isEmpty, party.emails.isEmpty {
                party.name = party.name ?? order.buyer.fullName ?? order.buyer.name
            }
            if party.phones.isEmpty, let phone = order.buyer.phone.flatMap(PartyIndex.phoneKey) {
                party.phones = [phone]
            }
            let key = party.key ?? row.source + OrderDesk.customerMark
            var answered = row.numberIn1C == nil ? nil : key
            var counterparty = try answered.flatMap { try transaction.link(of: $0, .counterparty)?.key }
            if row.crm == nil, let found = counterparty.flatMap({ known[$0] }),
                let name = party.name, found.isOther(than: [PartyName(name, isCompany: false)]),
                let own = try answer(to: row), own != found.key
            {
                // Until 0.12 several customers of lists had one key, which is linked to the first whom 1C told of.
                (answered, counterparty) = (nil, own)
            }
            sent.note(order.buyer, party, crm: row.crm, answered: answered, counterparty: counterparty)
            newcomers.note(order.buyer, party)
        }
    }

    /// The counterparty that 1C's own answer to an order names.
    private func answer(to row: OutgoingRow) throws -> String? {
        guard let key = row.document, let document = try transaction.entity(.document, key: key) else { return nil }
        return Order(document.fields, key: key, linked: [])?.customerKey
    }

    /// `previous` is the order that this deal was before, whose customer a new spelling does not change.
    func find(_ draft: OrderDraft, previous: OutgoingRow?) throws -> Result<Found, Hold> {
        var party = draft.party
        let card = try nameByCard(&party, draft)
        guard party.company != nil || party.person != nil || !party.phones.isEmpty || !party.emails.isEmpty else {
            return .failure(Hold(.customerMissing))
        }
        var source = SharedKey.of(draft)
        var names = [party.company ?? party.person].compactMap { $0 }
        let before = previous.map { OutgoingOrder.Party($0.order) }
        if let crm = draft.crm {
            var match = try card.map { .one($0, evidence: "id") } ?? own(party, crm)
            if case .none = match, let key = before?.key, let card = try index(kind(of: party), crm)[key],
                NameKinship.isClose(card.name, names.first)
            {
                match = .one(card, evidence: "deal")
            }
            switch match {
            case .one(let found, _):
                source = found.key
                names += [found.name] + found.otherNames
                enrich(&party, with: try transaction.entity(kind(of: party), key: found.key)?.fields)
            case .several(let found, _): return .failure(Hold(.customerAmbiguousInCRM(found.count)))
            case .none: break
            }
        }
        var told = OutgoingOrder.Party(
            key: source, name: party.company ?? party.person,
            phones: unique(party.phones.compactMap(PartyIndex.phoneKey)),
            emails: unique(party.emails.map { $0.lowercased() }))
        let earlier =
            of(previous, told, party.inn)
            ?? sent.find(told, inn: party.inn, kpp: party.kpp, names: names, crm: draft.crm)
        if draft.crm == nil { told.key = try ownKey(told, party, earlier) }
        return try find(party, told, earlier, draft)
    }

    /// The buyer that an order went out for, unless it is plainly somebody else's now.
    private func of(_ previous: OutgoingRow?, _ told: OutgoingOrder.Party, _ inn: String?) -> SentBuyers.Match? {
        guard let previous, let buyer = OutgoingOrder(previous.order)?.buyer, let sent = sent[buyer.id] else {
            return nil
        }
        let before = OutgoingOrder.Party(previous.order)
        guard buyer.inn == nil || inn == nil || buyer.inn == inn,
            NameKinship.isClose(before.name ?? buyer.fullName ?? buyer.name, told.name),
            SharedKey.isSame(before.key, told.key)
        else { return nil }
        return .one(sent)
    }

    // MARK: Customers of lists

    /// The key under which 1C's answer links him to its counterparty.
    ///
    /// That of a telephone or e-mail is of whoever came under it first; others who share it get one of their own, or
    /// they would all be taken for the counterparty of one.
    private func ownKey(
        _ told: OutgoingOrder.Party, _ party: OrderDraft.Party, _ earlier: SentBuyers.Match
    ) throws -> String? {
        guard let key = told.key, party.inn == nil, !told.phones.isEmpty || !told.emails.isEmpty else {
            return told.key
        }
        var his: SentBuyers.Sent?
        if case .one(let sent) = earlier { his = sent }
        if let own = his?.cards.first(where: { SharedKey.isOther($0, than: key) }) { return own }
        if let first = sent.first(underCard: key) { return first === his ? key : SharedKey.key(key, of: told.name) }
        if let link = try transaction.link(of: key, .counterparty), let found = known[link.key],
            found.isOther(than: Self.names(party))
        {
            return SharedKey.key(key, of: told.name)
        }
        return key
    }

    /// What he is called, to be held against other names.
    private static func names(_ party: OrderDraft.Party) -> [PartyName] {
        [party.company ?? party.person].compactMap { $0 }.map {
            PartyName($0, isCompany: party.company != nil, inn: party.inn)
        }
    }

    private func find(
        _ party: OrderDraft.Party, _ told: OutgoingOrder.Party, _ earlier: SentBuyers.Match, _ draft: OrderDraft
    ) throws -> Result<Found, Hold> {
        let match = try linked(party, told, draft.crm, earlier)
        if case .one(let found, let evidence) = match,
            let entity = try transaction.entity(.counterparty, key: found.key),
            let customer = Customer(entity.fields, key: entity.key)
        {
            if let source = told.key {
                try transaction.put(
                    LinkRow(
                        crm: draft.crm ?? "list", kind: .counterparty, source: source, key: found.key,
                        evidence: evidence))
            }
            // By name alone 1C would take the first of several.
            if !searchesByContacts, customer.legal.inn == nil, known.named(customer.name).count > 1 {
                return .failure(Hold(.customerAmbiguousByName(customer.name)))
            }
            return .success(remembered(buyer(customer, party), told, draft))
        }
        if case .one(let before) = earlier, !before.buyer.isKnownTo1C {
            let warning = Self.outdated(before.buyer, party).map(Issue.customerOutdated)
            return .success(remembered(before.buyer, told, draft, warning))
        }
        switch newcomers.buyer(party, draft, told) {
        case .success(let (buyer, warning)):
            if case .several(let parties, let evidence) = match {
                return .success(
                    remembered(buyer, told, draft, .customerAmbiguousIn1C(parties.count, evidence: evidence)))
            }
            return .success(remembered(buyer, told, draft, warning))
        case .failure(let hold): return .failure(hold)
        }
    }

    /// Remembers him for the orders that follow in this pass.
    private func remembered(
        _ buyer: OutgoingOrder.Buyer, _ told: OutgoingOrder.Party, _ draft: OrderDraft, _ warning: Issue? = nil
    ) -> Found {
        sent.note(buyer, told, crm: draft.crm)
        return Found(buyer: buyer, party: told, warning: warning)
    }

    private func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }

    /// The name under which 1C goes on with a customer of whom the CRM says more, or something else, by now.
    private static func outdated(_ buyer: OutgoingOrder.Buyer, _ party: OrderDraft.Party) -> String? {
        let isSame =
            NameKinship.isClose(buyer.fullName ?? buyer.name, party.company ?? party.person)
            && (party.inn ?? buyer.inn) == buyer.inn
        return isSame ? nil : buyer.name
    }

    // MARK: The CRM's own record

    private func kind(of party: OrderDraft.Party) -> RecordKind { party.company == nil ? .contact : .company }

    /// Names the customer of a deal that tells but the number of his card: «COMPANY_ID», «CONTACT_ID».
    ///
    /// - Returns: the card; `nil` where the CRM has exported none of that number, or the column holds a name.
    private func nameByCard(_ party: inout OrderDraft.Party, _ draft: OrderDraft) throws -> PartyIndex.Party? {
        guard let crm = draft.crm, party.company == nil, party.person == nil,
            let fields = try transaction.entity(draft.kind, key: draft.source)?.fields
        else { return nil }
        for (kind, path) in [(RecordKind.company, "companyID"), (.contact, "contactID")] {
            guard let id = fields[path] else { continue }
            let isNumber = id.utf8.allSatisfy { (0x30...0x39).contains($0) }
            let card = isNumber ? try index(kind, crm)["\(crm)/\(kind.rawValue)/\(id)"] : nil
            guard let name = isNumber ? card?.name : id else { continue }
            if kind == .company { party.company = name } else { party.person = name }
            return card
        }
        return nil
    }

    private func own(_ party: OrderDraft.Party, _ crm: String) throws -> PartyIndex.Match {
        let kind = kind(of: party)
        guard let name = party.company ?? party.person else { return .none }
        let index = try index(kind, crm)
        let named = index.named(name)
        if named.count == 1, let only = named.first { return .one(only, evidence: "title") }
        // Namesakes are told apart by what the deal says of its customer.
        let phones = Set(party.phones.compactMap(PartyIndex.phoneKey))
        let emails = Set(party.emails.map { $0.lowercased() })
        let fitting = named.filter { candidate in
            (party.inn != nil && candidate.inn == party.inn) || !candidate.phones.isDisjoint(with: phones)
                || !candidate.emails.isDisjoint(with: emails)
        }
        if fitting.count == 1, let only = fitting.first { return .one(only, evidence: "title") }
        return named.isEmpty ? .none : .several(named, evidence: "title")
    }

    private func index(_ kind: RecordKind, _ crm: String) throws -> PartyIndex {
        if kind == .company {
            if let index = companies[crm] { return index }
            let index = try PartyIndex.of(.company, crm: crm, transaction)
            companies[crm] = index
            return index
        }
        if let index = contacts[crm] { return index }
        let index = try PartyIndex.of(.contact, crm: crm, transaction)
        contacts[crm] = index
        return index
    }

    /// Adds what the CRM's card says to what the deal says.
    private func enrich(_ party: inout OrderDraft.Party, with fields: FieldSet?) {
        guard let fields else { return }
        party.inn = party.inn ?? fields["inn"]
        party.kpp = party.kpp ?? fields["kpp"]
        party.code = party.code ?? fields["code1C"]
        party.address = party.address ?? fields["address"] ?? fields["legalAddress"]
        party.phones = Self.joined(fields.values("phones"), party.phones)
        party.emails = Self.joined(fields.values("emails"), party.emails)
        if party.company == nil, let last = fields["last"], let first = fields["first"] {
            party.person = [last, first, fields["middle"] ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private static func joined(_ first: [String], _ others: [String]) -> [String] {
        let known = Set(first)
        return first + others.filter { !known.contains($0) }
    }

    // MARK: 1C's record

    /// In the order of what says most: 1C's own «Ид», 1C's answer to an order of this card, ИНН, 1C's answer to an
    /// order of the same customer, the title that the CRM has from us, telephone, e-mail.
    private func linked(
        _ party: OrderDraft.Party, _ told: OutgoingOrder.Party, _ crm: String?, _ earlier: SentBuyers.Match
    ) throws -> PartyIndex.Match {
        if let code = party.code, let found = known[code] { return .one(found, evidence: "code") }
        // A card that tells of another ИНН than before is of somebody else.
        func isSame(_ found: PartyIndex.Party) -> Bool {
            found.inn == nil || party.inn == nil || found.inn == party.inn
        }
        if let source = told.key, let link = try transaction.link(of: source, .counterparty),
            let found = known[link.key],
            isSame(found)
        {
            return .one(found, evidence: link.evidence)
        }
        if party.inn != nil {
            let match = known.match(inn: party.inn, kpp: party.kpp, phones: [], emails: [])
            if case .none = match {} else { return match }
        }
        if case .one(let sent) = earlier {
            for key in sent.answered {
                if let link = try transaction.link(of: key, .counterparty), let found = known[link.key], isSame(found) {
                    return .one(found, evidence: link.evidence)
                }
            }
            if sent.buyer.isKnownTo1C, let found = known[sent.buyer.keyIn1C], isSame(found) {
                return .one(found, evidence: "order")
            }
            // 1C has not answered yet; he goes on as he went out.
            if !sent.buyer.isKnownTo1C { return .none }
        }
        if let crm, let dialect = crms[crm], let title = party.company ?? party.person,
            let key = try items[crm]?.key(
                party.company == nil ? "contact" : "company", folded: dialect.fold(dialect.clean(title))),
            let found = known[key], isSame(found)
        {
            return .one(found, evidence: "title")
        }
        return known.match(
            inn: party.inn, kpp: party.kpp, phones: Set(told.phones), emails: Set(told.emails), names: Self.names(party)
        )
    }

    /// A customer of 1C, exactly as 1C writes him: found by its own search, whatever that goes by.
    private func buyer(_ customer: Customer, _ party: OrderDraft.Party) -> OutgoingOrder.Buyer {
        let isGUID = customer.key.utf8.count == 36
        var buyer = OutgoingOrder.Buyer(
            id: isGUID ? customer.key : "1c-\(customer.key)", isKnownTo1C: true, kind: customer.kind,
            name: customer.name)
        buyer.fullName = customer.fullName
        buyer.inn = customer.legal.inn
        buyer.kpp = customer.legal.kpp
        buyer.phone = customer.phones.first?.international ?? party.phones.first
        buyer.email = customer.emails.first?.address ?? party.emails.first
        buyer.address = customer.address ?? party.address
        buyer.legalAddress = customer.legal.legalAddress
        return buyer
    }
}

extension OutgoingOrder.Buyer {
    /// The key of 1C's record, of one that 1C knows.
    var keyIn1C: String { id.hasPrefix("1c-") ? String(id.dropFirst(3)) : id }
}
