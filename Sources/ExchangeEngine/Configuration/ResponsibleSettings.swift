/// What `[responsible]` of the configuration says: who answers for a new request.
public struct ResponsibleSettings: Sendable, Equatable {
    /// The first rule that fits decides; what a rule does not name fits everything.
    public struct Rule: Sendable, Equatable {
        public var channel: String?
        public var campaign: String?
        public var region: String?
        public var person = ""

        public init() {}
    }

    public var rules: [Rule] = []
    /// Where no rule fits: whoever of these has the fewest so far.
    public var inTurn: [String] = []

    public init() {}
}
