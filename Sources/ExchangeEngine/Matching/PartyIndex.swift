internal import ExchangeModel
internal import Ledger

/// Who is known on one side, found by what both sides know of a person or company.
///
/// Built when there is somebody to find; holds keys and a few words of each, 5 000 customers in about 2 MB.
struct PartyIndex {
    struct Party {
        let key: String
        let name: String
        /// How else a deal may name it.
        var otherNames: [String] = []
        let inn: String?
        let kpp: String?
        /// The last ten digits of each.
        let phones: Set<String>
        let emails: Set<String>
        /// «Ид» of 1C that the CRM's record carries.
        let code: String?
        /// Where it is not looked up by it.
        var fullName: String?
        /// A company, or a sole trader.
        var isCompany = true

        /// Whether each of its names contradicts all of these; never where there are none.
        func isOther(than names: [PartyName]) -> Bool {
            guard !names.isEmpty else { return false }
            return ([name] + otherNames + [fullName].compactMap { $0 }).allSatisfy {
                let own = PartyName($0, isCompany: isCompany, inn: inn)
                return names.allSatisfy(own.contradicts)
            }
        }
    }

    private(set) var parties: [Party] = []
    private var byKey: [String: Int] = [:]
    private var byTaxNumber: [String: [Int]] = [:]
    private var byPhone: [String: [Int]] = [:]
    private var byEmail: [String: [Int]] = [:]
    private var byName: [String: [Int]] = [:]

    mutating func add(_ party: Party) {
        let index = parties.count
        parties.append(party)
        byKey[party.key] = index
        if let inn = party.inn { byTaxNumber[inn, default: []].append(index) }
        for phone in party.phones { byPhone[phone, default: []].append(index) }
        for email in party.emails { byEmail[email, default: []].append(index) }
        for name in Set(([party.name] + party.otherNames).map(OrganizationName.fold)) {
            byName[name, default: []].append(index)
        }
    }

    subscript(key: String) -> Party? { byKey[key].map { parties[$0] } }

    func named(_ name: String) -> [Party] { (byName[OrganizationName.fold(name)] ?? []).map { parties[$0] } }
    func withPhone(_ phone: String) -> [Party] { (byPhone[phone] ?? []).map { parties[$0] } }
    func withEmail(_ email: String) -> [Party] { (byEmail[email] ?? []).map { parties[$0] } }

    /// What a search came to.
    enum Match {
        case one(Party, evidence: String)
        /// Several fit, and nothing tells them apart: nobody is linked.
        case several([Party], evidence: String)
        case none
    }

    /// Looks by ИНН with КПП, then telephone, then e-mail (design, «Identity»).
    ///
    /// Evidence that contradicts rules a party out: another ИНН, or another КПП of the same company; by telephone or
    /// e-mail alone, other names than `names` too.
    func match(
        inn: String?, kpp: String?, phones: Set<String>, emails: Set<String>, names: [PartyName] = []
    ) -> Match {
        if let inn {
            let same = (byTaxNumber[inn] ?? []).map { parties[$0] }
            let fitting = same.filter { kpp == nil || $0.kpp == nil || $0.kpp == kpp }
            let exact = fitting.filter { $0.kpp == kpp }
            let best = exact.isEmpty ? fitting : exact
            if best.count == 1, let only = best.first { return .one(only, evidence: "inn") }
            if best.count > 1 { return .several(best, evidence: "inn") }
        }
        for (evidence, found) in [
            ("phone", unique(phones.flatMap { byPhone[$0] ?? [] })),
            ("email", unique(emails.flatMap { byEmail[$0] ?? [] }))
        ] {
            let fitting = found.filter { party in inn == nil || party.inn == nil || party.inn == inn }
                .notOther(than: names)
            if fitting.count == 1, let only = fitting.first { return .one(only, evidence: evidence) }
            if fitting.count > 1 { return .several(fitting, evidence: evidence) }
        }
        return .none
    }

    private func unique(_ indices: [Int]) -> [Party] { Set(indices).sorted().map { parties[$0] } }

    /// By what two telephone numbers are one; `nil` for one that is nobody's, `+7 999 999-99-99`.
    static func phoneKey(_ number: String) -> String? {
        lastDigits(number).flatMap { isFiller($0) ? nil : $0 }
    }

