internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// Finds who buys: the CRM's own record of a customer, and 1C's.
///
/// In the order of the design: 1C's GUID → known CRM id → ИНН and КПП → telephone → e-mail → nothing. What is
/// ambiguous links nothing and is said.
final class BuyerFinder {
    struct Found {
        var buyer: OutgoingOrder.Buyer
        /// Key of the CRM's record, where it is known.
        var source: String?
        /// What a person should know although the order goes on.
        var warning: Issue?
    }

    private let transaction: LedgerTransaction
    private let crms: [String: any CRM]
    private let known: PartyIndex
    private var companies: [String: PartyIndex] = [:]
    private var contacts: [String: PartyIndex] = [:]
    private var items: [String: ItemTable] = [:]
    /// Who goes out under which name, so that two people of one name stay two.
    private var names: [String: (id: String, mark: String?)] = [:]
    /// As whom a customer of a CRM went to 1C before, by his card and by his name: a card that was filled in since must
    /// not make him another one.
    private var sent: [String: [(buyer: OutgoingOrder.Buyer, row: String)]] = [:]
    /// Whose a telephone or e-mail is in 1C, once an order with it has gone.
    private var owners: [String: String] = [:]
    /// 1C looks for a buyer by telephone and e-mail as well: those of another would lead astray (C11).
    private let searchesByContacts: Bool

    init(_ transaction: LedgerTransaction, crms: [String: any CRM], searchesByContacts: Bool) throws {
        self.transaction = transaction
        self.crms = crms
        self.searchesByContacts = searchesByContacts
        known = try PartyIndex.of1C(transaction)
        for id in crms.keys { items[id] = try ItemTable(transaction, target: id, pack: 0) }
        try transaction.outgoing(in: [.pending, .published, .presumed, .confirmed]) { row in
            let fields = row.order
            guard let order = OutgoingOrder(fields) else { return }
            // A customer with a card is known by it; the name stands only for one without.
            let key = fields["party"] ?? Self.sentKey(row.crm, order.buyer.fullName ?? order.buyer.name)
            if let key, sent[key]?.contains(where: { $0.buyer.id == order.buyer.id }) != true {
                sent[key, default: []].append((order.buyer, row.source))
            }
            names[OrganizationName.fold(order.buyer.name)] = (order.buyer.id, Self.mark(order.buyer))
            note(order.buyer)
        }
    }

    func find(_ draft: OrderDraft) throws -> Result<Found, Hold> {
        var party = draft.party
        guard party.company != nil || party.person != nil || !party.phones.isEmpty || !party.emails.isEmpty else {
            return .failure(Hold(.customerMissing))
        }
        var source = draft.customerKey
        var names = [party.company ?? party.person].compactMap { $0 }
        if let crm = draft.crm {
            switch try own(party, crm) {
            case .one(let found, _):
                source = found.key
                names += [found.name] + found.otherNames
                enrich(&party, with: try transaction.entity(kind(of: party), key: found.key)?.fields)
            case .several(let found, _): return .failure(Hold(.customerAmbiguousInCRM(found.count)))
            case .none: break
            }
        }
        let phones = Set(party.phones.compactMap(PartyIndex.phoneKey))
        let emails = Set(party.emails.map { $0.lowercased() })
        let earlier = earlier(party, names, source, draft.crm, phones)
        var match = try linked(party, source, draft.crm, phones: phones, emails: emails)
        if let earlier {
            // Answered before the CRM told of the card: 1C's counterparty is that of the deal.
            let mark = earlier.row + OrderDesk.customerMark
            if let link = try transaction.link(of: mark, .counterparty), let found = known[link.key] {
                match = .one(found, evidence: link.evidence)
            }
        }
        if case .one(let found, let evidence) = match,
            let entity = try transaction.entity(.counterparty, key: found.key),
            let customer = Customer(entity.fields, key: entity.key)
        {
            if let source {
                try transaction.put(
                    LinkRow(
                        crm: draft.crm ?? "list", kind: .counterparty, source: source, key: found.key,
                        evidence: evidence))
            }
            // By name alone 1C would take the first of several.
            if !searchesByContacts, customer.legal.inn == nil, known.named(customer.name).count > 1 {
                return .failure(Hold(.customerAmbiguousByName(customer.name)))
            }
            return .success(Found(buyer: buyer(customer, party), source: source))
        }
        if let earlier, !earlier.buyer.isKnownTo1C {
            let warning = Self.outdated(earlier.buyer, party).map(Issue.customerOutdated)
            return .success(Found(buyer: earlier.buyer, source: source, warning: warning))
        }
        var found: Found
        switch new(party, draft, source) {
        case .success(let (buyer, warning)): found = Found(buyer: buyer, source: source, warning: warning)
        case .failure(let hold): return .failure(hold)
        }
        if case .several(let parties, let evidence) = match {
            found.warning = .customerAmbiguousIn1C(parties.count, evidence: evidence)
        }
        return .success(found)
    }

