/// A language in which the program speaks to people.
public enum Language: String, Sendable, CaseIterable {
    case russian = "ru"
    case english = "en"
}

/// One thing said to a person, in every language the program speaks.
///
/// A sentence in one language only does not compile.
public struct LocalizedText: Hashable, Sendable {
    public let russian: String
    public let english: String

    public init(russian: String, english: String) {
        self.russian = russian
        self.english = english
    }

    public func callAsFunction(_ language: Language) -> String {
        switch language {
        case .russian: russian
        case .english: english
        }
    }
}
