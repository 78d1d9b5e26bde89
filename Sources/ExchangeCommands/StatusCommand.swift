internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Жив ли обмен, что ждёт · whether the exchange is alive, and what waits",
        discussion: "Пример · example:\n  obmen status --root /srv/exchange --json")

    @OptionGroup var root: RootOption

    @Flag(help: "JSON")
    var json = false

    @Option(help: "Язык · language: ru, en")
    var language: Language?

    func run() throws {
        let health = try Health(root.folder)
        let output = StandardOutput()
        if json {
            output.line(health.json.text)
        } else {
            for line in health.lines(Terminal.language(language)) { output.line(line) }
        }
        output.flush()
        if !health.isWell { throw ExitCode(1) }
    }
}

struct ServiceUnitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service-unit",
        abstract: "Показать готовую службу systemd · print a systemd unit",
        discussion: """
            Пример · example:
              obmen service-unit --root /srv/exchange > /etc/systemd/system/obmen.service
            """)

    @OptionGroup var root: RootOption

    @Option(help: "Пользователь службы · the user of the service")
    var user = "obmen"

    @Option(help: "Где лежит программа · where the program is")
    var program = "/usr/bin/obmen"

    func run() {
        print(ServiceUnit.text(root: root.folder.root.string, user: user, program: program))
    }
}
