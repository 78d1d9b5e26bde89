internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// Under which title the CRM has each thing, and what it was last told of it.
extension PackContents {
    struct FreeTitle {
        let text: String
        let folded: String
    }

    /// The first of the titles that nothing else of this kind has; alternatives are made only when wanted.
    func freeTitle(
        _ kind: String, _ key: String, _ first: String, _ alternatives: () -> [String]
    ) throws -> FreeTitle {
        if let title = try free(first, kind, key) { return title }
        for candidate in alternatives() {
            if let title = try free(candidate, kind, key) { return title }
        }
        // Keys that differ in nothing the CRM sees (letters' case, or only past the longest title): numbers then.
        var number = 2
        while true {
            if let title = try free("\(first.prefix(200)) (\(number))", kind, key) { return title }
            number += 1
        }
    }

    func free(_ candidate: String, _ kind: String, _ key: String) throws -> FreeTitle? {
        let isShort = candidate.utf8.count <= Titles.maximumLength
        let short = isShort ? candidate : String(candidate.prefix(Titles.maximumLength))
        let text = kind == "company" ? crm.linkable(short) : crm.clean(short)
        let folded = crm.fold(text)
        let owner = try items.key(kind, folded: folded)
        return owner == nil || owner == key ? FreeTitle(text: text, folded: folded) : nil
    }

    func remember(
        _ kind: String, _ key: String, _ title: FreeTitle, _ sent: String, _ known: CRMItem?
    ) throws {
        let item = CRMItem(key: key, title: title.text, sent: sent, firstPack: known?.firstPack ?? pack)
        try items.put(item, kind, folded: title.folded)
    }

    func note(
        _ what: LocalizedText, _ known: CRMItem, _ before: FieldSet, _ now: FieldSet,
        _ title: (String) -> LocalizedText, kind: String
    ) throws {
        let paths = (before.fields + now.fields).map(\.path)
        var seen: Set<String> = []
        var fields: [LoadingSheet.Change.Field] = []
        var now = now
        if DealFacts.goesBack(from: before, to: now) {
            notes.append(
                LocalizedText(
                    russian: "\(what.russian) «\(known.title)»: 1С вернула состояние «\(now["stage"] ?? "")», а было "
                        + "«\(before["stage"] ?? "")». Назад без человека оно не переводится: проверьте в 1С.",
                    english: "\(what.english) “\(known.title)”: 1C sent the state «\(now["stage"] ?? "")», it was "
                        + "«\(before["stage"] ?? "")». It does not go back without a person: check in 1C."))
            now = now.replacing("stage", with: before["stage"])
        }
        for path in paths where seen.insert(path).inserted && before[path] != now[path] {
            fields.append(
                LoadingSheet.Change.Field(title: title(path), old: before[path] ?? "", new: now[path] ?? ""))
        }
        guard !fields.isEmpty else { return }
        changes.append(LoadingSheet.Change(what: what, title: known.title, fields: fields))
        let item = CRMItem(key: known.key, title: known.title, sent: Self.text(now), firstPack: known.firstPack)
        try items.put(item, kind, folded: crm.fold(known.title))
    }

    static func text(_ facts: FieldSet) -> String { String(decoding: facts.body, as: UTF8.self) }
}
