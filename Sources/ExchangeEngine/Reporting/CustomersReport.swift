internal import ExchangeModel
internal import Reports

/// Turnover, discount, usual basket and rhythm of every customer: `customers.html`.
struct CustomersReport {
    let view: BusinessView

    private var settings: CustomerSettings { view.configuration.customers }
    private var withTiers: Bool { !settings.rules.tiers.tiers.isEmpty }

    func page() throws -> ReportPage {
        let book = view.book
        return ReportPage(
            file: "customers", title: LocalizedText(russian: "Клиенты", english: "Customers"), day: book.today,
            highlights: try highlights(),
            tiles: [
                .init("Клиентов с заказами", "Customers with orders", .count(book.count)),
                .init(
                    "Оборот за \(settings.rules.window) дней", "Turnover of \(settings.rules.window) days",
                    .money(book.turnover)),
                .init("Оборот за 365 дней", "Turnover of 365 days", .money(book.yearTurnover))
            ],
            chart: ReportChart(
                title: LocalizedText(russian: "Наибольший оборот", english: "Largest turnover"), bars: try best()),
            tables: [try missing(), all()], isEmpty: book.count == 0)
    }

    private func best() throws -> [ReportChart.Bar] {
        var bars: [ReportChart.Bar] = []
        try view.book.forEach(view.transaction, limit: 10) { entry in
            guard entry.figures.turnover > 0 else { return }
            bars.append(ReportChart.Bar(name: entry.customer.name, value: entry.figures.turnover))
        }
        return bars
    }

    // MARK: What to look at

    private func highlights() throws -> [ReportPage.Highlight] {
        var found: [ReportPage.Highlight] = []
        func add(
            _ mark: CustomerBook.Mark, _ tone: ReportPage.Highlight.Tone, _ russian: String, _ english: String
        ) throws {
            let (count, names) = try view.book.marked(mark, names: 3)
            guard count > 0 else { return }
            let shown = names.joined(separator: ", ") + (count > 3 ? " и ещё \(count - 3)" : "")
            found.append(.init(tone, "\(russian): \(shown).", "\(english): \(shown)."))
        }
        try add(
            .losesTier, .bad, "За две недели потеряют уровень скидки, если ничего не купят",
            "Will lose their tier within two weeks if they buy nothing")
        try add(.isNear, .good, "Немного не хватает до следующей скидки", "Close to the next discount")
        try add(
            .lacks, .bad, "В текущем заказе нет того, что обычно берут",
            "The current order lacks what they usually take")
        try add(.isLate, .bad, "Давно не заказывали", "Have not ordered for long")
        if view.book.documents.uncounted > 0 {
            let count = view.book.documents.uncounted
            found.append(
                .init(
                    .bad, "Документов в валюте без курса: \(count). В суммы они не вошли.",
                    "Documents in a currency without a rate: \(count). No sum has them."))
        }
        return found
    }

    // MARK: Tables

    private func goods(_ numbers: [Int]) throws -> ReportTable.Cell {
        numbers.isEmpty ? .empty : .list(try numbers.map(view.book.documents.goods.name))
    }

    /// Whom to call, and what to offer.
    private func missing() throws -> ReportTable {
        ReportTable(
            title: LocalizedText(
                russian: "Чего нет в текущем заказе", english: "What the current order lacks"),
            note: LocalizedText(
                russian: "Берут обычно, и уже пора. Лучшее первым.",
                english: "Usually taken, and due. The best first."),
            columns: [
                .init("Клиент", "Customer"), .init("Телефон", "Telephone"), .init("Текущий заказ", "Current order"),
                .init("Предложить", "To offer")
            ],
            all: .init(count: try view.book.marked(.lacks, names: 0).count) { limit, use in
                try view.book.forEach(view.transaction, marked: .lacks, limit: limit) { entry in
                    try use(
                        .init([
                            .text(entry.customer.name), .phone(entry.customer.phones.first?.international),
                            .text(entry.figures.currentOrder), try goods(entry.figures.missing)
                        ]))
                }
            },
            nothing: LocalizedText(
                russian: "Ничего: в текущих заказах всё обычное есть.", english: "Nothing: current orders have it all.")
        )
    }

    private func all() -> ReportTable {
        let window = settings.rules.window
        var columns: [ReportTable.Column] = [
            .init("Код 1С", "Code of 1C", in: .card), .init("Клиент", "Customer"),
            .init("ИНН", "ИНН", in: .card), .init("Ответственный", "Responsible"),
            .init("Оборот за \(window) дней", "Turnover of \(window) days"),
            .init("Предыдущие \(window) дней", "The \(window) days before", in: .card),
            .init("Оборот за 365 дней", "Turnover of 365 days", in: .card),
            .init("Скидка, %", "Discount, %"), .init("До следующего уровня", "To the next tier"),
            .init("Дата снижения", "Tier is lost on"), .init("Бонусы", "Points", in: .card),
            .init("Заказов за 365 дней", "Orders in 365 days", in: .card),
            .init("Средний заказ", "Average order", in: .card),
            .init("Дата последнего заказа", "Last order on"),
            .init("Сумма последнего заказа", "Sum of the last order", in: .card),
            .init("Дней с последнего заказа", "Days since the last order"),
            .init("Обычный интервал, дней", "Usual interval, days"), .init("Ждём заказ", "Order expected"),
            .init("Опаздывает", "Late", in: .card), .init("Текущий заказ", "Current order", in: .card),
            .init("Обычно берёт", "Usually takes", in: .card), .init("Не взял в этот раз", "Not taken this time")
        ]
        if view.configuration.sendsSettlements {
            columns += [.init("Долг", "Debt"), .init("Просрочено", "Overdue"), .init("Аванс", "Advance")]
        }
        return ReportTable(
            file: "customers", title: LocalizedText(russian: "Все клиенты", english: "All customers"),
            columns: columns,
            all: .init(count: view.book.count) { limit, use in
                try view.book.forEach(view.transaction, limit: limit) { try use(row($0)) }
            })
    }

    private func row(_ entry: CustomerBook.Entry) throws -> ReportTable.Row {
        let figures = entry.figures
        var cells: [ReportTable.Cell] = [
            .text(entry.key), .text(entry.customer.name), .text(entry.customer.legal.inn),
            .text(try view.responsible(for: entry.key, isPerson: entry.customer.kind == .person)),
            .money(figures.turnover), .money(figures.previousTurnover), .money(figures.yearTurnover),
            withTiers ? .text((figures.tier?.percent ?? "0").replacing(".", with: ",")) : .empty,
            .money(figures.gap), .day(figures.dropsOn), .text(figures.points?.replacing(".", with: ",")),
            .count(figures.yearOrders), .money(figures.averageOrder), .day(figures.lastOrder?.day),
            .money(figures.lastOrder?.kopecks), figures.lastOrder.map { .count(view.today - $0.day) } ?? .empty,
            figures.doubledInterval.map { .halfDays($0) } ?? .empty,
            .day(figures.expected), .flag(figures.isLate), .text(figures.currentOrder), try goods(figures.usual),
            try goods(figures.missing)
        ]
        if view.configuration.sendsSettlements {
            cells += [.money(figures.debt), .money(figures.overdue), .money(figures.advance)]
        }
        return .init(cells, tone: figures.isLate || figures.losesTier(on: view.today) ? .bad : .plain)
    }
}
