public import ExchangeModel

/// The orders on their way to 1C: what a person has to settle first, then where each one is.
public struct OrdersPage: Sendable {
    public struct Row: Sendable, Equatable {
        public var title: String
        public var number: String
        public var state: LocalizedText
        public var customer: String
        public var sum: String
        /// What to do about it, or what was noted.
        public var issue: Issue?
        /// The last thing that happened to it.
        public var since: String

        public init(
            title: String, number: String, state: LocalizedText, customer: String, sum: String, issue: Issue?,
            since: String
        ) {
            self.title = title
            self.number = number
            self.state = state
            self.customer = customer
            self.sum = sum
            self.issue = issue
            self.since = since
        }
    }

    public var madeAt: String
    /// What waits for a person: held, not read, not confirmed, changed after reading.
    public var waiting: [Row]
    public var rows: [Row]
    public var counts: [(state: LocalizedText, count: Int)]

    public init(madeAt: String, waiting: [Row], rows: [Row], counts: [(state: LocalizedText, count: Int)]) {
        self.madeAt = madeAt
        self.waiting = waiting
        self.rows = rows
        self.counts = counts
    }

    /// Whether another page differs in nothing but when it was made.
    public func saysTheSame(as other: OrdersPage) -> Bool {
        waiting == other.waiting && rows == other.rows && counts.map(\.count) == other.counts.map(\.count)
    }

    public func html(_ language: Language) -> String {
        let text = { (russian: String, english: String) in
            LocalizedText(russian: russian, english: english)(language)
        }
        let title = text("Заказы для 1С", "Orders for 1C")
        var body = "<h1>\(title)</h1><p class=\"sub\">\(Page.escape(Self.moment(madeAt))) UTC · "
        body += counts.map { "\(Page.escape($0.state(language))): \($0.count)" }.joined(separator: " · ")
        body += "</p><h2>\(text("Ждут человека", "Waiting for a person"))</h2>"
        if waiting.isEmpty {
            body +=
                "<p class=\"good\">\(text("Ничего: все заказы идут своим путём.", "Nothing: all go their way."))</p>"
        } else {
            body += "<table><tr><th>\(text("Заказ", "Order"))</th><th>\(text("Что не так", "What is wrong"))</th>"
            body += "<th>\(text("Что сделать", "What to do"))</th></tr>"
            for row in waiting {
                body += "<tr><td>\(name(row))</td><td>\(Page.escape(row.issue?.message(language) ?? ""))</td>"
                body += "<td>\(Page.escape(row.issue?.advice?(language) ?? ""))</td></tr>"
            }
            body += "</table>"
        }
        body += "<h2>\(text("Все заказы", "All orders"))</h2><table><tr>"
        for heading in [
            text("Заказ", "Order"), text("Номер для 1С", "Number for 1C"), text("Покупатель", "Buyer"),
            text("Сумма", "Sum"), text("Состояние", "State"), text("С (UTC)", "Since (UTC)")
        ] { body += "<th>\(heading)</th>" }
        body += "</tr>"
        for row in rows {
            body += "<tr><td>\(Page.escape(row.title))</td><td class=\"n\">\(Page.escape(row.number))</td>"
            body += "<td>\(Page.escape(row.customer))</td><td class=\"n\">\(Page.escape(row.sum))</td>"
            body += "<td class=\"s\">\(Page.escape(row.state(language)))</td>"
            body += "<td class=\"n\">\(Page.escape(Self.moment(row.since)))</td></tr>"
        }
        return Page.html(title: title, language: language, body: body + "</table>")
    }

    /// `25.11.2026 17:25` of `2026-11-25T17:25:22Z`.
    private static func moment(_ text: String) -> String {
        let parts = text.prefix(10).split(separator: "-")
        guard parts.count == 3, text.count >= 16 else { return text }
        return "\(parts[2]).\(parts[1]).\(parts[0]) \(text.dropFirst(11).prefix(5))"
    }

    private func name(_ row: Row) -> String {
        Page.escape(row.title) + (row.number.isEmpty ? "" : " <span class=\"sub\">№ \(Page.escape(row.number))</span>")
    }
}
