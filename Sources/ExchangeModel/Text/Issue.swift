/// A defect in data: something in a file is not as it should be.
///
/// Issues are collected beside the records and never thrown. Each kind has one factory, next to the code that
/// raises it, and a stable ``code`` that scripts may depend on.
public struct Issue: Hashable, Sendable {
    public enum Severity: String, Sendable, Comparable {
        /// Worth knowing; nothing is wrong.
        case note
        /// A value was not usable; the record was taken without it.
        case warning
        /// The file, or the record, was not taken.
        case error

        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    public let code: String
    public let severity: Severity
    /// What is wrong and what was done about it, in one sentence.
    public let message: LocalizedText
    /// What a person should do now.
    public let advice: LocalizedText?
    /// Counted from 1; `nil` where the issue is about the whole file.
    public let line: Int?
    public let column: Int?
    /// The «Ид» or other key of the record concerned.
    public let subject: String?

    public init(
        code: String, severity: Severity, message: LocalizedText, advice: LocalizedText? = nil,
        line: Int? = nil, column: Int? = nil, subject: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.advice = advice
        self.line = line
        self.column = column
        self.subject = subject
    }
}
