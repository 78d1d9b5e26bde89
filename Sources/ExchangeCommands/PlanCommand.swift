internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Что изменят файлы, поле за полем; ничего не пишет · what files would change; writes nothing",
        discussion: "Пример · example:\n  obmen plan --root /srv/exchange offers0_1.xml")

    @OptionGroup var root: RootOption

    @Flag(help: "Строка JSON на запись · a line of JSON per record")
    var json = false

    @Option(help: "Язык · language: ru, en")
    var language: Language?

    @Argument(help: "Файлы · files")
    var files: [String]

    func run() throws {
        let language = Terminal.language(language)
        let output = StandardOutput()
        var isClean = true
        try Planner(root.folder).plan(files.map { FilePath($0) }) { change in
            output.line(json ? Self.json(change).text : Self.text(change, language))
        } file: { file in
            output.line(json ? Self.json(file).text : Self.text(file, language))
            if file.refusal != nil { isClean = false }
        }
        output.flush()
        if !isClean { throw ExitCode(1) }
    }

    private static func text(_ change: PlannedChange, _ language: Language) -> String {
        let name = change.name.map { " «\($0)»" } ?? ""
        let head = "\(change.action == .create ? "+" : "~") \(change.kind.rawValue) \(change.key)\(name)"
        return
            ([head]
            + change.fields.map { field in
                switch (field.old, field.new) {
                case (nil, let new): "    + \(field.path): \(new ?? "")"
                case (let old, nil): "    - \(field.path): \(old ?? "")"
                case (let old, let new): "    ~ \(field.path): \(old ?? "") → \(new ?? "")"
                }
            }).joined(separator: "\n")
    }

    private static func text(_ file: PlannedFile, _ language: Language) -> String {
        if let refusal = file.refusal { return "✗ \(file.file): \(refusal.message(language))" }
        if file.isDuplicate {
            return "= \(file.file): "
                + LocalizedText(russian: "уже применён", english: "applied already")(language)
        }
        return "✓ \(file.file): "
            + LocalizedText(
                russian: "новых \(file.created), изменится \(file.changed), без изменений \(file.unchanged)",
                english: "new \(file.created), to change \(file.changed), unchanged \(file.unchanged)")(language)
    }

    private static func json(_ change: PlannedChange) -> JSONText {
        .object([
            ("action", .string(change.action.rawValue)), ("kind", .string(change.kind.rawValue)),
            ("key", .string(change.key)), ("name", change.name.map(JSONText.string) ?? .null),
            ("line", .number(change.line)),
            ("fields", .array(change.fields.map(\.json)))
        ])
    }

    private static func json(_ file: PlannedFile) -> JSONText {
        .object([
            ("file", .string(file.file)), ("created", .number(file.created)), ("changed", .number(file.changed)),
            ("unchanged", .number(file.unchanged)), ("duplicate", .flag(file.isDuplicate)),
            ("refusal", file.refusal.map { .string($0.code) } ?? .null)
        ])
    }
}
