internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: words(
            "Журнал: какой файл когда применён и что изменил", "Which file was applied when, and what it changed"),
        subcommands: [List.self, Show.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: words("Все файлы", "All files"),
            discussion: examples("obmen ledger list --root /srv/exchange"))

        @OptionGroup var root: RootOption

        @Flag(help: help("Строка JSON на файл", "A line of JSON per file"))
        var json = false

        func run() throws {
            let output = StandardOutput()
            let language = root.spoken
            for file in try LedgerView(root.folder).files() {
                json
                    ? output.line(LedgerText.json(file).text)
                    : output.say("\(file.id)  \(file.receivedAt)  \(RoundText.line(file, language))")
            }
            output.flush()
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: words("Один файл и что он изменил", "One file and what it changed"),
            discussion: examples("obmen ledger show 12"))

        @OptionGroup var root: RootOption

        @Flag(help: "JSON")
        var json = false

        @Argument(help: help("Номер из «ledger list»", "The number from “ledger list”"))
        var id: Int

        func run() throws {
            guard let (row, created, changed) = try LedgerView(root.folder).file(id, limit: 1_000) else {
                throw Refusal(
                    message: LocalizedText(
                        russian: "Файла № \(id) нет: obmen ledger list", english: "There is no file \(id)"))
            }
            let output = StandardOutput()
            if json {
                output.line(LedgerText.json(row, created, changed).text)
            } else {
                output.say(LedgerText.text(row, created, changed, root.spoken))
            }
            output.flush()
        }
    }
}

/// A file of the ledger as JSON and as text.
enum LedgerText {
    static func json(_ file: FileRow) -> JSONText { .object(members(file)) }

    static func json(_ file: FileRow, _ created: [Entity], _ changed: [(Entity, ChangeRow)]) -> JSONText {
        let changes = changed.map { entity, change in
            JSONText.object([
                ("kind", .string(entity.kind.rawValue)), ("key", .string(entity.key)), ("line", .number(change.line)),
                ("fields", .array(change.fields.map(\.json)))
            ])
        }
        let news = created.map { entity in
            JSONText.object([
                ("kind", .string(entity.kind.rawValue)), ("key", .string(entity.key)),
                ("line", .number(entity.createdLine))
            ])
        }
        return .object(members(file) + [("createdRecords", .array(news)), ("changedRecords", .array(changes))])
    }

    static func members(_ file: FileRow) -> [(key: String, value: JSONText)] {
        func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }
        func number(_ value: Int?) -> JSONText { value.map(JSONText.number) ?? .null }
        return [
            ("id", .number(file.id)), ("file", .string(file.name)), ("state", .string(file.state.rawValue)),
            ("receivedAt", .string(file.receivedAt)), ("finishedAt", text(file.finishedAt)),
            ("size", .number(file.size)), ("sha256", .string(file.sha256)), ("kept", text(file.keptPath)),
            ("duplicateOf", number(file.duplicateOf)), ("format", text(file.format)),
            ("schemaVersion", text(file.schemaVersion)), ("encoding", text(file.encoding)),
            ("formedAt", text(file.formedAt)), ("kinds", .array(file.kinds.map(JSONText.string))),
            ("changesOnly", file.changesOnly.map(JSONText.flag) ?? .null),
            ("created", .number(file.created)), ("changed", .number(file.changed)),
            ("unchanged", .number(file.unchanged)), ("unread", number(file.unread)),
            ("issue", text(file.issueCode)), ("issueLine", number(file.issueLine)),
            ("issueColumn", number(file.issueColumn)), ("waits", .flag(file.isHeld))
        ]
    }

    static func text(
        _ file: FileRow, _ created: [Entity], _ changed: [(Entity, ChangeRow)], _ language: Language
    ) -> String {
        func label(_ russian: String, _ english: String) -> String {
            LocalizedText(russian: russian, english: english)(language)
        }
        var lines = [RoundText.line(file, language)]
        lines.append("  \(label("получен", "received")): \(file.receivedAt)  SHA-256: \(file.sha256)")
        if let kept = file.keptPath { lines.append("  \(label("лежит", "kept")): \(kept)") }
        if let formed = file.formedAt { lines.append("  \(label("сформирован в 1С", "formed in 1C")): \(formed)") }
        for entity in created {
            lines.append(
                "  + \(entity.kind.title(language)) \(entity.key) «\(entity.fields["name"] ?? entity.fields["number"] ?? "")»"
            )
        }
        for (entity, change) in changed {
            lines.append(
                "  ~ \(entity.kind.title(language)) \(entity.key) (\(label("строка", "line")) \(change.line))"
            )
            lines += change.fields.map { "  " + ChangeText.line($0) }
        }
        return lines.joined(separator: "\n")
    }
}

extension FieldChange {
    /// A value that was not there, or went away, is `null`.
    var json: JSONText {
        .object([
            ("path", .string(path)), ("old", old.map(JSONText.string) ?? .null),
            ("new", new.map(JSONText.string) ?? .null)
        ])
    }
}
