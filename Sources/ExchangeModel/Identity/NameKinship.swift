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
        return Words(one).isClose(to: Words(other))
    }

    /// A name taken apart, to be compared with many.
    public struct Words: Hashable, Sendable {
        /// Hashes of the words, each once, in ascending order: first those that are no legal form.
        private let hashes: [Int]
        private let formsStart: Int

        /// A name has fewer characters than this; what is no name shall not take the time of thousands.
        private static let most = 500

        public init(_ name: String) {
            var words: Set<Int> = [], forms: Set<Int> = []
            let folded = OrganizationName.fold(String(name.prefix(Self.most)))
            for word in folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                let word = String(word)
                if OrganizationName.legalForms.contains(word) {
                    forms.insert(StableHash.of(word))
                } else {
                    words.insert(StableHash.of(word))
                }
            }
            hashes = words.sorted() + forms.sorted()
            formsStart = words.count
        }

        private var words: ArraySlice<Int> { hashes[..<formsStart] }
        private var forms: ArraySlice<Int> { hashes[formsStart...] }

        /// Whether two names may be of one; see ``NameKinship/isClose(_:_:)``.
        public func isClose(to other: Words) -> Bool {
            guard !words.isEmpty, !other.words.isEmpty else { return true }
            if !forms.isEmpty, !other.forms.isEmpty, forms != other.forms { return false }
            if !forms.isEmpty || !other.forms.isEmpty { return words == other.words }
            return words.allSatisfy(other.words.contains) || other.words.allSatisfy(words.contains)
        }
    }
}
