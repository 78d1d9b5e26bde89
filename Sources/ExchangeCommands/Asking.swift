internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel

/// Does something with the exchange of a folder, or has the service that holds it do it.
enum Asking {
    /// - Returns: what was done; `nil` where the service did it or will.
    /// - Throws: a `ValidationError` with `nothing` where there is nothing of that number.
    static func perform(
        _ request: ServiceRequest, in root: RootOption, otherwise nothing: LocalizedText
    ) throws -> (exchange: Exchange, report: RoundReport)? {
        do {
            let exchange = try Exchange(root.folder)
            guard let report = try exchange.perform(request) else {
                throw Refusal(message: nothing)
            }
            return (exchange, report)
        } catch ExchangeFault.locked {
            guard try LedgerView(root.folder).isPossible(request) else { throw Refusal(message: nothing) }
            let isDone = try request.leave(in: root.folder)
            let text =
                isDone
                ? LocalizedText(
                    russian: "Служба обмена сделала это; что вышло: obmen status, obmen ledger list.",
                    english: "The service did it; what came of it: obmen status, obmen ledger list.")
                : LocalizedText(
                    russian: "Передано службе обмена; она сделает это, как только освободится.",
                    english: "Handed to the service; it does it as soon as it can.")
            Terminal.say(text(root.spoken))
            return nil
        }
    }
}
