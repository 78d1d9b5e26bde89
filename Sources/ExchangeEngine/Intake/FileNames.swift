internal import CommerceML
internal import ExchangeModel
internal import Ledger

extension FileRow {
    /// The number with zeros in front, as `0000042`.
    var number: String {
        let digits = String(id)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    var plainName: String { name.plainFileName }

    var quarantineName: String { "\(number)-\(plainName)" }

    /// What came, for the chain of events.
    var identity: [(key: String, value: JSONText)] {
        [
            ("name", .string(name)), ("side", .string(side.rawValue)), ("size", .number(size)),
            ("sha256", .string(sha256))
        ]
    }

    /// What became of it.
    var outcome: [(key: String, value: JSONText)] {
        func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }
        func number(_ value: Int?) -> JSONText { value.map(JSONText.number) ?? .null }
        return [
            ("state", .string(state.rawValue)), ("sha256", .string(sha256)), ("duplicateOf", number(duplicateOf)),
            ("format", text(format)), ("schemaVersion", text(schemaVersion)), ("encoding", text(encoding)),
            ("formedAt", text(formedAt)), ("kinds", .array(kinds.map(JSONText.string))),
            ("changesOnly", changesOnly.map(JSONText.flag) ?? .null), ("counts", text(counts)),
            ("unread", number(unread)), ("created", .number(created)), ("changed", .number(changed)),
            ("unchanged", .number(unchanged)), ("rejected", .number(rejected)), ("issue", text(issueCode)),
            ("issueLine", number(issueLine)), ("issueColumn", number(issueColumn))
        ]
    }

    /// Takes over what an event says became of the file.
    mutating func restore(_ detail: JSONObject, at moment: String) {
        state = detail.text("state").flatMap(State.init) ?? state
        format = detail.text("format")
        schemaVersion = detail.text("schemaVersion")
        encoding = detail.text("encoding")
        formedAt = detail.text("formedAt")
        kinds = detail.texts("kinds")
        changesOnly = detail.flag("changesOnly")
        counts = detail.text("counts")
        unread = detail.number("unread")
        rejected = detail.number("rejected") ?? 0
        issueCode = detail.text("issue")
        issueLine = detail.number("issueLine")
        issueColumn = detail.number("issueColumn")
        finishedAt = moment
    }

    /// Takes over the fate of a file with the same content.
    mutating func repeats(_ earlier: FileRow) {
        hold = nil
        state = earlier.state == .applied ? .duplicate : .refused
        duplicateOf = earlier.id
        keptPath = earlier.keptPath
        format = earlier.format
        kinds = earlier.kinds
        formedAt = earlier.formedAt
        issueCode = earlier.state == .refused ? earlier.issueCode : nil
        issueLine = earlier.state == .refused ? earlier.issueLine : nil
    }

    mutating func take(_ summary: OutboundSummary) {
        format = summary.format.rawValue
        encoding = summary.encoding
        kinds = summary.kinds
        rejected = summary.rejected
        unread = summary.unknownHeadings.count
        counts = JSONText.object([("rows", .number(summary.rows)), ("records", .number(summary.records))]).text
    }

    mutating func take(_ summary: ReadingSummary, _ format: FileFormat) {
        self.format = format.rawValue
        schemaVersion = summary.schemaVersion
        encoding = summary.encoding
        formedAt = summary.formedAt
        kinds = summary.kinds
        changesOnly = summary.changesOnly
        unread = summary.unread.elements
        counts =
            JSONText.object(
                Counter.allCases.compactMap { counter in
                    summary.counts[counter].flatMap { $0 > 0 ? (String(describing: counter), .number($0)) : nil }
                }
            ).text
    }
}
