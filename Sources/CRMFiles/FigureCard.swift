public import ExchangeModel

/// Figures of a customer whom the CRM has, for his user fields.
public struct FigureCard: Sendable {
    /// What the CRM finds him by.
    public enum Holder: Sendable {
        case company(title: String)
        case contact(PersonName?, title: String)
    }

    public let holder: Holder
    public let phones: [PhoneNumber]
    public let emails: [EmailAddress]
    public let responsible: String?
    /// One for each caption of ``CRMSettings/figureHeadings``.
    public let values: [String]

    public init(
        holder: Holder, phones: [PhoneNumber], emails: [EmailAddress], responsible: String?, values: [String]
    ) {
        self.holder = holder
        self.phones = phones
        self.emails = emails
        self.responsible = responsible
        self.values = values
    }
}
