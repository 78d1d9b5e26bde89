internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger
internal import SystemPackage

/// What a round did, for a person at a terminal.
enum RoundText {
    /// Says it to a person, or as lines of JSON: `{"type":"file"|"pack"|"problem"|"orders", …}`.
    static func say(_ report: RoundReport, _ folder: ExchangeFolder, _ language: Language, asJSON: Bool = false) {
        if asJSON { return json(report, folder, language).forEach { print($0.text) } }
        for file in report.files { Terminal.say(line(file, language)) }
        for pack in report.packs {
            let path = folder.toCRM.appending(pack.target).appending(pack.folder)
            Terminal.say("→ \(path.string)")
        }
        let states = OutgoingRow.State.allCases.compactMap { state in
            report.orders[state].map { "\(OrdersView.title(state)(language)): \($0)" }
        }
        if !states.isEmpty, !(report.files.isEmpty && report.packs.isEmpty) {
            let title = LocalizedText(russian: "Заказы для 1С", english: "Orders for 1C")(language)
            Terminal.say("\(title): \(states.joined(separator: ", "))")
        }
        for problem in report.problems { Terminal.say(self.problem(problem, language)) }
        if report.files.isEmpty, report.packs.isEmpty, report.problems.isEmpty {
            Terminal.say(LocalizedText(russian: "Новых файлов нет.", english: "No new files.")(language))
        }
    }

    private static func json(
        _ report: RoundReport, _ folder: ExchangeFolder, _ language: Language
    ) -> [JSONText] {
        func line(_ type: String, _ members: [(key: String, value: JSONText)]) -> JSONText {
            .object([("type", .string(type))] + members)
        }
        let states = OutgoingRow.State.allCases.map { ($0.rawValue, JSONText.number(report.orders[$0, default: 0])) }
        return report.files.map { line("file", LedgerText.members($0)) }
            + report.packs.map { pack in
                line(
                    "pack",
                    [
                        ("number", .number(pack.number)), ("crm", .string(pack.target)),
                        ("folder", .string(folder.toCRM.appending(pack.target).appending(pack.folder).string))
                    ])
            }
            + report.problems.map { problem in
                line(
                    "problem",
                    [
                        ("code", .string(problem.code)), ("message", .string(problem.message(language))),
                        ("advice", problem.advice.map { .string($0(language)) } ?? .null),
                        ("subject", problem.subject.map(JSONText.string) ?? .null)
                    ])
            }
            + [line("orders", states)]
    }

    static func problem(_ issue: Issue, _ language: Language) -> String {
        "! \(issue.message(language)) \(issue.advice?(language) ?? "")"
    }

    static func line(_ row: FileRow, _ language: Language) -> String {
        // A line break in a name would forge a line of ours.
        var file = row
        file.name = row.name.singleLine
        let text =
            switch file.state {
            case .applied where file.rejected > 0:
                LocalizedText(
                    russian: "! \(file.name): новых \(file.created), изменено \(file.changed), без изменений "
                        + "\(file.unchanged), не принято строк \(file.rejected): quarantine/*.почему.html",
                    english: "! \(file.name): new \(file.created), changed \(file.changed), unchanged "
                        + "\(file.unchanged), rows not taken \(file.rejected): quarantine/*.почему.html")
            case .applied:
                LocalizedText(
                    russian: "✓ \(file.name): новых \(file.created), изменено \(file.changed), "
                        + "без изменений \(file.unchanged)",
                    english: "✓ \(file.name): new \(file.created), changed \(file.changed), "
                        + "unchanged \(file.unchanged)")
            case .duplicate:
                LocalizedText(
                    russian: "= \(file.name): уже применён (№ \(file.duplicateOf ?? 0)), ничего не изменено",
                    english: "= \(file.name): applied already (no. \(file.duplicateOf ?? 0)), nothing changed")
            case .refused:
                LocalizedText(
                    russian: "✗ \(file.name): не принят (\(file.issueCode ?? "")), объяснение: "
                        + "\(file.keptPath ?? "").почему.html",
                    english: "✗ \(file.name): refused (\(file.issueCode ?? "")), see "
                        + "\(file.keptPath ?? "").почему.html")
            case .received where file.isHeld:
                LocalizedText(
                    russian: "? \(file.name): ждёт решения: \(file.hold?.message.russian ?? "") "
                        + (file.hold?.advice?.russian ?? ""),
                    english: "? \(file.name): waits for you: \(file.hold?.message.english ?? "") "
                        + (file.hold?.advice?.english ?? ""))
            case .received:
                LocalizedText(russian: "… \(file.name): принят", english: "… \(file.name): received")
            }
        return text(language)
    }
}
