internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// Whether the rules of the house are kept: who was born in 1C, who is there twice, where each request is, and whether
/// the sums of 1C, of our packs and of the CRM agree: `rules.html`.
struct RulesReport {
    let view: BusinessView

    func page() throws -> ReportPage {
        let duplicates = try DuplicateGroups(view.book.documents.scratch)
        let cards = try addCards(to: duplicates)
        try duplicates.join()
        let requests = try RequestList(view: view).rows()
        let totals = try TotalsCheck(view: view).compare()
        let isEmpty = try requests.isEmpty && view.book.documents.isEmpty() && cards == (0, 0)
        let born = try cards.ofCRM > 0 ? bornIn1C() : []
        let waiting = requests.filter { $0.place == nil }
        return ReportPage(
            file: "rules", title: LocalizedText(russian: "Правила и сверка", english: "Rules and totals"),
            day: view.today,
            highlights: highlights(born, duplicates.count, requests.count, waiting.count, totals.differences.count),
            tables: [
                table(born: born), table(duplicates), table(waiting), try files(),
                table(requests: requests),
                table(totals), table(differences: totals.differences), switches()
            ], isEmpty: isEmpty)
    }

    private func highlights(
        _ born: [Customer], _ duplicates: Int, _ requests: Int, _ waiting: Int, _ differences: Int
    ) -> [ReportPage.Highlight] {
        var found: [ReportPage.Highlight] = []
        if !born.isEmpty {
            found.append(
                .init(
                    .bad, "Заведены в 1С вручную, в CRM их карточек нет: \(born.count).",
                    "Typed into 1C, without a card of the CRM: \(born.count)."))
        }
        if duplicates > 0 {
            found.append(.init(.bad, "Возможные дубли: \(duplicates).", "Possible duplicates: \(duplicates)."))
        }
        if requests > 0 {
            found.append(
                waiting == 0
                    ? .init(
                        .good, "Заявок, записей и заказов: \(requests); каждая в пакете.",
                        "Requests, bookings and orders: \(requests); each is in a pack.")
                    : .init(
                        .bad, "Заявок, записей и заказов: \(requests), из них ждут человека: \(waiting).",
                        "Requests, bookings and orders: \(requests); waiting for a person: \(waiting)."))
        }
        found.append(
            differences == 0
                ? .init(.good, "Суммы 1С, пакетов и CRM сходятся.", "The sums of 1C, the packs and the CRM agree.")
                : .init(
                    .bad, "Суммы не сходятся у \(differences) заказов: они перечислены.",
                    "The sums of \(differences) orders do not agree: they are listed."))
        return found
    }

    // MARK: Cards

    /// How many cards 1C and the CRMs showed.
    private func addCards(to duplicates: DuplicateGroups) throws -> (of1C: Int, ofCRM: Int) {
        var count = (of1C: 0, ofCRM: 0)
        try PartyIndex.forEachOf1C(view.transaction) { party in
            count.of1C += 1
            try duplicates.add(Self.card(party), of: "1С")
        }
        for (id, title) in view.crms {
            for (kind, kindTitle) in [(RecordKind.company, "компании"), (.contact, "контакты")] {
                try PartyIndex.forEach(kind, crm: id, view.transaction) { party in
                    count.ofCRM += 1
                    try duplicates.add(Self.card(party), of: "\(title), \(kindTitle)")
                }
            }
        }
        return count
    }

    private static func card(_ party: PartyIndex.Party) -> DuplicateGroups.Card {
        DuplicateGroups.Card(
            key: party.key, name: party.name, inn: party.inn, kpp: party.kpp, phones: party.phones, emails: party.emails
        )
    }

