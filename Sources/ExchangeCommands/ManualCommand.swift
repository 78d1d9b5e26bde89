internal import ArgumentParser
internal import ExchangeModel

/// Prints the manual page, made of the help of every command; the package installs it in both languages.
///
/// The manual plugin of swift-argument-parser 1.8 leaves out every letter that is not ASCII.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: words("Напечатать страницу man", "Print the manual page"),
        discussion: examples("obmen manual --language en > obmen.1"), shouldDisplay: false)

    @OptionGroup var options: LanguageOption

    func run() {
        print(Self.page())
    }

    private static func page() -> String {
        var page = """
            .TH OBMEN 1
            .SH \(words("ИМЯ", "NAME"))
            obmen \\- \(escaped(words("обмен файлами между 1С и CRM", "file exchange between 1C and a CRM")))
            .SH \(words("СИНТАКСИС", "SYNOPSIS"))
            .B obmen
            .I \(words("команда", "command"))
            [--root \(words("ПАПКА", "FOLDER"))] ...
            .SH \(words("КОМАНДЫ", "COMMANDS"))

            """
        for command in ObmenCommand.configuration.subcommands where command.configuration.shouldDisplay {
            let name = command.configuration.commandName ?? ""
            let inner = command.configuration.subcommands
            for part in inner.isEmpty ? [command] : inner {
                let title = inner.isEmpty ? name : "\(name) \(part.configuration.commandName ?? "")"
                page += ".SS \(escaped(title))\n.nf\n\(escaped(part.helpMessage(columns: 78)))\n.fi\n"
            }
        }
        let codes = [
            ("0", words("сделано", "done")),
            (
                "1",
                words(
                    "что-то не принято или ждёт человека, остальное сделано",
                    "something was refused or waits for a person, the rest is done")
            ),
            ("2", words("неверный вызов или настройки", "wrong use or configuration")),
            ("3", words("обмен не мог работать", "the exchange could not run"))
        ]
        page += ".SH \(words("КОД ВОЗВРАТА", "EXIT STATUS"))\n"
        for (code, text) in codes { page += ".TP\n.B \(code)\n\(escaped(text))\n" }
        page += ".SH \(words("ФАЙЛЫ", "FILES"))\n"
        let files = [
            ("obmen.toml", words("настройки, в папке обмена", "the configuration, in the exchange folder")),
            (
                "reports/index.html",
                words("с чего начать: что ждёт человека", "where to begin: what waits for a person")
            ),
            (
                "/usr/share/doc/obmen/",
                words("как настроить 1С и Samba, все ключи настроек", "how to set up 1C and Samba, all keys")
            )
        ]
        for (file, text) in files { page += ".TP\n.I \(escaped(file))\n\(escaped(text))\n" }
        return page
    }

    /// Nothing of it is taken for an instruction of roff.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : $0[...] }.joined(separator: "\n")
    }
}
