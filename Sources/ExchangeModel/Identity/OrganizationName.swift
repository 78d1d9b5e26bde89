/// A name of a company as it is compared, never as it is shown.
public enum OrganizationName {
    /// Legal forms that say nothing about which company it is.
    private static let legalForms: Set<String> = [
        "ооо", "оао", "зао", "пао", "нао", "ао", "аозт", "ип", "чп", "тоо", "нии", "нпп", "нпо", "кб", "гуп", "муп",
        "фгуп", "нко", "тд",
    ]

    /// Lower case, ё as е, without quotes, punctuation and legal form.
    ///
    /// - Returns: what is left; the name without quotes where that would be nothing.
    public static func folded(_ name: String) -> String {
        let words = fold(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let kept = words.filter { !legalForms.contains($0) }
        return (kept.isEmpty ? words : kept).joined(separator: " ")
    }

    /// As MySQL compares: letters' case, ё and е, and spaces at the end make no difference.
    public static func fold(_ name: String) -> String {
        name.lowercased().replacing("ё", with: "е").singleLine
    }

    /// Whether a name says that it is of a sole trader.
    public static func isSoleTrader(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasPrefix("ип ") || lower.hasSuffix(" ип") || lower.contains("индивидуальный предприниматель")
    }
}
