public import ExchangeModel

/// What no order shows alone: that two of one file would become one in 1C.
///
/// Holds a few texts for each order that it saw.
public struct OrdersRegister: Sendable {
    private let profile: OrdersProfile
    private var numbers: Set<String> = []
    private var taxNumbers: Set<String> = []
    /// Telephones, e-mails, names and full names, and the «Ид» of who came with them first.
    private var owners: [String: String] = [:]

    public init(profile: OrdersProfile) {
        self.profile = profile
    }

    /// Why this order cannot go into the file beside those that the register has taken in; empty: it can, and the
    /// register takes it in.
    ///
    /// A «Номер» that occurs twice makes two orders (F10). Where 1C searches a new buyer by contacts and names, the
    /// order would go to another buyer that shares one of them (C11).
    public mutating func holds(_ order: OutgoingOrder) -> [Issue] {
        var holds = Holds(order: order.number, subject: order.id)
        if numbers.contains(order.number) { holds.repeatedNumber() }
        let written = WrittenBuyer(order.buyer, profile: profile)
        let keys = profile.searchesByContactsAndNames ? Self.keys(order.buyer, written) : []
        let isFoundBefore = order.buyer.isKnownTo1C || written.inn.map(taxNumbers.contains) == true
        if !isFoundBefore, keys.contains(where: { owners[$0].map { $0 != order.buyer.id } ?? false }) {
            holds.confusedBuyer()
        }
        guard holds.issues.isEmpty else { return holds.issues }
        numbers.insert(order.number)
        if let inn = written.inn { taxNumbers.insert(inn) }
        for key in keys where owners[key] == nil { owners[key] = order.buyer.id }
        return []
    }

    private static func keys(_ buyer: OutgoingOrder.Buyer, _ written: WrittenBuyer) -> [String] {
        let contacts = [buyer.phone, buyer.email].compactMap { OrderText.line($0, limit: OrderText.lineLength) }
        return contacts + [written.name, written.fullName].compactMap { $0?.lowercased() }
    }
}