    /// As whom this customer went to 1C before: by his card, else by a name that the deal or the card gives him.
    ///
    /// Another ИНН is another buyer, whatever the card was before.
    private func earlier(
        _ party: OrderDraft.Party, _ names: [String], _ source: String?, _ crm: String?, _ phones: Set<String>
    ) -> (buyer: OutgoingOrder.Buyer, row: String)? {
        func isSame(_ buyer: OutgoingOrder.Buyer) -> Bool {
            buyer.inn == nil || party.inn == nil || buyer.inn == party.inn
        }
        if let source, let before = sent[source]?.first(where: { isSame($0.buyer) }) { return before }
        for key in names.compactMap({ Self.sentKey(crm, $0) }) {
            let before = sent[key]?.first { isSame($0.buyer) && !Self.contradicts($0.buyer, phones) }
            if let before { return before }
        }
        return nil
    }

    /// The name under which 1C goes on with a customer of whom the CRM says more, or something else, by now.
    private static func outdated(_ buyer: OutgoingOrder.Buyer, _ party: OrderDraft.Party) -> String? {
        let isSame =
            OrganizationName.fold(buyer.fullName ?? buyer.name)
            == OrganizationName.fold(party.company ?? party.person ?? buyer.name)
            && (party.inn ?? buyer.inn) == buyer.inn
        return isSame ? nil : buyer.name
    }

    /// Whether telephones show that a namesake is somebody else.
    private static func contradicts(_ buyer: OutgoingOrder.Buyer, _ phones: Set<String>) -> Bool {
        guard let phone = buyer.phone.flatMap(PartyIndex.phoneKey), !phones.isEmpty else { return false }
        return !phones.contains(phone)
    }

    /// Namesakes in one CRM are told apart by their cards; without one, the name is all that a deal tells.
    private static func sentKey(_ crm: String?, _ name: String) -> String? {
        crm.map { "\($0)\u{1F}\(OrganizationName.fold(name))" }
    }

    // MARK: The CRM's own record

