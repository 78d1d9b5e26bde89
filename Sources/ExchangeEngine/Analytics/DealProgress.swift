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
    private let skips: Set<Milestone>

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
