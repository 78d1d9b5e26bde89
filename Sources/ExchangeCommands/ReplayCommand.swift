internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger
internal import SystemPackage

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Восстановить состояние из одного архива · rebuild the state from the archive alone",
        discussion: "Пример · example:\n  obmen replay --root /srv/exchange --into /srv/exchange-2")

    @OptionGroup var root: RootOption

    @Option(help: "Новая папка · a fresh folder")
    var into: String

    @Option(help: "Язык · language: ru, en")
    var language: Language?

    func run() throws {
        let language = Terminal.language(language)
        let report = try Replay(root.folder, into: ExchangeFolder(FilePath(into))).run()
        func say(_ russian: String, _ english: String) {
            print(LocalizedText(russian: russian, english: english)(language))
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
