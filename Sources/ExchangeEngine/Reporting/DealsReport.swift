internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// At which stage every deal stands, and which file moved it there: `deals.html`.
struct DealsReport {
    let view: BusinessView

    /// Finished ones are shown that many days longer.
    private static let finishedDays = 30

    func page() throws -> ReportPage {
        let shown = try DealTable(view.book.documents.scratch, today: view.today)
        try forEachDeal { deal in
            guard deal.progress.waitsFor != nil || deal.progress.idle(on: view.today) <= Self.finishedDays else {
                return
            }
            try shown.add(deal)
        }
        let stages = try stages(of: shown)
        return ReportPage(
            file: "deals", title: LocalizedText(russian: "Сделки", english: "Deals"), day: view.today,
            highlights: try highlights(shown, stages),
            chart: ReportChart(
                title: LocalizedText(
                    russian: "Сумма сделок по тому, чего они ждут", english: "Sums by what deals wait for"),
                bars: stages.filter { $0.kopecks > 0 }.map {
                    ReportChart.Bar(name: Self.waiting($0.waitsFor).russian, value: $0.kopecks)
                }),
            tables: [summary(stages), table(stuck: shown, stages.reduce(0) { $0 + $1.stuck }), table(shown)],
            isEmpty: shown.count == 0)
    }

    private var stuckDays: Int { view.configuration.deals.stuckDays }

    /// What the deals that wait for one thing come to; sums in kopecks.
    private struct Stage {
        let waitsFor: DealProgress.Milestone?
        var count = 0
        var kopecks = 0
        /// Of all of them, in days.
        var age = 0
        var longestIdle = 0
        var stuck = 0
        var stuckKopecks = 0
        /// The first three that moved today.
        var movedToday: [String] = []
    }

    /// The stages at which there are deals, in their order, the finished ones last.
    private func stages(of deals: DealTable) throws -> [Stage] {
        var stages: [Stage] = []
        try deals.forEach { deal in
            let progress = deal.progress
            if stages.last?.waitsFor != progress.waitsFor || stages.isEmpty {
                stages.append(Stage(waitsFor: progress.waitsFor))
            }
            var stage = stages.removeLast()
            stage.count += 1
            stage.kopecks += deal.kopecks
            stage.age += progress.age(on: view.today)
            stage.longestIdle = max(stage.longestIdle, progress.idle(on: view.today))
            if progress.isStuck(on: view.today, after: stuckDays) {
                stage.stuck += 1
                stage.stuckKopecks += deal.kopecks
            }
            if progress.lastMoved == view.today, !progress.reached.isEmpty, stage.movedToday.count < 3 {
                stage.movedToday.append(deal.title)
            }
            stages.append(stage)
        }
        return stages
    }

    private func highlights(_ deals: DealTable, _ stages: [Stage]) throws -> [ReportPage.Highlight] {
        var found: [ReportPage.Highlight] = []
        let stuck = stages.reduce(0) { $0 + $1.stuck }
        try deals.forEachStuck(after: stuckDays, limit: 1) { worst in
            let (days, sum) = (
                worst.progress.idle(on: view.today),
                ReportTable.Cell.money(stages.reduce(0) { $0 + $1.stuckKopecks }).text(.russian)
            )
            found.append(
                .init(
                    .bad,
                    "Застряли: \(stuck) на \(sum) руб.; дольше всех «\(worst.title)», \(days) дн., ждёт: "
                        + "\(Self.waiting(worst.progress.waitsFor).russian.lowercased()).",
                    "Stuck: \(stuck), \(sum) roubles; longest “\(worst.title)”, \(days) days."))
        }
        if let unpaid = stages.first(where: { $0.waitsFor == .paid }) {
            let sum = ReportTable.Cell.money(unpaid.kopecks).text(.russian)
            found.append(
                .init(
                    .bad, "Документы подписаны, ждём оплату: \(unpaid.count) на \(sum) руб.",
                    "Documents signed, payment is awaited: \(unpaid.count), \(sum) roubles."))
        }
        let today = stages.flatMap(\.movedToday).prefix(3)
        if !today.isEmpty {
            found.append(
                .init(
                    .good, "Продвинулись сегодня: \(today.map { "«\($0)»" }.joined(separator: ", ")).",
                    "Moved today: \(today.map { "“\($0)”" }.joined(separator: ", "))."))
        }
        return found
    }

    // MARK: Tables

