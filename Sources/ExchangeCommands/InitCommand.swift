internal import ArgumentParser
internal import CRMFiles
internal import CommerceML
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: words("Завести папку обмена", "Make an exchange folder"),
        discussion: examples("obmen init /srv/exchange --crm bitrix24"))

    @Option(
        help: help(
            "Для каких CRM, через запятую: \(CRMRegistry.ids.joined(separator: ","))",
            "For which CRMs: \(CRMRegistry.ids.joined(separator: ","))"))
    var crm = CRMRegistry.ids.joined(separator: ",")

    @Option(
        help: help(
            "Какая 1С читает заказы: \(InitCommand.profiles)", "Which 1C reads the orders: \(InitCommand.profiles)"),
        completion: .list(OrdersProfile.all.map(\.id)))
    var profile = "ut11"

    private static let profiles = OrdersProfile.all.map(\.id).joined(separator: ", ")

    @OptionGroup var options: LanguageOption

    @Argument(help: help("Папка", "The folder"), completion: .directory)
    var folder: String

    func run() throws {
        let crms = crm.split(separator: ",").map(String.init)
        guard !crms.isEmpty, crms.allSatisfy(CRMRegistry.ids.contains) else {
            throw ValidationError("--crm: \(CRMRegistry.ids.joined(separator: ", "))")
        }
        guard folder.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError(words("Назовите папку", "Name the folder"))
        }
        guard OrdersProfile.profile(profile) != nil else { throw ValidationError("--profile: \(Self.profiles)") }
        let exchange = ExchangeFolder(FilePath(folder))
        let isNew = !exchange.exists
        try exchange.make(
            configuration: ExchangeConfiguration.template(
                crms: crms, profile: profile, language: options.language ?? .russian))
        // Made before, its shares are marked again: whoever says so knows that these are the folders.
        try exchange.markShares()
        let text = LocalizedText(
            russian:
                "Готово: \(folder)\n  inbound/   сюда 1С пишет выгрузки\n  outbound/  сюда кладут выгрузки CRM и списки заявок\n"
                + "  to-crm/    отсюда берут пакеты для CRM\n  to-1c/     отсюда 1С читает заказы (orders.xml)\n"
                + "  obmen.toml настройки\nДальше: obmen run --root \(folder)",
            english:
                "Done: \(folder)\n  inbound/   1C writes its exports here\n  outbound/  exports of the CRM and lists go here\n"
                + "  to-crm/    packs for the CRM\n  to-1c/     1C reads its orders here (orders.xml)\n"
                + "  obmen.toml the configuration\nNext: obmen run --root \(folder)")
        guard isNew else {
            return Terminal.say(
                LocalizedText(
                    russian:
                        "Папка обмена здесь уже есть: \(folder). Настройки не изменены, их правят в obmen.toml; метки "
                        + "сетевых папок поставлены заново.",
                    english:
                        "There is an exchange folder already: \(folder). Its configuration was left as it is, change it in "
                        + "obmen.toml; the shares were marked again.")(options.spoken))
        }
        Terminal.say(text(options.spoken))
    }
}
