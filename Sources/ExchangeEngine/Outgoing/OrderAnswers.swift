internal import CRMFiles
internal import ExchangeModel
internal import Ledger

/// What 1C says of the orders that it was sent.
extension OrderDesk {
    /// An order that came back with 1C's own number has arrived.
    func takeAnswers(above told: Int) throws {
        try transaction.entities([.document], above: told) { entity in
            // Most of 1C's orders are its own; nothing more of those is read.
            guard let number = entity.fields["number"], var row = try outgoing(answeredUnder: number),
                let order = Order(entity.fields, key: entity.key, linked: []),
                let numberIn1C = order.numberIn1C?.trimmed.nonEmpty
            else { return }
            if try isOfEarlierVersion(order, &row, numberIn1C) { return try link(row, order) }
            // The first answer proves that it was read. A later one may be older than the version that lies there now:
            // whether 1C has read that, its sessions tell.
            // An answer that shows the new version, and not the one before, proves that.
            if row.numberIn1C == nil || row.previous != nil || (row.state != .pending && row.state != .published) {
                row.state = .confirmed
            }
            if row.state == .confirmed { row.previous = nil }
            row.confirmedAt = row.confirmedAt ?? clock.utc
            row.numberIn1C = numberIn1C
            row.document = entity.key
            if row.state == .confirmed, let sent = OutgoingOrder(row.order) {
                let customer = try transaction.link(of: customerSource(row), .counterparty)?.key
                row.isChangedIn1C =
                    row.isChangedIn1C || Self.differs(order, from: sent)
                    || (customer != nil && customer != order.customerKey)
            }
            let answered = [Issue.changedAfterReading.code, Issue.answerOfEarlierVersion.code]
            if let code = row.hold?.code, answered.contains(code), !row.isChangedIn1C {
                if code == Issue.changedAfterReading.code {
                    row.digest = ""
                    reopened.append((row.sourceKind, row.source))
                }
                row.hold = nil
            }
            try transaction.put(row)
            try link(row, order)
        }
    }

    /// The order that 1C answers for: under our number, or under the code of the booking that it was made of.
    private func outgoing(answeredUnder number: String) throws -> OutgoingRow? {
        if let ours = Int(number), let row = try transaction.outgoing(number: ours) { return row }
        return try transaction.outgoing(source: Lists.bookingKey(number))
    }

    /// Whether an answer is of a version before the one that lies in the letterbox: 1C wrote it, or had not read the
    /// new one, before that was there.
    ///
    /// The new version goes on waiting, unless the answer shows that people changed the old one: that must not be
    /// overwritten.
    private func isOfEarlierVersion(_ order: Order, _ row: inout OutgoingRow, _ numberIn1C: String) throws -> Bool {
        guard row.state == .pending || row.state == .published, let previous = row.previous,
            let current = OutgoingOrder(row.order).map(Self.goods), Self.goods(order) != current
        else { return false }
        row.numberIn1C = numberIn1C
        row.document = order.key
        // It stays until an answer shows the new version: were that refused by 1C, nothing else would tell.
        row.hold = .answerOfEarlierVersion
        if Self.goods(order) != previous || Self.isMovedOn(order) {
            row.state = .confirmed
            row.confirmedAt = row.confirmedAt ?? clock.utc
            row.isChangedIn1C = true
            row.hold = .changedAfterReading
            row.previous = nil
        }
        try transaction.put(row)
        return true
    }

    /// What an order is of, in any order: goods, quantities, sums.
    private static func goods(_ order: Order) -> String {
        key(order.lines.filter { !$0.sum.isZero }.map { ($0.productID, $0.quantity, $0.sum) })
    }

    static func goods(_ order: OutgoingOrder) -> String {
        key(order.lines.filter { !$0.sum.isZero }.map { ($0.productID, $0.quantity, $0.sum) })
    }

    private static func key(_ lines: [(id: String?, quantity: ExactDecimal, sum: ExactDecimal)]) -> String {
        var hash = StableHash()
        for line in lines.map({ "\($0.id ?? "") \($0.quantity.normalized) \($0.sum.rounded(to: 2))" }).sorted() {
            hash.add(line)
        }
        return String(hash.value, radix: 36)
    }

    /// Whether 1C takes no more changes of an order.
    private static func isMovedOn(_ order: Order, isCancelled: Bool = false) -> Bool {
        order.isDeleted || (order.stage != .new && !(order.stage == .cancelled && isCancelled))
    }

    /// Whether 1C has gone on with an order: other goods, quantities or sums, or a state in which it takes no changes.
    private static func differs(_ order: Order, from sent: OutgoingOrder) -> Bool {
        isMovedOn(order, isCancelled: sent.isCancelled) || goods(order) != goods(sent)
    }

    /// Behind the key of a deal: its customer, of whom the CRM exported no card.
    static let customerMark = "/customer"

    /// The deal by which alone such a customer is known.
    static func dealOfCustomer(_ source: String) -> String? {
        source.hasSuffix(customerMark) ? String(source.dropLast(customerMark.count)) : nil
    }

    /// Under which key the buyer of an order is linked to 1C's counterparty.
    private func customerSource(_ row: OutgoingRow) -> String { row.order["party"] ?? row.source + Self.customerMark }

    private func link(_ row: OutgoingRow, _ order: Order) throws {
        guard let document = row.document else { return }
        let crm = row.crm ?? "list"
        try transaction.put(
            LinkRow(crm: crm, kind: .document, source: row.source, key: document, evidence: "order"))
        let party = customerSource(row)
        guard let customer = order.customerKey, try transaction.link(of: party, .counterparty) == nil
        else { return }
        try transaction.put(
            LinkRow(crm: crm, kind: .counterparty, source: party, key: customer, evidence: "order"))
    }

    /// A session of 1C that began after an order was in its place, and has loaded orders by now, has read it.
    ///
    /// Of one session goods are written first, then orders are loaded, then orders are written. So its orders prove
    /// the reading at once, its goods only after a while.
    ///
    /// - Returns: whether there was one.
    func noteReadings() throws -> Bool {
        var isRead = false
        for edition in try transaction.publishedEditions() {
            guard let moment = try readingMoment(of: edition) else { continue }
            try transaction.setRead(edition: edition, at: moment)
            isRead = true
        }
        return isRead
    }

    private func readingMoment(of edition: Int) throws -> String? {
        guard let placedAt = try transaction.letterbox(edition: edition)?.placedAt else { return nil }
        let limit = ExchangeClock.utc(clock.now() - settings.readGraceMinutes * 60)
        return try transaction.sessions(after: placedAt).first { $0.hasDocuments || $0.receivedAt <= limit }?.receivedAt
    }
}
