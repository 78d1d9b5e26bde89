internal import ExchangeModel
internal import Ledger
internal import Reports

/// One file and what it changed: `files/0000012.html`, to which the ledger of files leads.
struct FileReport {
    let transaction: LedgerTransaction
    let file: FileRow
    let today: CalendarDay

    /// Beside the other pages, without its ending.
    static func path(_ file: FileRow) -> String { "files/\(file.number)" }

    /// A page shows this many records of each kind of change.
    private static let shown = 200

    func page() throws -> ReportPage {
        let changes = try transaction.changes(ofFile: file.id, limit: Self.shown)
        let created = try transaction.entities(createdByFile: file.id, limit: Self.shown)
        let isExplained = file.state == .refused || file.rejected > 0 || file.isHeld
        return ReportPage(
            file: Self.path(file), title: LocalizedText(russian: file.name, english: file.name), day: today,
            highlights: [
                .init(
                    isExplained ? .bad : .good, "Файл № \(file.id): \(LedgerReport.fate(file).russian).",
                    "File no. \(file.id): \(LedgerReport.fate(file).english).")
            ],
            tiles: [
                .init("Новых записей", "New records", .count(file.created)),
                .init("Изменённых", "Changed", .count(file.changed)),
                .init("Как были", "As they were", .count(file.unchanged)),
                .init("Не принято строк", "Rows not taken", .count(file.rejected))
            ], tables: [try table(changes), table(created), facts(isExplained)])
    }

    private func table(_ changes: [ChangeRow]) throws -> ReportTable {
        var rows: [ReportTable.Row] = []
        for change in changes {
            guard let entity = try transaction.entity(id: change.entity) else { continue }
            rows += change.fields.map { field in
                .init([
                    .word(entity.kind.title), .text(Self.name(entity)), .text(field.path), .text(field.old),
                    .text(field.new), .count(change.line)
                ])
            }
        }
        return ReportTable(
            title: LocalizedText(russian: "Что изменил", english: "What it changed"), note: note(file.changed),
            columns: [
                .init("Что", "Kind"), .init("Запись", "Record"), .init("Поле", "Field"), .init("Было", "Was"),
                .init("Стало", "Became"), .init("Строка", "Line")
            ], rows: rows, nothing: LocalizedText(russian: "Ничего.", english: "Nothing."))
    }

    private func table(_ created: [Entity]) -> ReportTable {
        ReportTable(
            title: LocalizedText(russian: "О чём сообщил впервые", english: "What it first told of"),
            note: note(file.created),
            columns: [.init("Что", "Kind"), .init("Запись", "Record"), .init("Ид", "Id"), .init("Строка", "Line")],
            rows: created.map { entity in
                .init([
                    .word(entity.kind.title), .text(Self.name(entity)), .text(entity.key), .count(entity.createdLine)
                ])
            }, nothing: LocalizedText(russian: "Ни о чём.", english: "Nothing."))
    }

    private func facts(_ isExplained: Bool) -> ReportTable {
        var rows: [ReportTable.Row] = [
            .init([
                .word(LocalizedText(russian: "Получен", english: "Received")),
                .text(ExchangeClock.wall(file.receivedAt))
            ])
        ]
        if let kept = file.keptPath {
            rows.append(
                .init([
                    .word(LocalizedText(russian: "Где лежит", english: "Kept at")),
                    Self.isInert(kept) ? .link(kept, to: "../../" + kept) : .text(kept)
                ]
                ))
        }
        if isExplained {
            rows.append(
                .init([
                    .word(LocalizedText(russian: "Объяснение", english: "Explanation")),
                    .link(file.issueCode ?? "?", to: "../../quarantine/\(file.quarantineName).почему.html")
                ]))
        }
        rows += file.details(nil).map { .init([.word($0.name), .text($0.value)]) }
        rows.append(.init([.word(LocalizedText(russian: "SHA-256", english: "SHA-256")), .text(file.sha256)]))
        return ReportTable(
            title: LocalizedText(russian: "Сам файл", english: "The file itself"),
            columns: [.init("", ""), .init("", "")], rows: rows)
    }

    /// A browser runs nothing of it when a person follows the link; of XML it would run scripts of XHTML.
    private static func isInert(_ path: String) -> Bool {
        ["csv", "txt", "zip", "xlsx", "xls"].contains(path.split(separator: ".").last?.lowercased() ?? "")
    }

    private func note(_ count: Int) -> LocalizedText? {
        guard count > Self.shown else { return nil }
        return LocalizedText(
            russian: "Показаны первые \(Self.shown) из \(count); все: obmen ledger show \(file.id) --json.",
            english: "The first \(Self.shown) of \(count) are shown; all: obmen ledger show \(file.id) --json.")
    }

    private static func name(_ entity: Entity) -> String {
        entity.fields["name"] ?? entity.fields["title"] ?? entity.fields["number"] ?? entity.key
    }
}
