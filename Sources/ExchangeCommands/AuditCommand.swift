internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Сверить архив, журнал и цепочку событий · archive against ledger against chain",
        discussion: "Пример · example:\n  obmen audit --root /srv/exchange")

    @OptionGroup var root: RootOption

    @Flag(help: "Строка JSON на находку · a line of JSON per finding")
    var json = false

    @Flag(help: "Без повторения истории · without playing the history again")
    var quick = false

    @Option(help: "Язык · language: ru, en")
    var language: Language?

    func run() throws {
        let language = Terminal.language(language)
        var auditor = Auditor(root.folder)
        let findings = try auditor.audit(replays: !quick)
        for finding in findings {
            print(
                json
                    ? JSONText.object([("code", .string(finding.code)), ("subject", .string(finding.subject))]).text
                    : "✗ \(finding.code): \(finding.subject)")
        }
        if findings.isEmpty, !json {
            print(
                LocalizedText(
                    russian: "✓ Архив, журнал и цепочка событий сходятся.",
                    english: "✓ Archive, ledger and chain of events agree.")(language))
        }
        if !findings.isEmpty { throw ExitCode(1) }
    }
}
