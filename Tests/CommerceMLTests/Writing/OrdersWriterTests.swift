import CommerceML
import ExchangeModel
import Testing

@Suite struct OrdersWriterTests {
    @Test(arguments: OrdersProfile.all.map(\.id))
    func `writes a root without documents where there is no order`(_ profile: String) throws {
        let version = try #require(OrdersProfile.profile(profile)).schemaVersion
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <КоммерческаяИнформация ВерсияСхемы="\(version)" ДатаФормирования="2026-11-23T10:15:00">
            </КоммерческаяИнформация>

            """
        #expect(try WrittenOrders.spread([], profile: profile) == expected)
    }

    @Test func `begins with a byte order mark where the loader opens files with its default`() throws {
        #expect(try WrittenOrders.text([], profile: "bitrix31").utf8.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try WrittenOrders.text([], profile: "ut11").utf8.first == UInt8(ascii: "<"))
    }

    @Test func `leaves out what would be an empty element`() throws {
        var order = try SampleOrders.full(buyer: SampleOrders.person())
        order.buyer.inn = ""
        order.buyer.phone = " "
        order.buyer.email = "\u{1}"
        order.buyer.address = "\n"
        order.comment = "\u{A0}\u{2028}"
        order.lines[0].article = "\t"
        order.lines[0].unit = OutgoingOrder.Unit(code: " ", name: "")
        order.requisites = [
            OutgoingOrder.Requisite(name: "Статус заказа", value: " "), OutgoingOrder.Requisite(name: "", value: "1")
        ]
        for profile in OrdersProfile.all {
            let text = String(decoding: WrittenOrders.bytes([order], profile: profile), as: UTF8.self)
            #expect(try !text.contains(Regex("<([^/>]+)></")))
            #expect(!text.contains("Контакты"))
            #expect(!text.contains("<Адрес>"))
            #expect(!text.contains("Комментарий"))
            #expect(text.contains("<БазоваяЕдиница>шт</БазоваяЕдиница>"))
        }
    }

    @Test(arguments: [
        ("ut11", "<ПолноеНаименование>", true), ("unf", "<ОфициальноеНаименование>", true),
        ("bitrix31", "<ПолноеНаименование>", true), ("legacy", "<ПолноеНаименование>", true)
    ])
    func `tells a sole trader as the profile wants it`(_ id: String, _ element: String, _ hasINN: Bool) throws {
        let text = try WrittenOrders.text([SampleOrders.full(buyer: SampleOrders.soleTrader())], profile: id)
        #expect(text.contains(element + "ИП Петров"))
        #expect(text.contains("<ИНН>770000000123</ИНН>") == hasINN)
        #expect(text.contains("<ПолноеНаименование>") != text.contains("<ОфициальноеНаименование>"))
    }

    @Test(arguments: [("ut11", false), ("unf", true), ("bitrix31", false), ("legacy", false)])
    func `gives a person's ИНН only where it makes no sole trader of them`(_ id: String, _ hasINN: Bool) throws {
        let text = try WrittenOrders.text([SampleOrders.full(buyer: SampleOrders.person())], profile: id)
        #expect(text.contains("<ИНН>") == hasINN)
        #expect(text.contains("<ПолноеНаименование>Иванов Иван<"))
    }

    @Test func `leaves out the ИНН of a known company whose КПП is not known`() throws {
        var order = try SampleOrders.full()
        order.buyer.kpp = nil
        order.buyer.isKnownTo1C = true
        #expect(try !WrittenOrders.text([order], profile: "ut11").contains("<ИНН>"))
        #expect(try WrittenOrders.text([order], profile: "unf").contains("<ИНН>"))
    }

    @Test func `says that an order is cancelled only when it is`() throws {
        var order = try SampleOrders.full()
        order.requisites.append(OutgoingOrder.Requisite(name: " отменен", value: "true"))
        #expect(try !WrittenOrders.text([order], profile: "ut11").lowercased().contains("отменен"))
        order.isCancelled = true
        #expect(
            try WrittenOrders.text([order], profile: "ut11").contains(
                "<Наименование>Отменен</Наименование><Значение>true</Значение>"))
    }

    @Test(arguments: [
        // A hundred of what counts double in 1C, and one that would be cut in two.
        (String(repeating: "я", count: 99) + "\u{1F600}", String(repeating: "я", count: 99)),
        (String(repeating: "я", count: 98) + "\u{1F600}!", String(repeating: "я", count: 98) + "\u{1F600}"),
        // A blank where the cut falls.
        (String(repeating: "я", count: 99) + " конец", String(repeating: "я", count: 99)),
        (" \u{A0}Ромашка\r\nи\u{0}\tКо\u{FFFF} ", "Ромашка и Ко"),
        ("\u{85}Ромашка  и\u{A0}Ко", "Ромашка  и\u{A0}Ко")
    ])
    func `writes names that 1C stores and searches alike`(_ name: String, _ expected: String) throws {
        var order = try SampleOrders.full()
        order.buyer.name = name
        order.buyer.fullName = nil
        let text = try WrittenOrders.text([order], profile: "ut11")
        #expect(text.contains("<Наименование>\(expected)</Наименование><Официальное"))
        #expect(text.contains("<ОфициальноеНаименование>\(expected)</ОфициальноеНаименование>"))
    }

    @Test(arguments: [
        ("20", "3001.25", "500.21"), ("20", "0.03", "0.01"), ("10", "0.05", "0.00"), ("10", "0.06", "0.01"),
        ("18", "1.18", "0.18"), ("0", "5", "0.00"), ("Без НДС", "5", "0.00"),
        ("20", "999999999999.99", "166666666666.67")
    ])
    func `computes the VAT in a sum half away from zero`(_ rate: String, _ sum: String, _ vat: String) throws {
        var order = try SampleOrders.full()
        order.lines = [try SampleOrders.line(sum: sum, vatRate: rate)]
        let text = try WrittenOrders.text([order], profile: "unf")
        let written = "<УчтеноВСумме>true</УчтеноВСумме><Сумма>\(vat)</Сумма>"
        #expect(text.contains(written + "<Ставка>\(rate)</Ставка>"))
        #expect(text.contains(written + "</Налог>"))
    }

    @Test(arguments: [
        ("1200.505", "2.50", "1200.51", "2.5"), ("1", "1", "1.00", "1"), ("0.004", "1000", "0.00", "1000"),
        ("7", "0.125", "7.00", "0.125")
    ])
    func `writes plain decimals`(_ price: String, _ quantity: String, _ first: String, _ second: String) throws {
        var order = try SampleOrders.full()
        order.lines[0].price = try SampleOrders.decimal(price)
        order.lines[0].quantity = try SampleOrders.decimal(quantity)
        #expect(
            try WrittenOrders.text([order], profile: "ut11").contains(
                "<ЦенаЗаЕдиницу>\(first)</ЦенаЗаЕдиницу><Количество>\(second)</Количество>"))
    }

    @Test func `leaves out a time that 1C would misread`() throws {
        var order = try SampleOrders.full()
        for time in ["9:05:00", "10:15", "10:15:00.5", "24:00:00", ""] {
            order.time = time
            #expect(try !WrittenOrders.text([order], profile: "ut11").contains("<Время>"))
        }
    }

    @Test func `gives another version to an order that changed`() throws {
        var order = try SampleOrders.full()
        let first = try WrittenOrders.text([order], profile: "bitrix31")
        #expect(try WrittenOrders.text([order], profile: "bitrix31") == first)
        order.lines[0].quantity = ExactDecimal(3)
        let second = try WrittenOrders.text([order], profile: "bitrix31")
        let version = try Regex("<НомерВерсии>(.{16})</НомерВерсии>")
        #expect(try version.firstMatch(in: first)?[1].substring != version.firstMatch(in: second)?[1].substring)
    }

    @Test func `gives the same bytes however often it is drained`() throws {
        let profile = try #require(OrdersProfile.profile("ut11"))
        let orders = try (1...5).map { try SampleOrders.full(number: String($0)) }
        var writer = OrdersWriter(profile: profile, formedAt: "2026-11-23T10:15:00")
        for order in orders { writer.add(order) }
        #expect(WrittenOrders.bytes(orders, profile: profile) == writer.finish())
    }
}
