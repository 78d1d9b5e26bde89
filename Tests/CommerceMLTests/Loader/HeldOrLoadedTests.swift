import CommerceML
import ExchangeModel
import Testing

/// Whatever an order is: it is held, or it is loaded whole and exactly.
@Suite struct HeldOrLoadedTests {
    @Test(arguments: ["ut11", "unf"], 1...8)
    func `random orders are held or loaded whole`(_ id: String, _ seed: Int) throws {
        let profile = try #require(OrdersProfile.profile(id))
        var random = RandomOrders(seed: UInt64(seed))
        let orders = (1...150).map { random.order($0) }
        let sent = orders.filter { profile.holds($0).isEmpty }
        // Enough of both that the test says something.
        #expect(sent.count > 20 && sent.count < 140, "\(sent.count) of \(orders.count) sent")

        let bytes = WrittenOrders.bytes(sent, profile: profile)
        #expect(try !String(decoding: bytes, as: UTF8.self).contains(Regex("<([^/>]+)></")))
        var loader = EmulatedLoader(profile: id, base: RichOrders.base)
        let first = loader.load(bytes)
        #expect(first.refusal == nil && first.stop == nil)
        #expect(first.created == sent.count)
        #expect(first.droppedLines == 0)
        #expect(first.inventedProducts == 0)
        #expect(first.silent == [])
        try LoadedOrders.check(sent, in: loader.base, profile: id)

        let again = loader.load(bytes)
        #expect(again.refusal == nil && again.created == 0 && again.silent == [])
        #expect(again.updated + again.skipped == sent.count)
        #expect(again.newCounterparties == 0)
        try LoadedOrders.check(sent, in: loader.base, profile: id)
    }

    /// The other two have no emulation; at least they must be whole, and nothing empty.
    @Test(arguments: ["bitrix31", "legacy"], 1...4)
    func `random orders make a whole document`(_ id: String, _ seed: Int) throws {
        let profile = try #require(OrdersProfile.profile(id))
        var random = RandomOrders(seed: UInt64(seed))
        let orders = (1...150).map { random.order($0) }.filter { profile.holds($0).isEmpty }
        let bytes = WrittenOrders.bytes(orders, profile: profile)
        let read = try RecordCollector.read(bytes)
        #expect(read.summary.refusal == nil)
        #expect(read.count(.documents) == orders.count)
        #expect(read.count(.documentLines) == orders.reduce(0) { $0 + $1.lines.count })
        #expect(read.summary.issues.issues == [])
        #expect(try !String(decoding: bytes, as: UTF8.self).contains(Regex("<([^/>]+)></")))
    }
}
