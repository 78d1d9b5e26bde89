internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger
internal import SystemPackage

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: words("Восстановить состояние из одного архива", "Rebuild the state from the archive alone"),
        discussion: examples("obmen replay --root /srv/exchange --into /srv/exchange-2"))

    @OptionGroup var root: RootOption

    @Option(help: help("Новая папка", "A fresh folder"))
    var into: String

    @Flag(help: "JSON")
    var json = false

    func run() throws {
        let language = root.spoken
        let report = try Replay(root.folder, into: ExchangeFolder(FilePath(into))).run()
        if json {
            let differences = (report.differences ?? []).map { difference in
                JSONText.object([
                    ("code", .string(difference.code)), ("count", .number(difference.count)),
                    ("example", .string(difference.example))
                ])
            }
            print(
                JSONText.object([
                    ("events", .number(report.events)), ("equal", .flag(report.isEqual)),
                    ("divergedAt", report.divergedAt.map(JSONText.number) ?? .null),
                    ("compared", .flag(report.differences != nil)), ("differences", .array(differences))
                ]).text)
            if !report.isEqual { throw ExitCode(1) }
            return
        }
        func say(_ russian: String, _ english: String) {
            Terminal.say(LocalizedText(russian: russian, english: english)(language))
        }
        say("Повторено событий: \(report.events)", "Events replayed: \(report.events)")
        if let event = report.divergedAt {
            say(
                "✗ Событие \(event) повторилось иначе, чем записано.",
                "✗ Event \(event) came out otherwise than it was written down.")
        }
        for difference in report.differences ?? [] {
            say(
                "✗ \(difference.code): \(difference.count), например \(difference.example)",
                "✗ \(difference.code): \(difference.count), for example \(difference.example)")
        }
        if report.isEqual {
            report.differences == nil
                ? say("✓ Состояние восстановлено; сравнить не с чем.", "✓ Rebuilt; there is nothing to compare with.")
                : say("✓ Состояние совпадает с исходным строка в строку.", "✓ Equal to the original row by row.")
        } else {
            throw ExitCode(1)
        }
    }
}
