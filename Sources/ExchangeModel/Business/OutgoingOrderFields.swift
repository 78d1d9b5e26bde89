extension OutgoingOrder {
    /// Whom the source named as the buyer; by this he is known again, whatever he is called in 1C.
    public struct Party: Hashable, Sendable {
        /// Key of the CRM's record, or of the customer of a list.
        public var key: String?
        /// As the source spells it.
        public var name: String?
        /// The last ten digits of each.
        public var phones: [String]
        /// In lower case.
        public var emails: [String]

        public init(key: String?, name: String?, phones: [String], emails: [String]) {
            self.key = key
            self.name = name
            self.phones = phones
            self.emails = emails
        }

        /// Reads what ``OutgoingOrder/body(party:)`` wrote.
        public init(_ fields: FieldSet) {
            self.init(
                key: fields["party"], name: fields["partyName"], phones: fields.values("partyPhones"),
                emails: fields.values("partyEmails"))
        }
    }

    /// The order as the ledger keeps it: the text form of a ``FieldSet``.
    public func body(party: Party) -> [UInt8] {
        var fields = FieldSetWriter()
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
            fields.prefix = Array("lines[\(index + 1)].".utf8)
            fields.add("id", line.productID)
            fields.add("article", line.article)
            fields.add("name", line.name)
            fields.add("unit.code", line.unit.code)
            fields.add("unit.name", line.unit.name)
            fields.add("unit.fullName", line.unit.fullName)
            fields.add("unit.international", line.unit.international)
            fields.add("quantity", line.quantity.description)
            fields.add("price", line.price.description)
            fields.add("sum", line.sum.description)
            fields.add("vat", line.vatRate)
            fields.add("service", line.isService ? "true" : nil)
        }
        for (index, requisite) in requisites.enumerated() {
            fields.prefix = Array("requisites[\(index + 1)].".utf8)
            fields.add("name", requisite.name)
            fields.add("value", requisite.value)
        }
        fields.prefix = []
        fields.add("party", party.key)
        fields.add("partyName", party.name)
        for (index, phone) in party.phones.enumerated() {
            fields.prefix = Array("partyPhones[\(index + 1)]".utf8)
            fields.add("", phone)
        }
        for (index, email) in party.emails.enumerated() {
            fields.prefix = Array("partyEmails[\(index + 1)]".utf8)
            fields.add("", email)
        }
        return fields.body
    }

    /// Reads what ``body(party:)`` wrote.
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
}
