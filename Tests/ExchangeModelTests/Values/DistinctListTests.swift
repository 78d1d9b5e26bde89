import ExchangeModel
import Testing

@Suite struct DistinctListTests {
    @Test(arguments: [1, 15, 16, 17, 40])
    func `keeps the order and each value once, however many there are`(_ count: Int) {
        var list = DistinctList<Int>()
        for round in 0..<2 {
            for value in 0..<count { #expect(list.add(value) == (round == 0)) }
        }
        #expect(list.elements == Array(0..<count))
    }

    @Test func `goes on from values that are there`() {
        var list = DistinctList(Array(0..<20))
        list.add(contentsOf: [19, 20, 3, 20])
        #expect(list.elements == Array(0...20))
    }
}
