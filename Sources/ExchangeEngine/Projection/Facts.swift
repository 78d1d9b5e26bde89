internal import CRMFiles
internal import ExchangeModel

/// What of an order a person in the CRM would have to know when it changes; kept as it was last sent.
enum DealFacts {
    /// `buyer` is the title of the customer in the CRM; `isBooking`: it is a service that was booked.
    ///
    /// `documents` says that the closing documents are back.
    static func of(_ order: Order, buyer: String?, isBooking: Bool = false, documents: Bool = false) -> FieldSet {
        var fields = [Field(path: "stage", value: stage(order.stage, isBooking: isBooking).russian)]
        fields.append(Field(path: "sum", value: order.sum.rounded(to: 2).description))
        if let paid = order.paidSum { fields.append(Field(path: "paid", value: paid.rounded(to: 2).description)) }
        if let day = order.paidOn { fields.append(Field(path: "paidOn", value: date(day))) }
        if let day = order.shippedOn { fields.append(Field(path: "shippedOn", value: date(day))) }
        if let number = order.numberIn1C { fields.append(Field(path: "number1C", value: number)) }
        if let status = order.statusText { fields.append(Field(path: "status", value: status)) }
        let returned = order.movements.filter { $0.kind == .goodsReturn }.compactMap(\.sum).reduce(.zero, +)
        if !returned.isZero { fields.append(Field(path: "returned", value: returned.rounded(to: 2).description)) }
        if documents { fields.append(Field(path: "documents", value: "подписаны")) }
        if order.isDeleted { fields.append(Field(path: "deleted", value: "да")) }
        let basket = order.lines.map { "\($0.name.singleLine) × \($0.quantity.normalized) = \($0.sum.rounded(to: 2))" }
        fields.append(Field(path: "basket", value: basket.joined(separator: "; ")))
        for (path, value) in [
            ("buyer", buyer), ("currency", CurrencyCode.of(order.currency).nonEmpty),
            ("paymentDue", order.paymentDue.map(date)), ("comment", order.comment?.singleLine)
        ] {
            if let value { fields.append(Field(path: path, value: value)) }
        }
        return FieldSet(fields)
    }

    /// What 1C was sent, as far as it can come back otherwise; the rest is as it came back, `now`.
    static func of(_ order: OutgoingOrder, now: FieldSet) -> FieldSet {
        let basket = order.lines.map { "\($0.name.singleLine) × \($0.quantity.normalized) = \($0.sum.rounded(to: 2))" }
        return FieldSet(
            [
                Field(path: "stage", value: stage(order.isCancelled ? .cancelled : .new).russian),
                Field(path: "sum", value: order.sum.rounded(to: 2).description),
                Field(path: "basket", value: basket.joined(separator: "; "))
            ] + now.fields.filter { ["buyer", "currency", "paymentDue", "comment"].contains($0.path) })
    }

    /// Whether a state was further than the one that comes now; cancelled is the furthest.
    static func goesBack(from before: FieldSet, to now: FieldSet) -> Bool {
        func rank(_ facts: FieldSet) -> Int? {
            Order.Stage.allCases.firstIndex { known in
                [false, true].contains { stage(known, isBooking: $0).russian == facts["stage"] }
            }
        }
        guard let old = rank(before), let new = rank(now) else { return false }
        return new < old
    }

    static func title(_ path: String) -> LocalizedText {
        switch path {
        case "stage": LocalizedText(russian: "Состояние", english: "State")
        case "sum": LocalizedText(russian: "Сумма", english: "Sum")
        case "paid": LocalizedText(russian: "Оплачено", english: "Paid")
        case "paidOn": LocalizedText(russian: "Дата оплаты", english: "Paid on")
        case "shippedOn": LocalizedText(russian: "Дата отгрузки", english: "Shipped on")
        case "number1C": LocalizedText(russian: "Номер в 1С", english: "Number in 1C")
        case "status": LocalizedText(russian: "Статус в 1С", english: "Status in 1C")
        case "returned": LocalizedText(russian: "Возвращено", english: "Returned")
        case "documents": LocalizedText(russian: "Закрывающие документы", english: "Closing documents")
        case "deleted": LocalizedText(russian: "Помечен на удаление", english: "Marked for deletion")
        case "buyer": LocalizedText(russian: "Покупатель", english: "Buyer")
        case "currency": LocalizedText(russian: "Валюта", english: "Currency")
        case "paymentDue": LocalizedText(russian: "Срок платежа", english: "Payment due")
        case "comment": LocalizedText(russian: "Комментарий", english: "Comment")
        default: LocalizedText(russian: "Состав", english: "Contents")
        }
    }

