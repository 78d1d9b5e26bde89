import BenchSupport
import Foundation
import Testing

struct FiguresTests {
    private func cost(_ wall: Double, megabytes: Int = 10) -> Cost {
        Cost(wall: wall, processor: wall / 2, peak: megabytes << 20)
    }

    private func row(_ ours: [Cost], target: Double? = 3, floor: Row.Floor = .bareSAX, bytes: Int = 1_500_000) -> Row {
        var row = Row("first apply", of: "1k goods", files: [], bytes: bytes, floor: floor, target: target)
        row.bareSAX = [cost(1.2), cost(1), cost(4)]
        row.sha256sum = [cost(0.5), cost(0.6), cost(0.5)]
        row.ours = ours
        return row
    }

    @Test func `the ratio is that of the best runs, held against the target`() {
        let fast = row([cost(9), cost(3), cost(3.5)])
        #expect(fast.ratio == 3 && !fast.isTimeMissed)
        let slow = row([cost(9), cost(3.1), cost(3.5)])
        #expect(slow.isTimeMissed && !slow.isMemoryMissed)
        #expect(row([cost(3)], floor: .sha256sum).ratio == 6)
        #expect(!row([cost(99)], target: nil).isTimeMissed)
    }

    @Test func `memory is held against 64 MB in every run`() {
        #expect(!row([cost(1, megabytes: 64)]).isMemoryMissed)
        #expect(row([cost(1), cost(2, megabytes: 65)]).isMemoryMissed)
    }

    @Test func `growth has targets where they are given`() throws {
        let (small, large) = (row([cost(2)]), row([cost(11, megabytes: 12)], bytes: 7_500_000))
        let free = try #require(Growth(from: small, to: large, targets: nil))
        #expect(free.time == 5.5 && free.bytes == 5 && free.floor == 1 && !free.isMissed)
        #expect(try #require(Growth(from: small, to: large, targets: (5.5, 1.3))).isMissed == false)
        #expect(try #require(Growth(from: small, to: large, targets: (5.5, 1.1))).isMissed)
        #expect(try #require(Growth(from: small, to: large, targets: (5.4, 1.3))).isMissed)
        #expect(Growth(from: row([]), to: large, targets: nil) == nil)
    }

    @Test func `a table tells best, median, spread and what was missed`() {
        let table = Table([row([cost(4.8), cost(3.126), cost(4)]), row([cost(2, megabytes: 70)], target: nil)])
        #expect(
            table.markdown == """
                | work | MB | SAX s | sha256sum s | obmen s | median | cpu s | ratio | runs | target | peak MB |  |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | first apply, 1k goods | 1.5 | 1.00 | 0.50 | 3.13 | 4.00 | 1.56 | 3.13 × SAX | 1.00–4.00 | ≤ 3.0 | 10.0 | TIME |
                | first apply, 1k goods | 1.5 | 1.00 | 0.50 | 2.00 | 2.00 | 1.00 | 2.00 × SAX | 1.67–1.67 | – | 70.0 | MEMORY |

                """)
        let lines = table.text.split(separator: "\n")
        #expect(Set(lines.map(\.count)).count == 1, "columns are aligned")
    }

    @Test func `the JSON is JSON and has every run`() throws {
        let row = row([cost(4), cost(3.5), cost(4)])
        let growth = try #require(Growth(from: row, to: row, targets: nil))
        let text = json(machine: [("cpu", "a \"b\"\\\u{1}")], rows: [row], growths: [growth])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((object["machine"] as? [String: String])?["cpu"] == "a \"b\"\\\u{1}")
        let told = try #require((object["rows"] as? [[String: Any]])?.first)
        #expect((told["obmen"] as? [[String: Double]])?.map { $0["wall"] } == [4, 3.5, 4])
        #expect(told["missed"] as? Bool == true)
    }

    @Test(arguments: [("100k", 100_000), ("1k", 1000), ("250", 250), ("0", nil), ("k", nil), ("x", nil), ("-1k", nil)])
    func `sizes are read as people write them`(_ text: String, _ expected: Int?) {
        #expect(amount(text) == expected)
        if let expected { #expect(abbreviated(expected) == text) }
    }

    @Test func `figures are rounded half up`() {
        #expect([0.005, 1.994, 1.996, 12.3].map { decimal($0, 2) } == ["0.01", "1.99", "2.00", "12.30"])
        #expect(decimal(2.5, 0) == "3")
    }
}
