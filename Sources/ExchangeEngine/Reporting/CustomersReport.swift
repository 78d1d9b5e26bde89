internal import ExchangeModel
internal import Reports

/// Turnover, discount, usual basket and rhythm of every customer: `customers.html`.
struct CustomersReport {
    let view: BusinessView

    private var settings: CustomerSettings { view.configuration.customers }
    private var withTiers: Bool { !settings.rules.tiers.tiers.isEmpty }

    func page() throws -> ReportPage {
        let book = view.book
        let figures = book.entries.map(\.figures)
        return ReportPage(
            file: "customers", title: LocalizedText(russian: "Клиенты", english: "Customers"), day: book.today,
            highlights: highlights(),
            tiles: [
                .init("Клиентов с заказами", "Customers with orders", .count(figures.count)),
                .init(
                    "Оборот за \(settings.rules.window) дней", "Turnover of \(settings.rules.window) days",
                    .money(figures.reduce(0) { $0 + $1.turnover })),
                .init("Оборот за 365 дней", "Turnover of 365 days", .money(figures.reduce(0) { $0 + $1.yearTurnover }))
            ],
            chart: ReportChart(
                title: LocalizedText(russian: "Наибольший оборот", english: "Largest turnover"),
                bars: book.entries.prefix(10).filter { $0.figures.turnover > 0 }.map {
                    ReportChart.Bar(name: $0.customer.name, value: $0.figures.turnover)
                }),
            tables: [missing(), try all()], isEmpty: book.entries.isEmpty)
    }

    // MARK: What to look at

    private func highlights() -> [ReportPage.Highlight] {
        let entries = view.book.entries
        var found: [ReportPage.Highlight] = []
        let dropping = entries.filter { entry in
            entry.figures.dropsOn.map { $0 - view.today <= 14 } ?? false
        }
        if !dropping.isEmpty {
            found.append(
                .init(
                    .bad, "За две недели потеряют уровень скидки, если ничего не купят: \(names(dropping)).",
                    "Will lose their tier within two weeks if they buy nothing: \(names(dropping))."))
        }
        let near = entries.filter { entry in
            guard let gap = entry.figures.gap else { return false }
            return gap > 0 && gap * 10 <= entry.figures.turnover
        }
        if !near.isEmpty {
            found.append(
                .init(
                    .good, "Немного не хватает до следующей скидки: \(names(near)).",
                    "Close to the next discount: \(names(near))."))
        }
        let forgot = entries.filter { $0.figures.currentOrder != nil && !$0.figures.missing.isEmpty }
        if !forgot.isEmpty {
            found.append(
                .init(
                    .bad, "В текущем заказе нет того, что обычно берут: \(names(forgot)).",
                    "The current order lacks what they usually take: \(names(forgot))."))
        }
        let late = entries.filter(\.figures.isLate)
        if !late.isEmpty {
            found.append(
                .init(.bad, "Давно не заказывали: \(names(late)).", "Have not ordered for long: \(names(late))."))
        }
        if view.book.documents.uncounted > 0 {
            let count = view.book.documents.uncounted
            found.append(
                .init(
                    .bad, "Документов в валюте без курса: \(count). В суммы они не вошли.",
                    "Documents in a currency without a rate: \(count). No sum has them."))
        }
        return found
    }

    private func names(_ entries: [CustomerBook.Entry]) -> String {
        let shown = entries.prefix(3).map(\.customer.name).joined(separator: ", ")
        return entries.count > 3 ? "\(shown) и ещё \(entries.count - 3)" : shown
    }

    // MARK: Tables

    private func goods(_ numbers: [Int]) -> ReportTable.Cell {
        numbers.isEmpty ? .empty : .list(numbers.map { view.book.documents.goods.names[$0] })
    }

    /// Whom to call, and what to offer.
    private func missing() -> ReportTable {
        let rows = view.book.entries.filter { $0.figures.currentOrder != nil && !$0.figures.missing.isEmpty }
        return ReportTable(
            title: LocalizedText(
                russian: "Чего нет в текущем заказе", english: "What the current order lacks"),
            note: LocalizedText(
                russian: "Берут обычно, и уже пора. Лучшее первым.",
                english: "Usually taken, and due. The best first."),
            columns: [
                .init("Клиент", "Customer"), .init("Телефон", "Telephone"), .init("Текущий заказ", "Current order"),
                .init("Предложить", "To offer")
            ],
            rows: rows.map { entry in
                .init([
                    .text(entry.customer.name), .phone(entry.customer.phones.first?.international),
                    .text(entry.figures.currentOrder), goods(entry.figures.missing)
                ])
            },
            nothing: LocalizedText(
                russian: "Ничего: в текущих заказах всё обычное есть.", english: "Nothing: current orders have it all.")
        )
    }

    private func all() throws -> ReportTable {
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
            columns: columns, rows: try view.book.entries.map { try row($0) })
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
            .day(figures.expected), .flag(figures.isLate), .text(figures.currentOrder), goods(figures.usual),
            goods(figures.missing)
        ]
        if view.configuration.sendsSettlements {
            cells += [.money(figures.debt), .money(figures.overdue), .money(figures.advance)]
        }
        let drops = figures.dropsOn.map { $0 - view.today <= 14 } ?? false
        return .init(cells, tone: figures.isLate || drops ? .bad : .plain)
    }
}
