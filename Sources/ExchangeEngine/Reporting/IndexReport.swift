internal import ExchangeModel
internal import Ledger
internal import Reports

/// The first page: what waits for a person and what to do, what came and went today, and where the rest is:
/// `index.html`.
struct IndexReport {
    let view: BusinessView
    /// The other pages of this round.
    let pages: [ReportPage]
    let clock: ExchangeClock
    /// What stands in the way of the exchange.
    let problems: [Issue]

    func page() throws -> ReportPage {
        let files = try view.transaction.files()
        let orders = try waitingOrders()
        let today = files.filter { isToday($0.receivedAt) }
        let packs = try view.transaction.packs(published: true)
        let sent = view.outgoing.values.count { $0.row.publishedAt.map(isToday) == true }
        let waiting = problems.map(Self.row) + waitingFiles(files) + orders.rows
        let session = try view.transaction.lastSession()
        return ReportPage(
            file: "index", title: LocalizedText(russian: "Обмен 1С и CRM", english: "Exchange of 1C and CRM"),
            day: view.today,
            highlights: waiting.isEmpty
                ? [
                    .init(
                        .good, "Всё идёт своим путём: человека ничто не ждёт.",
                        "All goes its way: nothing waits for a person.")
                ]
                : [.init(.bad, "Ждёт человека: \(waiting.count).", "Waiting for a person: \(waiting.count).")],
            tiles: [
                .init(
                    "Последний сеанс 1С (её время)", "Last session of 1C (its time)",
                    .text(session.map { Self.moment($0.formedAt) } ?? "—")),
                .init(
                    "Последний файл", "Last file",
                    .text(files.last.map { ExchangeClock.wall($0.receivedAt) } ?? "—")),
                .init("Файлов пришло сегодня", "Files came today", .count(today.count)),
                .init(
                    "Пакетов для CRM сегодня", "Packs for the CRM today",
                    .count(packs.count { isToday($0.madeAt) })),
                .init("Заказов отдано 1С сегодня", "Orders given to 1C today", .count(sent)),
                .init(
                    orders.since.map { "Заказов лежит для 1С, самый давний — с \($0)" } ?? "Заказов лежит для 1С",
                    orders.since.map { "Orders lie for 1C, the oldest since \($0)" } ?? "Orders lie for 1C",
                    .count(orders.published)),
                .init("Ждут человека", "Waiting for a person", .count(waiting.count))
            ],
            tables: [table(waiting), table(of: packs), table(today: today), overview()],
            checkedAt: .init(utc: clock.utc, wall: ExchangeClock.wall(clock.utc)))
    }

    private func isToday(_ utc: String) -> Bool { CalendarDay(String(ExchangeClock.localDay(utc))) == view.today }

    // MARK: What waits

    private static func row(_ problem: Issue) -> ReportTable.Row {
        .init(
            [
                .word(LocalizedText(russian: "мешает обмену", english: "stands in the way")), .word(problem.message),
                problem.advice.map { .word($0) } ?? .empty
            ], tone: .bad)
    }

    /// Held files, and refused ones and rows of the last week that nobody mended since.
    ///
    /// A refused file is mended once one of the same name is applied; rows are, once their table is.
    private func waitingFiles(_ files: [FileRow]) -> [ReportTable.Row] {
        var applied: [String: Int] = [:]
        for file in files where file.state == .applied && file.rejected == 0 {
            applied[file.name] = file.id
            applied[String(file.name.split(separator: "/").last ?? "")] = file.id
        }
        func isMended(_ file: FileRow) -> Bool {
            (applied[file.name] ?? 0) > file.id || applied["\(file.quarantineName).строки.csv"] != nil
        }
        return files.filter { file in
            let day = CalendarDay(String(ExchangeClock.localDay(file.receivedAt)))
            let isRecent = day.map { view.today - $0 <= 7 } ?? true
            let isOpen = (file.state == .refused && !Issue.isDoubt(file.issueCode)) || file.rejected > 0
            return file.isHeld || (isRecent && isOpen && !isMended(file))
        }.reversed().map { file in
            let advice =
                file.isHeld
                ? LocalizedText(
                    russian:
                        "Прочтите объяснение (щёлкните по имени): применить или нет, решает тот, кто отвечает за обмен "
                        + "(obmen confirm \(file.id))",
                    english:
                        "Read the explanation (click the name): whoever is in charge of the exchange decides whether to "
                        + "apply it (obmen confirm \(file.id))")
                : LocalizedText(
                    russian: "Прочтите объяснение (щёлкните по имени) и исправьте",
                    english: "Read the explanation (click the name) and mend it")
            return ReportTable.Row(
                [
                    .word(LedgerReport.fate(file)),
                    .link(file.name, to: "../quarantine/\(file.quarantineName).почему.html"), .word(advice)
                ], tone: .bad)
        }
    }

