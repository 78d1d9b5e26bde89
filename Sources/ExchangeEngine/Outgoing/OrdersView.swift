public import ExchangeModel
public import Ledger
internal import Reports

/// Where each order for 1C is, and which of them wait for a person.
public struct OrdersView {
    /// An order as people see it.
    public struct Item: Sendable {
        public let row: OutgoingRow
        /// Why it waits for a person; `nil` where it does not.
        public let issue: Issue?
        public let customer: String
        /// With its currency, for a line of text.
        public let sum: String
        let kopecks: Int?
        let currency: String
        /// UTC: the last thing that happened to it.
        public let since: String
    }

    let settings: OutgoingSettings
    let clock: ExchangeClock

    private var unread: String { ExchangeClock.utc(clock.now() - settings.readAlertMinutes * 60) }
    private var unconfirmed: String { ExchangeClock.utc(clock.now() - settings.confirmAlertDays * 86_400) }

    /// Gives all orders, newest last.
    func items(_ transaction: LedgerTransaction, _ body: (Item) throws -> Void) throws {
        try transaction.outgoing(in: OutgoingRow.State.allCases) { try body(item($0)) }
    }

    private func item(_ row: OutgoingRow) -> Item {
        let order = OutgoingOrder(row.order)
        let alert: Issue? =
            switch row.state {
            case .published where (row.publishedAt ?? "") < unread: .notRead(minutes: settings.readAlertMinutes)
            case .presumed where (row.readAt ?? "") < unconfirmed: .notConfirmed(days: settings.confirmAlertDays)
            default: nil
            }
        let moments = [row.createdAt, row.publishedAt, row.readAt, row.confirmedAt].compactMap { $0 }
        return Item(
            row: row, issue: row.hold ?? alert, customer: order?.buyer.name ?? "",
            sum: order.map { "\($0.sum.rounded(to: 2)) \($0.currency)" } ?? "", kopecks: order?.sum.sumInKopecks,
            currency: order?.currency ?? "", since: moments.max() ?? "")
    }

    /// The page of them: what waits for a person, and the newest.
    func page(_ transaction: LedgerTransaction) throws -> ReportPage {
        let waiting = try transaction.outgoing(
            publishedBefore: unread, readBefore: unconfirmed, limit: Self.shown
        ).map { item($0) }
        let counts = try transaction.outgoingCounts()
        let total = counts.values.reduce(0, +)
        return ReportPage(
            file: "orders", title: LocalizedText(russian: "Заказы для 1С", english: "Orders for 1C"),
            day: CalendarDay(clock.day) ?? CalendarDay(number: 0),
            highlights: waiting.isEmpty
                ? [.init(.good, "Все заказы идут своим путём.", "All orders go their way.")]
                : [.init(.bad, "Ждут человека: \(waiting.count).", "Waiting for a person: \(waiting.count).")],
            tiles: OutgoingRow.State.allCases.compactMap { state in
                counts[state].map { .init(Self.title(state).russian, Self.title(state).english, .count($0)) }
            },
            tables: [
                Self.table(waiting),
                Self.table(try transaction.outgoing(newest: Self.shown).map { item($0) }, of: total)
            ], isEmpty: total == 0)
    }

    private static func table(_ waiting: [Item]) -> ReportTable {
        ReportTable(
            title: LocalizedText(russian: "Ждут человека", english: "Waiting for a person"),
            columns: [
                .init("Заказ", "Order"), .init("Номер для 1С", "Number for 1C"), .init("Что не так", "What is wrong"),
                .init("Что сделать", "What to do")
            ],
            rows: waiting.map { item in
                .init(
                    [
                        .text(item.row.title), .text(item.row.number.map(String.init)),
                        item.issue.map { .word($0.message) } ?? .empty, item.issue?.advice.map { .word($0) } ?? .empty
                    ], tone: .bad)
            }, nothing: LocalizedText(russian: "Ничего.", english: "Nothing."))
    }

    private static func table(_ items: [Item], of total: Int) -> ReportTable {
        ReportTable(
            file: "orders", title: LocalizedText(russian: "Все заказы", english: "All orders"),
            note: total > items.count
                ? LocalizedText(
                    russian: "Показаны последние \(items.count) из \(total); остальные: obmen orders.",
                    english: "The last \(items.count) of \(total) are shown; the others: obmen orders.") : nil,
            columns: [
                .init("Заказ", "Order"), .init("Номер для 1С", "Number for 1C"), .init("Номер в 1С", "Number in 1C"),
                .init("Покупатель", "Buyer"), .init("Сумма", "Sum"), .init("Валюта", "Currency"),
                .init("Состояние", "State"), .init("С какого времени", "Since")
            ],
            rows: items.map { item in
                .init(
                    [
                        .text(item.row.title), .text(item.row.number.map(String.init)), .text(item.row.numberIn1C),
                        .text(item.customer), .money(item.kopecks), .text(item.currency), .word(title(item.row.state)),
                        .text(ExchangeClock.wall(item.since))
                    ], tone: item.issue == nil ? .plain : .bad)
            })
    }

    private static let shown = 500

    public static func title(_ state: OutgoingRow.State) -> LocalizedText {
        switch state {
        case .held: LocalizedText(russian: "ждёт человека", english: "held")
        case .pending: LocalizedText(russian: "готов", english: "ready")
        case .published: LocalizedText(russian: "ждёт 1С", english: "waits for 1C")
        case .presumed: LocalizedText(russian: "прочитан 1С", english: "read by 1C")
        case .confirmed: LocalizedText(russian: "подтверждён 1С", english: "confirmed by 1C")
        case .withdrawn: LocalizedText(russian: "отозван", english: "withdrawn")
        }
    }
}

extension Issue {
    static func notRead(minutes: Int) -> Issue {
        Issue(
            code: "order.notRead", severity: .warning,
            message: LocalizedText(
                russian: "1С не читала файл заказов больше \(minutes) минут.",
                english: "1C has not read the orders file for more than \(minutes) minutes."),
            advice: LocalizedText(
                russian: "Проверьте в 1С регламентное задание обмена и «Файл загрузки» узла: to-1c/orders.xml.",
                english: "Check 1C's scheduled exchange and the node's load file: to-1c/orders.xml."))
    }

    static func notConfirmed(days: Int) -> Issue {
        Issue(
            code: "order.notConfirmed", severity: .warning,
            message: LocalizedText(
                russian: "1С прочла файл, но заказ за \(days) дн. не вернула: она отдаёт его, когда он изменится.",
                english: "1C read the file, but sent no answer for \(days) days: it does when the order changes."),
            advice: LocalizedText(
                russian: "Найдите заказ в 1С по номеру сайта; если его нет — obmen resend НОМЕР.",
                english: "Look for it in 1C by the site's number; if it is not there: obmen resend NUMBER."))
    }
}
