internal import ExchangeModel

/// Who went to 1C as whom, in this pass and before.
///
/// 1C tells nothing of a buyer until it answers, and of his telephone never; so whoever orders again before that, from
/// another CRM, a list or a card that was filled in since, is known by what he was known by the first time. What
/// contradicts (another ИНН, another telephone under one name, another card of one CRM) makes him somebody else.
struct SentBuyers {
    /// One counterparty that 1C has, or is about to have, from us.
    ///
    /// There can be tens of thousands, each with one or two of everything: lists, not sets.
    final class Sent {
        fileprivate(set) var buyer: OutgoingOrder.Buyer
        private var keys = DistinctList<String>()
        private var cardKeys = DistinctList<String>()
        private var names = DistinctList<NameKinship.Words>()
        private var phones = DistinctList<String>()
        private var emails = DistinctList<String>()

        /// Keys under which 1C's answers link him to its counterparty.
        var answered: [String] { keys.elements }
        var cards: [String] { cardKeys.elements }

        init(_ buyer: OutgoingOrder.Buyer) {
            self.buyer = buyer
        }

        /// - Returns: what was not known of him: his cards, telephones and e-mails.
        func add(_ party: OutgoingOrder.Party, answered key: String?) -> [String] {
            func fresh(_ values: [String], _ known: inout DistinctList<String>) -> [String] {
                values.filter { known.add($0) }
            }
            if let key { keys.add(key) }
            if let name = party.name { names.add(NameKinship.Words(name)) }
            return fresh([party.key].compactMap { $0 }, &cardKeys) + fresh(party.phones, &phones)
                + fresh(party.emails, &emails)
        }

        /// Whether he has telephones, and none of these.
        func hasOther(phones others: [String]) -> Bool {
            guard !phones.elements.isEmpty, !others.isEmpty else { return false }
            return Set(others).isDisjoint(with: phones.elements)
        }

        /// `name` is that of a party; of one without a name it may be anybody's.
        func isNamed(like name: NameKinship.Words?) -> Bool {
            guard let name, !names.elements.isEmpty else { return true }
            return names.elements.contains { $0.isClose(to: name) }
        }
    }

    enum Match {
        case one(Sent)
        case several
        case none
    }

    /// By the hashes of «Ид», card, ИНН, telephone, e-mail and name: the keys themselves would be most of the memory.
    private var index: [Int: Sent] = [:]
    /// Where several share one, those after the first.
    private var others: [Int: [Sent]] = [:]

    subscript(id: String) -> Sent? { all("id", id).first }

    /// Who came first under a card, or a key of a list's customers.
    func first(underCard key: String) -> Sent? { index[StableHash.of("known", key)] }

    /// Notes that an order went out, or is to go out, for a buyer.
    ///
    /// `answered` is the key under which 1C's answer links him, where there was one; `counterparty` whom it names. Who
    /// went out as ours and is 1C's by now is one.
    mutating func note(
        _ buyer: OutgoingOrder.Buyer, _ party: OutgoingOrder.Party, crm: String?, answered: String? = nil,
        counterparty: String? = nil
    ) {
        let counterparty = buyer.isKnownTo1C ? buyer.keyIn1C : counterparty
        let sent: Sent
        if let known = self[buyer.id] ?? counterparty.flatMap({ all("1c", $0).first }) {
            sent = known
            if buyer.isKnownTo1C { sent.buyer = buyer }
            put(sent, "id", buyer.id)
        } else {
            sent = Sent(buyer)
            put(sent, "id", buyer.id)
            if let inn = buyer.inn { put(sent, "inn", inn) }
        }
        if let counterparty { put(sent, "1c", counterparty) }
        for value in sent.add(party, answered: answered) {
            if others[StableHash.of("known", value)]?.count ?? 0 < Self.mostSharing {
                put(sent, "known", value)
            } else if let name = party.name {
                put(sent, "named", Self.named(value, name))
            }
        }
        // Under one name a customer of one CRM is known again; across CRMs a name alone says too little.
        if let crm, let name = party.name { put(sent, crm, OrganizationName.fold(name)) }
    }

    /// A telephone that more customers share is a shop's own or a marketplace's: it tells of no further one without his
    /// name, and to look through all of them for each would take minutes.
    private static let mostSharing = 100

    private static func named(_ contact: String, _ name: String) -> String {
        contact + "/" + OrganizationName.fold(name)
    }

    /// Who is known by a telephone, an e-mail or a card.
    private func known(by contact: String, _ name: String?) -> [Sent] {
        let found = all("known", contact)
        guard found.count > Self.mostSharing, let name else { return found }
        return found + all("named", Self.named(contact, name))
    }

    private mutating func put(_ sent: Sent, _ kind: String, _ value: String) {
        let key = StableHash.of(kind, value)
        guard let first = index[key] else { return index[key] = sent }
        if first !== sent, others[key]?.contains(where: { $0 === sent }) != true {
            others[key, default: []].append(sent)
        }
    }

    private func all(_ kind: String, _ value: String) -> [Sent] {
        let key = StableHash.of(kind, value)
        return index[key].map { [$0] + (others[key] ?? []) } ?? []
    }

    /// As whom a party went out, by card, then ИНН, then telephone, then e-mail, then name within one CRM.
    ///
    /// `names` are all that the source's card and order call him.
    func find(_ party: OutgoingOrder.Party, inn: String?, kpp: String?, names: [String], crm: String?) -> Match {
        func isSame(_ sent: Sent) -> Bool { sent.buyer.inn == nil || inn == nil || sent.buyer.inn == inn }
        func unique(_ found: [Sent]) -> Match? {
            guard let first = found.first else { return nil }
            return found.allSatisfy { $0 === first } ? .one(first) : .several
        }
        let name = party.name.map(NameKinship.Words.init)
        // A CRM's card is its customer's whatever he is called now; a list knows him by a telephone, which a family shares.
        func isHis(_ sent: Sent) -> Bool { isSame(sent) && (crm != nil || sent.isNamed(like: name)) }
        if let card = party.key, let sent = known(by: card, party.name).first(where: isHis) {
            return .one(sent)
        }
        if let inn {
            let fitting = all("inn", inn).filter { $0.buyer.kpp == nil || kpp == nil || $0.buyer.kpp == kpp }
            if let first = fitting.first { return .one(first) }
        }
        for contacts in [party.phones, party.emails] {
            let found = contacts.flatMap { known(by: $0, party.name) }.filter { isSame($0) && $0.isNamed(like: name) }
            if let match = unique(found) { return match }
        }
        guard let crm else { return .none }
        for name in names {
            let found = all(crm, OrganizationName.fold(name)).filter { isSame($0) && !contradicts($0, party) }
            if let first = found.first { return .one(first) }
        }
        return .none
    }

    /// Whether something shows that a namesake is somebody else.
    private func contradicts(_ sent: Sent, _ party: OutgoingOrder.Party) -> Bool {
        if sent.hasOther(phones: party.phones) { return true }
        guard let card = party.key, !sent.cards.contains(card) else { return false }
        // A card of the same kind in the same CRM that he already has.
        let home = Self.home(card)
        return sent.cards.contains { Self.home($0) == home }
    }

    /// `bitrix24/contact` of `bitrix24/contact/7`.
    private static func home(_ card: String) -> Substring { card[..<(card.lastIndex(of: "/") ?? card.endIndex)] }
}
