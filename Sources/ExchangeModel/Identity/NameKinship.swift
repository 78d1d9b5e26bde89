/// Whether two names may be of one person or company.
///
/// A weak question: it is asked only where a telephone, an e-mail or a card says already that they are one.
public enum NameKinship {
    /// «Котов Олег» and «Олег Котов Иванович», «Витязь-28» and «ООО «Витязь-28»»; not «Котов Иван» and «Котова Анна», not
    /// «ООО Вектор» and «ИП Вектор».
    ///
    /// No name at all may be anybody's.
    public static func isClose(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return true }
        let (a, b) = (Parts(one), Parts(other))
        guard !a.words.isEmpty, !b.words.isEmpty else { return true }
        if !a.forms.isEmpty, !b.forms.isEmpty { return a.forms == b.forms && a.words == b.words }
        if !a.forms.isEmpty || !b.forms.isEmpty { return a.words == b.words }
        return a.words.isSubset(of: b.words) || b.words.isSubset(of: a.words)
    }

    private struct Parts {
        var words: Set<String> = []
        var forms: Set<String> = []

        init(_ name: String) {
            for word in OrganizationName.fold(name).split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                let word = String(word)
                if OrganizationName.legalForms.contains(word) { forms.insert(word) } else { words.insert(word) }
            }
        }
    }
}
