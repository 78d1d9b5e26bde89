internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// At which stage every deal stands, and which file moved it there: `deals.html`.
struct DealsReport {
    let view: BusinessView

    private struct Deal {
        let title: String
        let customer: String
        let responsible: String?
        let number: String?
        let kopecks: Int
        let progress: DealProgress

        var stage: Int { progress.waitsFor?.rawValue ?? DealProgress.Milestone.allCases.count }
    }

    /// Finished ones are shown that many days longer.
    private static let finishedDays = 30

    func page() throws -> ReportPage {
        let all = try deals()
        let shown = all.filter {
            $0.progress.waitsFor != nil || $0.progress.idle(on: view.today) <= Self.finishedDays
        }.sorted {
            ($0.stage, -$0.progress.idle(on: view.today), $0.title) < (
                $1.stage, -$1.progress.idle(on: view.today), $1.title
            )
        }
        let stuckDays = view.configuration.deals.stuckDays
        let stuck = shown.filter { $0.progress.isStuck(on: view.today, after: stuckDays) }
            .sorted { ($1.progress.idle(on: view.today), $0.title) < ($0.progress.idle(on: view.today), $1.title) }
        return ReportPage(
            file: "deals", title: LocalizedText(russian: "Сделки", english: "Deals"), day: view.today,
            highlights: highlights(shown, stuck),
            chart: ReportChart(
                title: LocalizedText(
                    russian: "Сумма сделок по тому, чего они ждут", english: "Sums by what deals wait for"),
                bars: Self.stages.compactMap { stage in
                    let sum = shown.filter { $0.progress.waitsFor == stage }.reduce(0) { $0 + $1.kopecks }
                    return sum > 0 ? ReportChart.Bar(name: Self.waiting(stage).russian, value: sum) : nil
                }),
            tables: [summary(shown, stuckDays), table(stuck: stuck, stuckDays), try table(shown)],
            isEmpty: shown.isEmpty)
    }

    private static let stages: [DealProgress.Milestone?] = DealProgress.Milestone.allCases + [nil]

    private func highlights(_ deals: [Deal], _ stuck: [Deal]) -> [ReportPage.Highlight] {
        var found: [ReportPage.Highlight] = []
        if let worst = stuck.first {
            let (days, sum) = (
                worst.progress.idle(on: view.today),
                ReportTable.Cell.money(stuck.reduce(0) { $0 + $1.kopecks }).text(.russian)
            )
            found.append(
                .init(
                    .bad,
                    "Застряли: \(stuck.count) на \(sum) руб.; дольше всех «\(worst.title)», \(days) дн., ждёт: "
                        + "\(Self.waiting(worst.progress.waitsFor).russian.lowercased()).",
                    "Stuck: \(stuck.count), \(sum) roubles; longest “\(worst.title)”, \(days) days."))
        }
        let unpaid = deals.filter { $0.progress.waitsFor == .paid }
        if !unpaid.isEmpty {
            let sum = ReportTable.Cell.money(unpaid.reduce(0) { $0 + $1.kopecks }).text(.russian)
            found.append(
                .init(
                    .bad, "Документы подписаны, ждём оплату: \(unpaid.count) на \(sum) руб.",
                    "Documents signed, payment is awaited: \(unpaid.count), \(sum) roubles."))
        }
        let today = deals.filter { $0.progress.lastMoved == view.today && !$0.progress.reached.isEmpty }
        if !today.isEmpty {
            found.append(
                .init(
                    .good, "Продвинулись сегодня: \(today.map { "«\($0.title)»" }.prefix(3).joined(separator: ", ")).",
                    "Moved today: \(today.map { "“\($0.title)”" }.prefix(3).joined(separator: ", "))."))
        }
        return found
    }

    // MARK: Tables

