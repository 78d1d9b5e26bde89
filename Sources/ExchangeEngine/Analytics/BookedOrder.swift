internal import ExchangeModel
internal import Ledger

/// An order of 1C as reports need it; sums in kopecks of a rouble.
struct BookedOrder: Sendable {
    let key: String
    let number: String
    let numberIn1C: String?
    let day: CalendarDay
    let customer: String?
    let kopecks: Int
    /// As 1C writes it, in the order's own currency.
    let sum: ExactDecimal
    /// Goods that came back.
    let returned: Int
    let stage: Order.Stage
    let paid: Int
    /// Neither cancelled nor marked for deletion.
    let counts: Bool
    /// What it shows of a deal's way, with the days that 1C names.
    let milestones: [DealProgress.Milestone: CalendarDay?]
    /// Of the ledger.
    let entity: Int
    /// The file that told of it; `nil` where documents of their own belong to it.
    let onlyFile: Int?

    var isShipped: Bool { stage == .shipped || stage == .completed }
}

extension BookedOrder {
    static let columns = """
        key, number, number_1c, day, customer, kopecks, sum, returned, stage, paid, counts, milestones, entity, only_file
        """

    func insert(with statement: RawStatement) throws {
        let shown = milestones.map { "\($0.key.rawValue):\($0.value.map { String($0.number) } ?? "")" }
        try statement.run(
            key, number, numberIn1C, day.number, customer, kopecks, sum.description, returned, stage.rawValue, paid,
            counts ? 1 : 0, shown.joined(separator: " "), entity, onlyFile)
    }

    init(_ row: RawStatement) {
        var milestones: [DealProgress.Milestone: CalendarDay?] = [:]
        for shown in row.text(11).split(separator: " ") {
            let parts = shown.split(separator: ":")
            guard let milestone = parts.first.flatMap({ Int($0) }).flatMap(DealProgress.Milestone.init) else {
                continue
            }
            milestones[milestone] = .some(parts.count > 1 ? Int(parts[1]).map { CalendarDay(number: $0) } : nil)
        }
        self.init(
            key: row.text(0), number: row.text(1), numberIn1C: row.optionalText(2),
            day: CalendarDay(number: row.integer(3)), customer: row.optionalText(4), kopecks: row.integer(5),
            sum: ExactDecimal(row.text(6)) ?? .zero, returned: row.integer(7),
            stage: Order.Stage(rawValue: row.text(8)) ?? .new, paid: row.integer(9), counts: row.integer(10) == 1,
            milestones: milestones, entity: row.integer(12), onlyFile: row.optionalInteger(13))
    }
}
