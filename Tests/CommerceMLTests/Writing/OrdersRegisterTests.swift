import CommerceML
import ExchangeModel
import Testing

@Suite struct OrdersRegisterTests {
    @Test func `holds a number that occurs twice`() throws {
        for profile in OrdersProfile.all {
            var register = OrdersRegister(profile: profile)
            #expect(try register.holds(SampleOrders.full(number: "1")) == [])
            #expect(try register.holds(SampleOrders.full(number: "1")).map(\.code) == ["order.number.repeated"])
            #expect(try register.holds(SampleOrders.full(number: "2")) == [])
        }
    }

    @Test(arguments: ["phone", "email", "name", "full name"])
    func `holds a new buyer that УНФ would take for another`(_ shared: String) throws {
        var register = OrdersRegister(profile: try #require(OrdersProfile.profile("unf")))
        #expect(try register.holds(SampleOrders.full(number: "1")) == [])
        var other = OutgoingOrder.Buyer(id: "bitrix24-contact-9", isKnownTo1C: false, kind: .person, name: "Другой")
        #expect(try register.holds(SampleOrders.full(number: "2", buyer: other)) == [])
        other.id = "bitrix24-contact-10"
        other.name = "Третий"
        switch shared {
        case "phone": other.phone = SampleOrders.company().phone
        case "email": other.email = SampleOrders.company().email
        case "name": other.name = "другой"
        default: other.fullName = SampleOrders.company().fullName
        }
        #expect(
            try register.holds(SampleOrders.full(number: "3", buyer: other)).map(\.code) == ["order.buyer.confused"])
        // Known to 1C it is found by its «Ид».
        other.isKnownTo1C = true
        #expect(try register.holds(SampleOrders.full(number: "4", buyer: other)) == [])
    }

    @Test func `takes a company of one ИНН from two CRMs for one`() throws {
        var register = OrdersRegister(profile: try #require(OrdersProfile.profile("unf")))
        var order = try SampleOrders.full(number: "1")
        #expect(register.holds(order) == [])
        order.number = "2"
        order.buyer.id = "amo-company-3"
        #expect(register.holds(order) == [])
    }
}
