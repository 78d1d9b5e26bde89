internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel

struct ConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Применить файл, который ждёт решения · apply a file that waits for you",
        discussion: "Пример · example:\n  obmen confirm --root /srv/exchange 42\n  obmen confirm 42 --reject")

    @OptionGroup var root: RootOption

    @Flag(help: "Не применять, отложить в quarantine · do not apply it, put it into quarantine")
    var reject = false

    @Argument(help: "Номер из «ledger list» · the number from “ledger list”")
    var id: Int

    func run() throws {
        let nothing = LocalizedText(
            russian: "Файл № \(id) решения не ждёт: obmen ledger list", english: "File \(id) does not wait")
        guard
            let (exchange, report) = try Asking.perform(
                .confirm(id, applies: !reject), in: root.folder, otherwise: nothing)
        else { return }
        RoundText.print(report, exchange.folder, Terminal.language(exchange.language))
    }
}

struct RequeueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requeue",
        abstract: "Ещё раз попробовать файл из quarantine · try a file of the quarantine once more",
        discussion: "Пример · example:\n  obmen requeue --root /srv/exchange 42")

    @OptionGroup var root: RootOption

    @Argument(help: "Номер из «ledger list» · the number from “ledger list”")
    var id: Int

    func run() throws {
        let nothing = LocalizedText(
            russian: "Файла № \(id) в quarantine нет: obmen ledger list",
            english: "File \(id) does not lie in quarantine")
        guard let (exchange, report) = try Asking.perform(.requeue(id), in: root.folder, otherwise: nothing)
        else { return }
        RoundText.print(report, exchange.folder, Terminal.language(exchange.language))
        if !report.isClean { throw ExitCode(1) }
    }
}
