import Testing

@testable import ExchangeEngine

struct CampaignReportTests {
    private func visit(
        _ customer: String, channel: String? = nil, campaign: String? = nil, promo: String? = nil, revenue: Int? = nil
    ) -> CampaignReport.Touch {
        CampaignReport.Touch(
            channel: channel, campaign: campaign, promo: promo, customer: customer, came: revenue != nil,
            revenue: revenue ?? 0)
    }

    private let costs: [CampaignReport.Cost] = [
        .init(channel: "соцсети", campaign: "Осень", promo: "ОСЕНЬ20", kopecks: 60_000),
        .init(channel: "соцсети", campaign: "Осень", promo: nil, kopecks: 40_000),
        .init(channel: "сайт", campaign: "Контекст", promo: nil, kopecks: 5_000)
    ]

    @Test func `knows a campaign by its promo code, whatever the letters, and its channel by the costs`() {
        let report = CampaignReport(
            touches: [
                visit("a", channel: "сайт", promo: "осень20", revenue: 150_000),
                visit("a", campaign: "ОСЕНЬ", revenue: 50_000),
                visit("b", promo: "Осень20")
            ], costs: costs)
        let row = report.campaigns[0]
        #expect((row.channel, row.campaign) == ("соцсети", "Осень"))
        #expect((row.bookings, row.came, row.customers.count) == (3, 2, 1))
        #expect((row.revenue, row.cost, row.profit) == (200_000, 100_000, 100_000))
        #expect((row.averageCheck, row.costPerCustomer, row.returnPerMille) == (100_000, 100_000, 1_000))
    }

    @Test func `shows what it cannot attribute, and spreads it over nothing`() {
        let report = CampaignReport(
            touches: [
                visit("a", revenue: 700), visit("b", promo: "ЧУЖОЙ", revenue: 300),
                visit("c", channel: "карты", revenue: 100)
            ], costs: costs)
        #expect(report.campaigns.last.map { ($0.revenue, $0.isUnknown) } ?? (0, false) == (700, true))
        let promo = report.campaigns.first { $0.campaign == "промокод ЧУЖОЙ" }
        #expect(promo?.revenue == 300)
        #expect(promo?.returnPerMille == nil, "nothing was paid for it")
        let maps = report.campaigns.first { $0.channel == "карты" }
        #expect(maps?.revenue == 100)
        #expect(maps?.campaign == nil)
        #expect(report.total.revenue == 1_100)
        #expect(report.total.cost == 105_000)
    }

    @Test func `shows a campaign that cost and brought nothing`() {
        let report = CampaignReport(touches: [], costs: costs)
        let row = report.campaigns.first { $0.campaign == "Контекст" }
        #expect(row?.profit == -5_000)
        #expect(row?.returnPerMille == -1_000)
        #expect(row?.costPerCustomer == nil)
    }

    @Test func `counts a customer of two campaigns once in the total and in the channel`() {
        let report = CampaignReport(
            touches: [
                visit("a", channel: "сайт", campaign: "Контекст", revenue: 10),
                visit("a", channel: "сайт", campaign: "Почта", revenue: 10)
            ], costs: costs)
        #expect(report.channels.first { $0.channel == "сайт" }?.customers.count == 1)
        #expect(report.total.customers.count == 1)
        #expect(report.total.came == 2)
    }

    @Test func `adds up: rows of campaigns and of channels come to the total`() {
        let names = ["сайт", "соцсети", nil, "карты"]
        let touches = (0..<200).map { index in
            visit(
                "c\(index % 37)", channel: names[index % 4], campaign: index % 3 == 0 ? "К\(index % 5)" : nil,
                promo: index % 7 == 0 ? "ОСЕНЬ20" : nil, revenue: index % 2 == 0 ? index * 13 : nil)
        }
        let report = CampaignReport(touches: touches, costs: costs)
        for rows in [report.campaigns, report.channels] {
            #expect(rows.reduce(0) { $0 + $1.bookings } == 200)
            #expect(rows.reduce(0) { $0 + $1.revenue } == report.total.revenue)
            #expect(rows.reduce(0) { $0 + $1.cost } == 105_000)
        }
        #expect(report.total.revenue == touches.reduce(0) { $0 + $1.revenue })
    }
}
