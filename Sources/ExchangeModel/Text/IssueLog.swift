/// Collects issues without growing with the file: the first of each code in full, the rest as a number.
public struct IssueLog: Sendable {
    /// How many issues of one code are kept in full.
    public static let keptPerCode = 100

    public private(set) var issues: [Issue] = []
    /// How many of each code there were, those not kept included.
    public private(set) var totals: [String: Int] = [:]

    public init() {}

    public var worst: Issue.Severity? { issues.map(\.severity).max() }

    public mutating func add(_ issue: Issue) {
        let total = totals[issue.code, default: 0] + 1
        totals[issue.code] = total
        if total <= Self.keptPerCode { issues.append(issue) }
    }

    public mutating func add(contentsOf other: IssueLog) {
        for issue in other.issues { add(issue) }
        // `add` counted those that the other log kept; the rest it had only counted itself.
        for (code, count) in other.leftOut { totals[code, default: 0] += count }
    }

    /// The codes of which some issues were only counted, with the number left out.
    public var leftOut: [(code: String, count: Int)] {
        totals.filter { $0.value > Self.keptPerCode }
            .map { (code: $0.key, count: $0.value - Self.keptPerCode) }
            .sorted { $0.code < $1.code }
    }
}
