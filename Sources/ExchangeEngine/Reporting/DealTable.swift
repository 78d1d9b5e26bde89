internal import ExchangeModel
internal import Ledger

/// A deal as the page shows it; the sum in kopecks.
struct Deal {
    let title: String
    let customer: String
    let responsible: String?
    /// The number under which 1C has it from us.
    let number: String?
    let kopecks: Int
    let progress: DealProgress
}

/// Deals in the order of a page: by what they wait for, those that stand longest first.
///
/// They lie in a ``Scratch``; memory holds one of them.
final class DealTable {
    private(set) var count = 0
    private let scratch: Scratch
    private let today: CalendarDay
    private let insert: RawStatement

    init(_ scratch: Scratch, today: CalendarDay) throws {
        self.scratch = scratch
        self.today = today
        try scratch.run(
            """
            DROP TABLE IF EXISTS deal;
            CREATE TABLE deal (
                title TEXT, customer TEXT, responsible TEXT, number TEXT, kopecks INTEGER, begun INTEGER, reached TEXT,
                skips TEXT, stage INTEGER, waits INTEGER, idle INTEGER);
            """)
        insert = try scratch.statement("INSERT INTO deal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    }

    func add(_ deal: Deal) throws {
        count += 1
        let (progress, waitsFor) = (deal.progress, deal.progress.waitsFor)
        let reached = progress.reached.map { "\($0.key.rawValue):\($0.value.day.number):\($0.value.file)" }
        try insert.run(
            deal.title, deal.customer, deal.responsible, deal.number, deal.kopecks, progress.begun.number,
            reached.joined(separator: " "), progress.skips.map { String($0.rawValue) }.joined(separator: " "),
            waitsFor?.rawValue ?? DealProgress.Milestone.allCases.count, waitsFor == nil ? 0 : 1,
            progress.idle(on: today))
    }

    /// Gives the first deals, by what they wait for, the finished ones last.
    func forEach(limit: Int = .max, _ body: (Deal) throws -> Void) throws {
        try scratch.statement("SELECT * FROM deal ORDER BY stage, idle DESC, title LIMIT ?").forEach(limit) {
            try body(Deal($0))
        }
    }

    /// Gives the first of those that have not moved for more than `days`, the longest first.
    func forEachStuck(after days: Int, limit: Int, _ body: (Deal) throws -> Void) throws {
        try scratch.statement("SELECT * FROM deal WHERE waits AND idle > ? ORDER BY idle DESC, title LIMIT ?")
            .forEach(days, limit) { try body(Deal($0)) }
    }
}

extension Deal {
    fileprivate init(_ row: RawStatement) {
        func numbers(_ text: Substring, _ separator: Character) -> [Int] {
            text.split(separator: separator).compactMap { Int($0) }
        }
        var reached: [DealProgress.Milestone: DealProgress.Reached] = [:]
        for part in row.text(6).split(separator: " ") {
            let parts = numbers(part, ":")
            guard parts.count == 3, let milestone = DealProgress.Milestone(rawValue: parts[0]) else { continue }
            reached[milestone] = DealProgress.Reached(day: CalendarDay(number: parts[1]), file: parts[2])
        }
        self.init(
            title: row.text(0), customer: row.text(1), responsible: row.optionalText(2), number: row.optionalText(3),
            kopecks: row.integer(4),
            progress: DealProgress(
                begun: CalendarDay(number: row.integer(5)), reached: reached,
                skips: Set(numbers(row.text(7)[...], " ").compactMap(DealProgress.Milestone.init))))
    }
}
