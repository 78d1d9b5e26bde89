internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports
internal import TabularFiles

/// What goes into one pack: goods, customers and orders that are new to the CRM, and the changes of those it has.
final class PackContents {
    let crm: any CRM
    let target: String
    let pack: Int
    let told: Int
    let configuration: ExchangeConfiguration
    let transaction: LedgerTransaction
    /// Of the ledger, whose entities the transaction leaves as they are.
    let ledgerPath: String
    let writer: PackWriter
    let items: ItemTable
    let responsibles: Responsibles

    /// Customers with their figures; `nil` where none go to the CRM.
    private let book: CustomerBook?
    /// The CRM's titles of companies, by what is left of them without the legal form; read when wanted.
    var titlesByCore: [String: Set<String>]?

    /// The customers that this CRM told of itself.
    lazy var own = OwnCustomers(self)

    var changes: [LoadingSheet.Change] = []
    var notes: [LocalizedText] = []
    /// Of the goods in this pack.
    private var unknownUnits: Set<String> = []
    private var withoutUnitPrice = 0

    init(
        crm: any CRM, target: String, pack: Int, told: Int, configuration: ExchangeConfiguration,
        transaction: LedgerTransaction, ledgerPath: String, writer: PackWriter, clock: ExchangeClock,
        book: CustomerBook?
    ) throws {
        items = try ItemTable(transaction, target: target, pack: pack)
        self.crm = crm
        self.target = target
        self.pack = pack
        self.told = told
        self.configuration = configuration
        self.transaction = transaction
        self.ledgerPath = ledgerPath
        self.writer = writer
        self.book = book
        responsibles = try Responsibles(configuration.responsible, transaction, clock: clock)
    }

    /// Writes customers, orders and requests; goods are given one by one, before.
    func write() throws {
        if !unknownUnits.isEmpty {
            let units = unknownUnits.sorted().joined(separator: ", ")
            notes.append(
                LocalizedText(
                    russian: "Единиц «\(units)» в CRM нет, у таких товаров единица не заполнена. Заведите их в CRM и "
                        + "добавьте в obmen.toml: units.",
                    english: "The CRM has no units “\(units)”; goods of them have none. Add them in the CRM and to "
                        + "units in obmen.toml."))
        }
        if withoutUnitPrice > 0 {
            notes.append(
                LocalizedText(
                    russian: "Товаров, цена которых в 1С только за упаковку или от количества и на единицу точно не "
                        + "делится: \(withoutUnitPrice); у них цена не заполнена.",
                    english: "Goods whose price 1C tells only for a pack or from a quantity, and that does not divide "
                        + "exactly: \(withoutUnitPrice); they have no price."))
        }
        try writeLeads()
        // Where a deal's row makes its customer, deals go first, and customers without one follow.
        if crm.dealsCarryCustomers {
            try writeDeals()
            try writeListOrders()
            try writeCustomers()
        } else {
            try writeCustomers()
            try writeDeals()
            try writeListOrders()
        }
        if let book { try writeFigures(book) }
    }

    // MARK: Goods

    /// A good as a CRM would have it under its first title; made ahead, on another thread.
    ///
    /// In few pieces: what one thread allocates and another frees makes both wait for one lock.
    struct GoodCard: Sendable {
        let title: String
        let line: CSVWriter.Line
        let digest: String
        let hashes: ItemTable.Hashes

        init(_ item: CatalogItem, _ title: Title, _ crm: any CRM, target: String) {
            self.title = title.text
            let row = crm.row(item, title: title.text)
            line = CSVWriter.Line(row)
            digest = Digest.of(row)
            hashes = ItemTable.Hashes(target: target, "product", key: item.id, folded: title.folded)
        }
    }

    /// `card` is the item's.
    func write(_ item: CatalogItem, _ card: GoodCard) throws {
        // A CRM that was told nothing knows nothing: nearly all goods are new, and under a title that is free.
        if told == 0, item.isActive {
            let new = CRMItem(key: item.id, title: card.title, sent: card.digest, firstPack: pack)
            if try items.add(new, "product", card.hashes) { return try send(item, card) }
        }
        let known = try items.item("product", key: item.id)
        // Marked for deletion before the CRM ever heard of it.
        if known == nil, !item.isActive { return }
        let title = try freeTitle("product", item.id, item.name) { Titles.alternatives(item) }
        let card = title.text == card.title ? card : GoodCard(item, title, crm, target: target)
        guard known?.sent != card.digest else { return }
        try send(item, card)
        try remember("product", item.id, title, card.digest, known)
    }

