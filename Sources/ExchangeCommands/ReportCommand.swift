public import ArgumentParser
internal import ExchangeEngine
public import ExchangeModel
internal import Reports
internal import SystemPackage

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Записать страницы показателей сейчас · write the pages of figures now",
        discussion: """
            Клиенты, сделки, кампании, визиты, правила и сверка: reports/*.html и *.csv. Служба (obmen run) пишет их сама;
            пока она работает, для другого дня нужна своя папка, --into.
            The service writes them itself; while it runs, another day needs a folder of its own, --into.
            Примеры · examples:
              obmen report --root /srv/exchange
              obmen report --root /srv/exchange --today 2026-11-25 --into /tmp/reports
            """)

    @OptionGroup var root: RootOption

    @Option(help: "На какой день считать: ГГГГ-ММ-ДД · as of which day")
    var today: CalendarDay?

    @Option(help: "Папка для страниц вместо reports/ · a folder for the pages instead of reports/")
    var into: String?

    @Option(help: "Язык · language: ru, en")
    var language: Language?

    func run() throws {
        let language = Terminal.language(language)
        guard let day = today ?? CalendarDay(ExchangeClock.system.day) else { throw ExitCode(3) }
        let target = into.map { FilePath($0) }
        let pages = try LedgerView(root.folder).writeReports(root.folder, today: day, into: target)
        for page in pages { Self.say(page, language) }
        print((target ?? root.folder.reports).string)
    }

    /// The title of a page and what it says first.
    static func say(_ page: ReportPage, _ language: Language) {
        print("\(page.title(language)): \(page.file).html")
        for highlight in page.highlights {
            print("  \(highlight.tone == .bad ? "!" : "·") \(highlight.text(language))")
        }
    }
}

extension CalendarDay: ExpressibleByArgument {
    public init?(argument: String) {
        guard argument.utf8.count == 10 else { return nil }
        self.init(argument)
    }
}
