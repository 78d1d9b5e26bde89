/// A customer whom only a list has named: 1C gave him no code, so none goes to the CRM.
public enum ListCustomer {
    private static let prefix = "customer/"

    /// `mark` tells him from others: ИНН, telephone, e-mail.
    public static func key(_ mark: String) -> String { prefix + mark }

    public static func isKey(_ key: String) -> Bool { key.hasPrefix(prefix) }
}
