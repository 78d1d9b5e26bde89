internal import ExchangeModel

/// Customers whom 1C does not know yet: an «Ид», a name and contacts that nobody else has.
final class NewBuyers {
    private let known: PartyIndex
    /// 1C looks for a buyer by telephone, e-mail and full name as well: those of another would lead astray (C11).
    private let searchesByContacts: Bool
    /// Who goes out under which name, so that two people of one name stay two.
    ///
    /// Names, «Ид» and marks as their hashes.
    private var names: [Int: (id: Int, mark: Int?)] = [:]
    /// Whose each «Ид» is that was given.
    private var ids: [Int: Int] = [:]
    /// Whose a telephone or e-mail is in 1C, once an order with it has gone.
    private var owners: [String: String] = [:]

    /// `known` are 1C's own counterparties.
    init(_ known: PartyIndex, searchesByContacts: Bool) {
        self.known = known
        self.searchesByContacts = searchesByContacts
    }

    /// The buyer, and what a person should know; or why nobody can be told apart from others.
    func buyer(
        _ party: OrderDraft.Party, _ draft: OrderDraft, _ told: OutgoingOrder.Party
    ) -> Result<(OutgoingOrder.Buyer, warning: Issue?), Hold> {
        let kind: Customer.Kind =
            if let company = party.company {
                party.inn?.count == 12 || OrganizationName.isSoleTrader(company) ? .soleTrader : .company
            } else {
                party.inn?.count == 12 ? .soleTrader : .person
            }
        let name = (party.company ?? party.person ?? party.phones.first ?? party.emails.first ?? "").singleLine
        var buyer = OutgoingOrder.Buyer(id: "", isKnownTo1C: false, kind: kind, name: name)
        buyer.fullName = name
        buyer.inn = party.inn
        buyer.kpp = kind == .company ? party.kpp : nil
        let phone = party.phones.lazy.compactMap(PartyIndex.lastDigits).first
        buyer.id = freeID(
            draft.customerKey ?? told.key ?? "\(draft.crm ?? "")/\(OrganizationName.fold(name))",
            [party.inn ?? phone ?? told.emails.first, OrganizationName.fold(name)].compactMap { $0 },
            whose: Self.whose(buyer, told))
        buyer.phone = party.phones.first
        buyer.email = party.emails.first
        buyer.address = party.address
        let warning: Issue?
        switch freeName(buyer) {
        case .success(let (name, issue)):
            // Looked for by its full name as well, a namesake would be found by that (C11).
            if searchesByContacts, name != OutgoingOrder.shortName(buyer.name) { buyer.fullName = name }
            (buyer.name, warning) = (name, issue)
        case .failure(let hold): return .failure(hold)
        }
        keepOwnContacts(of: &buyer)
        note(buyer, told)
        return .success((buyer, warning))
    }

    /// An «Ид» of at most 40 characters, the same whenever this customer comes; another for whoever is told apart from
    /// him, by `marks` and then by a number.
    private func freeID(_ identity: String, _ marks: [String], whose: Int) -> String {
        var (identity, number) = (identity, 0)
        while let owner = ids[StableHash.of(Self.id(identity))], owner != whose {
            identity += "/" + (number < marks.count ? marks[number] : String(number))
            number += 1
        }
        let id = Self.id(identity)
        ids[StableHash.of(id)] = whose
        return id
    }

    /// What a new customer is told from others by, as a hash.
    private static func whose(_ buyer: OutgoingOrder.Buyer, _ party: OutgoingOrder.Party) -> Int {
        StableHash.of(
            OrganizationName.fold(party.name ?? ""), buyer.inn ?? "", buyer.kpp ?? "",
            party.phones.first ?? party.emails.first ?? "")
    }

    private static func id(_ identity: String) -> String {
        "obmen-" + String(UInt(bitPattern: StableHash.of(identity)), radix: 36)
    }

    /// Remembers whose name, «Ид», telephone and e-mail they are, of an order that goes or went.
    func note(_ buyer: OutgoingOrder.Buyer, _ party: OutgoingOrder.Party) {
        let id = StableHash.of(buyer.id)
        ids[id] = ids[id] ?? Self.whose(buyer, party)
        names[Self.nameKey(buyer.name)] = Self.owner(buyer)
        for key in [buyer.phone.flatMap(PartyIndex.phoneKey), buyer.email?.lowercased()].compactMap({ $0 })
        where owners[key] == nil { owners[key] = buyer.id }
    }

    /// Leaves out what belongs to somebody else too; it stands in the comment instead.
    private func keepOwnContacts(of buyer: inout OutgoingOrder.Buyer) {
        guard searchesByContacts else { return }
        if let phone = buyer.phone, let key = PartyIndex.lastDigits(phone),
            PartyIndex.isFiller(key) || !known.withPhone(key).isEmpty || owners[key].map({ $0 != buyer.id }) ?? false
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
        let (key, owner) = (Self.nameKey(name), Self.owner(buyer))
        let namesakes = known.named(name)
        let isPerson = buyer.kind == .person
        let isTaken =
            names[key].map { $0.id != owner.id && ($0.mark != owner.mark || isPerson && mark == nil) } ?? false
            || namesakes.contains { isPerson || differs($0, buyer) }
        guard isTaken else {
            if namesakes.count > 1, buyer.inn == nil { return .failure(Hold(.customerAmbiguousByName(name))) }
            names[key] = names[key] ?? owner
            return .success((name, namesakes.isEmpty ? nil : .customerByName(name)))
        }
        guard let mark else { return .failure(Hold(.customerNamesake(name))) }
        let marked = OutgoingOrder.shortName(buyer.name, mark: " (\(mark))")
        names[Self.nameKey(marked)] = owner
        return .success((marked, isPerson && !namesakes.isEmpty ? .customerMarked(name, as: marked) : nil))
    }

    private static func nameKey(_ name: String) -> Int { StableHash.of(OrganizationName.fold(name)) }

    private static func owner(_ buyer: OutgoingOrder.Buyer) -> (id: Int, mark: Int?) {
        (StableHash.of(buyer.id), mark(buyer).map { StableHash.of($0) })
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
