import ExchangeModel
import Testing

@Suite struct IssueLogTests {
    private func issue(
        _ code: String, _ severity: ExchangeModel.Issue.Severity = .warning, line: Int? = nil
    ) -> ExchangeModel.Issue {
        ExchangeModel.Issue(
            code: code, severity: severity, message: LocalizedText(russian: "а", english: "a"), line: line)
    }

    @Test func `keeps the first issues of a code in full and counts the rest`() {
        var log = IssueLog()
        for line in 1...1_000 { log.add(issue("price", line: line)) }
        #expect(log.issues.map(\.line) == Array(1...IssueLog.keptPerCode))
        #expect(log.totals == ["price": 1_000])
        #expect(log.leftOut.map(\.code) == ["price"])
        #expect(log.leftOut.map(\.count) == [1_000 - IssueLog.keptPerCode])
    }

    @Test func `keeps an issue of another code however many there are of the first`() {
        var log = IssueLog()
        for line in 1...200 { log.add(issue("price", line: line)) }
        log.add(issue("stock"))
        #expect(log.issues.last?.code == "stock")
    }

    @Test func `leaves nothing out while the codes are few`() {
        var log = IssueLog()
        for line in 1...IssueLog.keptPerCode { log.add(issue("price", line: line)) }
        #expect(log.leftOut.isEmpty)
    }

    @Test(
        arguments: [
            ([], nil), ([.note], .note), ([.note, .warning], .warning), ([.warning, .error, .note], .error)
        ] as [([ExchangeModel.Issue.Severity], ExchangeModel.Issue.Severity?)])
    func `knows its worst issue`(_ severities: [ExchangeModel.Issue.Severity], _ worst: ExchangeModel.Issue.Severity?) {
        var log = IssueLog()
        for severity in severities { log.add(issue("a", severity)) }
        #expect(log.worst == worst)
    }
}
