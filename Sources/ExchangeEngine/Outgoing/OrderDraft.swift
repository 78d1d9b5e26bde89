internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// What a CRM, a list or a shop said of an order, before anything is looked up.
struct OrderDraft: Sendable {
    struct Line: Sendable {
        var name: String
        var article: String?
        /// «Ид» of 1C, where the source has it.
        var code: String?
        var unit: String?
        var quantity: ExactDecimal
        var price: ExactDecimal?
        var sum: ExactDecimal?
    }

    /// Who buys, as the source knows him.
    struct Party: Sendable {
        var company: String?
        var person: String?
        var phones: [String] = []
        var emails: [String] = []
        var inn: String?
        var kpp: String?
        var address: String?
        /// «Ид» of 1C.
        var code: String?
    }

    let kind: RecordKind
    /// Key of the entity.
    let source: String
    let crm: String?
    /// The source's own number.
    let id: String
    let title: String
    let stage: String?
    let isLost: Bool
    let date: String?
    let time: String?
    /// Of a booking: the day for which it is.
    let appointment: String?
    let currency: String?
    /// What the source says it comes to; `nil` where it does not.
    let total: ExactDecimal?
    let party: Party
    let lines: [Line]
    /// The sum of a delivery that is no line.
    let delivery: ExactDecimal?
    let comment: [String]
    /// «Ид» of 1C's document, where the source was made of one.
    let code: String?
    /// What tells this version from another one.
    private(set) var digest = ""

    /// - Returns: `nil` for a kind of record that is no order.
    init?(_ entity: FieldSet, kind: RecordKind, key: String) {
        guard kind == .deal || kind == .booking else { return nil }
        self.kind = kind
        source = key
        let parts = key.split(separator: "/", maxSplits: 2).map(String.init)
        crm = ["list", "site"].contains(parts.first ?? "") ? nil : parts.first
        id = entity["id"] ?? parts.last ?? key
        code = entity["code1C"]
        stage = entity["stage"] ?? entity["status"]
        isLost = Self.isLost(stage) || entity.flag("cancelled") == true
        currency = entity["currency"]
        total = entity.decimal("sum")
        delivery = entity.decimal("delivery").flatMap { $0.isZero ? nil : $0 }
        party = Self.party(entity, kind)
        if kind == .booking {
            date = entity["createdAt"].map { String($0.prefix(10)) }
            appointment = entity["date"]
            time = entity["createdAt"].flatMap(Self.time)
            let service = entity["service"] ?? ""
            title = "Запись \(id): \(service)".trimmed
            lines = service.isEmpty ? [] : [Self.service(service, entity)]
        } else {
            appointment = nil
            let moment = entity["createdAt"] ?? entity["beginDate"]
            date = moment.map { String($0.prefix(10)) }
            time = entity["createdAt"].flatMap(Self.time)
            title = entity["title"] ?? "№ \(id)"
            lines = entity.items("lines").compactMap { Self.line($0.item) }
        }
        comment = Self.comment(entity, kind, crm: crm, id: id)
        // Of a deal that names nobody the number of a card says who buys.
        let isNamed = party.company != nil || party.person != nil
        digest = hashed(isNamed ? [] : ["companyID", "contactID"].compactMap { entity[$0] })
    }

    private static func service(_ name: String, _ fields: FieldSet) -> Line {
        Line(
            name: name, code: fields["serviceCode1C"], quantity: ExactDecimal(1), price: fields.decimal("sum"),
            sum: fields.decimal("sum"))
    }

    private static func line(_ fields: FieldSet) -> Line? {
        guard let name = fields["name"] ?? fields["article"] ?? fields["code1C"] else { return nil }
        return Line(
            name: name, article: fields["article"], code: fields["code1C"], unit: fields["unit"],
            quantity: fields.decimal("quantity") ?? ExactDecimal(1), price: fields.decimal("price"),
            sum: fields.decimal("sum"))
    }

    private static func party(_ fields: FieldSet, _ kind: RecordKind) -> Party {
        var party = Party(company: fields["company"], person: fields["contact"] ?? fields["name"])
        party.phones = fields.values("phones") + fields.values("companyPhones")
        party.emails = fields.values("emails") + fields.values("companyEmails")
        party.inn = fields["inn"]
        party.kpp = fields["kpp"]
        party.address = fields["address"]
        party.code = fields["customerCode1C"]
        return party
    }

    private static func time(_ moment: String) -> String? {
        let parts = moment.split(separator: "T")
        return parts.count == 2 && parts[1].count == 8 ? String(parts[1]) : nil
    }

    /// What people must see in 1C: where the order came from, and what was said about it.
    private static func comment(_ fields: FieldSet, _ kind: RecordKind, crm: String?, id: String) -> [String] {
        var parts: [String] = []
        switch (kind, crm) {
        case (.booking, _):
            let moment = [fields["date"].map(DealFacts.date), fields["time"]].compactMap { $0 }.joined(separator: " ")
            parts.append("Запись \(id)" + (moment.isEmpty ? "" : " на \(moment)"))
            if let master = fields["master"] { parts.append("мастер: \(master)") }
        case (_, let crm?):
            parts.append("Сделка \(id) (\(crm == "amocrm" ? "amoCRM" : "Битрикс24"))")
            if let title = fields["title"] { parts.append(title) }
        case (_, nil): parts.append("Заказ \(id)")
        }
        for (title, path) in [("канал", "channel"), ("кампания", "campaign"), ("промокод", "promo")] {
            if let value = fields[path] { parts.append("\(title): \(value)") }
        }
        if let comment = fields["comment"] { parts.append(comment) }
        return parts.map(\.singleLine)
    }

    /// The stages of a lost deal, as both CRMs name them by default.
    static func isLost(_ stage: String?) -> Bool {
        guard let stage else { return false }
        let folded = Array(OrganizationName.fold(stage).utf8)
        return folded.suffix(4).elementsEqual("lose".utf8) || folded.holds(lostWords)
    }

    private static let lostWords = ["провал", "не реализовано", "отмен", "отказ", "apology"].map { Array($0.utf8) }

    /// Whether a record is an order that no CRM told of.
    static func isOfList(_ entity: Entity) -> Bool {
        entity.kind == .booking || entity.key.hasPrefix("list/") || entity.key.hasPrefix("site/")
    }

    /// By what the customer of a list is known to us: his ИНН, telephone or e-mail, else his name.
    var customerKey: String? {
        guard crm == nil else { return nil }
        let phone = party.phones.lazy.compactMap { PhoneNumber($0)?.international }.first
        let name = (party.company ?? party.person).map(OrganizationName.fold)
        return (party.inn ?? phone ?? party.emails.first?.lowercased() ?? name).map(ListCustomer.key)
    }

    private func hashed(_ cards: [String]) -> String {
        var hash = StableHash()
        for text in [
            isLost ? "lost" : "", currency ?? "", party.company ?? "", party.person ?? "", party.inn ?? "",
            party.kpp ?? "", delivery?.description ?? ""
        ]
            + lines.flatMap({ line in
                [
                    line.name, line.article ?? "", line.code ?? "", line.quantity.normalized.description,
                    line.price?.normalized.description ?? "", line.sum?.normalized.description ?? ""
                ]
            })
            + cards
        { hash.add(text) }
        return String(hash.value, radix: 36)
    }
}
