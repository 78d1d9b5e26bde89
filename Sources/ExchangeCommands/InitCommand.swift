internal import ArgumentParser
internal import CRMFiles
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Завести папку обмена · make an exchange folder",
        discussion: "Пример · example:\n  obmen init /srv/exchange --crm bitrix24")

    @Option(help: "Для каких CRM, через запятую · for which CRMs: \(CRMRegistry.ids.joined(separator: ","))")
    var crm = CRMRegistry.ids.joined(separator: ",")

    @Argument(help: "Папка · the folder")
    var folder: String

    func run() throws {
        let crms = crm.split(separator: ",").map(String.init)
        guard !crms.isEmpty, crms.allSatisfy(CRMRegistry.ids.contains) else {
            throw ValidationError("--crm: \(CRMRegistry.ids.joined(separator: ", "))")
        }
        let exchange = ExchangeFolder(FilePath(folder))
        try exchange.make(configuration: ExchangeConfiguration.template(crms: crms))
        let text = LocalizedText(
            russian:
                "Готово: \(folder)\n  inbound/   сюда 1С пишет выгрузки\n  to-crm/    отсюда берут пакеты для CRM\n"
                + "  obmen.toml настройки\nДальше: obmen run --root \(folder)",
            english: "Done: \(folder)\n  inbound/   1C writes its exports here\n  to-crm/    packs for the CRM\n"
                + "  obmen.toml the configuration\nNext: obmen run --root \(folder)")
        print(text(Terminal.language(nil)))
    }
}
