import CommerceML
import ExchangeModel
import Testing

/// What is written is loaded whole, and nothing twice.
@Suite struct WrittenOrdersLoadTests {
    @Test(arguments: ["ut11", "unf"])
    func `orders of every kind load whole, three times over`(_ id: String) throws {
        let profile = try #require(OrdersProfile.profile(id))
        let orders = try RichOrders.all()
        #expect(orders.flatMap { profile.holds($0) } == [])
        var loader = EmulatedLoader(profile: id, base: RichOrders.base)
        let bytes = WrittenOrders.bytes(orders, profile: profile)

        let first = loader.load(bytes)
        #expect(first == LoadReport(created: orders.count, newCounterparties: RichOrders.newBuyers))
        try LoadedOrders.check(orders, in: loader.base, profile: id)

        for _ in 2...3 {
            let again = loader.load(bytes)
            // A cancelled order is closed.
            #expect(again == LoadReport(updated: orders.count - 1, skipped: 1))
            try LoadedOrders.check(orders, in: loader.base, profile: id)
        }
        #expect(loader.base.orders.count == orders.count)
        #expect(loader.base.counterparties.count == RichOrders.base.counterparties.count + RichOrders.newBuyers)
        #expect(loader.base.products.count == RichOrders.base.products.count)
    }

    @Test(arguments: ["ut11", "unf"])
    func `an order that people closed in 1C stays as it is`(_ id: String) throws {
        let profile = try #require(OrdersProfile.profile(id))
        var order = try SampleOrders.full()
        var loader = EmulatedLoader(profile: id, base: RichOrders.base)
        _ = loader.load(WrittenOrders.bytes([order], profile: profile))
        loader.close()
        order.isCancelled = true
        #expect(loader.load(WrittenOrders.bytes([order], profile: profile)) == LoadReport(skipped: 1))
        #expect(loader.base.orders.map(\.isCancelled) == [false])
    }

    @Test func `УТ that identifies by name finds its counterparties as well`() throws {
        let profile = try #require(OrdersProfile.profile("ut11"))
        var loader = UT11Loader(base: RichOrders.base)
        loader.identification = .name
        let bytes = WrittenOrders.bytes(try RichOrders.all(), profile: profile)
        _ = loader.load(bytes)
        let counterparties = loader.base.counterparties.count
        #expect(loader.load(bytes).newCounterparties == 0)
        #expect(loader.base.counterparties.count == counterparties)
    }

    @Test func `companies of one name stay apart in УТ, and in УНФ become one`() throws {
        // Why the register holds the second one in УНФ.
        let first = try SampleOrders.full(number: "1")
        var second = try SampleOrders.full(number: "2")
        second.buyer.id = "bitrix24-company-80"
        second.buyer.inn = "7700000023"
        for (id, made) in [("ut11", 2), ("unf", 1)] {
            let profile = try #require(OrdersProfile.profile(id))
            #expect(profile.searchesByContactsAndNames == (made == 1))
            var register = OrdersRegister(profile: profile)
            #expect(register.holds(first) == [])
            #expect(register.holds(second).map(\.code) == (made == 1 ? ["order.buyer.confused"] : []))
            var loader = EmulatedLoader(profile: id, base: RichOrders.base)
            #expect(loader.load(WrittenOrders.bytes([first, second], profile: profile)).newCounterparties == made)
        }
    }

    @Test func `a company that 1C knows without its КПП being known here is found`() throws {
        let profile = try #require(OrdersProfile.profile("ut11"))
        var order = try SampleOrders.full(buyer: RichOrders.known())
        order.buyer.kpp = nil
        #expect(profile.holds(order) == [])
        var loader = UT11Loader(base: RichOrders.base)
        #expect(loader.load(WrittenOrders.bytes([order], profile: profile)) == LoadReport(created: 1))
        #expect(loader.base.orders.map(\.counterparty) == [0])
    }

    @Test(arguments: ["ut11", "unf"])
    func `a held order would have done harm`(_ id: String) throws {
        let profile = try #require(OrdersProfile.profile(id))
        var order = try SampleOrders.full()
        order.lines[0].vatRate = "22"
        order.lines[1].quantity = .zero
        order.buyer.name = "\u{1}"
        #expect(
            Set(profile.holds(order).map(\.code)) == ["order.vat.unknown", "order.line.quantity", "order.buyer.name"])
        var loader = EmulatedLoader(profile: id, base: RichOrders.base)
        let report = loader.load(WrittenOrders.bytes([order], profile: profile))
        #expect(report.droppedLines == 1)
        #expect(report.silent.contains("C02"))
        #expect(loader.base.orders.first?.lines.first?.vat != "22")
    }
}
