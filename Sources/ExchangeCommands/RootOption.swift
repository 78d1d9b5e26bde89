internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

/// In which language a command speaks.
struct LanguageOption: ParsableArguments {
    @Option(help: help("Язык: ru, en", "Language: ru, en"))
    var language: Language?

    var spoken: Language { Terminal.language(language) }
}

/// Which exchange folder a command works on.
struct RootOption: ParsableArguments {
    @Option(help: help("Папка обмена", "The exchange folder"), completion: .directory)
    var root = "./watch"

    @Option(help: help("Язык: ru, en; иначе как в obmen.toml", "Language: ru, en; else as in obmen.toml"))
    var language: Language?

    var folder: ExchangeFolder { ExchangeFolder(FilePath(root)) }

    /// The language asked for, else the folder's, else the locale's.
    var spoken: Language { Terminal.language(language ?? (try? folder.loadConfiguration())?.language) }
}
