internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger

struct OrdersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders",
        abstract: words("Заказы на пути в 1С: где каждый и что ждёт человека", "Where each order for 1C is"),
        discussion: examples("obmen orders --root /srv/exchange --waiting"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Строка JSON на заказ", "A line of JSON per order"))
    var json = false

    @Flag(help: help("Только те, что ждут человека", "Only those that wait for a person"))
    var waiting = false

    func run() throws {
        let language = root.spoken
        let output = StandardOutput()
        try LedgerView(root.folder).orders(configuration: root.folder.loadConfiguration()) { item in
            if waiting, item.issue == nil { return }
            json ? output.line(Self.json(item, language).text) : output.say(Self.text(item, language))
        }
        output.flush()
    }

    static func text(_ item: OrdersView.Item, _ language: Language) -> String {
        let number = item.row.number.map { "№ \($0)" } ?? "—"
        var line = "\(number)  \(OrdersView.title(item.row.state)(language))  \(item.row.title)"
        if !item.customer.isEmpty { line += "  · \(item.customer)" }
        if !item.sum.isEmpty { line += "  · \(item.sum)" }
        if let number = item.row.numberIn1C { line += "  · 1С № \(number)" }
        if let issue = item.issue {
            line += "\n    \(issue.severity.mark) \(issue.message(language))"
            if let advice = issue.advice { line += " \(advice(language))" }
        }
        return line
    }

    private static func json(_ item: OrdersView.Item, _ language: Language) -> JSONText {
        func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }
        let row = item.row
        return .object([
            ("number", row.number.map(JSONText.number) ?? .null), ("source", .string(row.source)),
            ("title", .string(row.title)), ("state", .string(row.state.rawValue)),
            ("customer", .string(item.customer)), ("sum", .string(item.sum)),
            ("issue", text(item.issue?.code)), ("message", text(item.issue?.message(language))),
            ("createdAt", .string(row.createdAt)), ("publishedAt", text(row.publishedAt)),
            ("readAt", text(row.readAt)), ("confirmedAt", text(row.confirmedAt)),
            ("numberIn1C", text(row.numberIn1C)), ("changedIn1C", .flag(row.isChangedIn1C))
        ])
    }
}
