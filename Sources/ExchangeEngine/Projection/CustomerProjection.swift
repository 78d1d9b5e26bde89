internal import ExchangeModel

/// What stands for a counterparty where it has no «Ид».
enum CounterpartyKey {
    static func key(id: String?, inn: String?, kpp: String?, name: String?) -> String? {
        if let id { return id }
        if let inn { return "inn:\(inn)" + (kpp.map { "/\($0)" } ?? "") }
        return name.map { "name:\(OrganizationName.fold($0))" }
    }

    static func key(_ fields: FieldSet) -> String? {
        key(
            id: fields["id"], inn: fields["inn"], kpp: fields["kpp"],
            name: fields["name"] ?? fields["officialName"] ?? fields["fullName"])
    }
}

extension Customer {
    /// A «Контрагент» as a customer.
    ///
    /// What kind it is, configurations write differently: УТ gives a sole trader «ПолноеНаименование» and ИНН, УНФ
    /// «ОфициальноеНаименование» and an ИНН of 12 digits; only a legal entity has both official name and no such ИНН.
    init?(_ fields: FieldSet, key: String) {
        guard let name = fields["name"] ?? fields["officialName"] ?? fields["fullName"] else { return nil }
        let inn = fields["inn"]
        let fullName = fields["officialName"] ?? fields["fullName"]
        let kind: Kind =
            if inn?.count == 12 || OrganizationName.isSoleTrader(fullName ?? name)
                || (OrganizationName.isSoleTrader(name) && fields["officialName"] == nil)
            {
                .soleTrader
            } else if fields["officialName"] != nil || inn != nil || fields["kpp"] != nil
                || fields["ogrn"]?.count == 13 || OrganizationName.namesOrganization(name)
                || OrganizationName.namesOrganization(fullName ?? "")
            {
                .company
            } else {
                .person
            }
        self.init(key: key, kind: kind, name: name)
        self.fullName = fullName
        if kind == .person { person = Self.personName(fields, name) }
        takeContacts(fields)
        address = ["actualAddress", "address", "deliveryAddress"].lazy.compactMap { Self.address(fields, $0) }.first
        comment = fields["comment"]
        legal.inn = inn
        legal.kpp = fields["kpp"]
        legal.ogrn = fields["ogrn"] ?? fields["ogrnip"]
        legal.okpo = fields["okpo"] ?? fields["okpoCode"]
        legal.legalAddress = Self.address(fields, "legalAddress") ?? Self.address(fields, "registrationAddress")
        roles = fields.values("roles")
        isDeleted = fields.flag("deletionMark") == true
        representatives = fields.items("representatives").compactMap { item in
            Self.representative(item.item, of: key)
        }
    }

    private static func personName(_ fields: FieldSet, _ name: String) -> PersonName? {
        if let last = fields["lastName"], let first = fields["firstName"] {
            return PersonName(last: last, first: first, middle: fields["middleName"] ?? "")
        }
        // УНФ appends the name once more in brackets.
        let full = (fields["fullName"] ?? name).split(separator: "[").first.map(String.init) ?? name
        return PersonName(full.trimmed) ?? PersonName(name)
    }

    private mutating func takeContacts(_ fields: FieldSet) {
        var values = fields.items("contacts").compactMap { item -> (type: String, value: String)? in
            guard let value = item.item["value"] ?? item.item["presentation"] else { return nil }
            // The type is the item's key, with a number where there are several of it.
            return (OrganizationName.fold(item.item["kind"] ?? item.key), value)
        }
        if let phone = fields["phone"] { values.append(("телефон", phone)) }
        if let email = fields["email"] { values.append(("почта", email)) }
        var (phones, emails, sites) = (DistinctList(phones), DistinctList(emails), DistinctList(sites))
        for (type, value) in values { take(type, value, &phones, &emails, &sites) }
        (self.phones, self.emails, self.sites) = (phones.elements, emails.elements, sites.elements)
    }

    private mutating func take(
        _ type: String, _ value: String, _ phones: inout DistinctList<PhoneNumber>,
        _ emails: inout DistinctList<EmailAddress>, _ sites: inout DistinctList<String>
    ) {
        let type = Array(type.utf8)
        if type.holds(Self.mailWords) {
            for part in value.split(whereSeparator: { ",; \n".contains($0) }) {
                if let email = EmailAddress(String(part)) {
                    emails.add(email)
                } else {
                    unreadableContacts.append(String(part))
                }
            }
        } else if type.holds(Self.siteWords) {
            sites.add(value)
        } else if type.holds(Self.phoneWords) {
            let (numbers, unreadable) = PhoneNumber.all(in: value)
            phones.add(contentsOf: numbers)
            unreadableContacts += unreadable
        } else {
            unreadableContacts.append(value)
        }
    }

    private static let mailWords = ["почта", "mail"].map { Array($0.utf8) }
    private static let siteWords = ["сайт", "web"].map { Array($0.utf8) }
    private static let phoneWords = ["телефон", "phone", "факс"].map { Array($0.utf8) }

    private static func address(_ fields: FieldSet, _ path: String) -> String? {
        if let text = fields["\(path).presentation"] ?? fields["\(path).text"] { return text.singleLine }
        let parts = fields.items("\(path).fields").compactMap { $0.item["value"] }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func representative(_ fields: FieldSet, of customer: String) -> Representative? {
        func value(_ path: String) -> String? { fields["counterparty.\(path)"] ?? fields[path] }
        guard let name = value("name") ?? value("fullName"), name.contains(where: \.isLetter) else { return nil }
        // His contacts are read as those of a customer are.
        var person = Customer(key: customer, kind: .person, name: name)
        person.takeContacts(fields)
        let nested = fields.fields.compactMap { field -> Field? in
            guard field.path.hasPrefix("counterparty.") else { return nil }
            return Field(path: String(field.path.dropFirst("counterparty.".count)), value: field.value)
        }
        person.takeContacts(FieldSet(nested))
        return Representative(
            key: value("id") ?? "\(customer)/\(OrganizationName.fold(name))", name: name,
            position: value("position") ?? value("relation"), phones: person.phones, emails: person.emails,
            unreadableContacts: person.unreadableContacts + person.sites)
    }
}