    /// Customers of 1C for whom no CRM showed a card.
    private func bornIn1C() throws -> [Customer] {
        var known = PartyIndex()
        for (id, _) in view.crms {
            for kind in [RecordKind.company, .contact] {
                for party in try PartyIndex.of(kind, crm: id, view.transaction).parties { known.add(party) }
            }
        }
        let codes = Set(known.parties.compactMap(\.code))
        var born: [Customer] = []
        try view.transaction.entities([.counterparty], above: 0) { entity in
            guard let customer = Customer(entity.fields, key: entity.key), !customer.isOnlySupplier,
                !customer.isDeleted, !codes.contains(entity.key)
            else { return }
            for crm in view.crms.map(\.id) + ["list"]
            where try !view.transaction.links(to: entity.key, .counterparty, crm: crm).isEmpty { return }
            let match = known.match(
                inn: customer.legal.inn, kpp: customer.legal.kpp,
                phones: Set(customer.phones.compactMap { PartyIndex.phoneKey($0.international) }),
                emails: Set(customer.emails.map { $0.address.lowercased() }))
            if case .none = match { born.append(customer) }
        }
        return born.sorted { ($0.name, $0.key) < ($1.name, $1.key) }
    }

    private func table(born: [Customer]) -> ReportTable {
        ReportTable(
            file: "born-in-1c",
            title: LocalizedText(russian: "Заведены в 1С вручную", english: "Typed into 1C"),
            note: LocalizedText(
                russian:
                    "Новый клиент рождается в CRM. Сначала загрузите пакеты (эти клиенты в них уже с «Код 1С») и положите "
                    + "выгрузку компаний и контактов из CRM в outbound; кто останется здесь и после этого, того найдите в CRM и "
                    + "впишите в карточку «Код 1С».",
                english:
                    "A new customer is born in the CRM. First load the packs (they have these customers with “Код 1С”), and put "
                    + "an export of companies and contacts into outbound; whom you find here even then, look for in the CRM and "
                    + "enter “Код 1С” in his card."),
            columns: [
                .init("Клиент", "Customer"), .init("ИНН", "ИНН"), .init("Телефон", "Telephone"),
                .init("Код 1С", "Code of 1C")
            ],
            rows: born.map { customer in
                .init(
                    [
                        .text(customer.name), .text(customer.legal.inn), .phone(customer.phones.first?.international),
                        .text(customer.key)
                    ], tone: .bad)
            },
            nothing: LocalizedText(
                russian: "Никого: у каждого клиента 1С есть карточка в CRM, или CRM ещё не выгружала клиентов.",
                english: "Nobody: each customer has a card in the CRM, or the CRM has exported no customers yet."))
    }

    private func table(_ duplicates: DuplicateGroups) -> ReportTable {
        ReportTable(
            file: "duplicates", title: LocalizedText(russian: "Возможные дубли", english: "Possible duplicates"),
            note: LocalizedText(
                russian: "Объедините карточки в той системе, где они стоят.", english: "Merge the cards where they are."
            ),
            columns: [
                .init("Где", "Where"), .init("Карточки", "Cards"), .init("Почему", "Why"), .init("Коды", "Codes")
            ],
            all: .init(count: duplicates.count) { limit, use in
                try duplicates.forEach(limit: limit) { group in
                    try use(
                        .init([
                            .text(group.system), .list(group.names), .list(group.evidence), .list(group.keys)
                        ]))
                }
            }, nothing: LocalizedText(russian: "Не найдены.", english: "None found."))
    }

    // MARK: Requests

    private func table(_ waiting: [RequestList.Row]) -> ReportTable {
        ReportTable(
            title: LocalizedText(russian: "Заявки, которые ждут человека", english: "Requests waiting for a person"),
            columns: RequestList.columns, rows: waiting.map { $0.cells(tone: .bad) },
            nothing: LocalizedText(russian: "Ни одной.", english: "None."))
    }

