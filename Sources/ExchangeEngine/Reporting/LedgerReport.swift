internal import ExchangeModel
internal import Ledger
internal import Reports

/// Every file with its fate: `ledger.html`.
struct LedgerReport {
    let view: BusinessView

    /// A page shows this many, the newest; `obmen ledger list` has all.
    static let shown = 5_000

    func page() throws -> ReportPage {
        let files = try view.transaction.files()
        let columns: [ReportTable.Column] = [
            .init("№", "No."), .init("Получен", "Received"), .init("Сторона", "Side"), .init("Файл", "File"),
            .init("Что стало", "Fate"), .init("Новых", "New"), .init("Изменённых", "Changed"),
            .init("Как были", "As they were"), .init("Не принято строк", "Rows not taken"), .init("Причина", "Reason")
        ]
        return ReportPage(
            file: "ledger", title: LocalizedText(russian: "Журнал файлов", english: "Ledger of files"), day: view.today,
            highlights: [],
            tables: [
                ReportTable(
                    title: LocalizedText(russian: "Новые сверху", english: "The newest first"),
                    note: files.count <= Self.shown
                        ? LocalizedText(
                            russian: "Имя файла ведёт к тому, что он изменил.",
                            english: "The name of a file leads to what it changed.")
                        : LocalizedText(
                            russian: "Имя файла ведёт к тому, что он изменил. Показаны последние \(Self.shown) из "
                                + "\(files.count); остальные: obmen ledger list.",
                            english: "The name of a file leads to what it changed. The last \(Self.shown) of "
                                + "\(files.count) are shown; the others: obmen ledger list."),
                    columns: columns, rows: files.suffix(Self.shown).reversed().map(Self.row))
            ], isEmpty: files.isEmpty)
    }

    private static func row(_ file: FileRow) -> ReportTable.Row {
        let isBad = file.state == .refused || file.rejected > 0 || file.isHeld
        return ReportTable.Row(
            [
                .count(file.id), .text(ExchangeClock.wall(file.receivedAt)),
                .word(
                    file.side == .inbound
                        ? LocalizedText(russian: "от 1С", english: "of 1C")
                        : LocalizedText(russian: "от CRM и из списков", english: "of the CRM and lists")),
                .link(file.name, to: FileReport.path(file) + ".html"), .word(fate(file)), .count(file.created),
                .count(file.changed), .count(file.unchanged),
                .count(file.rejected), reason(file)
            ], tone: isBad ? .bad : .plain)
    }

    static func fate(_ file: FileRow) -> LocalizedText {
        switch file.state {
        case .applied where file.rejected > 0:
            LocalizedText(
                russian: "применён, кроме строк: \(file.rejected)", english: "applied, but for rows: \(file.rejected)")
        case .applied: LocalizedText(russian: "применён", english: "applied")
        case .duplicate:
            LocalizedText(
                russian: "уже применён, № \(file.duplicateOf ?? 0)",
                english: "applied already, no. \(file.duplicateOf ?? 0)")
        case .refused: LocalizedText(russian: "не принят", english: "refused")
        case .received where file.isHeld: LocalizedText(russian: "ждёт решения", english: "waits for a person")
        case .received: LocalizedText(russian: "принят", english: "received")
        }
    }

    /// To the page that explains it, where there is one.
    private static func reason(_ file: FileRow) -> ReportTable.Cell {
        guard let code = file.issueCode else { return .empty }
        let isExplained = file.state == .refused || file.rejected > 0 || file.isHeld
        return isExplained ? .link(code, to: "../quarantine/\(file.quarantineName).почему.html") : .text(code)
    }
}
