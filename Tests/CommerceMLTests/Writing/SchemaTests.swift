import CommerceML
import ExchangeModel
import Testing

/// What is written is valid by the official schemas, once it has their namespace.
@Suite struct SchemaTests {
    @Test(.enabled(if: ExportFile.hasCorpus), arguments: XMLSchema.all, ["ut11", "unf", "legacy"])
    func `orders of every kind are valid`(_ schema: XMLSchema, _ id: String) throws {
        let profile = try #require(OrdersProfile.profile(id))
        var random = RandomOrders(seed: 1)
        let orders = try RichOrders.all() + (1...300).map { random.order($0) }.filter { profile.holds($0).isEmpty }
        let fault = schema.fault(in: try namespaced(orders, profile: profile))
        #expect(fault == nil)
    }

    @Test(.enabled(if: ExportFile.hasCorpus), arguments: XMLSchema.all)
    func `the check sees a fault`(_ schema: XMLSchema) throws {
        let profile = try #require(OrdersProfile.profile("ut11"))
        var order = try SampleOrders.full()
        order.currency = "рубль"
        #expect(schema.fault(in: try namespaced([order], profile: profile)) != nil)
    }

    private func namespaced(_ orders: [OutgoingOrder], profile: OrdersProfile) throws -> [UInt8] {
        let text = String(decoding: WrittenOrders.bytes(orders, profile: profile), as: UTF8.self)
        let root = "<КоммерческаяИнформация"
        try #require(text.contains(root))
        return Array(
            text.replacing(root, with: root + " xmlns=\"urn:1C.ru:commerceml_2\"", maxReplacements: 1).utf8)
    }
}
