internal import ExchangeModel

extension Order {
    /// A «Документ» as an order, with the payments and shipments that 1C sent as documents of their own.
    ///
    /// - Returns: `nil` for a document that is no order of goods.
    init?(_ fields: FieldSet, key: String, linked: [FieldSet]) {
        guard Self.isOrder(fields) else { return nil }
        self.init(
            key: key, number: fields["number"] ?? key, date: fields["date"] ?? "",
            sum: fields.decimal("sum") ?? .zero)
        let requisites = Requisites(fields)
        time = fields["time"]
        currency = fields["currency"]
        comment = fields["comment"]
        paymentDue = fields["paymentDue"].flatMap { $0.hasPrefix("0001") ? nil : $0 }
        lines = fields.items("lines").compactMap { Self.line($0.item) }
        if fields.decimal("sum") == nil { sum = lines.reduce(.zero) { $0 + $1.sum } }
        let buyer = Self.buyer(fields)
        customerKey = buyer.flatMap(CounterpartyKey.key)
        numberIn1C = fields["number1C"] ?? requisites["Номер по 1С"]
        statusText = requisites["Статус заказа"]
        isDeleted = fields.flag("deletionMark") == true || requisites.flag("ПометкаУдаления") == true

        let subordinates = fields.items("subordinates").map(\.item) + linked
        let payments = subordinates.filter { Operation($0["operation"]) == .payment && !Self.isVoid($0) }
        let shipments = subordinates.filter { Operation($0["operation"]) == .shipment && !Self.isVoid($0) }
        let refunds = subordinates.filter { Operation($0["operation"]) == .refund && !Self.isVoid($0) }
        let paid =
            payments.compactMap { $0.decimal("sum") }.reduce(.zero, +)
            - refunds.compactMap { $0.decimal("sum") }.reduce(.zero, +)
        if !payments.isEmpty { paidSum = paid }
        paidOn = requisites["Дата оплаты по 1С"] ?? payments.compactMap { $0["date"] }.max()
        shippedOn = requisites["Дата отгрузки по 1С"] ?? shipments.compactMap { $0["date"] }.max()

        let isPaid =
            requisites.flag("Оплачен") ?? requisites.flag("Заказ оплачен")
            ?? (requisites["Дата оплаты по 1С"] != nil || (!payments.isEmpty && paid >= sum))
        let isShipped = requisites.flag("Отгружен") ?? requisites.flag("Отгружено") ?? (shippedOn != nil)
        let isCancelled =
            requisites.flag("Отменен") ?? (statusText?.lowercased().hasPrefix("отмен") ?? false)
        stage =
            if isCancelled {
                .cancelled
            } else if isPaid {
                isShipped ? .completed : .paid
            } else if isShipped {
                .shipped
            } else {
                paid > .zero ? .partlyPaid : .new
            }
        if isPaid, paidSum == nil { paidSum = sum }
    }

    static func isOrder(_ fields: FieldSet) -> Bool {
        fields["operation"]?.lowercased() == "заказ товара"
    }

    /// The first counterparty that buys; loaders of 1C take the first of all.
    private static func buyer(_ fields: FieldSet) -> FieldSet? {
        let all = fields.items("counterparties").map(\.item)
        return all.first { $0.values("roles").contains { $0.lowercased() == "покупатель" } } ?? all.first
    }

    private static func line(_ fields: FieldSet) -> Line? {
        guard let name = fields["name"] ?? fields["article"] ?? fields["id"] else { return nil }
        let quantity = fields.decimal("quantity")
        let price = fields.decimal("unitPrice") ?? fields.decimal("price")
        let sum = fields.decimal("sum") ?? price.flatMap { $0.multiplied(by: quantity ?? ExactDecimal(1)) }
        return Line(
            productID: fields["id"], name: name,
            unit: fields["baseUnit.name"] ?? fields["unit.shortName"] ?? fields["unit.name"],
            quantity: quantity ?? ExactDecimal(1), sum: sum ?? .zero)
    }

    /// A document marked for deletion, cancelled or not posted does not count.
    private static func isVoid(_ fields: FieldSet) -> Bool {
        let requisites = Requisites(fields)
        return fields.flag("deletionMark") == true || requisites.flag("ПометкаУдаления") == true
            || requisites.flag("Отменен") == true || requisites.flag("Проведен") == false
            || requisites.flag("Оплачено") == false
    }
}

/// What kind of thing a document is, by its «ХозОперация».
private enum Operation {
    case payment, shipment, refund

    init?(_ text: String?) {
        switch text?.lowercased() {
        case "выплата наличных денег", "выплата безналичных денег", "эквайринговая операция": self = .payment
        case "отпуск товара": self = .shipment
        case "возврат наличных денег", "возврат безналичных денег": self = .refund
        default: return nil
        }
    }
}

/// «ЗначенияРеквизитов» by name; bases spell them with and without spaces and in either case.
private struct Requisites {
    private let values: [String: String]

    init(_ fields: FieldSet) {
        var values: [String: String] = [:]
        for (key, item) in fields.items("requisites") {
            values[Self.fold(item["name"] ?? key)] = item.values("values").first
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[Self.fold(name)] }

    func flag(_ name: String) -> Bool? { self[name].flatMap(FieldSet.flag) }

    private static func fold(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace }
    }
}
