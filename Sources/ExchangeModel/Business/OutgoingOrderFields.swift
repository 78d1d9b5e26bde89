extension OutgoingOrder {
    /// The order as the ledger keeps it.
    public var fields: FieldSet {
        var fields = FieldList()
        fields.add("id", id)
        fields.add("number", number)
        fields.add("date", date)
        fields.add("time", time)
        fields.add("currency", currency)
        fields.add("comment", comment)
        fields.add("cancelled", isCancelled ? "true" : nil)
        fields.add("buyer.id", buyer.id)
        fields.add("buyer.known", buyer.isKnownTo1C ? "true" : nil)
        fields.add("buyer.kind", buyer.kind.rawValue)
        fields.add("buyer.name", buyer.name)
        fields.add("buyer.fullName", buyer.fullName)
        fields.add("buyer.inn", buyer.inn)
        fields.add("buyer.kpp", buyer.kpp)
        fields.add("buyer.phone", buyer.phone)
        fields.add("buyer.email", buyer.email)
        fields.add("buyer.address", buyer.address)
        fields.add("buyer.legalAddress", buyer.legalAddress)
        for (index, line) in lines.enumerated() {
            let path = "lines[\(index + 1)]"
            fields.add("\(path).id", line.productID)
            fields.add("\(path).article", line.article)
            fields.add("\(path).name", line.name)
            fields.add("\(path).unit.code", line.unit.code)
            fields.add("\(path).unit.name", line.unit.name)
            fields.add("\(path).unit.fullName", line.unit.fullName)
            fields.add("\(path).unit.international", line.unit.international)
            fields.add("\(path).quantity", line.quantity.description)
            fields.add("\(path).price", line.price.description)
            fields.add("\(path).sum", line.sum.description)
            fields.add("\(path).vat", line.vatRate)
            fields.add("\(path).service", line.isService ? "true" : nil)
        }
        for (index, requisite) in requisites.enumerated() {
            fields.add("requisites[\(index + 1)].name", requisite.name)
            fields.add("requisites[\(index + 1)].value", requisite.value)
        }
        return FieldSet(fields.fields)
    }

    /// Reads what ``fields`` wrote.
    ///
    /// - Returns: `nil` where it is not whole.
    public init?(_ fields: FieldSet) {
        guard let id = fields["id"], let date = fields["date"], let currency = fields["currency"],
            let buyerID = fields["buyer.id"], let kind = fields["buyer.kind"].flatMap(Customer.Kind.init),
            let name = fields["buyer.name"]
        else { return nil }
        var buyer = Buyer(id: buyerID, isKnownTo1C: fields["buyer.known"] != nil, kind: kind, name: name)
        buyer.fullName = fields["buyer.fullName"]
        buyer.inn = fields["buyer.inn"]
        buyer.kpp = fields["buyer.kpp"]
        buyer.phone = fields["buyer.phone"]
        buyer.email = fields["buyer.email"]
        buyer.address = fields["buyer.address"]
        buyer.legalAddress = fields["buyer.legalAddress"]
        var lines: [Line] = []
        for (_, item) in fields.items("lines") {
            guard let name = item["name"], let quantity = item.decimal("quantity"), let price = item.decimal("price"),
                let sum = item.decimal("sum")
            else { return nil }
            lines.append(
                Line(
                    productID: item["id"], article: item["article"], name: name,
                    unit: Unit(
                        code: item["unit.code"], name: item["unit.name"] ?? "", fullName: item["unit.fullName"],
                        international: item["unit.international"]),
                    quantity: quantity, price: price, sum: sum, vatRate: item["vat"] ?? "",
                    isService: item["service"] != nil))
        }
        self.init(
            id: id, number: fields["number"] ?? "", date: date, time: fields["time"], currency: currency,
            buyer: buyer, lines: lines)
        comment = fields["comment"]
        isCancelled = fields["cancelled"] != nil
        requisites = fields.items("requisites").compactMap { item in
            guard let name = item.item["name"], let value = item.item["value"] else { return nil }
            return Requisite(name: name, value: value)
        }
    }

    /// Fields without those that have no value.
    private struct FieldList {
        private(set) var fields: [Field] = []

        mutating func add(_ path: String, _ value: String?) {
            if let value, !value.isEmpty { fields.append(Field(path: path, value: value)) }
        }
    }
}
