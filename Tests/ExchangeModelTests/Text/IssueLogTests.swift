import ExchangeModel
import Testing

struct IssueLogTests {
    private func issue(_ code: String, _ severity: ExchangeModel.Issue.Severity = .warning) -> ExchangeModel.Issue {
        ExchangeModel.Issue(code: code, severity: severity, message: LocalizedText(russian: "да", english: "yes"))
    }

    private func log(_ code: String, times: Int) -> IssueLog {
        var log = IssueLog()
        for _ in 0..<times { log.add(issue(code)) }
        return log
    }

    @Test func `keeps a hundred issues of a code and counts the rest`() {
        var log = log("often", times: 250)
        log.add(issue("once", .error))
        #expect(log.issues.count == 101)
        #expect(log.totals == ["often": 250, "once": 1])
        #expect(log.leftOut.map(\.code) == ["often"])
        #expect(log.leftOut.map(\.count) == [150])
        #expect(log.worst == .error)
    }
}
