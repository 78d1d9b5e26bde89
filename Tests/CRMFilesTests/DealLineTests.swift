import CRMFiles
import ExchangeModel
import Testing

struct DealLineTests {
    private func line(_ name: String, _ quantity: String, _ sum: String, unit: String? = nil) throws -> Order.Line {
        try Order.Line(
            productID: nil, name: name, unit: unit, quantity: #require(ExactDecimal(quantity)),
            sum: #require(ExactDecimal(sum)))
    }

    private func rows(_ lines: [Order.Line]) -> [DealLine] { DealLine.rows(of: lines) { $0.name } }

    private func kopecks(_ rows: [DealLine]) -> Int { rows.reduce(0) { $0 + $1.price * $1.quantity } }

    @Test(
        arguments: [
            ("3", "100.00", [(3333, 2), (3334, 1)]), ("4", "100", [(2500, 4)]), ("1", "0.01", [(1, 1)]),
            ("3", "0.02", [(0, 1), (1, 2)]), ("2", "0", [(0, 2)]), ("7.000", "70.00", [(1000, 7)])
        ] as [(String, String, [(Int, Int)])])
    func `splits a sum that does not divide into two rows a kopeck apart`(
        quantity: String, sum: String, expected: [(price: Int, quantity: Int)]
    ) throws {
        let made = try rows([line("Скоба", quantity, sum)])
        #expect(made == expected.map { DealLine(title: "Скоба", price: $0.price, quantity: $0.quantity) })
    }

    @Test(
        arguments: [
            ("12.5", "м", "Кабель × 12,5 м"), ("100.750", "м", "Кабель × 100,75 м"), ("0.125", nil, "Кабель × 0,125")
        ] as [(String, String?, String)])
    func `makes one row of a fractional quantity and names it`(
        quantity: String, unit: String?, title: String
    ) throws {
        let made = try rows([line("Кабель", quantity, "870.13", unit: unit)])
        #expect(made == [DealLine(title: title, price: 87013, quantity: 1)])
    }

    @Test func `takes a negative line off the largest ones`() throws {
        let made = try rows([line("Лампа", "1", "100"), line("Скоба", "2", "30"), line("Скидка", "1", "-110")])
        #expect(
            made == [
                DealLine(title: "Лампа", price: 0, quantity: 1), DealLine(title: "Скоба", price: 1000, quantity: 2)
            ])
        #expect(kopecks(made) == 2000)
    }

    @Test func `adds equal rows up and leaves rows of another price apart`() throws {
        let made = try rows([line("Лампа", "2", "20"), line("Лампа", "3", "30"), line("Лампа", "1", "9.99")])
        #expect(
            made == [
                DealLine(title: "Лампа", price: 1000, quantity: 5), DealLine(title: "Лампа", price: 999, quantity: 1)
            ])
    }

    @Test(arguments: UInt64(1)...60)
    func `keeps the sum to the kopeck and gives no two equal rows for any lines`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var expected = 0
        var lines: [Order.Line] = []
        for _ in 0..<Int.random(in: 1...14, using: &random) {
            let name = ["Лампа", "Скоба", "Кабель"].randomElement(using: &random) ?? ""
            let quantity = ["1", "2", "3", "7", "11", "0.5", "12.75"].randomElement(using: &random) ?? ""
            // Few different sums, so that equal rows happen.
            let sum = Int.random(in: 0...40, using: &random) * ([1, 25, 333].randomElement(using: &random) ?? 1)
            expected += sum
            lines.append(try line(name, quantity, ExactDecimal(kopecks: sum).description))
        }
        let made = rows(lines)
        #expect(kopecks(made) == expected)
        #expect(Set(made.map { "\($0.title)|\($0.price)" }).count == made.count)
        #expect(made.allSatisfy { $0.quantity > 0 && $0.price >= 0 })
    }
}

/// SplitMix64: the same numbers on every run.
private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
