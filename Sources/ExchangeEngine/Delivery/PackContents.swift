internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// What goes into one pack: goods, customers and orders that are new to the CRM, and the changes of those it has.
final class PackContents {
    private let crm: any CRM
    private let target: String
    private let pack: Int
    private let told: Int
    private let configuration: ExchangeConfiguration
    private let transaction: LedgerTransaction
    private let writer: PackWriter
    private let items: ItemTable

    private(set) var changes: [LoadingSheet.Change] = []
    private(set) var notes: [LocalizedText] = []

    init(
        crm: any CRM, target: String, pack: Int, told: Int, configuration: ExchangeConfiguration,
        transaction: LedgerTransaction, writer: PackWriter
    ) throws {
        items = try ItemTable(transaction, target: target, pack: pack)
        self.crm = crm
        self.target = target
        self.pack = pack
        self.told = told
        self.configuration = configuration
        self.transaction = transaction
        self.writer = writer
    }

    /// Writes customers and orders; goods are given one by one, before.
    func write() throws {
        // Where a deal's row makes its customer, deals go first, and customers without one follow.
        if crm.dealsCarryCustomers {
            try writeDeals()
            try writeCustomers()
        } else {
            try writeCustomers()
            try writeDeals()
        }
    }

    // MARK: Goods

    func write(_ item: CatalogItem) throws {
        // A CRM that was told nothing knows nothing, and each good comes once.
        let known = told == 0 ? nil : try items.item("product", key: item.id)
        // Marked for deletion before the CRM ever heard of it.
        if known == nil, !item.isActive { return }
        let title = try freeTitle("product", item.id, item.name) { Titles.alternatives(item) }
        let row = crm.row(item, title: title.text)
        let digest = Digest.of(row)
        guard known?.sent != digest else { return }
        try writer.add([row], to: .products)
        try remember("product", item.id, title, digest, known)
    }

    // MARK: Customers

    private func writeCustomers() throws {
        guard configuration.sendsCustomers else { return }
        try transaction.entities([.counterparty], above: told) { entity in
            guard let customer = Customer(entity.fields, key: entity.key), !customer.isOnlySupplier else { return }
            if customer.kind == .person {
                try write(person: customer)
            } else {
                try write(company: customer)
            }
        }
    }

    private func write(company: Customer) throws {
        if let known = try items.item("company", key: company.key) {
            try noteChanges(company, known, "company")
        } else {
            if company.isDeleted { return }
            let title = try companyTitle(company)
            let row = crm.row(company, title: title, number: writer.rows(in: .companies) % 20 + 1)
            try writer.add([row], to: .companies)
        }
        for person in company.representatives { try write(person, of: company) }
    }

    private func write(_ person: Representative, of company: Customer) throws {
        let key = "\(company.key)/\(person.key)"
        guard try items.item("contact", key: key) == nil,
            let title = try items.item("company", key: company.key)?.title
        else { return }
        var card = try contact(
            key: key, PersonName(person.name), whole: person.name, phones: person.phones, emails: person.emails)
        card.companyTitle = title
        card.position = person.position
        try writer.add([crm.row(card)], to: .contacts)
        try remember(card, facts: FieldSet([]))
    }

    private func write(person: Customer) throws {
        if let known = try items.item("contact", key: person.key) {
            return try noteChanges(person, known, "contact")
        }
        if person.isDeleted { return }
        let card = try contact(person)
        try writer.add([crm.row(card)], to: .contacts)
        try remember(card, facts: CustomerFacts.of(person))
    }

    private func contact(_ person: Customer) throws -> ContactCard {
        var card = try contact(
            key: person.key, person.person, whole: person.name, phones: person.phones, emails: person.emails)
        let comment = CommentText.of(person)
        card.comment = comment.isEmpty ? nil : comment.joined(separator: " · ")
        return card
    }

    private func contact(
        key: String, _ name: PersonName?, whole: String, phones: [PhoneNumber], emails: [EmailAddress]
    ) throws -> ContactCard {
        let candidates = Titles.candidates(name, whole: whole, phone: phones.first, key: key)
        for candidate in candidates {
            if let name = try free(candidate, key) {
                return ContactCard(key: key, name: name, phones: phones, emails: emails)
            }
        }
        let plain = candidates[0]
        var number = 2
        while true {
            let numbered = ContactName(
                first: plain.first, middle: plain.middle, last: "\(plain.last) (\(number))".trimmed)
            if let name = try free(numbered, key) {
                return ContactCard(key: key, name: name, phones: phones, emails: emails)
            }
            number += 1
        }
    }