    /// The last ten digits, of any number.
    static func lastDigits(_ number: String) -> String? {
        let digits =
            number.split(separator: "д", maxSplits: 1).first.map { $0.filter { $0.isASCII && $0.isNumber } } ?? ""
        return digits.count >= 7 ? String(digits.suffix(10)) : nil
    }

    /// Whether the last digits are those that people type where a number must be and none is known: all the same.
    static func isFiller(_ digits: String) -> Bool {
        let first = digits.utf8.first
        return digits.utf8.allSatisfy { $0 == first }
    }
}

extension [PartyIndex.Party] {
    /// So many with one telephone say nothing of any, and comparing the names of thousands would take minutes.
    private static var mostCompared: Int { 20 }

    fileprivate func notOther(than names: [PartyName]) -> [PartyIndex.Party] {
        count <= Self.mostCompared ? filter { !$0.isOther(than: names) } : self
    }
}

extension PartyIndex {
    /// The customers that 1C told of.
    ///
    /// `withFullNames`: they can be looked up by those as well.
    static func of1C(_ transaction: LedgerTransaction, withFullNames: Bool = false) throws -> PartyIndex {
        var index = PartyIndex()
        try forEachOf1C(transaction, withFullNames: withFullNames) { index.add($0) }
        return index
    }

    /// Gives the customers that 1C told of.
    static func forEachOf1C(
        _ transaction: LedgerTransaction, withFullNames: Bool = false, _ body: (Party) throws -> Void
    ) throws {
        try transaction.entities([.counterparty], above: 0) { entity in
            guard let customer = Customer(entity.fields, key: entity.key), !customer.isOnlySupplier else { return }
            guard !customer.isDeleted else { return }
            try body(
                Party(
                    key: entity.key, name: customer.name,
                    otherNames: withFullNames ? [customer.fullName].compactMap { $0 } : [], inn: customer.legal.inn,
                    kpp: customer.legal.kpp,
                    phones: Set(customer.phones.compactMap { phoneKey($0.international) }),
                    emails: Set(customer.emails.map { $0.address.lowercased() }), code: entity.key,
                    fullName: withFullNames || customer.fullName == customer.name ? nil : customer.fullName,
                    isCompany: customer.kind != .person))
        }
    }

    /// The companies, or the people, that one CRM told of.
    static func of(_ kind: RecordKind, crm: String, _ transaction: LedgerTransaction) throws -> PartyIndex {
        var index = PartyIndex()
        try forEach(kind, crm: crm, transaction) { index.add($0) }
        return index
    }

    /// Gives the companies, or the people, that one CRM told of.
    static func forEach(
        _ kind: RecordKind, crm: String, _ transaction: LedgerTransaction, _ body: (Party) throws -> Void
    ) throws {
        try transaction.entities([kind], above: 0) { entity in
            guard entity.key.hasPrefix("\(crm)/") else { return }
            let fields = entity.fields
            var names = kind == .company ? [] : personNames(fields)
            if let name = fields["name"] { names.append(name) }
            guard let name = names.first else { return }
            try body(
                Party(
                    key: entity.key, name: name, otherNames: Array(names.dropFirst()), inn: fields["inn"],
                    kpp: fields["kpp"],
                    phones: Set(fields.values("phones").compactMap(phoneKey)),
                    emails: Set(fields.values("emails").map { $0.lowercased() }), code: fields["code1C"],
                    isCompany: kind == .company))
        }
    }
}

extension PartyIndex {
    /// The orders in which portals put the parts of a name, with the patronymic and without.
    private static func personNames(_ fields: FieldSet) -> [String] {
        let (first, last, middle) = (fields["first"], fields["last"], fields["middle"])
        var orders = [[first, last], [last, first]]
        if middle != nil { orders += [[last, first, middle], [first, middle, last]] }
        return orders.map { $0.compactMap { $0 }.joined(separator: " ") }.filter { !$0.isEmpty }
    }
}

extension String {
    /// `nil` for an empty text.
    var nonEmpty: String? { isEmpty ? nil : self }
}
