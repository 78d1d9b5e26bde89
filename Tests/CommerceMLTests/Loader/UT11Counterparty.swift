/// A «Контрагент» as УТ reads it.
struct UT11Counterparty {
    let name: String?
    let fullName: String
    /// `nil`: no element; empty: an empty element.
    let inn: String?
    let kpp: String
    let kind: Base1C.Kind
    let contacts: [String]
    let addresses: [String: String]

    init(_ node: XMLNode) throws(Refusal) {
        name = try node.text("Наименование")
        inn = try node.one("ИНН").map { $0.string ?? "" }
        kpp = try node.text("КПП") ?? ""
        // C05: by the element, even an empty one.
        let official = try node.one("ОфициальноеНаименование")
        let full = try node.one("ПолноеНаименование")
        kind = official != nil ? .company : inn != nil ? .soleTrader : .person
        fullName = official?.string ?? full?.string ?? ""
        contacts = try Self.contacts(of: node)
        // C09: by its «Представление»; a legal address of a company that has both names is lost.
        var addresses: [String: String] = [:]
        let legal = official != nil && full == nil ? "ЮридическийАдрес" : "АдресРегистрации"
        for name in ["Адрес", legal] { addresses[name] = try node.one(name)?.text("Представление") }
        self.addresses = addresses
        for account in try node.one("РасчетныеСчета")?.list("РасчетныйСчет") ?? [] {
            _ = try account.need("НомерСчета", "C15")
            _ = try account.need("Банк", "C15")
        }
    }

    /// C07, C08.
    private static func contacts(of node: XMLNode) throws(Refusal) -> [String] {
        var kept: [String] = []
        for contact in try node.one("Контакты")?.list("Контакт") ?? [] {
            let type = try contact.need("Тип", "C08").string ?? ""
            let value = try contact.need("Значение", "C08").string ?? ""
            if ["телефонрабочий", "почта"].contains(type.filter { $0 != " " }.lowercased()) { kept.append(value) }
        }
        return kept
    }
}