    private func summary(_ deals: [Deal], _ stuckDays: Int) -> ReportTable {
        let rows = Self.stages.compactMap { stage -> ReportTable.Row? in
            let those = deals.filter { $0.progress.waitsFor == stage }
            guard !those.isEmpty else { return nil }
            let stuck = those.filter { $0.progress.isStuck(on: view.today, after: stuckDays) }.count
            let ages = those.map { $0.progress.age(on: view.today) }
            return ReportTable.Row(
                [
                    .word(Self.waiting(stage)), .count(those.count), .money(those.reduce(0) { $0 + $1.kopecks }),
                    .count(CustomerFigures.quotient(ages.reduce(0, +), ages.count) ?? 0),
                    .count(those.map { $0.progress.idle(on: view.today) }.max() ?? 0), .count(stuck)
                ], tone: stuck > 0 ? .bad : .plain)
        }
        let total = ReportTable.Row(
            [
                .word(LocalizedText(russian: "Всего", english: "Total")), .count(deals.count),
                .money(deals.reduce(0) { $0 + $1.kopecks }), .empty, .empty,
                .count(deals.filter { $0.progress.isStuck(on: view.today, after: stuckDays) }.count)
            ], tone: .total)
        return ReportTable(
            file: "deal-stages", title: LocalizedText(russian: "По этапам", english: "By stage"),
            columns: [
                .init("Чего ждут", "What they wait for"), .init("Сделок", "Deals"), .init("Сумма", "Sum"),
                .init("Средний возраст, дней", "Mean age, days"),
                .init("Дольше всех стоит, дней", "Longest still, days"),
                .init("Застряли", "Stuck")
            ], rows: rows + [total])
    }

    private func table(stuck: [Deal], _ days: Int) -> ReportTable {
        ReportTable(
            title: LocalizedText(
                russian: "Застряли: больше \(days) дней без движения",
                english: "Stuck: no movement for over \(days) days"),
            columns: [
                .init("Сделка", "Deal"), .init("Клиент", "Customer"), .init("Ответственный", "Responsible"),
                .init("Сумма", "Sum"), .init("Чего ждёт", "Waits for"), .init("Стоит, дней", "Still for, days")
            ],
            rows: stuck.map { deal in
                .init(
                    [
                        .text(deal.title), .text(deal.customer), .text(deal.responsible), .money(deal.kopecks),
                        .word(Self.waiting(deal.progress.waitsFor)), .count(deal.progress.idle(on: view.today))
                    ], tone: .bad)
            }, nothing: LocalizedText(russian: "Таких нет.", english: "None."))
    }

    private func table(_ deals: [Deal]) throws -> ReportTable {
        let milestones = DealProgress.Milestone.allCases
        return ReportTable(
            file: "deals", title: LocalizedText(russian: "Все сделки", english: "All deals"),
            note: LocalizedText(
                russian: "Завершённые видны ещё \(Self.finishedDays) дней.",
                english: "Finished ones are shown for \(Self.finishedDays) days."),
            columns: [
                .init("Сделка", "Deal"), .init("Номер для 1С", "Number for 1C", in: .card), .init("Клиент", "Customer"),
                .init("Ответственный", "Responsible"), .init("Сумма", "Sum"), .init("Чего ждёт", "Waits for")
            ] + milestones.map { ReportTable.Column(Self.title($0).russian, Self.title($0).english) } + [
                .init("Возраст, дней", "Age, days", in: .card), .init("Стоит, дней", "Still for, days"),
                .init("Чем продвинута", "Moved by", in: .card)
            ],
            rows: try deals.map { deal in
                let last = deal.progress.reached.max {
                    ($0.value.file, $0.key.rawValue) < ($1.value.file, $1.key.rawValue)
                }
                let file = try last.flatMap { try view.file($0.value.file) }
                let name = file.map { $0.name.split(separator: "/").last.map(String.init) ?? $0.name }
                return .init(
                    [
                        .text(deal.title), .text(deal.number), .text(deal.customer), .text(deal.responsible),
                        .money(deal.kopecks), .word(Self.waiting(deal.progress.waitsFor))
                    ] + milestones.map { .day(deal.progress.reached[$0]?.day) } + [
                        .count(deal.progress.age(on: view.today)), .count(deal.progress.idle(on: view.today)),
                        .text(name.map { "№ \(file?.id ?? 0) \($0)" })
                    ], tone: deal.progress.waitsFor == nil ? .good : .plain)
            })
    }

    // MARK: Deals

