internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: words("Сверить архив, журнал и цепочку событий", "Archive against ledger against chain"),
        discussion: examples("obmen audit --root /srv/exchange"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Строка JSON на находку", "A line of JSON per finding"))
    var json = false

    @Flag(help: help("Без повторения истории", "Without playing the history again"))
    var quick = false

    func run() throws {
        let language = root.spoken
        var auditor = Auditor(root.folder)
        let findings = try auditor.audit(replays: !quick)
        for finding in findings {
            json
                ? print(JSONText.object([("code", .string(finding.code)), ("subject", .string(finding.subject))]).text)
                : Terminal.say("✗ \(finding.code): \(finding.subject)")
        }
        if findings.isEmpty, !json {
            Terminal.say(
                LocalizedText(
                    russian: "✓ Архив, журнал и цепочка событий сходятся.",
                    english: "✓ Archive, ledger and chain of events agree.")(language))
        }
        if !findings.isEmpty { throw ExitCode(1) }
    }
}
