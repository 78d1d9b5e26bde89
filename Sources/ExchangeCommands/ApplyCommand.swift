internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Применить названные файлы; они остаются на месте · apply files, which stay where they are",
        discussion: "Пример · example:\n  obmen apply --root /srv/exchange import0_1.xml offers0_1.xml")

    @OptionGroup var root: RootOption

    @Argument(help: "Файлы · files")
    var files: [String]

    func run() throws {
        let exchange = try Exchange(root.folder)
        let report = try exchange.apply(files.map { FilePath($0) })
        RoundText.print(report, exchange.folder, Terminal.language(exchange.language))
        if !report.isClean { throw ExitCode(1) }
    }
}
