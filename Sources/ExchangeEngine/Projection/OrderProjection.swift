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
        lines = Self.lines(fields)
        if fields.decimal("sum") == nil { sum = lines.reduce(.zero) { $0 + $1.sum } }
        let buyer = Self.buyer(fields)
        customerKey = buyer.flatMap(CounterpartyKey.key)
        numberIn1C = fields["number1C"] ?? requisites["Номер по 1С"]
        statusText = requisites["Статус заказа"]
        isDeleted = fields.flag("deletionMark") == true || requisites.flag("ПометкаУдаления") == true

        self.requisites = requisites.values
        rate = fields.decimal("rate")
        let own = fields.items("subordinates").map(\.item)
        // A payment or shipment that came inside the order and on its own as well is one.
        let told = Set(own.compactMap { $0["id"] })
        let others = linked.filter { $0["id"].map { !told.contains($0) } ?? true }
        movements = (own + others).compactMap { Movement($0) }
        let payments = movements.filter { $0.kind == .payment }
        let shipments = movements.filter { $0.kind == .shipment }
        let refunds = movements.filter { $0.kind == .refund }
        let paid = payments.compactMap(\.sum).reduce(.zero, +) - refunds.compactMap(\.sum).reduce(.zero, +)
        if !payments.isEmpty { paidSum = paid }
        let is3 = fields["number1C"] != nil
        let isPaid =
            Self.isFact("оплаты", requisites, flags: is3 ? ["Оплачен", "Заказ оплачен"] : [])
            || (!payments.isEmpty && paid >= sum && sum > .zero)
        let isShipped =
            Self.isFact("отгрузки", requisites, flags: is3 ? ["Отгружен", "Отгружено"] : []) || !shipments.isEmpty
        paidOn = Self.date(isPaid ? requisites["Дата оплаты по 1С"] : nil) ?? payments.compactMap(\.date).max()
        shippedOn =
            Self.date(isShipped ? requisites["Дата отгрузки по 1С"] : nil) ?? shipments.compactMap(\.date).max()
        // УТ has no flag for it: the sum of a cancelled order is 0, and its lines keep theirs (A04).
        adjustments = Self.adjustments(fields, lines: lines, sum: sum)
        let isVoid = numberIn1C != nil && sum.isZero && lines.contains { !$0.sum.isZero }
        let isCancelled =
            requisites.flag("Отменен") ?? (isVoid || (statusText?.lowercased().hasPrefix("отмен") ?? false))
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

    /// Whether a payment or shipment is a fact: where it has a number, or a date that is one (1c-loader.md, A03).
    ///
    /// A cancelled order, an order of nothing, and in УНФ every order of a customer without settlement by orders come
    /// with «Оплачен» = true and an empty date «T» all the same. The 3.1 module has flags that mean what they say.
    private static func isFact(_ what: String, _ requisites: Requisites, flags: [String]) -> Bool {
        if requisites["Номер \(what) по 1С"] != nil || date(requisites["Дата \(what) по 1С"]) != nil { return true }
        return flags.lazy.compactMap { requisites.flag($0) }.first ?? false
    }

    /// A date that 1C filled in: not «T», and not its empty one.
    private static func date(_ text: String?) -> String? {
        guard let text, text.first?.isNumber == true, !text.hasPrefix("0001") else { return nil }
        return text
    }

    static func isOrder(_ fields: FieldSet) -> Bool {
        fields["operation"]?.lowercased() == "заказ товара"
    }

    /// What brings the lines to the document's sum, by the names that the document gives.
    ///
    /// A delivery that 1C keeps apart (УНФ, `ORDER_DELIVERY`) is a line and no part of the sum (A10); a cancelled
    /// order has the sum 0 and keeps its lines (A04).
    private static func adjustments(_ fields: FieldSet, lines: [Line], sum: ExactDecimal) -> [Line] {
        let goods = lines.filter { $0.productID != "ORDER_DELIVERY" }.reduce(ExactDecimal.zero) { $0 + $1.sum }
        let all = lines.reduce(ExactDecimal.zero) { $0 + $1.sum }
        guard !lines.isEmpty, !sum.isZero, sum != goods, sum != all else { return [] }
        var rest = (sum - all).rounded(to: 2)
        var found: [Line] = []
        func add(_ name: String, _ part: ExactDecimal?) {
            guard let part = part?.rounded(to: 2), !part.isZero else { return }
            found.append(Line(productID: nil, name: name, quantity: ExactDecimal(1), sum: part))
            rest = rest - part
        }
        for (name, item) in fields.items("expenses") where item.flag("included") != true {
            add(item["name"] ?? name, item.decimal("sum"))
        }
        for (name, item) in fields.items("discounts") where item.flag("included") != true {
            add(item["name"] ?? name, item.decimal("sum").map { -$0 })
        }
        for (name, item) in fields.items("taxes") where item.flag("included") == false {
            add("\(item["name"] ?? name) сверх цен", item.decimal("sum"))
        }
        // What these do not explain is said for what it is; named wrongly, they are not believed.
        if !rest.isZero, !found.isEmpty {
            found = []
            rest = (sum - all).rounded(to: 2)
        }
        if !rest.isZero {
            found.append(
                Line(productID: nil, name: "Разница с суммой документа 1С", quantity: ExactDecimal(1), sum: rest))
        }
        return found
    }

    /// The first counterparty that buys; loaders of 1C take the first of all.
    static func buyer(_ fields: FieldSet) -> FieldSet? {
        let all = fields.items("counterparties").map(\.item)
        return all.first { $0.values("roles").contains { $0.lowercased() == "покупатель" } } ?? all.first
    }

    /// What is read of a line, while its fields come.
    private struct OpenLine {
        var id: String?
        var name: String?
        var article: String?
        var quantity: ExactDecimal?
        var unitPrice: ExactDecimal?
        var price: ExactDecimal?
        var sum: ExactDecimal?
        /// The base unit's name counts most, then the unit's short name, then its name.
        var units: [String?] = [nil, nil, nil]

        mutating func take(_ path: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
            func text() -> String { String(decoding: value, as: UTF8.self) }
            switch String(decoding: path, as: UTF8.self) {
            case "id": id = text()
            case "name": name = text()
            case "article": article = text()
            case "quantity": quantity = ExactDecimal(text())
            case "unitPrice": unitPrice = ExactDecimal(text())
            case "price": price = ExactDecimal(text())
            case "sum": sum = ExactDecimal(text())
            case "baseUnit.name": units[0] = text()
            case "unit.shortName": units[1] = text()
            case "unit.name": units[2] = text()
            default: break
            }
        }

        var line: Line? {
            guard let name = name ?? article ?? id else { return nil }
            let quantity = quantity ?? ExactDecimal(1)
            let sum = sum ?? (unitPrice ?? price)?.multiplied(by: quantity)
            return Line(
                productID: id, name: name, unit: units.lazy.compactMap { $0 }.first, quantity: quantity,
                sum: sum ?? .zero)
        }
    }

    private static func lines(_ fields: FieldSet) -> [Line] {
        var lines: [OpenLine] = []
        fields.forEachField(of: "lines") { item, _, path, value in
            if item == lines.count { lines.append(OpenLine()) }
            lines[item].take(path, value)
        }
        return lines.compactMap(\.line)
    }
}

