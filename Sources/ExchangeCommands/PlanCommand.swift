internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: words("Что изменят файлы, поле за полем; ничего не пишет", "What files would change; writes nothing"),
        discussion: examples("obmen plan --root /srv/exchange offers0_1.xml"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Строка JSON на запись", "A line of JSON per record"))
    var json = false

    @Argument(help: help("Файлы", "Files"))
    var files: [String]

    func run() throws {
        let language = root.spoken
        let output = StandardOutput()
        var isClean = true
        let line = ProgressLine()
        try Planner(root.folder, progress: line.progress).plan(files.map { FilePath($0) }) { change in
            json ? output.line(Self.json(change).text) : output.say(Self.text(change, language))
        } file: { file in
            json ? output.line(Self.json(file).text) : output.say(Self.text(file, language))
            if file.refusal != nil || file.rejected > 0 { isClean = false }
        }
        line.end()
        output.flush()
        if !isClean { throw ExitCode(1) }
    }

    private static func text(_ change: PlannedChange, _ language: Language) -> String {
        let name = change.name.map { " «\($0)»" } ?? ""
        let place = LocalizedText(russian: "строка \(change.line)", english: "line \(change.line)")(language)
        let head =
            "\(change.action == .create ? "+" : "~") \(change.kind.title(language)) \(change.key)\(name), \(place)"
        return ([head] + change.fields.map(ChangeText.line)).joined(separator: "\n")
    }

    private static func text(_ file: PlannedFile, _ language: Language) -> String {
        let name = file.file.singleLine
        if let refusal = file.refusal { return "✗ \(name): \(refusal.message(language))" }
        if file.isDuplicate {
            return "= \(name): "
                + LocalizedText(russian: "уже применён", english: "applied already")(language)
        }
        let rejected = LocalizedText(
            russian: ", строк не будет принято \(file.rejected)", english: ", rows not to be taken \(file.rejected)")
        return "\(file.rejected > 0 ? "!" : "✓") \(name): "
            + LocalizedText(
                russian: "новых \(file.created), изменится \(file.changed), без изменений \(file.unchanged)",
                english: "new \(file.created), to change \(file.changed), unchanged \(file.unchanged)")(language)
            + (file.rejected > 0 ? rejected(language) : "")
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
            ("unchanged", .number(file.unchanged)), ("rejected", .number(file.rejected)),
            ("duplicate", .flag(file.isDuplicate)),
            ("refusal", file.refusal.map { .string($0.code) } ?? .null)
        ])
    }
}
