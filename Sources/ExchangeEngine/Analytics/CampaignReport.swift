internal import ExchangeModel

/// What each campaign brought and what it cost (docs/figures.md); sums are in kopecks.
///
/// What cannot be attributed stands in a row of its own and is spread over none.
struct CampaignReport: Sendable {
    /// A request, a booking, or an order of a list or shop.
    struct Touch: Sendable {
        var channel: String?
        var campaign: String?
        var promo: String?
        /// A request has no visit and no money of its own.
        var isRequest = false
        /// By what customers are told apart: telephone, e-mail or name.
        var customer = ""
        var came = false
        /// What 1C says that it came to.
        var revenue = 0
    }

    struct Cost: Sendable {
        var channel: String?
        var campaign: String?
        var promo: String?
        var kopecks: Int
    }

    struct Row: Sendable, Equatable {
        /// `nil` where it is not known.
        var channel: String?
        var campaign: String?
        var requests = 0
        var bookings = 0
        var came = 0
        var customers: Set<String> = []
        var revenue = 0
        var cost = 0

        var profit: Int { revenue - cost }
        var averageCheck: Int? { CustomerFigures.quotient(revenue, came) }
        var costPerCustomer: Int? { CustomerFigures.quotient(cost, customers.count) }
        /// Per mille of the cost: one digit after the point of per cent.
        var returnPerMille: Int? { CustomerFigures.quotient(profit, cost, times: 1_000) }
        var isUnknown: Bool { channel == nil && campaign == nil }

        mutating func add(_ other: Row) {
            requests += other.requests
            bookings += other.bookings
            came += other.came
            customers.formUnion(other.customers)
            revenue += other.revenue
            cost += other.cost
        }
    }

    /// Per channel and campaign; the one that is not known last.
    private(set) var campaigns: [Row] = []
    private(set) var channels: [Row] = []
    private(set) var total = Row()

    private struct Key: Hashable {
        let channel: String?
        let campaign: String?
    }

    init(touches: [Touch], costs: [Cost]) {
        let known = Attribution(costs)
        var rows: [Key: Row] = [:]
        func add(_ channel: String?, _ campaign: String?, _ change: (inout Row) -> Void) {
            let key = Key(channel: channel.map(Self.fold), campaign: campaign.map(Self.fold))
            change(&rows[key, default: Row(channel: channel, campaign: campaign)])
        }
        for cost in costs {
            let (channel, campaign) = known.place(cost.channel, cost.campaign, cost.promo)
            add(channel, campaign) { $0.cost += cost.kopecks }
        }
        for touch in touches {
            let (channel, campaign) = known.place(touch.channel, touch.campaign, touch.promo)
            add(channel, campaign) { row in
                if touch.isRequest { row.requests += 1 } else { row.bookings += 1 }
                guard touch.came else { return }
                row.came += 1
                row.customers.insert(touch.customer)
                row.revenue += touch.revenue
            }
        }
        campaigns = Self.sorted(rows.values)
        channels = Self.sorted(
            Dictionary(grouping: campaigns) { $0.channel.map(Self.fold) }.values.map { rows in
                rows.dropFirst().reduce(into: rows[0]) { $0.add($1) }
            }
        ).map { row in
            var row = row
            row.campaign = nil
            return row
        }
        for row in campaigns { total.add(row) }
    }

    private static func sorted(_ rows: some Sequence<Row>) -> [Row] {
        rows.sorted { left, right in
            (left.isUnknown ? 1 : 0, -left.revenue, left.channel ?? "", left.campaign ?? "")
                < (right.isUnknown ? 1 : 0, -right.revenue, right.channel ?? "", right.campaign ?? "")
        }
    }

    static func fold(_ text: String) -> String { text.lowercased().replacing("ё", with: "е").singleLine }
}

/// To which campaign and channel something belongs, by its own words and the table of costs.
private struct Attribution {
    private var campaignOfPromo: [String: String] = [:]
    private var channelsOfCampaign: [String: [String: String]] = [:]

    init(_ costs: [CampaignReport.Cost]) {
        for cost in costs {
            guard let campaign = cost.campaign else { continue }
            let folded = CampaignReport.fold(campaign)
            if let promo = cost.promo, campaignOfPromo[CampaignReport.fold(promo)] == nil {
                campaignOfPromo[CampaignReport.fold(promo)] = campaign
            }
            if let channel = cost.channel {
                channelsOfCampaign[folded, default: [:]][CampaignReport.fold(channel)] = channel
            }
        }
    }

    func place(
        _ channel: String?, _ campaign: String?, _ promo: String?
    ) -> (channel: String?, campaign: String?) {
        let ofPromo = promo.flatMap { campaignOfPromo[CampaignReport.fold($0)] }
        let named = ofPromo ?? campaign ?? promo.map { "промокод \($0)" }
        guard let named, let channels = channelsOfCampaign[CampaignReport.fold(named)] else { return (channel, named) }
        // Of a campaign in several channels the row's own channel tells which.
        return (channels.count == 1 ? channels.first?.value : channel, named)
    }
}
