internal import CommerceML
internal import ExchangeEngine
internal import ExchangeModel

/// An ``Inspection`` as JSON for scripts and as text for people.
enum InspectionReport {
    static func json(_ inspection: Inspection) -> JSONText {
        let summary = inspection.summary
        var members: [(key: String, value: JSONText)] = [
            ("file", .string(inspection.file)),
            ("format", .string(inspection.format.rawValue)),
            ("schemaVersion", summary.schemaVersion.map(JSONText.string) ?? .null),
            ("namespace", summary.namespace.map(JSONText.string) ?? .null),
            ("encoding", summary.encoding.map(JSONText.string) ?? .null),
            ("formedAt", summary.formedAt.map(JSONText.string) ?? .null),
            ("kinds", .array(summary.kinds.map(JSONText.string))),
            ("changesOnly", summary.changesOnly.map(JSONText.flag) ?? .null),
            ("counts", .object(counts(inspection))),
            (
                "unread",
                .object([
                    ("elements", .number(summary.unread.elements)), ("values", .number(summary.unread.values))
                ])
            ),
            ("issues", .array(summary.issues.issues.map(json)))
        ]
        if !inspection.unknownHeadings.isEmpty {
            members.append(("unknownHeadings", .array(inspection.unknownHeadings.map(JSONText.string))))
        }
        if !summary.issues.leftOut.isEmpty {
            members.append(
                ("issuesLeftOut", .object(summary.issues.leftOut.map { ($0.code, .number($0.count)) })))
        }
        if inspection.format == .zip { members.append(("entries", .array(inspection.entries.map(json)))) }
        return .object(members)
    }

    private static func json(_ issue: Issue) -> JSONText {
        .object([
            ("code", .string(issue.code)), ("severity", .string(issue.severity.rawValue)),
            ("line", issue.line.map(JSONText.number) ?? .null),
            ("column", issue.column.map(JSONText.number) ?? .null),
            ("message", .string(issue.message(Terminal.language(nil))))
        ])
    }

    private static func counts(_ inspection: Inspection) -> [(key: String, value: JSONText)] {
        Counter.allCases.map { ($0.name, .number(inspection.summary.counts[$0, default: 0])) }
            + [("rows", .number(inspection.rows))]
    }

    /// The last line of `--records`: how much was not understood.
    static func unreadLine(_ inspection: Inspection) -> String {
        var elements = 0
        var values = 0
        var byName: [String: Int] = [:]
        for part in [inspection] + inspection.entries {
            elements += part.summary.unread.elements
            values += part.summary.unread.values
            byName.merge(part.summary.unread.byName, uniquingKeysWith: +)
        }
        return JSONText.object([
            ("record", .string("unread")), ("elements", .number(elements)), ("values", .number(values)),
            ("names", .object(byName.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) }))
        ]).text
    }

    static func allIssues(_ inspection: Inspection) -> [Issue] {
        inspection.summary.issues.issues + inspection.entries.flatMap(allIssues)
    }

    static func text(_ inspection: Inspection, _ language: Language, indent: String = "") -> String {
        let summary = inspection.summary
        var lines = ["\(indent)\(inspection.file)"]
        let facts = [
            inspection.format.rawValue, summary.schemaVersion, summary.encoding, summary.formedAt,
            summary.changesOnly.map { $0 ? changesText(language) : fullText(language) }
        ]
        lines.append("\(indent)  " + facts.compactMap { $0 }.joined(separator: " · "))
        let counted = Counter.allCases.filter { summary.counts[$0, default: 0] > 0 }
            .map { "\($0.title(language)): \(summary.counts[$0, default: 0])" }
        if !counted.isEmpty { lines.append("\(indent)  " + counted.joined(separator: ", ")) }
        if let table = inspection.table { lines.append("\(indent)  \(table(language))") }
        if !inspection.unknownHeadings.isEmpty {
            let text = LocalizedText(russian: "незнакомые колонки", english: "columns not known")
            lines.append("\(indent)  \(text(language)): \(inspection.unknownHeadings.joined(separator: ", "))")
        }
        if inspection.rows > 0 { lines.append("\(indent)  \(rowsText(language)): \(inspection.rows)") }
        if summary.unread.elements > 0 {
            let text = LocalizedText(
                russian: "не разобрано элементов: \(summary.unread.elements)",
                english: "elements not understood: \(summary.unread.elements)")
            lines.append("\(indent)  \(text(language))")
        }
        for issue in summary.issues.issues.prefix(20) {
            let place = issue.line.map { line in
                issue.column.map { " (\(line):\($0))" } ?? " (\(line))"
            }
            lines.append("\(indent)  \(issue.severity.mark) \(issue.message(language))\(place ?? "")")
        }
        lines += inspection.entries.map { text($0, language, indent: indent + "    ") }
        return lines.joined(separator: "\n")
    }

    private static func changesText(_ language: Language) -> String {
        LocalizedText(russian: "только изменения", english: "changes only")(language)
    }

    private static func fullText(_ language: Language) -> String {
        LocalizedText(russian: "полная выгрузка", english: "full export")(language)
    }

    private static func rowsText(_ language: Language) -> String {
        LocalizedText(russian: "строк", english: "rows")(language)
    }
}

extension Issue.Severity {
    var mark: String {
        switch self {
        case .note: "·"
        case .warning: "!"
        case .error: "✗"
        }
    }
}

extension Counter {
    /// As `inspect --json` names it.
    var name: String { String(describing: self) }

    func title(_ language: Language) -> String {
        let text =
            switch self {
            case .groups: LocalizedText(russian: "групп", english: "groups")
            case .properties: LocalizedText(russian: "свойств", english: "properties")
            case .priceTypes: LocalizedText(russian: "видов цен", english: "price types")
            case .warehouses: LocalizedText(russian: "складов", english: "warehouses")
            case .units: LocalizedText(russian: "единиц", english: "units")
            case .products: LocalizedText(russian: "товаров", english: "products")
            case .offers: LocalizedText(russian: "предложений", english: "offers")
            case .prices: LocalizedText(russian: "цен", english: "prices")
            case .stocks: LocalizedText(russian: "остатков", english: "stock levels")
            case .documents: LocalizedText(russian: "документов", english: "documents")
            case .subordinateDocuments:
                LocalizedText(russian: "подчинённых документов", english: "subordinate documents")
            case .documentLines: LocalizedText(russian: "строк документов", english: "document lines")
            case .counterparties: LocalizedText(russian: "контрагентов", english: "counterparties")
            }
        return text(language)
    }
}
