internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: words(
            "Годятся ли папка, сетевые папки, настройки и часы для обмена",
            "Whether folder, shares, configuration and clock are fit for an exchange"),
        discussion: examples("obmen doctor --root /srv/exchange", "obmen doctor --root /srv/exchange --json"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Строка JSON на находку", "A line of JSON per finding"))
    var json = false

    func run() throws {
        let language = root.spoken
        let checkup = try Checkup(root.folder)
        for finding in checkup.findings {
            json ? print(Self.json(finding, language).text) : Terminal.say(Self.text(finding, language))
        }
        if !json {
            for check in checkup.passed { Terminal.say("✓ \(check(language))") }
        }
        if !checkup.isFit { throw ExitCode(1) }
    }

    private static func text(_ finding: Issue, _ language: Language) -> String {
        let remedy = finding.advice.map { "\n    → \($0(language))" } ?? ""
        return "\(finding.severity.mark) \(finding.message(language))\(remedy)"
    }

    private static func json(_ finding: Issue, _ language: Language) -> JSONText {
        .object([
            ("code", .string(finding.code)), ("severity", .string(finding.severity.rawValue)),
            ("message", .string(finding.message(language))),
            ("remedy", finding.advice.map { .string($0(language)) } ?? .null),
            ("subject", finding.subject.map(JSONText.string) ?? .null)
        ])
    }
}
