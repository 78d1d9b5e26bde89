internal import ExchangeModel
internal import Ledger
internal import SystemPackage

/// Orders on their way to 1C, as one step of a round.
extension Exchange {
    /// Puts an order into the letterbox once more; nothing else is done.
    ///
    /// - Returns: `false` where no order has this number.
    public func resend(_ number: Int) throws -> Bool {
        try recover()
        let isKnown = try putBack(number)
        if try isThere(folder.to1C) { try letterbox.place() }
        try writeOrdersPage()
        try journal.catchUp()
        return isKnown
    }

    func putBack(_ number: Int) throws -> Bool {
        let clock = clock.frozen
        return try ledger.write { transaction in
            let desk = OrderDesk(
                transaction, of: ledger, configuration: configuration, profile: profile, clock: clock)
            guard try desk.resend(number) else { return false }
            _ = try letterbox(clock).prepare(transaction)
            try transaction.record(.resent, "order/\(number)", at: clock.utc)
            return true
        }
    }

    var letterbox: Letterbox { letterbox(clock) }

    private func letterbox(_ clock: ExchangeClock) -> Letterbox {
        Letterbox(folder: folder, ledger: ledger, profile: profile, clock: clock)
    }

    /// Decides about the orders, and lays those that go where 1C reads them.
    func sendOrders() throws {
        try decideOrders(retries: isFirstRound)
        try Failpoint.pass(.ordersDecided)
        isFirstRound = false
        if try isThere(folder.to1C) { try letterbox.place() }
        try writeOrdersPage()
    }

    func decideOrders(retries: Bool) throws {
        let clock = clock.frozen
        try ledger.write { transaction in
            let desk = OrderDesk(
                transaction, of: ledger, configuration: configuration, profile: profile, clock: clock)
            let isMoved = try desk.update(retries: retries)
            let edition = try letterbox(clock).prepare(transaction)
            try Failpoint.pass(.ordersWritten)
            guard isMoved || edition != nil else { return }
            try transaction.record(
                .orders, edition.map { "letterbox/\($0)" } ?? "orders", at: clock.utc, [("retries", .flag(retries))])
        }
    }

    private func writeOrdersPage() throws {
        let view = OrdersView(settings: configuration.outgoing, clock: clock)
        let page = try ledger.read { try view.page($0) }
        do {
            try reportDesk?.write([page], into: folder.reports)
        } catch let fault as FileFault where fault.isInside(folder.reports) {
            note(.folderUnusable(folder.reports, fault))  // The packs are worth more than the page.
        }
    }
}
