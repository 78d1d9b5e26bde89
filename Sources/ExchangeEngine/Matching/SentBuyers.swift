internal import ExchangeModel

/// Who went to 1C as whom, in this pass and before.
///
/// 1C tells nothing of a buyer until it answers, and of his telephone never; so whoever orders again before that, from
/// another CRM, a list or a card that was filled in since, is known by what he was known by the first time. What
/// contradicts (another ИНН, another telephone under one name, another card of one CRM) makes him somebody else.
struct SentBuyers {
    /// One counterparty that 1C has, or is about to have, from us.
    final class Sent {
        var buyer: OutgoingOrder.Buyer
        /// Keys under which 1C's answers link him to its counterparty.
        private(set) var answered: [String] = []
        private(set) var cards: Set<String> = []
        private(set) var names: Set<String> = []
        private(set) var phones: Set<String> = []
        private(set) var emails: Set<String> = []

        init(_ buyer: OutgoingOrder.Buyer) {
            self.buyer = buyer
        }

        func add(_ party: OutgoingOrder.Party, answered key: String?) {
            if let card = party.key { cards.insert(card) }
            if let name = party.name { names.insert(name) }
            phones.formUnion(party.phones)
            emails.formUnion(party.emails)
            if let key, !answered.contains(key) { answered.append(key) }
        }

        func isNamedLike(_ party: OutgoingOrder.Party) -> Bool {
            names.isEmpty || party.name == nil || names.contains { NameKinship.isClose($0, party.name) }
        }
    }

    enum Match {
        case one(Sent)
        case several
        case none
    }

    private var byID: [String: Sent] = [:]
    private var byCard: [String: [Sent]] = [:]
    private var byTaxNumber: [String: [Sent]] = [:]
    private var byContact: [String: [Sent]] = [:]
    private var byName: [String: [Sent]] = [:]

    subscript(id: String) -> Sent? { byID[id] }

    /// Notes that an order went out, or is to go out, for a buyer.
    ///
    /// `answered` is the key under which 1C's answer links him, where there was one.
    mutating func note(
        _ buyer: OutgoingOrder.Buyer, _ party: OutgoingOrder.Party, crm: String?, answered: String? = nil
    ) {
        let sent = byID[buyer.id] ?? Sent(buyer)
        let (cards, names) = (sent.cards, sent.names)
        let contacts = sent.phones.union(sent.emails)
        if byID[buyer.id] == nil {
            byID[buyer.id] = sent
            if let inn = buyer.inn { byTaxNumber[inn, default: []].append(sent) }
        }
        sent.add(party, answered: answered)
        for card in sent.cards.subtracting(cards) { byCard[card, default: []].append(sent) }
        for contact in sent.phones.union(sent.emails).subtracting(contacts) {
            byContact[contact, default: []].append(sent)
        }
        // Under one name a customer of one CRM is known again; across CRMs a name alone says too little.
        if let name = party.name, let key = Self.nameKey(crm, name), !names.contains(name) || byName[key] == nil {
            byName[key, default: []].append(sent)
        }
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
        if let card = party.key, let sent = byCard[card]?.first(where: { isSame($0) && $0.isNamedLike(party) }) {
            return .one(sent)
        }
        if let inn {
            let fitting = (byTaxNumber[inn] ?? []).filter { $0.buyer.kpp == nil || kpp == nil || $0.buyer.kpp == kpp }
            if let first = fitting.first { return .one(first) }
        }
        for contacts in [party.phones, party.emails] {
            let found = contacts.flatMap { byContact[$0] ?? [] }.filter { isSame($0) && $0.isNamedLike(party) }
            if let match = unique(found) { return match }
        }
        for key in names.compactMap({ Self.nameKey(crm, $0) }) {
            let found = (byName[key] ?? []).filter { isSame($0) && !contradicts($0, party) }
            if let first = found.first { return .one(first) }
        }
        return .none
    }

    /// Whether something shows that a namesake is somebody else.
    private func contradicts(_ sent: Sent, _ party: OutgoingOrder.Party) -> Bool {
        if !sent.phones.isEmpty, !party.phones.isEmpty, sent.phones.isDisjoint(with: party.phones) { return true }
        guard let card = party.key, !sent.cards.contains(card) else { return false }
        // A card of the same kind in the same CRM that he already has.
        let home = Self.home(card)
        return sent.cards.contains { Self.home($0) == home }
    }

    /// `bitrix24/contact` of `bitrix24/contact/7`.
    private static func home(_ card: String) -> Substring { card[..<(card.lastIndex(of: "/") ?? card.endIndex)] }

    private static func nameKey(_ crm: String?, _ name: String) -> String? {
        crm.map { "\($0)\u{1F}\(OrganizationName.fold(name))" }
    }
}