    private func free(_ candidate: ContactName, _ key: String) throws -> ContactName? {
        let clean = ContactName(
            first: crm.clean(candidate.first), middle: crm.clean(candidate.middle), last: crm.clean(candidate.last))
        let owner = try items.key("contact", folded: crm.fold(clean.title))
        return owner == nil || owner == key ? clean : nil
    }

    private func remember(_ card: ContactCard, facts: FieldSet) throws {
        let title = FreeTitle(text: card.name.title, folded: crm.fold(card.name.title))
        try remember("contact", card.key, title, Self.text(facts), nil)
    }

    /// The title of a company that is new to the CRM; from now on the CRM has it.
    private func companyTitle(_ company: Customer) throws -> String {
        let title = try freeTitle("company", company.key, company.name) { Titles.alternatives(company) }
        try remember("company", company.key, title, Self.text(CustomerFacts.of(company)), nil)
        return title.text
    }

    private func noteChanges(_ customer: Customer, _ known: CRMItem, _ kind: String) throws {
        let facts = CustomerFacts.of(customer)
        let before = FieldSet(body: Array(known.sent.utf8))
        let what =
            kind == "company"
            ? LocalizedText(russian: "Компания", english: "Company")
            : LocalizedText(russian: "Контакт", english: "Contact")
        try note(what, known, before, facts, CustomerFacts.title, kind: kind)
    }

    // MARK: Orders

    private func writeDeals() throws {
        try transaction.entities([.document], above: told) { entity in
            guard let order = try order(entity) else { return }
            if let known = try items.item("deal", key: entity.key) {
                let what = LocalizedText(russian: "Сделка", english: "Deal")
                return try note(
                    what, known, FieldSet(body: Array(known.sent.utf8)), DealFacts.of(order), DealFacts.title,
                    kind: "deal")
            }
            if order.isDeleted {
                notes.append(
                    LocalizedText(
                        russian: "Заказ № \(order.number) помечен в 1С на удаление и не выгружен.",
                        english: "Order no. \(order.number) is marked for deletion in 1C and was not sent."))
                return
            }
            try write(order, number: entity.id)
        }
    }

    private func order(_ entity: Entity) throws -> Order? {
        guard Order.isOrder(entity.fields) else { return nil }
        var linked: [FieldSet] = []
        var names: Set = [entity.key]
        if let number = entity.fields["number"] {
            // 1C uses numbers again in a new year; then only the «Ид» tells whose payment it is.
            let sameNumber = try transaction.entities(referredTo: RecordKeys.document(number))
            if sameNumber.filter({ Order.isOrder($0.fields) }).count == 1 { names.insert(number) }
        }
        for name in names.sorted() {
            linked += try transaction.entities(referredTo: RecordKeys.basis(name)).map(\.fields)
        }
        return Order(entity.fields, key: entity.key, linked: linked)
    }

    private func write(_ order: Order, number: Int) throws {
        let name = "Заказ № \(order.number) от \(DealFacts.date(order.date))"
        let title = try freeTitle("deal", order.key, name) {
            ["\(name) (\(order.key.prefix(8)))", "\(name) (\(order.key))"]
        }
        let lines = DealLine.rows(of: order.lines) { self.lineTitle($0) }
        let buyer = try buyer(of: order)
        if buyer.companyTitle == nil, buyer.contactTitle == nil {
            notes.append(
                LocalizedText(
                    russian:
                        "Заказ № \(order.number): покупатель в 1С не назван или не выгружается; сделка без клиента.",
                    english: "Order no. \(order.number): the buyer has no name in 1C or is not sent; the deal has none."
                ))
        }
        let deal = DealCard(
            order: order, number: number, title: title.text, companyTitle: buyer.companyTitle,
            contactTitle: buyer.contactTitle, lines: lines, remarks: DealFacts.remarks(order, lines: lines),
            company: buyer.newCompany, contact: buyer.newContact)
        try writer.add(crm.rows(deal), to: .deals)
        try remember("deal", order.key, title, Self.text(DealFacts.of(order)), nil)
    }

