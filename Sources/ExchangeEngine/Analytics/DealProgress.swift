internal import ExchangeModel

/// How far a deal is, and what moved it there (docs/figures.md).
struct DealProgress: Sendable, Equatable {
    enum Milestone: Int, CaseIterable, Sendable {
        case contract, prepaymentOrdered, prepaid, documents, paid, shipped
    }

    /// When a milestone was reached, and by which file.
    struct Reached: Sendable, Equatable {
        let day: CalendarDay
        /// Of the ledger.
        let file: Int
    }

    private(set) var reached: [Milestone: Reached] = [:]
    /// The deal's own day.
    let begun: CalendarDay

    /// Milestones that are none for this deal.
    let skips: Set<Milestone>

    /// What only a deal of a CRM has: an order of a shop, or one made in 1C, shows no contract.
    static let ofCRM: Set<Milestone> = [.contract, .prepaymentOrdered]

    init(begun: CalendarDay, reached: [Milestone: Reached], skips: Set<Milestone> = []) {
        self.begun = begun
        self.reached = reached
        self.skips = skips
    }

    /// The first that is not reached; `nil` where all are.
    var waitsFor: Milestone? { Milestone.allCases.first { reached[$0] == nil && !skips.contains($0) } }

    /// The day of the last thing that happened.
    var lastMoved: CalendarDay { max(begun, reached.values.map(\.day).max() ?? begun) }

    func age(on today: CalendarDay) -> Int { max(0, today - begun) }
    func idle(on today: CalendarDay) -> Int { max(0, today - lastMoved) }

    func isStuck(on today: CalendarDay, after days: Int) -> Bool { waitsFor != nil && idle(on: today) > days }
}

extension DealProgress {
    /// What an order shows, with the day that 1C names for it, where it names one.
    static func milestones(of order: Order, _ settings: DealSettings) -> [Milestone: CalendarDay?] {
        guard order.stage != .cancelled else { return [:] }
        var facts: [Milestone: CalendarDay?] = [:]
        let isPaid = order.stage == .paid || order.stage == .completed
        if let day = prepaidOn(order, settings) { facts[.prepaid] = .some(day) }
        if isPaid { facts[.paid] = .some(order.paidOn.flatMap { CalendarDay($0) }) }
        if isPaid, facts[.prepaid] == nil { facts[.prepaid] = .some(order.paidOn.flatMap { CalendarDay($0) }) }
        if order.stage == .shipped || order.stage == .completed {
            facts[.shipped] = .some(order.shippedOn.flatMap { CalendarDay($0) })
        }
        if order.hasFlag(settings.documentsRequisite) { facts[.documents] = .some(nil) }
        return facts
    }

    /// The day on which payments came to the prepayment; `nil` where they did not, or have no day.
    private static func prepaidOn(_ order: Order, _ settings: DealSettings) -> CalendarDay? {
        let needed = order.sum.multiplied(by: ExactDecimal(settings.prepaymentPercent)) ?? order.sum
        var paid = ExactDecimal.zero
        var reached: CalendarDay?
        for movement in order.movements.sorted(by: { $0.date ?? "" < $1.date ?? "" }) {
            guard let sum = movement.sum, movement.kind == .payment || movement.kind == .refund else { continue }
            paid = movement.kind == .payment ? paid + sum : paid - sum
            let isEnough = paid > .zero && (paid.multiplied(by: ExactDecimal(100)) ?? paid) >= needed
            if !isEnough {
                reached = nil
            } else if reached == nil {
                reached = movement.date.flatMap { CalendarDay($0) } ?? CalendarDay(order.date)
            }
        }
        return reached
    }
}