    private func deals() throws -> [Deal] {
        let history = DealHistory(view: view, orders: try OrderReader(view.transaction))
        var deals: [Deal] = []
        var told: Set<String> = []
        try view.transaction.entities([.deal], above: 0) { entity in
            guard let draft = OrderDraft(entity.fields, kind: .deal, key: entity.key) else { return }
            // A deal that was made of 1C's order, or one that 1C has from us.
            let document =
                try view.outgoing[entity.key]?.row.document
                ?? view.transaction.link(of: entity.key, .document)?.key
            if let document { told.insert(document) }
            guard !draft.isLost, let deal = try deal(draft, entity, document, history) else { return }
            deals.append(deal)
        }
        for order in view.book.documents.orders.values.sorted(by: { $0.key < $1.key })
        where order.counts && !told.contains(order.key) {
            // A booking has a page of its own; an order that ended long ago is not looked at again.
            guard order.stage != .completed || view.today - order.day <= 2 * Self.finishedDays,
                try view.transaction.outgoing(document: order.key)?.sourceKind != .booking
            else { continue }
            deals.append(try deal(order, history))
        }
        return deals
    }

    private func deal(
        _ draft: OrderDraft, _ entity: Entity, _ document: String?, _ history: DealHistory
    ) throws -> Deal? {
        var reached = draft.crm == nil ? [:] : try history.milestones(ofDeal: entity)
        let order = document.flatMap { view.book.documents.orders[$0] }
        if let order, !order.counts { return nil }
        if let document { reached.merge(try history.milestones(ofOrder: document)) { first, _ in first } }
        let sent = view.outgoing[draft.source]
        let begun = draft.date.flatMap { CalendarDay($0) } ?? order?.day
        let received = try view.file(entity.createdFile).flatMap { CalendarDay($0.receivedAt) }
        let lines = draft.lines.reduce(ExactDecimal.zero) {
            $0 + ($1.sum ?? $1.price?.multiplied(by: $1.quantity) ?? .zero)
        }
        return Deal(
            title: draft.title, customer: draft.party.company ?? draft.party.person ?? "",
            responsible: try entity.fields["responsible"] ?? view.transaction.responsible(for: entity.key),
            number: sent?.row.number.map(String.init),
            kopecks: order?.kopecks ?? (sent.map(\.kopecks).flatMap { $0 > 0 ? $0 : nil })
                ?? (draft.total ?? lines).sumInKopecks ?? 0,
            progress: DealProgress(
                begun: begun ?? received ?? view.today, reached: reached,
                skips: draft.crm == nil ? DealProgress.ofCRM : []))
    }

    /// An order that people made in 1C: the CRM has it as a deal, and has not shown it back.
    private func deal(_ order: BookedOrder, _ history: DealHistory) throws -> Deal {
        let customer = try order.customer.flatMap { key in
            try view.transaction.entity(.counterparty, key: key).flatMap { Customer($0.fields, key: key) }
        }
        return Deal(
            title: "Заказ № \(order.number) от \(order.day.russian)", customer: customer?.name ?? "",
            responsible: try customer.flatMap {
                try view.responsible(for: $0.key, isPerson: $0.kind == .person)
            }, number: nil, kopecks: order.kopecks,
            progress: DealProgress(
                begun: order.day, reached: try history.milestones(ofOrder: order.key), skips: DealProgress.ofCRM))
    }

    // MARK: Words

    private static func title(_ milestone: DealProgress.Milestone) -> LocalizedText {
        switch milestone {
        case .contract: LocalizedText(russian: "Договор подписан", english: "Contract signed")
        case .prepaymentOrdered: LocalizedText(russian: "Предоплата заказана", english: "Prepayment ordered")
        case .prepaid: LocalizedText(russian: "Предоплата получена", english: "Prepayment received")
        case .documents: LocalizedText(russian: "Документы подписаны", english: "Documents signed")
        case .paid: LocalizedText(russian: "Оплачено полностью", english: "Balance paid")
        case .shipped: LocalizedText(russian: "Отгружено", english: "Shipped")
        }
    }

    private static func waiting(_ milestone: DealProgress.Milestone?) -> LocalizedText {
        switch milestone {
        case .contract: LocalizedText(russian: "Подписания договора", english: "The contract")
        case .prepaymentOrdered: LocalizedText(russian: "Счёта на предоплату", english: "The prepayment's order")
        case .prepaid: LocalizedText(russian: "Предоплаты", english: "The prepayment")
        case .documents: LocalizedText(russian: "Закрывающих документов", english: "Closing documents")
        case .paid: LocalizedText(russian: "Полной оплаты", english: "The balance")
        case .shipped: LocalizedText(russian: "Отгрузки", english: "Shipment")
        case nil: LocalizedText(russian: "Ничего: завершены", english: "Nothing: finished")
        }
    }
}