    static func stage(_ stage: Order.Stage, isBooking: Bool = false) -> LocalizedText {
        switch stage {
        case .shipped where isBooking: LocalizedText(russian: "услуга оказана", english: "service provided")
        case .completed where isBooking:
            LocalizedText(russian: "услуга оказана и оплачена", english: "service provided and paid")
        case .new: LocalizedText(russian: "новый", english: "new")
        case .partlyPaid: LocalizedText(russian: "оплачен частично", english: "partly paid")
        case .paid: LocalizedText(russian: "оплачен", english: "paid")
        case .shipped: LocalizedText(russian: "отгружен", english: "shipped")
        case .completed: LocalizedText(russian: "оплачен и отгружен", english: "paid and shipped")
        case .cancelled: LocalizedText(russian: "отменён", english: "cancelled")
        }
    }

    /// `23.11.2026` of `2026-11-23…`; the text itself where it is no date.
    static func date(_ text: String) -> String {
        let parts = text.prefix(10).split(separator: "-")
        return parts.count == 3 ? "\(parts[2]).\(parts[1]).\(parts[0])" : text
    }

    /// What about an order has no column of its own.
    static func remarks(_ order: Order, lines: [DealLine]) -> [String] {
        var remarks = ["Заказ № \(order.number) от \(date(order.date))" + (order.time.map { " \($0)" } ?? "")]
        if let number = order.numberIn1C { remarks.append("в 1С № \(number.trimmed)") }
        if order.stage != .new { remarks.append(stage(order.stage).russian) }
        if let paid = order.paidSum { remarks.append("оплачено \(paid.rounded(to: 2))") }
        if let day = order.paidOn { remarks.append("дата оплаты \(date(day))") }
        if let day = order.shippedOn { remarks.append("дата отгрузки \(date(day))") }
        if let status = order.statusText { remarks.append("статус: \(status)") }
        let sum = lines.reduce(0) { $0 + $1.price * $1.quantity }
        if !lines.isEmpty, order.sum.kopecks != sum {
            remarks.append("сумма документа в 1С \(order.sum)")
        }
        for line in order.lines where line.sum.isNegative || line.quantity.isNegative {
            remarks.append("\(line.name.singleLine): \(line.sum.rounded(to: 2))")
        }
        if let comment = order.comment { remarks.append(comment) }
        return remarks
    }
}

/// The same for a customer.
enum CustomerFacts {
    static func of(_ customer: Customer) -> FieldSet {
        var fields = [Field(path: "name", value: customer.name.singleLine)]
        func add(_ path: String, _ value: String?) {
            if let value, !value.isEmpty { fields.append(Field(path: path, value: value)) }
        }
        add("phones", customer.phones.map(\.international).joined(separator: ", "))
        add("emails", customer.emails.map(\.address).joined(separator: ", "))
        add("site", customer.sites.joined(separator: ", "))
        add("address", customer.address)
        add("comment", customer.comment)
        if customer.isDeleted { add("deleted", "да") }
        return FieldSet(fields)
    }

    static func title(_ path: String) -> LocalizedText {
        switch path {
        case "name": LocalizedText(russian: "Название", english: "Name")
        case "phones": LocalizedText(russian: "Телефоны", english: "Phones")
        case "emails": LocalizedText(russian: "E-mail", english: "E-mail")
        case "site": LocalizedText(russian: "Сайт", english: "Site")
        case "address": LocalizedText(russian: "Адрес", english: "Address")
        case "deleted": LocalizedText(russian: "Помечен на удаление", english: "Marked for deletion")
        default: LocalizedText(russian: "Комментарий", english: "Comment")
        }
    }
}
