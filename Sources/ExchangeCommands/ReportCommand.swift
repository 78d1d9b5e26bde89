public import ArgumentParser
internal import ExchangeEngine
public import ExchangeModel
internal import Reports
internal import SystemPackage

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: words("Записать страницы показателей сейчас", "Write the pages of figures now"),
        discussion: words(
            "Служба (obmen run) пишет их сама; пока она работает, для другого дня нужна своя папка, --into.",
            "The service (obmen run) writes them itself; while it runs, another day needs a folder of its own, --into.")
            + "\n\n"
            + examples(
                "obmen report --root /srv/exchange",
                "obmen report --root /srv/exchange --today 2026-11-25 --into /tmp/reports"))

    @OptionGroup var root: RootOption

    @Option(help: help("На какой день считать: ГГГГ-ММ-ДД", "As of which day"))
    var today: CalendarDay?

    @Flag(help: help("Строка JSON на страницу", "A line of JSON per page"))
    var json = false

    @Option(
        help: help("Папка для страниц вместо reports/", "A folder for the pages instead of reports/"),
        completion: .directory)
    var into: String?

    func run() throws {
        let language = root.spoken
        guard let day = today ?? CalendarDay(ExchangeClock.system.day) else { throw ExitCode(3) }
        let target = into.map { FilePath($0) }
        let pages = try LedgerView(root.folder).writeReports(root.folder, today: day, into: target)
        let home = target ?? root.folder.reports
        for page in pages { json ? print(Self.json(page, home, language).text) : Self.say(page, language) }
        if !json { Terminal.say(home.string) }
    }

    private static func json(_ page: ReportPage, _ home: FilePath, _ language: Language) -> JSONText {
        .object([
            ("page", .string(home.appending(page.file + ".html").string)), ("title", .string(page.title(language))),
            ("day", .string(page.day.text)),
            ("highlights", .array(page.highlights.map { .string($0.text(language)) })),
            ("tables", .array(page.tables.compactMap { $0.file.map { .string(home.appending($0 + ".csv").string) } }))
        ])
    }

    /// The title of a page and what it says first.
    static func say(_ page: ReportPage, _ language: Language) {
        Terminal.say("\(page.title(language)): \(page.file).html")
        for highlight in page.highlights {
            Terminal.say("  \(highlight.tone == .bad ? "!" : "·") \(highlight.text(language))")
        }
    }
}

extension CalendarDay: ExpressibleByArgument {
    public init?(argument: String) {
        guard argument.utf8.count == 10 else { return nil }
        self.init(argument)
    }
}
