internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: words("Применить названные файлы; они остаются на месте", "Apply files, which stay where they are"),
        discussion: examples("obmen apply --root /srv/exchange import0_1.xml offers0_1.xml"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Строка JSON на файл, пакет и помеху", "A line of JSON per file, pack and problem"))
    var json = false

    @Argument(help: help("Файлы", "Files"))
    var files: [String]

    func run() throws {
        let exchange = try Exchange(root.folder)
        let line = ProgressLine()
        exchange.progress = line.progress
        let report = try exchange.apply(files.map { FilePath($0) })
        line.end()
        RoundText.say(report, exchange.folder, root.spoken, asJSON: json)
        if !report.isClean { throw ExitCode(1) }
    }
}
