internal import CommerceML
internal import ExchangeModel

/// An order of a web shop in CommerceML («Документ» «Заказ товара», written by a site) as a record like those of tables.
enum SiteOrder {
    /// - Returns: `nil` for a document that is no order of goods, or has no number.
    static func record(_ fields: FieldSet, line: Int) -> TableRecord? {
        guard Order.isOrder(fields), let number = fields["number"] ?? fields["id"] else { return nil }
        let order = Order(fields, key: number, linked: [])
        var list: [Field] = [Field(path: "id", value: number), Field(path: "title", value: "Заказ № \(number)")]
        func add(_ path: String, _ value: String?) {
            if let value = value?.trimmed, !value.isEmpty { list.append(Field(path: path, value: value)) }
        }
        if let date = fields["date"] {
            let time = fields["time"].flatMap { $0.count == 8 ? $0 : nil }
            add(
                time == nil ? "beginDate" : "createdAt",
                time.map { "\(date.prefix(10))T\($0)" } ?? String(date.prefix(10)))
        }
        add("currency", fields["currency"])
        add("sum", fields["sum"])
        add("comment", fields["comment"])
        add("channel", "site")
        if order?.stage == .cancelled { add("cancelled", "true") }
        if let customer = buyer(fields) { addCustomer(customer, add) }
        for (index, item) in fields.items("lines").enumerated() {
            let path = "lines[\(index + 1)]"
            let line = item.item
            if line["id"] == "ORDER_DELIVERY" {
                add("\(path).code1C", "ORDER_DELIVERY")
            } else {
                add("\(path).code1C", line["id"])
            }
            add("\(path).name", line["name"])
            add("\(path).article", line["article"])
            add("\(path).unit", line["baseUnit.name"])
            add("\(path).price", line["unitPrice"] ?? line["price"])
            add("\(path).quantity", line["quantity"])
            add("\(path).sum", line["sum"])
        }
        return TableRecord(kind: .deal, crm: nil, key: "site/order/\(number)", line: line, fields: FieldSet(list))
    }

    private static func buyer(_ fields: FieldSet) -> Customer? {
        let all = fields.items("counterparties").map(\.item)
        let buyer = all.first { $0.values("roles").contains { $0.lowercased() == "покупатель" } } ?? all.first
        return buyer.flatMap { Customer($0, key: $0["id"] ?? "") }
    }

    private static func addCustomer(_ customer: Customer, _ add: (String, String?) -> Void) {
        add(customer.kind == .person ? "contact" : "company", customer.fullName ?? customer.name)
        for (index, phone) in customer.phones.enumerated() { add("phones[\(index + 1)]", phone.international) }
        for (index, email) in customer.emails.enumerated() { add("emails[\(index + 1)]", email.address) }
        add("inn", customer.legal.inn)
        add("kpp", customer.legal.kpp)
        add("address", customer.address ?? customer.legal.legalAddress)
    }
}
