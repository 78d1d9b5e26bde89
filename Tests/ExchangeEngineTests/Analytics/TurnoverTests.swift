import ExchangeModel
import Testing

@testable import ExchangeEngine

struct TurnoverTests {
    private let today = CalendarDay(number: 1_000)

    private func turnover(_ sales: (age: Int, kopecks: Int)...) -> Turnover {
        Turnover(sales: sales.map { Sale(day: today - $0.age, kopecks: $0.kopecks) })
    }

    @Test func `counts today and the 89 days before, returns taken off, and nothing of tomorrow`() {
        let turnover = turnover((0, 100), (89, 20), (90, 7_000), (-1, 9_000), (5, -30))
        #expect(turnover.sum(days: 90, upTo: today) == 90)
    }

    @Test func `loses a tier on the day on which the sale that carried it leaves the window`() {
        let turnover = turnover((80, 600), (10, 500))
        #expect(turnover.day(below: 1_000, window: 90, from: today) == today + 10)
        #expect(turnover.day(below: 500, window: 90, from: today) == today + 80)
    }

    @Test func `keeps a tier that a return leaving the window would save`() {
        // 600 − 200 + 500 today; the return leaves first, then the sale.
        let turnover = turnover((80, 600), (85, -200), (10, 500))
        #expect(turnover.day(below: 900, window: 90, from: today) == today + 10)
        #expect(turnover.day(below: 901, window: 90, from: today) == nil, "it is below it today")
    }

    @Test func `never loses a tier that begins at nothing`() {
        #expect(turnover((5, 100)).day(below: 0, window: 90, from: today) == nil)
    }

    /// The day found in steps must be the one that trying every day finds.
    @Test(arguments: 1...40) func `finds the day that trying every day finds`(_ seed: Int) {
        var random = SystemLikeRandom(state: UInt64(seed))
        let sales = (0..<30).map { _ in
            Sale(
                day: today - Int.random(in: -5...200, using: &random),
                kopecks: Int.random(in: -500...2_000, using: &random))
        }
        let turnover = Turnover(sales: sales)
        let past = Turnover(sales: sales.filter { $0.day <= today })
        for limit in [0, 500, 5_000, 12_000] {
            let now = turnover.sum(days: 90, upTo: today)
            let tried = (1...90).lazy.map { today + $0 }.first { past.sum(days: 90, upTo: $0) < limit }
            #expect(turnover.day(below: limit, window: 90, from: today) == (now < limit ? nil : tried))
        }
    }

    private struct SystemLikeRandom: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }
}

struct DiscountTiersTests {
    private let tiers = DiscountTiers([
        .init(from: 15_000_000, percent: "2"), .init(from: 500_000, percent: "0"), .init(from: 45_000_000, percent: "4")
    ])

    @Test(
        arguments: [
            (499_999, nil, 500_000), (500_000, "0", 15_000_000), (14_999_999, "0", 15_000_000),
            (15_000_000, "2", 45_000_000), (45_000_000, "4", nil), (-1, nil, 500_000)
        ] as [(Int, String?, Int?)])
    func `gives the tier that is reached, and the next one`(_ turnover: Int, _ percent: String?, _ next: Int?) {
        #expect(tiers.reached(turnover)?.percent == percent)
        #expect(tiers.next(turnover)?.from == next)
    }
}

struct OrderRhythmTests {
    private func rhythm(_ days: Int...) -> OrderRhythm { OrderRhythm(days.map { CalendarDay(number: $0) }) }

    @Test func `takes the middle gap, of two the mean, and needs three days for it`() {
        #expect(rhythm(0, 10, 13, 33).doubledMedian == 20)
        #expect(rhythm(0, 10, 13).doubledMedian == 13)
        #expect(rhythm(0, 10, 13).expected == CalendarDay(number: 20), "6.5 days, halves up")
        #expect(rhythm(0, 10).expected == nil)
        #expect(rhythm(5, 5, 5).doubledMedian == nil)
    }

    @Test(arguments: [(17, false), (18, true), (30, true)])
    func `is due once four fifths of the usual gap are over`(_ day: Int, _ isDue: Bool) {
        #expect(rhythm(0, 10).isDue(on: CalendarDay(number: day), afterPercent: 80) == isDue)
    }

    @Test func `is late beyond the mean gap and one standard deviation`() {
        // Gaps 10, 14: mean 12, deviation 2.
        #expect(!rhythm(0, 10, 24).isLate(on: CalendarDay(number: 38)))
        #expect(rhythm(0, 10, 24).isLate(on: CalendarDay(number: 39)))
        #expect(!rhythm(0, 10).isLate(on: CalendarDay(number: 900)), "two days show no rhythm")
    }
}
