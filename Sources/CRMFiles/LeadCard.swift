public import ExchangeModel

/// A request that came in, as a lead of the CRM.
public struct LeadCard: Sendable {
    public var key: String
    public var title: String
    public var name: PersonName?
    /// The name as the source wrote it.
    public var wholeName: String?
    public var company: String?
    public var phones: [PhoneNumber]
    public var emails: [EmailAddress]
    /// Where it came from: channel, campaign, promo code.
    public var source: String
    public var tags: [String]
    public var sum: ExactDecimal?
    public var currency: String?
    /// The request itself, and what has no column of its own.
    public var comment: String
    public var responsible: String?

    public init(
        key: String, title: String, name: PersonName?, wholeName: String?, company: String?, phones: [PhoneNumber],
        emails: [EmailAddress], source: String, tags: [String], sum: ExactDecimal?, currency: String?,
        comment: String, responsible: String?
    ) {
        self.key = key
        self.title = title
        self.name = name
        self.wholeName = wholeName
        self.company = company
        self.phones = phones
        self.emails = emails
        self.source = source
        self.tags = tags
        self.sum = sum
        self.currency = currency
        self.comment = comment
        self.responsible = responsible
    }
}
