public import ExchangeModel

/// Titles in the order in which they are tried until one is free.
///
/// Importers link by title, the first match wins; so no two things may share one. A title must not change later,
/// and legal details stay in 1C, hence telephone and code rather than ИНН.
public enum Titles {
    /// Importers cut longer ones.
    public static let maximumLength = 250

    /// The good's own name is tried before these.
    public static func alternatives(_ item: CatalogItem) -> [String] {
        var titles: [String] = []
        if let article = item.article, !article.isEmpty { titles.append(with(item.name, "арт. \(article)")) }
        return titles + codes(item.name, item.id)
    }

    public static func alternatives(_ company: Customer) -> [String] {
        var titles: [String] = []
        if let phone = company.phones.first { titles.append(with(company.name, "тел. \(phone.international)")) }
        if let email = company.emails.first { titles.append(with(company.name, email.address)) }
        return titles + codes(company.name, company.key)
    }

    /// A namesake gets his patronymic with the first name, since links know only «Имя Фамилия».
    public static func candidates(
        _ name: PersonName?, whole: String, phone: PhoneNumber?, key: String
    ) -> [ContactName] {
        guard let name else {
            return ([whole] + (phone.map { [with(whole, "тел. \($0.international)")] } ?? []) + codes(whole, key))
                .map { ContactName(first: $0, middle: "", last: "") }
        }
        var names = [ContactName(first: name.first, middle: name.middle, last: name.last)]
        if !name.middle.isEmpty {
            names.append(ContactName(first: "\(name.first) \(name.middle)", middle: "", last: name.last))
        }
        if let phone {
            names.append(
                ContactName(
                    first: name.first, middle: name.middle, last: with(name.last, "тел. \(phone.international)")))
        }
        return names
            + codes(name.last, key).map { ContactName(first: name.first, middle: name.middle, last: $0) }
    }

    /// Ever longer parts of the code, and at last the whole of it, which is unique.
    private static func codes(_ title: String, _ code: String) -> [String] {
        [8, 13, 36, Int.max].map { with(title, "код \(code.prefix($0))") }
    }

    /// The mark is what tells titles apart, so the name gives way where both are too long.
    private static func with(_ title: String, _ mark: String) -> String {
        "\(title.prefix(max(20, maximumLength - mark.count - 3)).trimmed) (\(mark))"
    }
}