    private func send(_ item: CatalogItem, _ card: GoodCard) throws {
        if let unit = crm.unknownUnit(of: item) { unknownUnits.insert(unit) }
        if item.lacksUnitPrice { withoutUnitPrice += 1 }
        try writer.add(card.line, cells: { crm.row(item, title: card.title) }, to: .products)
    }

    // MARK: Customers

    func writeCustomers() throws {
        guard configuration.sendsCustomers else { return }
        try transaction.entities([.counterparty], above: told) { entity in
            guard let customer = Customer(entity.fields, key: entity.key), !customer.isOnlySupplier else { return }
            // Born in the CRM: it has the customer already, under a card of its own.
            if try own.isOwn(customer) { return }
            if customer.kind == .person {
                try write(person: customer)
            } else {
                try write(company: customer)
            }
        }
    }

    func write(company: Customer) throws {
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

    func write(_ person: Representative, of company: Customer) throws {
        let key = "\(company.key)/\(person.key)"
        guard try items.item("contact", key: key) == nil,
            let title = try items.item("company", key: company.key)?.title
        else { return }
        var card = try contact(
            key: key, PersonName(person.name), whole: person.name, phones: person.phones, emails: person.emails)
        card.companyTitle = title
        card.position = person.position
        if !person.unreadableContacts.isEmpty {
            card.comment = "В 1С записано: \(person.unreadableContacts.joined(separator: "; "))"
        }
        try writer.add([crm.row(card)], to: .contacts)
        try remember(card, facts: FieldSet([]))
    }

    func write(person: Customer) throws {
        if let known = try items.item("contact", key: person.key) {
            return try noteChanges(person, known, "contact")
        }
        if person.isDeleted { return }
        let card = try contact(person)
        try writer.add([crm.row(card)], to: .contacts)
        try remember(card, facts: CustomerFacts.of(person))
    }

    func contact(_ person: Customer) throws -> ContactCard {
        var card = try contact(
            key: person.key, person.person, whole: person.name, phones: person.phones, emails: person.emails)
        let comment = CommentText.of(person)
        card.comment = comment.isEmpty ? nil : comment.joined(separator: " · ")
        return card
    }

    func contact(
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

    func free(_ candidate: ContactName, _ key: String) throws -> ContactName? {
        let clean = ContactName(
            first: crm.linkable(candidate.first), middle: crm.linkable(candidate.middle),
            last: crm.linkable(candidate.last))
        let owner = try items.key("contact", folded: crm.fold(crm.title(of: clean)))
        return owner == nil || owner == key ? clean : nil
    }

    func remember(_ card: ContactCard, facts: FieldSet) throws {
        let name = crm.title(of: card.name)
        let title = Title(text: name, folded: crm.fold(name))
        try remember("contact", card.key, title, Self.text(facts), nil)
    }

    /// The title of a company that is new to the CRM; from now on the CRM has it.
    func companyTitle(_ company: Customer) throws -> String {
        let title = try freeTitle("company", company.key, company.name) { Titles.alternatives(company) }
        try remember("company", company.key, title, Self.text(CustomerFacts.of(company)), nil)
        return title.text
    }

    func noteChanges(_ customer: Customer, _ known: CRMItem, _ kind: String) throws {
        let facts = CustomerFacts.of(customer)
        let before = FieldSet(body: Array(known.sent.utf8))
        let what =
            kind == "company"
            ? LocalizedText(russian: "Компания", english: "Company")
            : LocalizedText(russian: "Контакт", english: "Contact")
        try note(what, known, before, facts, CustomerFacts.title, kind: kind)
    }
}

/// A hash of a row, to see whether it is the one that was sent.
enum Digest {
    static func of(_ cells: [String]) -> String {
        var hash = StableHash()
        for cell in cells { hash.add(cell) }
        return String(hash.value, radix: 36)
    }
}