    /// Orders that a person must settle, and how many wait for 1C.
    private func waitingOrders() throws -> (rows: [ReportTable.Row], published: Int, since: String?) {
        let all = view.outgoing.values.map(\.row)
        let rows = all.filter { $0.hold != nil && $0.state != .withdrawn }.sorted { $0.id < $1.id }.map { row in
            ReportTable.Row(
                [
                    .word(LocalizedText(russian: "заказ", english: "order")), .link(row.title, to: "orders.html"),
                    row.hold.map { .word($0.advice ?? $0.message) } ?? .empty
                ], tone: .bad)
        }
        let lying = all.filter { $0.state == .published }
        return (rows, lying.count, lying.compactMap(\.publishedAt).min().map(ExchangeClock.wall))
    }

    private func table(_ waiting: [ReportTable.Row]) -> ReportTable {
        ReportTable(
            title: LocalizedText(russian: "Ждут человека", english: "Waiting for a person"),
            note: LocalizedText(
                russian:
                    "Файл уходит отсюда, когда применён исправленный с тем же именем, и сам через неделю; строки — когда "
                    + "применена их таблица.",
                english:
                    "A file goes from here when a mended one of its name is applied, or after a week; rows when their "
                    + "table is."),
            columns: [.init("Что", "What"), .init("Где", "Where"), .init("Что сделать", "What to do")], rows: waiting,
            nothing: LocalizedText(russian: "Ничего.", english: "Nothing."))
    }

    // MARK: What came and went

    private func table(of packs: [PackRow]) -> ReportTable {
        ReportTable(
            title: LocalizedText(russian: "Загрузить в CRM", english: "To load into the CRM"),
            note: LocalizedText(
                russian: "Последние пакеты; загружайте по порядку номеров.",
                english: "The last packs; load them in the order of their numbers."),
            columns: [
                .init("Пакет", "Pack"), .init("CRM", "CRM"), .init("Сделан", "Made"), .init("Что в нём", "Content")
            ],
            rows: packs.suffix(10).reversed().map { pack in
                let counts = JSONObject(pack.counts)?.numbers ?? []
                return .init([
                    .link(pack.folder, to: "../to-crm/\(pack.target)/\(pack.folder)/КАК-ЗАГРУЗИТЬ.html"),
                    .text(pack.target),
                    .text(ExchangeClock.wall(pack.madeAt)), .list(counts.map { "\($0.key): \($0.value)" })
                ])
            }, nothing: LocalizedText(russian: "Пакетов ещё нет.", english: "No packs yet."))
    }

    private func table(today files: [FileRow]) -> ReportTable {
        ReportTable(
            title: LocalizedText(russian: "Файлы за сегодня", english: "Files of today"),
            columns: [
                .init("Файл", "File"), .init("Что стало", "Fate"), .init("Новых", "New"), .init("Изменённых", "Changed")
            ],
            rows: files.suffix(100).reversed().map { file in
                .init(
                    [
                        .link(file.name, to: FileReport.path(file) + ".html"), .word(LedgerReport.fate(file)),
                        .count(file.created), .count(file.changed)
                    ],
                    tone: file.state == .refused || file.isHeld ? .bad : .plain)
            }, nothing: LocalizedText(russian: "Сегодня файлов не было.", english: "No files today."))
    }

    private func overview() -> ReportTable {
        let orders = ReportTable.Row([
            .link("orders.html", to: "orders.html"),
            .word(LocalizedText(russian: "Заказы на пути в 1С", english: "Orders on their way to 1C")), .empty
        ])
        return ReportTable(
            title: LocalizedText(russian: "Страницы", english: "Pages"),
            columns: [.init("Страница", "Page"), .init("О чём", "About"), .init("Главное", "In short")],
            rows: pages.filter { !$0.isEmpty }.map { page in
                .init([
                    .link(page.file + ".html", to: page.file + ".html"), .word(page.title),
                    page.highlights.first.map { .word($0.text) } ?? .empty
                ])
            } + (view.outgoing.isEmpty ? [] : [orders]))
    }

    /// `25.11.2026 17:25` of `2026-11-25T17:25:00`.
    private static func moment(_ text: String) -> String {
        CalendarDay(text).map { "\($0.russian) \(text.dropFirst(11).prefix(5))" } ?? text
    }
}
