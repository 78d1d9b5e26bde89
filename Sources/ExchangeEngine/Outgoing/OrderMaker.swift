internal import CRMFiles
internal import CommerceML
internal import ExchangeModel
internal import Ledger

/// Makes an order for 1C of what a CRM or a list said, or says why it cannot be made.
final class OrderMaker {
    struct Made {
        let order: OutgoingOrder
        /// Whom the source named as the buyer.
        let party: OutgoingOrder.Party
        let warning: Issue?
    }

    private let settings: OutgoingSettings
    private let profile: OrdersProfile
    let goods: OrderGoods
    private let buyers: BuyerFinder
    private let currencies: [String: String]
    private let today: String
    /// What the orders of one file must not share.
    private var register: OrdersRegister

    /// `today` is the date of an order that names none.
    init(
        _ transaction: LedgerTransaction, settings: OutgoingSettings, profile: OrdersProfile,
        crms: [String: any CRM], today: String
    ) throws {
        self.settings = settings
        self.profile = profile
        self.today = today
        goods = try OrderGoods(transaction, settings: settings, crms: crms)
        buyers = try BuyerFinder(
            transaction, crms: crms, searchesByContacts: profile.searchesByContactsAndNames)
        var register = OrdersRegister(profile: profile)
        try transaction.outgoing(in: [.pending, .published]) { row in
            if let order = OutgoingOrder(row.order) { _ = register.holds(order) }
        }
        self.register = register
        currencies = try Self.currencies(transaction).merging(settings.currencies) { _, configured in configured }
    }

    /// Makes the order; `previous` is the version before this one, whose number and date stay.
    ///
    /// `lines` are those that ``OrderGoods`` made.
    func make(
        _ draft: OrderDraft, lines: Result<[OutgoingOrder.Line], Hold>, previous: OutgoingRow?,
        number: () throws -> Int
    ) throws -> Result<Made, Hold> {
        let found: BuyerFinder.Found
        switch try buyers.find(draft, previous: previous) {
        case .success(let buyer): found = buyer
        case .failure(let hold): return .failure(hold)
        }
        let goods: [OutgoingOrder.Line]
        let currency: String
        do {
            goods = try lines.get()
            currency = try self.currency(draft.currency)
        } catch let hold as Hold {
            return .failure(hold)
        }
        let before = previous.flatMap { OutgoingOrder($0.order) }
        var order = OutgoingOrder(
            id: "obmen", number: "", date: before?.date ?? draft.date ?? today,
            time: before?.time ?? draft.time, currency: currency, buyer: found.buyer, lines: goods)
        order.comment = (draft.comment + Self.otherContacts(draft.party, found.buyer)).joined(separator: "; ")
        order.requisites = settings.requisites.sorted { $0.key < $1.key }.map {
            OutgoingOrder.Requisite(name: $0.key, value: $0.value)
        }
        // The number is given only to an order that goes; until then a stand-in of the same shape.
        order.number = String(previous?.number ?? settings.firstNumber)
        if let issue = profile.holds(order).first { return .failure(Hold(issue.naming(draft.title))) }
        order.number = try String(previous?.number ?? number())
        order.id = "obmen-\(order.number)"
        if previous == nil, let issue = register.holds(order).first {
            return .failure(Hold(issue.naming(draft.title)))
        }
        return .success(Made(order: order, party: found.party, warning: found.warning))
    }

    /// What of the customer's contacts 1C has no room for.
    private static func otherContacts(_ party: OrderDraft.Party, _ buyer: OutgoingOrder.Buyer) -> [String] {
        let rest =
            party.phones.filter { PartyIndex.phoneKey($0) != buyer.phone.flatMap(PartyIndex.phoneKey) }
            + party.emails.filter { $0.lowercased() != buyer.email?.lowercased() }
        return rest.isEmpty ? [] : ["контакты: \(rest.joined(separator: ", "))"]
    }

    // MARK: Currency

    private func currency(_ text: String?) throws -> String {
        let code = CurrencyCode.of(text).nonEmpty ?? "RUB"
        if let name = currencies[code] { return name }
        guard code == "RUB" else { throw Hold(.currencyUnknown(code)) }
        return "RUB"
    }

    /// How 1C names each currency in its price types: orders are looked up by that name, and never by the numeric
    /// code that 1C writes in its own orders (1c-loader.md, D07).
    private static func currencies(_ transaction: LedgerTransaction) throws -> [String: String] {
        var counts: [String: [String: Int]] = [:]
        try transaction.entities([.priceType], above: 0) { entity in
            guard let name = entity.fields["currency"], name.contains(where: \.isLetter) else { return }
            counts[CurrencyCode.of(name), default: [:]][name, default: 0] += 1
        }
        return counts.compactMapValues { names in
            names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
    }
}

extension Issue {
    /// The issue of an order that has no number yet, by the title that people know.
    func naming(_ title: String) -> Issue {
        func named(_ text: String) -> String {
            text.firstRange(of: ": ").map { String(text[$0.upperBound...]) } ?? text
        }
        return Issue(
            code: code, severity: severity,
            message: LocalizedText(
                russian: "«\(title.prefix(80))»: \(named(message.russian))",
                english: "“\(title.prefix(80))”: \(named(message.english))"),
            advice: advice, line: line, column: column, subject: subject)
    }
}
