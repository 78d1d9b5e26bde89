internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: words(
            "История записи: какой файл и строка что задали", "The history of a record: which file and line set what"),
        discussion: examples("obmen why document 1041", "obmen why product 6206e2db-7b0c-11ec-8f2c-00155d0a8901 --json")
    )

    @OptionGroup var root: RootOption

    @Flag(help: "JSON")
    var json = false

    @Argument(
        help: help(
            "Что: \(RecordKind.allCases.map(\.rawValue).joined(separator: ", "))",
            "Kind: \(RecordKind.allCases.map(\.rawValue).joined(separator: ", "))"),
        completion: .list(RecordKind.allCases.map(\.rawValue)))
    var kind: String

    @Argument(help: help("Ид; у заказа можно номер", "The «Ид»; of an order its number too"))
    var key: String

    func run() throws {
        let language = root.spoken
        guard let kind = RecordKind(rawValue: kind) else {
            throw ValidationError(words("Неизвестный вид записи: \(kind)", "Unknown kind: \(kind)"))
        }
        guard let (entity, history, origins) = try LedgerView(root.folder).why(kind, key) else {
            throw Refusal(
                message: LocalizedText(
                    russian: "Такой записи нет: \(kind.title.russian) \(key)",
                    english: "There is no \(kind.title.english) \(key)"))
        }
        let output = StandardOutput()
        if json {
            output.line(Self.json(entity, history, origins).text)
        } else {
            for line in Self.text(entity, history, origins, language) { output.say(line) }
        }
        output.flush()
    }

    private static func text(
        _ entity: Entity, _ history: [HistoryStep], _ origins: [FieldOrigin], _ language: Language
    ) -> [String] {
        let name = (entity.fields["name"] ?? entity.fields["number"] ?? entity.fields["title"]).map { " «\($0)»" } ?? ""
        var lines = ["\(entity.kind.title(language)) \(entity.key)\(name)"]
        lines.append("── " + LocalizedText(russian: "История", english: "History")(language))
        let lineWord = LocalizedText(russian: "строка", english: "line")(language)
        let created = LocalizedText(russian: "впервые", english: "first told of")(language)
        for step in history {
            let mark = step.fields == nil ? "+" : "~"
            lines.append(
                "\(mark) \(step.moment)  № \(step.file) \(step.fileName.singleLine), \(lineWord) \(step.line)"
                    + (step.fields == nil ? ": \(created)" : ""))
            lines += (step.fields ?? []).map(ChangeText.line)
        }
        lines.append("── " + LocalizedText(russian: "Сейчас", english: "Now")(language))
        lines += origins.map {
            "  \($0.field.path) = \($0.field.value.singleLine)  ← № \($0.file) \($0.fileName.singleLine):\($0.line)"
        }
        return lines
    }

    private static func json(_ entity: Entity, _ history: [HistoryStep], _ origins: [FieldOrigin]) -> JSONText {
        .object([
            ("kind", .string(entity.kind.rawValue)), ("key", .string(entity.key)),
            (
                "history",
                .array(
                    history.map { step in
                        .object([
                            ("file", .number(step.file)), ("fileName", .string(step.fileName)),
                            ("receivedAt", .string(step.receivedAt)), ("line", .number(step.line)),
                            ("action", .string(step.fields == nil ? "create" : "change")),
                            ("fields", .array((step.fields ?? []).map(\.json)))
                        ])
                    })
            ),
            (
                "fields",
                .array(
                    origins.map { origin in
                        .object([
                            ("path", .string(origin.field.path)), ("value", .string(origin.field.value)),
                            ("file", .number(origin.file)), ("fileName", .string(origin.fileName)),
                            ("line", .number(origin.line))
                        ])
                    })
            )
        ])
    }
}
