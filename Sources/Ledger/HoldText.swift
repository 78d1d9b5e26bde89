internal import ExchangeModel

/// An issue as the ledger keeps it: texts between separators that no text holds.
enum HoldText {
    static func encode(_ issue: Issue) -> String {
        [
            issue.code, issue.severity.rawValue, issue.message.russian, issue.message.english,
            issue.advice?.russian ?? "", issue.advice?.english ?? ""
        ].joined(separator: "\u{1F}")
    }

    static func decode(_ text: String) -> Issue? {
        let parts = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let severity = Issue.Severity(rawValue: parts[1]) else { return nil }
        return Issue(
            code: parts[0], severity: severity, message: LocalizedText(russian: parts[2], english: parts[3]),
            advice: parts[4].isEmpty ? nil : LocalizedText(russian: parts[4], english: parts[5]))
    }
}
