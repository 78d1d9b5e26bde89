import ExchangeModel

/// Orders of every kind that occurs, and a base of 1C with the goods that they name.
enum RichOrders {
    static let base: Base1C = {
        var base = Base1C()
        base.products = [
            Base1C.Product(guid: SampleOrders.guid, article: "A-1", name: "Чай \"Улун\" <100 г> & мёд"),
            Base1C.Product(guid: SampleOrders.otherGuid, name: "Доставка", isService: true)
        ]
        base.characteristics = [SampleOrders.characteristic]
        base.counterparties = [
            Base1C.Counterparty(
                guid: knownGuid, name: "Известная  Фирма\u{A0}ООО", inn: "7700000099", kpp: "770001001", kind: .company)
        ]
        return base
    }()

    static let knownGuid = "99999999-8888-7777-6666-555555555555"

    /// How many of the buyers of ``all()`` 1C has to make.
    static let newBuyers = 7

    static func all() throws -> [OutgoingOrder] {
        var orders = try buyers().enumerated().map { index, buyer in
            try SampleOrders.full(number: String(101 + index), buyer: buyer)
        }
        orders.append(try rates())
        orders.append(try names())
        var cancelled = try SampleOrders.full(number: "203")
        cancelled.isCancelled = true
        orders.append(cancelled)
        // The requisites of the order before must not go over to this one.
        orders.append(try SampleOrders.full(number: "204"))
        return orders
    }

    static func known() -> OutgoingOrder.Buyer {
        var buyer = SampleOrders.company()
        buyer.id = knownGuid
        buyer.isKnownTo1C = true
        buyer.name = "Известная  Фирма\u{A0}ООО"
        buyer.inn = "7700000099"
        buyer.phone = nil
        buyer.email = nil
        return buyer
    }

    /// The one that 1C knows, and six that it does not; two share a «КПП».
    private static func buyers() -> [OutgoingOrder.Buyer] {
        var other = SampleOrders.company()
        other.id = "bitrix24-company-80"
        other.name = "Василёк ООО"
        other.fullName = "ООО «Василёк»"
        other.inn = "7700000023"
        other.phone = nil
        other.email = "b@example.org"
        var withoutINN = SampleOrders.company()
        withoutINN.id = "bitrix24-company-81"
        withoutINN.name = "Лютик 🌼 & «Ко» <" + String(repeating: "очень ", count: 30)
        withoutINN.fullName = nil
        withoutINN.inn = nil
        withoutINN.kpp = nil
        withoutINN.phone = nil
        withoutINN.email = nil
        var quoted = SampleOrders.company()
        quoted.id = "bitrix24-company-82"
        quoted.name = " \u{A0}ООО\u{A0}\"Д'Артаньян\"\r\n& сыновья\u{1}\u{FFFF} "
        quoted.fullName = nil
        quoted.inn = "7700000030"
        quoted.kpp = "770A01002"
        quoted.phone = nil
        quoted.email = nil
        quoted.address = "\n"
        return [
            SampleOrders.company(), other, withoutINN, quoted, SampleOrders.soleTrader(), SampleOrders.person(), known()
        ]
    }

    /// Every rate, a fraction, a sum that is not price × quantity, a gift, and a line without «Артикул».
    private static func rates() throws -> OutgoingOrder {
        var order = try SampleOrders.full(number: "201")
        order.lines = [
            try SampleOrders.line(SampleOrders.guid, vatRate: "20"),
            try SampleOrders.line(SampleOrders.guid, price: "0.01", quantity: "0.125", sum: "0.01", vatRate: "Без НДС"),
            try SampleOrders.line(SampleOrders.guid, article: nil, price: "33.3333", sum: "100", vatRate: "10"),
            try SampleOrders.line(SampleOrders.guid, price: "1", quantity: "1000000", sum: "999999.99", vatRate: "0"),
            try SampleOrders.line(SampleOrders.guid, price: "0", quantity: "1", sum: "0", vatRate: "18")
        ]
        return order
    }

    /// Names that XML, 1C and people have trouble with; the goods are found by their «Ид».
    private static func names() throws -> OutgoingOrder {
        var buyer = SampleOrders.person()
        buyer.id = "bitrix24-contact-6"
        buyer.name = String(repeating: "я", count: 99) + " конец"
        buyer.inn = nil
        buyer.phone = nil
        var order = try SampleOrders.full(number: "202", buyer: buyer)
        order.lines = try [
            String(repeating: "Ж", count: 300), "]]>\u{0}<!--", "a\r\nb\tc", "\u{FEFF}чай\u{FEFF}", "👩‍👩‍👧‍👦", "\"'&<>"
        ].map { try SampleOrders.line(name: $0) }
        order.comment = "]]> & <\r\n\u{B}конец " + String(repeating: "ы", count: 4000)
        order.requisites = [
            OutgoingOrder.Requisite(name: "Статус заказа", value: "Новый"),
            OutgoingOrder.Requisite(name: "Откуда", value: "<сайт> & \"реклама\""),
            OutgoingOrder.Requisite(name: "Пусто", value: "\u{A0}")
        ]
        return order
    }
}
