internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// What the reports of one round look at: the ledger, the customers with their figures, what is on its way to 1C.
final class BusinessView {
    /// An order on its way to 1C, or answered by it; sums in kopecks.
    struct Outgoing {
        let row: OutgoingRow
        let kopecks: Int
        let buyer: String
    }

    let transaction: LedgerTransaction
    let configuration: ExchangeConfiguration
    let book: CustomerBook
    let today: CalendarDay
    /// By key of the entity that each was made of.
    let outgoing: [String: Outgoing]
    private let items: [(id: String, title: String, table: ItemTable)]
    private var files: [Int: FileRow] = [:]
    private var packs: [Int: PackRow] = [:]

    init(_ transaction: LedgerTransaction, configuration: ExchangeConfiguration, book: CustomerBook) throws {
        self.transaction = transaction
        self.configuration = configuration
        self.book = book
        today = book.today
        var outgoing: [String: Outgoing] = [:]
        try transaction.outgoing(in: OutgoingRow.State.allCases) { row in
            let order = OutgoingOrder(row.order)
            var row = row
            row.body = []
            outgoing[row.source] = Outgoing(
                row: row, kopecks: order?.sum.sumInKopecks ?? 0,
                buyer: order?.buyer.name ?? "")
        }
        self.outgoing = outgoing
        items = try configuration.crms.compactMap { id in
            guard let crm = CRMRegistry.crm(id, settings: configuration.settings(of: id)) else { return nil }
            return (id, crm.title, try ItemTable(transaction, target: id, pack: 0))
        }
        for pack in try transaction.packs() { packs[pack.number] = pack }
    }

    /// The CRMs that get packs: id and title.
    var crms: [(id: String, title: String)] { items.map { ($0.id, $0.title) } }

    func item(_ kind: String, key: String, of crm: String) throws -> CRMItem? {
        try items.first { $0.id == crm }?.table.item(kind, key: key)
    }

    /// The pack in which something first went to a CRM.
    func pack(_ number: Int) -> PackRow? { packs[number] }

    func file(_ id: Int) throws -> FileRow? {
        if let known = files[id] { return known }
        let row = try transaction.file(id)
        files[id] = row
        return row
    }

    /// What 1C made of an order that came from a CRM, a list or a shop.
    func booked(_ source: String) throws -> BookedOrder? {
        try outgoing[source]?.row.document.flatMap { try book.documents.order($0) }
    }

    /// Who answers for a customer of 1C: as the CRM's own card says.
    func responsible(for customer: String, isPerson: Bool) throws -> String? {
        for (id, _) in crms {
            for link in try transaction.links(to: customer, .counterparty, crm: id) {
                let fields = try transaction.entity(isPerson ? .contact : .company, key: link.source)?.fields
                if let person = fields?["responsible"] { return person }
            }
        }
        return nil
    }

    /// How people call a channel.
    static func channel(_ code: String?) -> String? {
        switch code {
        case "site": "сайт"
        case "social": "соцсети"
        case "phone": "телефон"
        case "mail": "почта"
        default: code
        }
    }
}
