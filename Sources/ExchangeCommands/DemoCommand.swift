internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Glibc
internal import Ledger
internal import SystemPackage

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: words("Весь обмен на образцах в новой папке", "The whole exchange on samples, in a fresh folder"),
        discussion: examples(
            "obmen demo", "obmen demo /tmp/obmen-demo", "obmen demo --scenario salon",
            "obmen demo --scenario wholesale",
            "obmen demo --scenario telecom"))

    @Option(help: help("Один из трёх примеров бизнеса: salon, wholesale, telecom", "One of three businesses"))
    var scenario: DemoScenario?

    @Option(help: help("Папка с образцами", "The samples"))
    var samples = FolderCopy.exists("./samples/ut11") ? "./samples" : "/usr/share/obmen/samples"

    @OptionGroup var options: LanguageOption

    @Argument(help: help("Новая папка; по умолчанию во временной", "A fresh folder; default: a temporary one"))
    var folder: String?

    func run() throws {
        let language = options.spoken
        let path = try folder ?? Self.temporaryFolder()
        let exchange = ExchangeFolder(FilePath(path))
        guard !exchange.exists else { throw ValidationError("\(path): " + Self.notFresh(language)) }
        if let scenario { return try scenario.play(samples: FilePath(samples), in: exchange, language) }
        let sets = ["ut11", "services", "unf", "bitrix31", "legacy", "zip", "refused"]
        try DemoStage(samples: FilePath(samples), folder: exchange).play(first: sets, then: ["ut11-later"], language)
    }

    private static func notFresh(_ language: Language) -> String {
        LocalizedText(
            russian: "здесь уже есть папка обмена", english: "there is an exchange folder already")(language)
    }

    private static func temporaryFolder() throws -> String {
        var template = Array("/tmp/obmen-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ExitCode(3) }
        return FilePath(platformString: template).string
    }
}

/// Plays the exchange: a session of 1C, the same files once more, a later session.
private struct DemoStage {
    let samples: FilePath
    let folder: ExchangeFolder

    func play(first: [String], then later: [String], _ language: Language) throws {
        let configuration = ExchangeConfiguration.template(crms: ["bitrix24", "amocrm"])
            .replacing("in_turn = []", with: "in_turn = [\"Анна Смирнова\", \"Борис Котов\"]")
        try folder.make(configuration: configuration)
        say("Папка обмена: \(folder.root.string)", "The exchange folder: \(folder.root.string)", language)
        let exchange = try Exchange(folder)

        title(
            "1. 1С записала выгрузки в inbound/ (УТ 11, УНФ, модуль 3.1, windows-1251, ZIP) и негодные файлы",
            "1. 1C wrote its exports into inbound/ (УТ 11, УНФ, module 3.1, windows-1251, ZIP), and bad files came",
            language)
        for set in first { try drop(set, as: set) }
        RoundText.say(try exchange.round(), folder, language)

        title(
            "2. Те же файлы под другими именами: ничего не меняется",
            "2. The same files under other names: nothing changes", language)
        for set in first where set != "refused" { try drop(set, as: "копия-\(set)") }
        let again = try exchange.round()
        let count = again.files.filter { $0.state == .duplicate }.count
        say(
            "Файлов: \(again.files.count), из них уже применены: \(count); пакетов: \(again.packs.count)",
            "Files: \(again.files.count), applied already: \(count); packs: \(again.packs.count)", language)

        title("3. Следующий сеанс 1С: только изменения", "3. 1C's next session: changes only", language)
        for set in later { try drop(set, as: set) }
        RoundText.say(try exchange.round(), folder, language)

        title(
            "4. Выгрузки CRM, заявки, записи и заказы сайта легли в outbound/: заказы уходят в 1С, заявки — в CRM",
            "4. Exports of the CRMs, requests, bookings and orders of a site: orders go to 1C, requests to the CRM",
            language)
        try drop("crm", as: "crm", into: folder.outbound)
        RoundText.say(try exchange.round(), folder, language)
        try showOrders(language)

        title(
            "5. 1С прочла to-1c/orders.xml и вернула заказы, первый оплачен (1С здесь играет сама программа)",
            "5. 1C read to-1c/orders.xml and sent the orders back, the first one paid (here the program plays 1C)",
            language)
        let later = ExchangeClock { ExchangeClock.system.now() + 5 }
        let answer = try DemoOneC().answer(to: folder.letterbox, formedAt: later.local)
        try FolderCopy.write(folder.inbound.appending("orders-answer_1.xml"), answer)
        RoundText.say(try exchange.round(), folder, language)
        try showOrders(language)

        title(
            "6. Всё из outbound/ ещё раз: ничего не удваивается", "6. All of outbound/ again: nothing is doubled",
            language)
        try drop("crm", as: "снова", into: folder.outbound)
        let repeated = try exchange.round()
        let known = repeated.files.filter { $0.state == .duplicate }.count
        say(
            "Файлов: \(repeated.files.count), из них уже применены: \(known); пакетов: \(repeated.packs.count)",
            "Files: \(repeated.files.count), applied already: \(known); packs: \(repeated.packs.count)", language)

        title("Что получилось", "What came out", language)
        try show(folder.toCRM)
        say(
            "\nОткройте КАК-ЗАГРУЗИТЬ.html в папке пакета и страницы «почему» в \(folder.quarantine.string).",
            "\nOpen КАК-ЗАГРУЗИТЬ.html in a pack's folder, and the pages “почему” in \(folder.quarantine.string).",
            language)
        say(
            "Всё вместе: \(folder.reports.appending("index.html").string).",
            "All of it: \(folder.reports.appending("index.html").string).", language)
        say(
            "Заказы для 1С: \(folder.letterbox.string) и \(folder.reports.appending("orders.html").string).",
            "Orders for 1C: \(folder.letterbox.string) and \(folder.reports.appending("orders.html").string).", language
        )
        say(
            "Журнал: obmen ledger list --root \(folder.root.string)",
            "The ledger: obmen ledger list --root \(folder.root.string)", language)
    }

    private func drop(_ set: String, as name: String, into inbox: FilePath? = nil) throws {
        let source = samples.appending(set)
        guard FolderCopy.exists(source) else {
            throw DemoScenario.noSamples(source)
        }
        try FolderCopy.copy(source, to: (inbox ?? folder.inbound).appending(name))
    }

    private func showOrders(_ language: Language) throws {
        try LedgerView(folder).orders(configuration: folder.loadConfiguration()) { item in
            Terminal.say("    " + OrdersCommand.text(item, language).replacing("\n", with: "\n    "))
        }
    }

    /// Every file of the packs, with the first rows of each table.
    private func show(_ folder: FilePath) throws {
        for file in try FolderCopy.files(in: folder) {
            Terminal.say(file.string)
            guard file.extension == "csv" else { continue }
            let text = String(decoding: try FolderCopy.contents(file), as: UTF8.self)
            for line in text.split(separator: "\n").prefix(3) { Terminal.say("    \(line.prefix(150))") }
        }
    }

    private func title(_ russian: String, _ english: String, _ language: Language) {
        Terminal.say("\n── " + LocalizedText(russian: russian, english: english)(language))
    }

    private func say(_ russian: String, _ english: String, _ language: Language) {
        Terminal.say(LocalizedText(russian: russian, english: english)(language))
    }
}