    private struct Buyer {
        var companyTitle: String?
        var contactTitle: String?
        /// Made along with the deal.
        var newCompany: Customer?
        var newContact: ContactCard?
    }

    private func buyer(of order: Order) throws -> Buyer {
        var buyer = Buyer()
        guard configuration.sendsCustomers, let key = order.customerKey,
            let entity = try transaction.entity(.counterparty, key: key),
            let customer = Customer(entity.fields, key: key)
        else { return buyer }
        if customer.kind == .person {
            buyer.contactTitle = try items.item("contact", key: key)?.title
            if buyer.contactTitle == nil, crm.dealsCarryCustomers {
                let card = try contact(customer)
                try remember(card, facts: CustomerFacts.of(customer))
                (buyer.contactTitle, buyer.newContact) = (card.name.title, card)
            }
        } else {
            buyer.companyTitle = try items.item("company", key: key)?.title
            if buyer.companyTitle == nil, crm.dealsCarryCustomers {
                buyer.companyTitle = try companyTitle(customer)
                buyer.newCompany = customer
            }
        }
        return buyer
    }

    /// The title of a line's good in the CRM; its own name where the CRM has no such good, marked if the name is
    /// that of another one.
    private func lineTitle(_ line: Order.Line) -> String {
        if let id = line.productID, let item = try? items.item("product", key: id) { return item.title }
        let name = crm.clean(line.name)
        let owner = try? items.key("product", folded: crm.fold(name))
        return owner == nil ? name : crm.clean("\(name) (код \(line.productID?.prefix(8) ?? "—"))")
    }

    // MARK: What the CRM has

    private struct FreeTitle {
        let text: String
        let folded: String
    }

    /// The first of the titles that nothing else of this kind has; alternatives are made only when wanted.
    private func freeTitle(
        _ kind: String, _ key: String, _ first: String, _ alternatives: () -> [String]
    ) throws -> FreeTitle {
        if let title = try free(first, kind, key) { return title }
        for candidate in alternatives() {
            if let title = try free(candidate, kind, key) { return title }
        }
        // Keys that differ in nothing the CRM sees (letters' case, or only past the longest title): numbers then.
        var number = 2
        while true {
            if let title = try free("\(first.prefix(200)) (\(number))", kind, key) { return title }
            number += 1
        }
    }

    private func free(_ candidate: String, _ kind: String, _ key: String) throws -> FreeTitle? {
        let isShort = candidate.utf8.count <= Titles.maximumLength
        let text = crm.clean(isShort ? candidate : String(candidate.prefix(Titles.maximumLength)))
        let folded = crm.fold(text)
        let owner = try items.key(kind, folded: folded)
        return owner == nil || owner == key ? FreeTitle(text: text, folded: folded) : nil
    }

    private func remember(
        _ kind: String, _ key: String, _ title: FreeTitle, _ sent: String, _ known: CRMItem?
    ) throws {
        let item = CRMItem(key: key, title: title.text, sent: sent, firstPack: known?.firstPack ?? pack)
        try items.put(item, kind, folded: title.folded)
    }

    private func note(
        _ what: LocalizedText, _ known: CRMItem, _ before: FieldSet, _ now: FieldSet,
        _ title: (String) -> LocalizedText, kind: String
    ) throws {
        let paths = (before.fields + now.fields).map(\.path)
        var seen: Set<String> = []
        var found = false
        for path in paths where seen.insert(path).inserted && before[path] != now[path] {
            found = true
            changes.append(
                LoadingSheet.Change(
                    what: what, title: known.title, field: title(path), old: before[path] ?? "",
                    new: now[path] ?? ""))
        }
        guard found else { return }
        let item = CRMItem(key: known.key, title: known.title, sent: Self.text(now), firstPack: known.firstPack)
        try items.put(item, kind, folded: crm.fold(known.title))
    }

    private static func text(_ facts: FieldSet) -> String { String(decoding: facts.body, as: UTF8.self) }
}

/// A hash of a row, to see whether it is the one that was sent.
enum Digest {
    static func of(_ cells: [String]) -> String {
        var hash = StableHash()
        for cell in cells { hash.add(cell) }
        return String(hash.value, radix: 36)
    }
}
