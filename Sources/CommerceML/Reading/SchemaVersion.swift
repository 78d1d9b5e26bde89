/// What is known of a «ВерсияСхемы».
public enum SchemaVersion: Sendable {
    /// Read as it is meant.
    case known
    /// Another step of a version that is known: what it has in common with that is read.
    case unknown
    /// Nothing like it was seen: its elements may mean something else.
    case foreign

    private static let seen: Set = [
        "2.01", "2.02", "2.03", "2.04", "2.05", "2.06", "2.07", "2.08", "2.09", "2.1", "2.10", "3.0", "3.1"
    ]

    public init(_ text: String) {
        if Self.seen.contains(text) {
            self = .known
        } else {
            self = ["2", "3"].contains(text.prefix { $0 != "." }) ? .unknown : .foreign
        }
    }
}