    private func kind(of party: OrderDraft.Party) -> RecordKind { party.company == nil ? .contact : .company }

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
        let own = (phones: fields.values("phones"), emails: fields.values("emails"))
        party.phones = own.phones + party.phones.filter { !own.phones.contains($0) }
        party.emails = own.emails + party.emails.filter { !own.emails.contains($0) }
        if party.company == nil, let last = fields["last"], let first = fields["first"] {
            party.person = [last, first, fields["middle"] ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    // MARK: 1C's record

    private func linked(
        _ party: OrderDraft.Party, _ source: String?, _ crm: String?, phones: Set<String>, emails: Set<String>
    ) throws -> PartyIndex.Match {
        if let code = party.code, let found = known[code] { return .one(found, evidence: "code") }
        // A card that tells of another ИНН than before is of somebody else.
        func isSame(_ found: PartyIndex.Party) -> Bool {
            found.inn == nil || party.inn == nil || found.inn == party.inn
        }
        if let source, let link = try transaction.link(of: source, .counterparty), let found = known[link.key],
            isSame(found)
        {
            return .one(found, evidence: link.evidence)
        }
        if let crm, let dialect = crms[crm], let title = party.company ?? party.person,
            let key = try items[crm]?.key(
                party.company == nil ? "contact" : "company", folded: dialect.fold(dialect.clean(title))),
            let found = known[key], isSame(found)
        {
            return .one(found, evidence: "title")
        }
        return known.match(inn: party.inn, kpp: party.kpp, phones: phones, emails: emails)
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

    private func new(
        _ party: OrderDraft.Party, _ draft: OrderDraft, _ source: String?
    ) -> Result<(OutgoingOrder.Buyer, warning: Issue?), Hold> {
        let kind: Customer.Kind =
            if let company = party.company {
                party.inn?.count == 12 || OrganizationName.isSoleTrader(company) ? .soleTrader : .company
            } else {
                party.inn?.count == 12 ? .soleTrader : .person
            }
        let name = (party.company ?? party.person ?? party.phones.first ?? party.emails.first ?? "").singleLine
        // At most 40 characters, the same whenever this customer comes.
        var identity = source ?? "\(draft.crm ?? "")/\(OrganizationName.fold(name))"
        if let source, let inn = party.inn, sent[source]?.isEmpty == false { identity += "/\(inn)" }
        let hash = StableHash.of(identity)
        let id = "obmen-" + String(UInt(bitPattern: hash), radix: 36)
        var buyer = OutgoingOrder.Buyer(id: id, isKnownTo1C: false, kind: kind, name: name)
        buyer.fullName = name
        buyer.inn = party.inn
        buyer.kpp = kind == .company ? party.kpp : nil
        buyer.phone = party.phones.first
        buyer.email = party.emails.first
        buyer.address = party.address
        let warning: Issue?
        switch freeName(buyer) {
        case .success(let (name, issue)): (buyer.name, warning) = (name, issue)
        case .failure(let hold): return .failure(hold)
        }
        keepOwnContacts(of: &buyer)
        note(buyer)
        return .success((buyer, warning))
    }

    private func note(_ buyer: OutgoingOrder.Buyer) {
        for key in [buyer.phone.flatMap(PartyIndex.phoneKey), buyer.email?.lowercased()].compactMap({ $0 })
        where owners[key] == nil { owners[key] = buyer.id }
    }

    /// Leaves out what belongs to somebody else too; it stands in the comment instead.
    private func keepOwnContacts(of buyer: inout OutgoingOrder.Buyer) {
        guard searchesByContacts else { return }
        if let phone = buyer.phone, let key = PartyIndex.phoneKey(phone),
            !known.withPhone(key).isEmpty || owners[key].map({ $0 != buyer.id }) ?? false
        {
            buyer.phone = nil
        }
        if let email = buyer.email?.lowercased(),
            !known.withEmail(email).isEmpty || owners[email].map({ $0 != buyer.id }) ?? false
        {
            buyer.email = nil
        }
    }

    /// The name, with a mark where somebody else has it: 1C may look by name alone.
    ///
    /// A company of one name and legal form is taken for the same unless something speaks against it; a person is not,
    /// since two people of one name are common.
    private func freeName(_ buyer: OutgoingOrder.Buyer) -> Result<(String, warning: Issue?), Hold> {
        let mark = Self.mark(buyer)
        let name = OutgoingOrder.shortName(buyer.name)
        let folded = OrganizationName.fold(name)
        let namesakes = known.named(name)
        let isPerson = buyer.kind == .person
        let isTaken =
            names[folded].map { $0.id != buyer.id && ($0.mark != mark || isPerson && mark == nil) } ?? false
            || namesakes.contains { isPerson || differs($0, buyer) }
        guard isTaken else {
            if namesakes.count > 1, buyer.inn == nil { return .failure(Hold(.customerAmbiguousByName(name))) }
            names[folded] = names[folded] ?? (buyer.id, mark)
            return .success((name, namesakes.isEmpty ? nil : .customerByName(name)))
        }
        guard let mark else { return .failure(Hold(.customerNamesake(name))) }
        let marked = OutgoingOrder.shortName(buyer.name, mark: " (\(mark))")
        names[OrganizationName.fold(marked)] = (buyer.id, mark)
        return .success((marked, isPerson && !namesakes.isEmpty ? .customerMarked(name, as: marked) : nil))
    }

    /// Whether something shows that a namesake in 1C is somebody else.
    private func differs(_ party: PartyIndex.Party, _ buyer: OutgoingOrder.Buyer) -> Bool {
        if let one = party.inn, let other = buyer.inn { return one != other || party.kpp != buyer.kpp }
        guard let phone = buyer.phone.flatMap(PartyIndex.phoneKey), !party.phones.isEmpty else { return false }
        return !party.phones.contains(phone)
    }

    private static func mark(_ buyer: OutgoingOrder.Buyer) -> String? {
        if let inn = buyer.inn { return "ИНН \(inn)" + (buyer.kpp.map { "/\($0)" } ?? "") }
        return buyer.phone ?? buyer.email
    }
}

extension OutgoingOrder {
    /// The longest «Наименование» that 1C finds again.
    static let longestName = 100

    /// A name that 1C stores whole, with a mark at its end that is never cut.
    static func shortName(_ name: String, mark: String = "") -> String {
        name.prefix(longestName - mark.count).trimmed + mark
    }
}
