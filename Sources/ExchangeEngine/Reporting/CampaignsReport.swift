internal import ExchangeModel
internal import Ledger
internal import Reports

/// What each channel and campaign brought and cost: `campaigns.html`.
struct CampaignsReport {
    let view: BusinessView

    func page() throws -> ReportPage {
        let (touches, costs) = (try touches(), try costs())
        let report = CampaignReport(touches: touches, costs: costs)
        return ReportPage(
            file: "campaigns", title: LocalizedText(russian: "Рекламные кампании", english: "Campaigns"),
            day: view.today, highlights: highlights(report),
            tiles: [
                .init("Заявки", "Requests", .count(report.total.requests)),
                .init("Записи и заказы", "Bookings and orders", .count(report.total.bookings)),
                .init("Пришли", "Came", .count(report.total.came)),
                .init("Выручка", "Revenue", .money(report.total.revenue)),
                .init("Расход", "Cost", .money(report.total.cost))
            ],
            chart: ReportChart(
                title: LocalizedText(russian: "Прибыль кампаний", english: "Profit of campaigns"),
                bars: report.campaigns.filter { $0.cost > 0 || $0.revenue > 0 }.prefix(12).map {
                    ReportChart.Bar(name: Self.name($0), value: $0.profit)
                }),
            tables: [
                table(
                    LocalizedText(russian: "По кампаниям", english: "By campaign"), "campaigns", report.campaigns,
                    report.total),
                table(
                    LocalizedText(russian: "По каналам", english: "By channel"), "channels", report.channels,
                    report.total)
            ], isEmpty: touches.isEmpty && costs.isEmpty)
    }

    private static func name(_ row: CampaignReport.Row) -> String {
        row.campaign ?? row.channel ?? "не определено"
    }

    private func highlights(_ report: CampaignReport) -> [ReportPage.Highlight] {
        let paid = report.campaigns.filter { $0.cost > 0 }
        var found: [ReportPage.Highlight] = []
        let losing = paid.filter { $0.profit < 0 }
        if !losing.isEmpty {
            let names = losing.map { "«\(Self.name($0))»" }.joined(separator: ", ")
            found.append(.init(.bad, "Не окупились: \(names).", "Did not pay off: \(names)."))
        }
        if let unknown = report.campaigns.first(where: \.isUnknown), unknown.requests + unknown.bookings > 0 {
            let count = unknown.requests + unknown.bookings
            let sum = ReportTable.Cell.money(unknown.revenue).text(.russian)
            found.append(
                .init(
                    .bad,
                    "Откуда пришли, не указано: \(count), выручка \(sum) руб. Она не отнесена ни к одной кампании.",
                    "Without a source: \(count), revenue \(sum) roubles, attributed to no campaign."))
        }
        if let best = paid.max(by: { $0.profit < $1.profit }), best.profit > 0 {
            let sum = ReportTable.Cell.money(best.profit).text(.russian)
            found.append(
                .init(
                    .good, "Лучшая кампания: «\(Self.name(best))», прибыль \(sum) руб.",
                    "The best campaign: “\(Self.name(best))”, profit \(sum) roubles."))
        }
        return found
    }

    private func table(
        _ title: LocalizedText, _ file: String, _ rows: [CampaignReport.Row], _ total: CampaignReport.Row
    ) -> ReportTable {
        let isByCampaign = file == "campaigns"
        var columns: [ReportTable.Column] = [.init("Канал", "Channel")]
        if isByCampaign { columns.append(.init("Кампания", "Campaign")) }
        columns += [
            .init("Заявки", "Requests"), .init("Записи", "Bookings"), .init("Пришли", "Came"),
            .init("Клиенты", "Customers"), .init("Выручка", "Revenue"), .init("Средний чек", "Average check"),
            .init("Расход", "Cost"), .init("Прибыль", "Profit"), .init("Цена клиента", "Cost per customer"),
            .init("Окупаемость, %", "Return, %")
        ]
        func cells(_ row: CampaignReport.Row, _ names: [ReportTable.Cell]) -> [ReportTable.Cell] {
            names + [
                .count(row.requests), .count(row.bookings), .count(row.came), .count(row.customers.count),
                .money(row.revenue), .money(row.averageCheck), .money(row.cost), .money(row.profit),
                .money(row.costPerCustomer), .perMille(row.returnPerMille)
            ]
        }
        let unknown = ReportTable.Cell.word(LocalizedText(russian: "не определено", english: "unknown"))
        var all = rows.map { row in
            let channel = row.channel.map { ReportTable.Cell.text($0) } ?? (row.isUnknown ? unknown : .empty)
            return ReportTable.Row(
                cells(row, isByCampaign ? [channel, .text(row.campaign)] : [channel]),
                tone: row.cost > 0 ? (row.profit < 0 ? .bad : .good) : .plain)
        }
        let sum = ReportTable.Cell.word(LocalizedText(russian: "Всего", english: "Total"))
        all.append(ReportTable.Row(cells(total, isByCampaign ? [sum, .empty] : [sum]), tone: .total))
        return ReportTable(file: file, title: title, columns: columns, rows: all)
    }

    // MARK: What came in

    private func touches() throws -> [CampaignReport.Touch] {
        var touches: [CampaignReport.Touch] = []
        try view.transaction.entities([.lead, .booking, .deal], above: 0) { entity in
            let fields = entity.fields
            var touch = CampaignReport.Touch(
                channel: BusinessView.channel(fields["channel"]), campaign: fields["campaign"],
                promo: fields["promo"])
            if entity.kind == .lead {
                guard entity.key.hasPrefix("list/") else { return }
                touch.isRequest = true
            } else {
                guard OrderDraft.isOfList(entity),
                    let draft = OrderDraft(fields, kind: entity.kind, key: entity.key)
                else { return }
                touch.customer = draft.customerKey ?? entity.key
                if let order = try view.booked(entity.key), order.counts, order.isShipped {
                    touch.came = true
                    touch.revenue = order.kopecks - order.returned
                }
            }
            touches.append(touch)
        }
        return touches
    }

    private func costs() throws -> [CampaignReport.Cost] {
        var costs: [CampaignReport.Cost] = []
        try view.transaction.entities([.cost], above: 0) { entity in
            guard let cost = entity.fields.decimal("cost") else { return }
            costs.append(
                CampaignReport.Cost(
                    channel: BusinessView.channel(entity.fields["channel"]), campaign: entity.fields["campaign"],
                    promo: entity.fields["promo"], kopecks: cost.sumInKopecks ?? 0))
        }
        return costs
    }
}
