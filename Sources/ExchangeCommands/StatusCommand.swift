internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: words("Жив ли обмен, что ждёт", "Whether the exchange is alive, and what waits"),
        discussion: examples("obmen status --root /srv/exchange --json"))

    @OptionGroup var root: RootOption

    @Flag(help: "JSON")
    var json = false

    func run() throws {
        let health = try Health(root.folder)
        let output = StandardOutput()
        if json {
            output.line(health.json.text)
        } else {
            for line in health.lines(root.spoken) { output.say(line) }
        }
        output.flush()
        if !health.isWell { throw ExitCode(1) }
    }
}

struct ServiceUnitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service-unit",
        abstract: words("Показать готовую службу systemd", "Print a systemd unit"),
        discussion: examples("obmen service-unit --root /srv/exchange > /etc/systemd/system/obmen.service"))

    @OptionGroup var root: RootOption

    @Option(help: help("Пользователь службы", "The user of the service"))
    var user = "obmen"

    @Option(help: help("Где лежит программа", "Where the program is"))
    var program = "/usr/bin/obmen"

    func run() {
        print(ServiceUnit.text(root: root.folder.absoluteRoot, user: user, program: program))
    }
}
