/// Who buys, as a CRM sees it.
public struct Customer: Hashable, Sendable {
    public enum Kind: String, Sendable {
        /// «Юридическое лицо»
        case company
        /// «Индивидуальный предприниматель»; a company in a CRM, a person in 1C.
        case soleTrader
        /// «Физическое лицо»
        case person
    }

    /// What stays in 1C unless it is switched on.
    public struct LegalDetails: Hashable, Sendable {
        public var inn: String?
        public var kpp: String?
        public var ogrn: String?
        public var okpo: String?
        public var legalAddress: String?

        public init() {}

        public var isEmpty: Bool { self == LegalDetails() }
    }

    /// «Ид» as 1C gave it, or what stands for it.
    public var key: String
    public var kind: Kind
    /// «Наименование»: what people call it.
    public var name: String
    /// «ОфициальноеНаименование» or «ПолноеНаименование».
    public var fullName: String?
    public var person: PersonName?
    public var phones: [PhoneNumber] = []
    public var emails: [EmailAddress] = []
    public var sites: [String] = []
    /// Where it is; not the legal address.
    public var address: String?
    public var comment: String?
    public var legal = LegalDetails()
    public var representatives: [Representative] = []
    /// «Роль» in documents and lists: «Покупатель», «Поставщик».
    public var roles: [String] = []
    public var isDeleted = false
    /// Who in the CRM answers for him, where somebody was named.
    public var responsible: String?
    /// Contact values that no importer would take, as they were.
    public var unreadableContacts: [String] = []

    public init(key: String, kind: Kind, name: String) {
        self.key = key
        self.kind = kind
        self.name = name
    }

    /// A supplier and nothing else: not a customer.
    public var isOnlySupplier: Bool {
        !roles.isEmpty && roles.allSatisfy { ["поставщик", "продавец", "комитент"].contains($0.lowercased()) }
    }
}

/// A person who speaks for a company: «Представитель».
public struct Representative: Hashable, Sendable {
    public var key: String
    public var name: String
    public var position: String?
    public var phones: [PhoneNumber]
    public var emails: [EmailAddress]
    /// Contact values that no importer would take, as they were.
    public var unreadableContacts: [String]

    public init(
        key: String, name: String, position: String?, phones: [PhoneNumber] = [], emails: [EmailAddress] = [],
        unreadableContacts: [String] = []
    ) {
        self.unreadableContacts = unreadableContacts
        self.key = key
        self.name = name
        self.position = position
        self.phones = phones
        self.emails = emails
    }
}
