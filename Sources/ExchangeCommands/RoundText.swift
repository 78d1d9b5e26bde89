internal import ExchangeEngine
internal import ExchangeModel
internal import Ledger
internal import SystemPackage

/// What a round did, for a person at a terminal.
enum RoundText {
    static func print(_ report: RoundReport, _ folder: ExchangeFolder, _ language: Language) {
        for file in report.files { Swift.print(line(file, language)) }
        for pack in report.packs {
            let path = folder.toCRM.appending(pack.target).appending(pack.folder)
            Swift.print("→ \(path.string)")
        }
        let states = OutgoingRow.State.allCases.compactMap { state in
            report.orders[state].map { "\(OrdersView.title(state)(language)): \($0)" }
        }
        if !states.isEmpty, !(report.files.isEmpty && report.packs.isEmpty) {
            let title = LocalizedText(russian: "Заказы для 1С", english: "Orders for 1C")(language)
            Swift.print("\(title): \(states.joined(separator: ", "))")
        }
        for problem in report.problems { Swift.print(self.problem(problem, language)) }
        if report.files.isEmpty, report.packs.isEmpty, report.problems.isEmpty {
            Swift.print(LocalizedText(russian: "Новых файлов нет.", english: "No new files.")(language))
        }
    }

    static func problem(_ issue: Issue, _ language: Language) -> String {
        "! \(issue.message(language)) \(issue.advice?(language) ?? "")"
    }

    static func line(_ file: FileRow, _ language: Language) -> String {
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