    private func summary(_ stages: [Stage]) -> ReportTable {
        let rows = stages.map { stage in
            ReportTable.Row(
                [
                    .word(Self.waiting(stage.waitsFor)), .count(stage.count), .money(stage.kopecks),
                    .count(CustomerFigures.quotient(stage.age, stage.count) ?? 0), .count(stage.longestIdle),
                    .count(stage.stuck)
                ], tone: stage.stuck > 0 ? .bad : .plain)
        }
        let total = ReportTable.Row(
            [
                .word(LocalizedText(russian: "Всего", english: "Total")), .count(stages.reduce(0) { $0 + $1.count }),
                .money(stages.reduce(0) { $0 + $1.kopecks }), .empty, .empty,
                .count(stages.reduce(0) { $0 + $1.stuck })
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

    private func table(stuck deals: DealTable, _ count: Int) -> ReportTable {
        ReportTable(
            title: LocalizedText(
                russian: "Застряли: больше \(stuckDays) дней без движения",
                english: "Stuck: no movement for over \(stuckDays) days"),
            columns: [
                .init("Сделка", "Deal"), .init("Клиент", "Customer"), .init("Ответственный", "Responsible"),
                .init("Сумма", "Sum"), .init("Чего ждёт", "Waits for"), .init("Стоит, дней", "Still for, days")
            ],
            all: .init(count: count) { limit, use in
                try deals.forEachStuck(after: stuckDays, limit: limit) { deal in
                    try use(
                        .init(
                            [
                                .text(deal.title), .text(deal.customer), .text(deal.responsible), .money(deal.kopecks),
                                .word(Self.waiting(deal.progress.waitsFor)), .count(deal.progress.idle(on: view.today))
                            ], tone: .bad))
                }
            }, nothing: LocalizedText(russian: "Таких нет.", english: "None."))
    }

    private func table(_ deals: DealTable) -> ReportTable {
        return ReportTable(
            file: "deals", title: LocalizedText(russian: "Все сделки", english: "All deals"),
            note: LocalizedText(
                russian: "Завершённые видны ещё \(Self.finishedDays) дней.",
                english: "Finished ones are shown for \(Self.finishedDays) days."),
            columns: [
                .init("Сделка", "Deal"), .init("Номер для 1С", "Number for 1C", in: .card), .init("Клиент", "Customer"),
                .init("Ответственный", "Responsible"), .init("Сумма", "Sum"), .init("Чего ждёт", "Waits for")
            ]
                + DealProgress.Milestone.allCases.map {
                    ReportTable.Column(Self.title($0).russian, Self.title($0).english)
                } + [
                    .init("Возраст, дней", "Age, days", in: .card), .init("Стоит, дней", "Still for, days"),
                    .init("Чем продвинута", "Moved by", in: .card)
                ],
            all: .init(count: deals.count) { limit, use in try deals.forEach(limit: limit) { try use(row($0)) } })
    }

    private func row(_ deal: Deal) throws -> ReportTable.Row {
        let last = deal.progress.reached.max { ($0.value.file, $0.key.rawValue) < ($1.value.file, $1.key.rawValue) }
        let file = try last.flatMap { try view.file($0.value.file) }
        let name = file.map { $0.name.split(separator: "/").last.map(String.init) ?? $0.name }
        let days = DealProgress.Milestone.allCases.map { ReportTable.Cell.day(deal.progress.reached[$0]?.day) }
        return .init(
            [
                .text(deal.title), .text(deal.number), .text(deal.customer), .text(deal.responsible),
                .money(deal.kopecks), .word(Self.waiting(deal.progress.waitsFor))
            ] + days + [
                .count(deal.progress.age(on: view.today)), .count(deal.progress.idle(on: view.today)),
                .text(name.map { "№ \(file?.id ?? 0) \($0)" })
            ], tone: deal.progress.waitsFor == nil ? .good : .plain)
    }

    // MARK: Deals

    private func forEachDeal(_ body: (Deal) throws -> Void) throws {
        let history = DealHistory(view: view, orders: try OrderReader(view.transaction))
        let told = try view.book.documents.marks()
        try view.transaction.entities([.deal], above: 0) { entity in
            guard let draft = OrderDraft(entity.fields, kind: .deal, key: entity.key) else { return }
            // A deal that was made of 1C's order, or one that 1C has from us.
            let document =
                try view.outgoing[entity.key]?.row.document
                ?? view.transaction.link(of: entity.key, .document)?.key
            if let document { try told.insert(document) }
            guard !draft.isLost, let deal = try deal(draft, entity, document, history) else { return }
            try body(deal)
        }
        var buyer: Buyer?
        try view.book.documents.forEachOrderByCustomer { order in
            guard order.counts, try !told.contains(order.key) else { return }
            // A booking has a page of its own; an order that ended long ago is not looked at again.
            guard order.stage != .completed || view.today - order.day <= 2 * Self.finishedDays,
                try view.transaction.outgoing(document: order.key)?.sourceKind != .booking
            else { return }
            if buyer?.key != order.customer { buyer = try order.customer.map(self.buyer) }
            try body(deal(order, of: buyer, history))
        }
    }

    /// Whose order it is.
    private struct Buyer {
        let key: String
        var name = ""
        var responsible: String?
    }

    private func buyer(_ key: String) throws -> Buyer {
        guard let fields = try view.transaction.entity(.counterparty, key: key)?.fields,
            let customer = Customer(fields, key: key)
        else { return Buyer(key: key) }
        return Buyer(
            key: key, name: customer.name,
            responsible: try view.responsible(for: key, isPerson: customer.kind == .person))
    }

    private func deal(
        _ draft: OrderDraft, _ entity: Entity, _ document: String?, _ history: DealHistory
    ) throws -> Deal? {
        var reached = draft.crm == nil ? [:] : try history.milestones(ofDeal: entity)
        let order = try document.flatMap { try view.book.documents.order($0) }
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
    private func deal(_ order: BookedOrder, of buyer: Buyer?, _ history: DealHistory) throws -> Deal {
        Deal(
            title: "Заказ № \(order.number) от \(order.day.russian)", customer: buyer?.name ?? "",
            responsible: buyer?.responsible, number: nil, kopecks: order.kopecks,
            progress: DealProgress(
                begun: order.day, reached: try history.milestones(of: order), skips: DealProgress.ofCRM))
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
