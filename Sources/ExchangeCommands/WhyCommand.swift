internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Какой файл и строка последними задали каждое поле · which file and line last set each field",
        discussion: "Примеры · examples:\n  obmen why document 1041\n  obmen why product 6206e2db-…")

    @OptionGroup var root: RootOption

    @Argument(help: "Что · kind: \(RecordKind.allCases.map(\.rawValue).joined(separator: ", "))")
    var kind: String

    @Argument(help: "Ид, у заказа и номер · the Ид; for an order its number too")
    var key: String

    func run() throws {
        guard let kind = RecordKind(rawValue: kind) else { throw ValidationError("kind: \(kind)?") }
        guard let (entity, origins) = try LedgerView(root.folder).why(kind, key) else {
            throw ValidationError("\(kind.rawValue) \(key)?")
        }
        let output = StandardOutput()
        output.line("\(entity.kind.rawValue) \(entity.key)")
        for origin in origins {
            output.line(
                "  \(origin.field.path) = \(origin.field.value.singleLine)  ← № \(origin.file) \(origin.fileName):\(origin.line)"
            )
        }
        output.flush()
    }
}
