/// The ISO code of a currency, however 1C, a CRM or a person names it.
public enum CurrencyCode {
    /// - Returns: the text itself where it names no currency that is known; empty for nothing.
    public static func of(_ text: String?) -> String { CellText.currency(text) }

    /// Whether a text names a currency: by its code, or as 1C and people call it.
    public static func isKnown(_ text: String) -> Bool { CurrencyName.iso(CellText.currency(text)) != nil }
}
