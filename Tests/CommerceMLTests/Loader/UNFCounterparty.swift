/// A «Контрагент» as УНФ reads it.
struct UNFCounterparty {
    let id: String
    let name: String?
    let fullName: String
    let inn: String
    let kpp: String
    let kind: Base1C.Kind
    let contacts: [String]
    let addresses: [String: String]

    init(_ node: XMLNode) throws(Refusal) {
        id = try node.text("Ид") ?? ""
        name = try node.text("Наименование")
        inn = try node.text("ИНН") ?? ""
        kpp = try node.text("КПП") ?? ""
        // C05; a company with an ИНН of 12 digits is a sole trader.
        let official = try node.one("ОфициальноеНаименование")
        kind = official == nil ? .person : inn.utf8.count == 12 ? .soleTrader : .company
        let person = try node.text("ПолноеНаименование")
        fullName = official?.string ?? person ?? ""
        contacts = try Self.contacts(of: node)
        var addresses: [String: String] = [:]
        for name in ["Адрес", official == nil ? "АдресРегистрации" : "ЮридическийАдрес"] {
            addresses[name] = try node.one(name)?.text("Представление")
        }
        self.addresses = addresses
        for account in try node.one("РасчетныеСчета")?.list("РасчетныйСчет") ?? [] {
            _ = try account.need("НомерСчета", "C15")
            _ = try account.need("Банк", "C15")
        }
    }

    /// C08, C12.
    private static func contacts(of node: XMLNode) throws(Refusal) -> [String] {
        for child in node.children where child.name.lowercased() == "email" { throw Refusal(rule: "C12") }
        var kept: [String] = []
        for contact in try node.one("Контакты")?.list("Контакт") ?? [] {
            _ = try contact.need("Тип", "C08")
            if let value = try contact.need("Значение", "C08").string { kept.append(value) }
        }
        return kept
    }
}
