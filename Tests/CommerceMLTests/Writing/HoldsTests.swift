import CommerceML
import ExchangeModel
import Testing

@Suite struct HoldsTests {
    typealias Change = @Sendable (inout OutgoingOrder) throws -> Void

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let code: String
        let profiles: [String]
        let change: Change

        init(_ what: String, _ code: String, in profiles: [String] = every, _ change: @escaping Change) {
            testDescription = what
            self.code = code
            self.profiles = profiles
            self.change = change
        }
    }

    static let every = ["ut11", "unf", "bitrix31", "legacy"]

    static let cases: [Case] = documentCases + buyerCases + lineCases

    static let documentCases: [Case] = [
        Case("an order without an id", "order.id") { $0.id = " \u{1}" },
        Case("a number too long for the search", "order.number.length") { $0.number = "123456789012" },
        Case("a number that would not be whole in УНФ", "order.number.length", in: ["unf"]) { $0.number = "1234567" },
        Case("a number with letters", "order.number.form", in: ["unf", "legacy"]) { $0.number = "B24-1" },
        Case("numbers that become one in УНФ", "order.number.form", in: ["unf"]) { $0.number = "042" },
        Case("a number with a blank", "order.number.form") { $0.number = "1542 " },
        Case("no number", "order.number.form") { $0.number = "" },
        Case("a date in another form", "order.date") { $0.date = "23.11.2026" },
        Case("a day that no calendar has", "order.date") { $0.date = "2026-02-29" },
        Case("1C's empty date", "order.date") { $0.date = "0001-01-01" },
        Case("no currency", "order.currency") { $0.currency = "\u{A0}" },
        Case("a currency told as a code", "order.currency") { $0.currency = "643" },
        Case("no lines", "order.lines.missing") { $0.lines = [] },
        Case("a requisite that overwrites a field", "order.requisite.reserved", in: ["unf"]) {
            $0.requisites = [OutgoingOrder.Requisite(name: "Сумма документа", value: "1")]
        },
        Case("a paid flag that is no flag", "order.requisite.paid") {
            $0.requisites = [OutgoingOrder.Requisite(name: "Заказ оплачен", value: "да")]
        }
    ]

    static let buyerCases: [Case] = [
        Case("a buyer with control characters for a name", "order.buyer.name") { $0.buyer.name = "\u{2}\n\u{A0}" },
        Case("a buyer without an id", "order.buyer.id", in: ["bitrix31"]) { $0.buyer.id = "" },
        Case("a new company without КПП", "order.kpp.missing", in: ["ut11", "legacy"]) { $0.buyer.kpp = nil },
        Case("a new company with a КПП too short", "order.kpp.missing", in: ["ut11", "legacy"]) {
            $0.buyer.kpp = "77000"
        },
        Case("a new sole trader without ИНН", "order.inn.missing") {
            $0.buyer = SampleOrders.soleTrader()
            $0.buyer.inn = nil
        }
    ]

    static let lineCases: [Case] = [
        Case("VAT of 7 %", "order.vat.unknown") { $0.lines[0].vatRate = "7" },
        Case("VAT of 22 % in an old loader", "order.vat.unknown", in: ["ut11", "unf", "legacy"]) {
            $0.lines[0].vatRate = "22"
        },
        Case("no VAT said", "order.vat.unknown") { $0.lines[0].vatRate = "" },
        Case("a # in a name", "order.name.hash") {
            $0.lines[0].name = "C# для всех"
            $0.lines[0].productID = SampleOrders.guid
        },
        Case("a line without a name", "order.line.name") { $0.lines[0].name = "\t" },
        Case("a product that 1C never sent", "order.product.unknown") { $0.lines[0].productID = nil },
        Case("a delivery that 1C would make a product of", "order.delivery.unknown", in: ["ut11", "unf", "legacy"]) {
            $0.lines[1].productID = "ORDER_DELIVERY"
        },
        Case("nothing ordered", "order.line.quantity") { $0.lines[0].quantity = .zero },
        Case("less than 1C counts", "order.line.quantity") {
            $0.lines[0].quantity = try SampleOrders.decimal("0.0004")
        },
        Case("a price for nothing", "order.line.sum") { $0.lines[0].sum = .zero },
        Case("a sum in parts of kopecks", "order.line.sum") { $0.lines[0].sum = try SampleOrders.decimal("0.005") },
        Case("a negative sum", "order.line.sum") { $0.lines[0].sum = try SampleOrders.decimal("-1") },
        Case("a sum over what 1C holds", "order.line.sum") {
            $0.lines[0].sum = try SampleOrders.decimal("99999999999999")
        },
        Case("a negative price", "order.line.price") { $0.lines[0].price = try SampleOrders.decimal("-1") }
    ]

    @Test(arguments: cases)
    func `holds`(_ given: Case) throws {
        for id in Self.every {
            let profile = try #require(OrdersProfile.profile(id))
            var order = try SampleOrders.full()
            #expect(profile.holds(order) == [])
            try given.change(&order)
            let codes = profile.holds(order).map(\.code)
            #expect(codes.contains(given.code) == given.profiles.contains(id), "\(id): \(codes)")
        }
    }

    @Test func `takes what only looks odd`() throws {
        let profile = try #require(OrdersProfile.profile("ut11"))
        var order = try SampleOrders.full()
        // Known to 1C: found by its name.
        order.buyer.kpp = nil
        order.buyer.isKnownTo1C = true
        // A gift; a service whose name has a «#»; a sum that 1C takes although price × quantity is another.
        order.lines[0].price = .zero
        order.lines[0].sum = .zero
        order.lines[1].name = "Доставка #1"
        order.lines[1].sum = try SampleOrders.decimal("299.99")
        order.time = "10:15"
        #expect(profile.holds(order) == [])
    }

    @Test func `takes a rate that was added to the profile`() throws {
        var profile = try #require(OrdersProfile.profile("ut11"))
        profile.vatRates.append("22")
        var order = try SampleOrders.full()
        order.lines[0].vatRate = "22"
        #expect(profile.holds(order) == [])
    }

    @Test func `takes new products and deliveries where they are allowed`() throws {
        var profile = try #require(OrdersProfile.profile("unf"))
        profile.allowsNewProducts = true
        profile.takesOrderDelivery = true
        var order = try SampleOrders.full()
        order.lines[0].productID = nil
        order.lines[1].productID = "ORDER_DELIVERY"
        #expect(profile.holds(order) == [])
        order.lines[0].name = String(repeating: "я", count: 101)
        #expect(profile.holds(order).map(\.code) == ["order.name.length"])
    }

    @Test func `names the order and the line, not the buyer`() throws {
        let profile = try #require(OrdersProfile.profile("ut11"))
        var order = try SampleOrders.full()
        order.lines[1].vatRate = "22"
        let hold = try #require(profile.holds(order).first)
        #expect(hold.subject == "bitrix24-deal-1542")
        #expect(hold.severity == .error)
        #expect(
            hold.message.russian == "Заказ 1542: ставку НДС «22» в строке 2 эта 1С не знает (знает 0, 10, 18, 20, "
                + "«Без НДС») и поставила бы другую. Заказ задержан, остальные уходят.")
        #expect(hold.advice != nil)
    }
}
