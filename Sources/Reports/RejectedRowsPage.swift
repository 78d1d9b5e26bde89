public import ExchangeModel

/// The page beside the rows of a table that were not used: which, why, and what to do with them.
public struct RejectedRowsPage: Sendable {
    public var file: String
    /// What kind of table it is.
    public var kind: LocalizedText?
    /// The first of the rows.
    public var issues: [Issue]
    public var rejected: Int
    public var taken: Int
    /// The table with these rows, which lies beside the page.
    public var table: String
    public var ledgerID: Int

    public init(
        file: String, kind: LocalizedText?, issues: [Issue], rejected: Int, taken: Int, table: String, ledgerID: Int
    ) {
        self.file = file
        self.kind = kind
        self.issues = issues
        self.rejected = rejected
        self.taken = taken
        self.table = table
        self.ledgerID = ledgerID
    }

    public func html(_ language: Language) -> String {
        let text = { (russian: String, english: String) in
            LocalizedText(russian: russian, english: english)(language)
        }
        let title = text("Не все строки приняты", "Not all rows were taken")
        var body = "<h1>\(title)</h1><p class=\"sub\">\(Page.escape(file))"
        if let kind { body += " · \(Page.escape(kind(language)))" }
        body += "</p><p class=\"bad\"><strong>"
        body += text(
            "Не принято строк: \(rejected). Принято записей: \(taken); с ними всё в порядке.",
            "Rows not taken: \(rejected). Records taken: \(taken); they are in order.")
        body += "</strong></p><h2>\(text("Что сделать", "What to do"))</h2><p class=\"good\">"
        body += text(
            "Откройте <code>\(Page.escape(table))</code> рядом с этой страницей: в ней только эти строки, причина — в "
                + "последней колонке. Исправьте и положите файл в папку <code>outbound</code>; колонку «Ошибка» можно "
                + "не удалять.",
            "Open <code>\(Page.escape(table))</code> beside this page: it has only these rows, the reason in the last "
                + "column. Mend them and put the file into <code>outbound</code>; the column «Ошибка» may stay.")
        body += "</p><h2>\(text("Строки", "Rows"))</h2><table><tr>"
        for heading in [
            text("Строка", "Row"), text("Колонка", "Column"), text("Что не так", "What is wrong"),
            text("Как исправить", "How to mend it")
        ] { body += "<th>\(heading)</th>" }
        body += "</tr>"
        for issue in issues {
            body += "<tr><td class=\"n\">\(issue.line.map(String.init) ?? "")</td>"
            body += "<td class=\"n\">\(issue.column.map(String.init) ?? "")</td>"
            body += "<td>\(Page.escape(issue.message(language)))</td>"
            body += "<td>\(Page.escape(issue.advice?(language) ?? ""))</td></tr>"
        }
        body += "</table>"
        if rejected > issues.count {
            body += "<p class=\"sub\">\(text("Показаны первые", "Shown are the first")) \(issues.count).</p>"
        }
        body += "<p class=\"sub\">\(text("Номер в журнале", "Ledger number")): \(ledgerID)</p>"
        return Page.html(title: title, language: language, body: body)
    }
}
