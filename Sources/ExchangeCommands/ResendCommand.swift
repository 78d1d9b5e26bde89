internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct ResendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: words("Снова положить заказ в файл для 1С", "Put an order into the file for 1C once more"),
        discussion: examples("obmen resend --root /srv/exchange 100017"))

    @OptionGroup var root: RootOption

    @Argument(help: help("Номер заказа для 1С (obmen orders)", "The order's number for 1C"))
    var number: Int

    func run() throws {
        let nothing = LocalizedText(
            russian: "Заказа \(number) нет: obmen orders", english: "There is no order \(number)")
        guard let (exchange, _) = try Asking.perform(.resend(number), in: root, otherwise: nothing)
        else { return }
        let text = LocalizedText(
            russian: "Заказ \(number) снова в \(exchange.folder.letterbox.string)",
            english: "Order \(number) is in \(exchange.folder.letterbox.string) again")
        Terminal.say(text(root.spoken))
    }
}
