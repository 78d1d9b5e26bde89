internal import ArgumentParser
internal import ExchangeEngine
internal import SystemPackage

/// Which exchange folder a command works on.
struct RootOption: ParsableArguments {
    @Option(help: "Папка обмена · the exchange folder")
    var root = "./watch"

    var folder: ExchangeFolder { ExchangeFolder(FilePath(root)) }
}