extension Order.Movement {
    /// A payment, shipment or return; `nil` for another document, and for one that does not count: marked for deletion,
    /// cancelled, not posted, or a payment that is not closed.
    init?(_ fields: FieldSet) {
        guard let kind = Self.kind(fields["operation"]) else { return nil }
        let requisites = Requisites(fields)
        guard fields.flag("deletionMark") != true, requisites.flag("ПометкаУдаления") != true,
            requisites.flag("Отменен") != true, requisites.flag("Проведен") != false,
            requisites.flag("Оплачено") != false, kind != .payment || requisites.flag("Закрыт") != false
        else { return nil }
        self.init(
            kind: kind, date: fields["date"], sum: fields.decimal("sum"),
            flags: requisites.values.compactMapValues(FieldSet.flag))
    }

    /// What kind of thing a document is, by its «ХозОперация».
    private static func kind(_ operation: String?) -> Kind? {
        switch operation?.lowercased() {
        case "выплата наличных денег", "выплата безналичных денег", "эквайринговая операция": .payment
        case "отпуск товара": .shipment
        case "возврат наличных денег", "возврат безналичных денег": .refund
        case "возврат товара": .goodsReturn
        default: nil
        }
    }
}

/// «ЗначенияРеквизитов» by name.
private struct Requisites {
    let values: [String: String]

    init(_ fields: FieldSet) {
        var names: [String] = []
        var found: [String?] = []
        fields.forEachField(of: "requisites") { item, key, path, value in
            if item == names.count {
                names.append(String(decoding: key, as: UTF8.self))
                found.append(nil)
            }
            switch String(decoding: path, as: UTF8.self) {
            case "name": names[item] = String(decoding: value, as: UTF8.self)
            // The first of its values.
            case "values[1]": found[item] = String(decoding: value, as: UTF8.self)
            default: break
            }
        }
        var values: [String: String] = [:]
        for (name, value) in zip(names, found) { values[Order.fold(requisite: name)] = value }
        self.values = values
    }

    subscript(name: String) -> String? { values[Order.fold(requisite: name)] }

    func flag(_ name: String) -> Bool? { self[name].flatMap(FieldSet.flag) }
}