    /// Rows of lists that could not be used lie beside a page of their own until they are mended.
    private func files() throws -> ReportTable {
        let files = try view.transaction.files().filter { $0.side == .outbound && $0.state != .duplicate }
        return ReportTable(
            file: "request-files",
            title: LocalizedText(
                russian: "Файлы заявок, записей и сделок", english: "Files of requests, bookings, deals"),
            note: LocalizedText(
                russian: "Непринятые строки лежат в quarantine в таблице «….строки.csv» с причинами.",
                english: "Rows not taken lie in quarantine, in a table «….строки.csv» with the reasons."),
            columns: [
                .init("Файл", "File"), .init("№ в журнале", "Ledger no."), .init("Новых", "New"),
                .init("Изменённых", "Changed"), .init("Как были", "As they were"),
                .init("Не принято строк", "Rows not taken")
            ],
            rows: files.map { file in
                .init(
                    [
                        .text(file.name), .count(file.id), .count(file.created), .count(file.changed),
                        .count(file.unchanged), .count(file.rejected)
                    ], tone: file.rejected > 0 || file.state == .refused ? .bad : .plain)
            }, nothing: LocalizedText(russian: "Ни одного.", english: "None."))
    }

    private func table(requests: [RequestList.Row]) -> ReportTable {
        ReportTable(
            file: "requests",
            title: LocalizedText(russian: "Все заявки, записи и заказы", english: "All requests, bookings, orders"),
            note: LocalizedText(
                russian: "Каждая стоит один раз: в каком она пакете и у кого.",
                english: "Each stands once: in which pack it is, and with whom."),
            columns: RequestList.columns, rows: requests.map { $0.cells(tone: .plain) },
            nothing: LocalizedText(russian: "Ни одной.", english: "None."))
    }

    // MARK: Totals

    private func table(_ totals: TotalsCheck.Result) -> ReportTable {
        ReportTable(
            file: "totals", title: LocalizedText(russian: "Сверка сумм", english: "Totals"),
            columns: [
                .init("Что", "What"), .init("Заказов", "Orders"), .init("Сумма", "Sum"),
                .init("С тем же в другой системе", "The same in the other system"), .init("Сумма там", "Sum there"),
                .init("Разница", "Difference")
            ],
            rows: totals.lines.map { line in
                .init(
                    [
                        .word(line.title), .count(line.count), .money(line.kopecks), .count(line.matched),
                        .money(line.theirs), .money(line.theirs - line.ours)
                    ], tone: abs(line.theirs - line.ours) < 100 ? .good : .bad)
            }, nothing: LocalizedText(russian: "Сверять пока нечего.", english: "Nothing to compare yet."))
    }

    private func table(differences: [TotalsCheck.Difference]) -> ReportTable {
        ReportTable(
            file: "differences", title: LocalizedText(russian: "Не сходятся", english: "Do not agree"),
            columns: [
                .init("Заказ", "Order"), .init("Где", "Where"), .init("Сумма у нас", "Our sum"),
                .init("Сумма там", "Sum there"), .init("Разница", "Difference")
            ],
            rows: differences.map { item in
                .init(
                    [
                        .text(item.title), .word(item.place), .money(item.ours), .money(item.theirs),
                        .money(item.theirs - item.ours)
                    ], tone: .bad)
            }, nothing: LocalizedText(russian: "Таких заказов нет.", english: "None."))
    }

    // MARK: What goes to the CRM

    private func switches() -> ReportTable {
        let configuration = view.configuration
        func row(_ russian: String, _ english: String, _ flag: Bool) -> ReportTable.Row {
            .init([.word(LocalizedText(russian: russian, english: english)), .flag(flag)])
        }
        return ReportTable(
            title: LocalizedText(
                russian: "Что уходит в CRM сверх нужного", english: "What goes to the CRM beyond need"),
            columns: [.init("Данные", "Data"), .init("Включено", "On")],
            rows: [
                row("Остатки на складах", "Stock", configuration.sendsStock),
                row("Реквизиты (ИНН, КПП…)", "Legal details", configuration.sendsLegalDetails),
                row("Взаиморасчёты", "Settlements", configuration.sendsSettlements),
                row("Покупатели из 1С", "Customers of 1C", configuration.sendsCustomers)
            ])
    }
}
