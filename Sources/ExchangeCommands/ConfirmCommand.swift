internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel

struct ConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: words("Применить файл, который ждёт решения", "Apply a file that waits for you"),
        discussion: examples("obmen confirm --root /srv/exchange 42", "obmen confirm 42 --reject"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Не применять, отложить в quarantine", "Do not apply it, put it into quarantine"))
    var reject = false

    @Flag(help: help("Строка JSON на файл, пакет и помеху", "A line of JSON per file, pack and problem"))
    var json = false

    @Argument(help: help("Номер из «ledger list»", "The number from “ledger list”"))
    var id: Int

    func run() throws {
        let nothing = LocalizedText(
            russian: "Файл № \(id) решения не ждёт: obmen ledger list", english: "File \(id) does not wait")
        guard
            let (exchange, report) = try Asking.perform(
                .confirm(id, applies: !reject), in: root, otherwise: nothing)
        else { return }
        RoundText.say(report, exchange.folder, root.spoken, asJSON: json)
    }
}

struct RequeueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requeue",
        abstract: words("Ещё раз попробовать файл из quarantine", "Try a file of the quarantine once more"),
        discussion: examples("obmen requeue --root /srv/exchange 42"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Строка JSON на файл, пакет и помеху", "A line of JSON per file, pack and problem"))
    var json = false

    @Argument(help: help("Номер из «ledger list»", "The number from “ledger list”"))
    var id: Int

    func run() throws {
        let nothing = LocalizedText(
            russian: "Файла № \(id) в quarantine нет: obmen ledger list",
            english: "File \(id) does not lie in quarantine")
        guard let (exchange, report) = try Asking.perform(.requeue(id), in: root, otherwise: nothing)
        else { return }
        RoundText.say(report, exchange.folder, root.spoken, asJSON: json)
        if !report.isClean { throw ExitCode(1) }
    }
}
