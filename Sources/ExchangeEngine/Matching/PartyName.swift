internal import ExchangeModel

/// What a customer is called, to be held against another name where a telephone or an e-mail says that both are one.
///
/// Shared telephones are common: a family, an office, a shop that writes its own number into every card. A person who
/// orders for a company is no contradiction; two companies are, and so are two people.
struct PartyName {
    private enum Kind {
        case organization
        /// Says so: «ИП Котов Иван».
        case soleTrader
        case person
        /// A company's card under what may be a person's name; it contradicts nothing.
        case unclear
    }

    private let text: String
    private let kind: Kind

    /// A name has fewer characters than this; see ``NameKinship``.
    private static let most = 500

    /// `isCompany`: it is of a company's card or column.
    init(_ name: String, isCompany: Bool, inn: String? = nil) {
        text = String(name.prefix(Self.most))
        kind =
            if OrganizationName.isSoleTrader(text) {
                .soleTrader
            } else if OrganizationName.namesOrganization(text) {
                .organization
            } else if inn?.count == 12 {
                .unclear
            } else if !isCompany {
                .person
            } else if inn?.count == 10 || PersonName(text) == nil {
                .organization
            } else {
                .unclear
            }
    }

    /// Whether the two are plainly names of two customers.
    func contradicts(_ other: PartyName) -> Bool {
        switch (kind, other.kind) {
        case (.organization, .organization): differsAsCompany(from: other)
        case (.person, .person), (.soleTrader, .soleTrader): differsAsPerson(from: other)
        // A shop is called otherwise than the sole trader whose it is; two legal forms are two legal entities.
        case (.organization, .soleTrader): OrganizationName.namesOrganization(text) && differsAsCompany(from: other)
        case (.soleTrader, .organization): other.contradicts(self)
        default: false
        }
    }

    /// No word of one is like a word of the other.
    private func differsAsCompany(from other: PartyName) -> Bool {
        let (one, two) = (words, other.words)
        guard Self.canBeCompared(one, two) else { return false }
        return !one.contains { word in two.contains { Self.isAlike(word, $0) } }
    }

    /// Both are full names, and neither family name nor first name is the other's, in whatever order.
    private func differsAsPerson(from other: PartyName) -> Bool {
        let (one, two) = (words, other.words)
        guard Self.canBeCompared(one, two), let mine = Self.fullName(one), let his = Self.fullName(two) else {
            return false
        }
        return mine.isDisjoint(with: his)
    }

    private static func fullName(_ words: [String]) -> Set<String>? {
        guard let name = PersonName(words.joined(separator: " ")) else { return nil }
        // An initial tells too little.
        return name.last.count > 1 && name.first.count > 1 ? [name.last, name.first] : nil
    }

    /// What tells it from other names; all words where none does.
    private var words: [String] {
        let all = OrganizationName.folded(text).split(separator: " ").map(String.init)
        let telling = all.filter { !Self.common.contains($0) }
        return telling.isEmpty ? all : telling
    }

    /// A name in Latin letters may be the same as one in Cyrillic.
    private static func canBeCompared(_ one: [String], _ two: [String]) -> Bool {
        func isCyrillic(_ words: [String]) -> Bool {
            words.contains { $0.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) } }
        }
        return !one.isEmpty && !two.isEmpty && isCyrillic(one) == isCyrillic(two)
    }

    /// One letter wrong, missing or too many, another ending, or the beginning of a word written as one with the next.
    private static func isAlike(_ one: String, _ two: String) -> Bool {
        if one == two { return true }
        let (short, long) = one.count < two.count ? (Array(one), Array(two)) : (Array(two), Array(one))
        guard short.count >= 4 else { return false }
        let start = zip(short, long).prefix { $0 == $1 }.count
        if start == short.count { return true }
        let end = zip(short.dropFirst(start).reversed(), long.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        return start + end >= long.count - 1
    }

    /// Words of very many names of companies, legal forms in full among them.
    private static let common: Set<String> = [
        "общество", "с", "ограниченной", "ответственностью", "акционерное", "публичное", "непубличное", "открытое",
        "закрытое", "индивидуальный", "предприниматель", "торговый", "дом", "компания", "группа", "фирма",
        "предприятие", "организация", "магазин", "салон", "кафе", "и"
    ]
}
