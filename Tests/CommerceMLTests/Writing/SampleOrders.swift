import ExchangeModel

/// Orders for the tests of writing.
enum SampleOrders {
    static let guid = "6f1c0a52-9d3b-4c11-8a2e-0123456789ab"
    static let otherGuid = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
    static let characteristic = "11111111-2222-3333-4444-555555555555"

    /// A company with every value there is: two lines, the second a service.
    static func full(number: String = "1542", buyer: OutgoingOrder.Buyer = company()) throws -> OutgoingOrder {
        var order = OutgoingOrder(
            id: "bitrix24-deal-\(number)", number: number, date: "2026-11-23", time: "10:15:00", currency: "RUB",
            buyer: buyer,
            lines: [
                try line(),
                try line(
                    otherGuid, article: nil, name: "Доставка", price: "300", quantity: "1", sum: "300",
                    vatRate: "Без НДС",
                    isService: true)
            ])
        order.comment = "Сделка 77\nпозвонить"
        order.requisites = [OutgoingOrder.Requisite(name: "Статус заказа", value: "Новый")]
        return order
    }

    static func line(
        _ id: String? = "\(guid)#\(characteristic)", article: String? = "A-1",
        name: String = "Чай \"Улун\" <100 г> & мёд",
        price: String = "1200.50", quantity: String = "2.5", sum: String = "3001.25", vatRate: String = "20",
        isService: Bool = false
    ) throws -> OutgoingOrder.Line {
        OutgoingOrder.Line(
            productID: id, article: article, name: name, quantity: try decimal(quantity), price: try decimal(price),
            sum: try decimal(sum), vatRate: vatRate, isService: isService)
    }

    static func company() -> OutgoingOrder.Buyer {
        var buyer = OutgoingOrder.Buyer(
            id: "bitrix24-company-77", isKnownTo1C: false, kind: .company, name: "Ромашка ООО")
        buyer.fullName = "ООО \"Ромашка\""
        buyer.inn = "7700000016"
        buyer.kpp = "770001001"
        buyer.phone = "+79990000001"
        buyer.email = "a@example.org"
        buyer.address = "101000, Москва, Складская, 2"
        buyer.legalAddress = "101000, Москва, Тестовая, 1"
        return buyer
    }

    static func soleTrader() -> OutgoingOrder.Buyer {
        var buyer = OutgoingOrder.Buyer(
            id: "bitrix24-company-78", isKnownTo1C: false, kind: .soleTrader, name: "Петров Пётр ИП")
        buyer.fullName = "ИП Петров Пётр Петрович"
        buyer.inn = "770000000123"
        buyer.legalAddress = "101000, Москва, Первая, 3"
        return buyer
    }

    static func person() -> OutgoingOrder.Buyer {
        var buyer = OutgoingOrder.Buyer(
            id: "bitrix24-contact-5", isKnownTo1C: false, kind: .person, name: "Иванов Иван")
        buyer.inn = "770000000456"
        buyer.phone = "+79990000002"
        return buyer
    }

    static func decimal(_ text: String) throws -> ExactDecimal {
        guard let value = ExactDecimal(text) else { throw NotANumber() }
        return value
    }

    private struct NotANumber: Error {}
}
