/// A person's name in its parts.
public struct PersonName: Hashable, Sendable {
    public let last: String
    public let first: String
    public let middle: String

    public init(last: String, first: String, middle: String) {
        self.last = last
        self.first = first
        self.middle = middle
    }

    /// Splits «Фамилия Имя Отчество», also in the order «Имя Отчество Фамилия» where the patronymic's ending
    /// shows it.
    ///
    /// - Returns: `nil` where the text has one word or more than four, digits or quotes: it is then no name that
    ///   could be split without a guess.
    public init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard (2...4).contains(words.count), !OrganizationName.namesOrganization(text),
            words.allSatisfy({ $0.allSatisfy { $0.isLetter || "-.'’".contains($0) } })
        else { return nil }
        if words.count == 2 {
            self.init(last: words[0], first: words[1], middle: "")
        } else if words.count == 3, Self.isPatronymic(words[1]), !Self.isPatronymic(words[2]) {
            self.init(last: words[2], first: words[0], middle: words[1])
        } else {
            self.init(last: words[0], first: words[1], middle: words[2...].joined(separator: " "))
        }
    }

    private static func isPatronymic(_ word: String) -> Bool {
        let lower = word.lowercased()
        return ["вич", "вна", "ична", "оглы", "кызы"].contains(where: lower.hasSuffix)
    }
}
