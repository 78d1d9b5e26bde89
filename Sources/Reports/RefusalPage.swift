public import ExchangeModel

/// The page beside a refused file: what is wrong, where, what was done, what to do now.
public struct RefusalPage: Sendable {
    public var file: String
    public var issue: Issue
    /// The lines around the place, with their numbers.
    public var excerpt: [(line: Int, text: String)]
    public var receivedAt: String
    public var sha256: String
    public var ledgerID: Int
    /// Where the corrected file belongs.
    public var folder: String
    /// It only waits for a person to say yes.
    public var isHeld: Bool
    /// A corrected file belongs into ``folder``; not where it was dropped on the wrong side, or a person said no.
    public var belongs = true
    /// What else is known of it, for an engineer.
    public var details: [(name: LocalizedText, value: String)]
    /// What can be run about it, and what that does.
    public var commands: [(command: String, effect: LocalizedText)]

    public init(
        file: String, issue: Issue, excerpt: [(line: Int, text: String)], receivedAt: String, sha256: String,
        ledgerID: Int, folder: String = "inbound", isHeld: Bool = false,
        details: [(name: LocalizedText, value: String)] = [], commands: [(command: String, effect: LocalizedText)] = []
    ) {
        self.details = details
        self.commands = commands
        self.isHeld = isHeld
        self.file = file
        self.issue = issue
        self.excerpt = excerpt
        self.receivedAt = receivedAt
        self.sha256 = sha256
        self.ledgerID = ledgerID
        self.folder = folder
    }

    public func html(_ language: Language) -> String {
        let text = { (russian: String, english: String) in
            LocalizedText(russian: russian, english: english)(language)
        }
        let title =
            isHeld
            ? text("Файл ждёт решения", "The file waits for you") : text("Файл не принят", "The file was refused")
        var body = "<h1>\(title)</h1>"
        body += "<p class=\"sub\">\(Page.escape(file))</p>"
        body += "<p class=\"bad\"><strong>\(Page.escape(issue.message(language)))</strong>\(place(text))</p>"
        if !excerpt.isEmpty {
            body += "<h2>\(text("Это место в файле", "The place in the file"))</h2><pre>"
            for line in excerpt {
                let row = "\(line.line)  \(Page.escape(line.text))"
                body += (line.line == issue.line ? "<mark>\(row)</mark>" : row) + "\n"
            }
            body += "</pre>"
        }
        body += "<h2>\(text("Что сделано", "What was done"))</h2><p>"
        body +=
            isHeld
            ? text(
                "Из этого файла пока не применено ничего; он хранится у обмена без изменений и ждёт. Остальные файлы идут как "
                    + "обычно.",
                "Nothing of this file was applied so far; the exchange keeps it unchanged and waits. Other files go on as "
                    + "usual.")
            : text(
                "Из этого файла не применено ничего: ни товары, ни цены, ни заказы не изменились. Остальные файлы обработаны "
                    + "как обычно. Файл лежит рядом с этой страницей без изменений.",
                "Nothing of this file was applied: no goods, prices or orders changed. Other files went on as usual. "
                    + "The file lies beside this page, unchanged.")
        body += "</p><h2>\(text("Что сделать", "What to do"))</h2><p class=\"good\">"
        let advice = issue.advice?(language) ?? text("Выгрузите файл из 1С ещё раз.", "Export the file again.")
        body += Page.escape(advice) + " "
        if !isHeld, belongs {
            body += text(
                "Исправленный файл положите в папку <code>\(folder)</code>.",
                "Put the corrected file into the folder <code>\(folder)</code>.")
        }
        if !isHeld, belongs, folder == "inbound" {
            body += " "
            body += text(
                "Если 1С выгружает только изменения, выгрузите из неё полностью или зарегистрируйте изменения заново: то, что "
                    + "она записала в этот файл, сама она второй раз не выгрузит.",
                "Where 1C exports changes only, export all or register the changes anew: what it wrote into this file it does "
                    + "not export again by itself.")
        }
        body += "</p>"
        if !commands.isEmpty {
            body += "<h2>\(text("Команды на сервере обмена", "Commands on the exchange's server"))</h2><table>"
            for (command, effect) in commands {
                body +=
                    "<tr><td><code>\(Page.escape(command))</code></td><td>\(Page.escape(effect(language)))</td></tr>"
            }
            body += "</table>"
        }
        body += "<h2>\(text("Для специалиста по 1С", "For the 1C engineer"))</h2><table>"
        let facts =
            [
                (text("Код", "Code"), issue.code), (text("Номер в журнале", "Ledger number"), String(ledgerID)),
                (text("Получен (UTC)", "Received (UTC)"), receivedAt), ("SHA-256", sha256)
            ] + details.map { ($0.name(language), $0.value) }
        for (name, value) in facts {
            body += "<tr><th>\(name)</th><td><code>\(Page.escape(value))</code></td></tr>"
        }
        return Page.html(
            title: title, language: language, body: body + "</table>")
    }

    private func place(_ text: (String, String) -> String) -> String {
        guard let line = issue.line else { return "" }
        let column = issue.column.map { text(", позиция \($0)", ", column \($0)") } ?? ""
        return "<br>" + text("Строка \(line)", "Line \(line)") + column
    }
}
