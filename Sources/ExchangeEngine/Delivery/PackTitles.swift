internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// Under which title the CRM has each thing, and what it was last told of it.
extension PackContents {
    /// A title as a CRM would have it, and as it compares it.
    struct Title: Sendable {
        let text: String
        let folded: String

        init(text: String, folded: String) {
            (self.text, self.folded) = (text, folded)
        }

        init(_ candidate: String, _ kind: String, _ crm: any CRM) {
            text = Self.text(candidate, kind, crm)
            folded = crm.fold(text)
        }

        /// The titles in several CRMs; a text that they all have is folded once.
        static func all(_ candidate: String, _ kind: String, _ crms: [any CRM]) -> [Title] {
            var last: (text: String, folded: String)?
            return crms.map { crm in
                let text = Self.text(candidate, kind, crm)
                let folded = last?.text == text ? last?.folded ?? "" : OrganizationName.fold(text)
                last = (text, folded)
                return Title(text: text, folded: crm.masked(folded))
            }
        }

        private static func text(_ candidate: String, _ kind: String, _ crm: any CRM) -> String {
            let isShort = candidate.utf8.count <= Titles.maximumLength
            let short = isShort ? candidate : String(candidate.prefix(Titles.maximumLength))
            return kind == "company" ? crm.linkable(short) : crm.clean(short)
        }
    }

    /// The first of the titles that nothing else of this kind has; alternatives are made only when wanted.
    func freeTitle(
        _ kind: String, _ key: String, _ first: String, _ alternatives: () -> [String]
    ) throws -> Title {
        let plain = Title(first, kind, crm)
        if try isFree(plain, kind, key) { return plain }
        for candidate in alternatives() {
            let title = Title(candidate, kind, crm)
            if try isFree(title, kind, key) { return title }
        }
        // Keys that differ in nothing the CRM sees (letters' case, or only past the longest title): numbers then.
        var number = 2
        while true {
            let title = Title("\(first.prefix(200)) (\(number))", kind, crm)
            if try isFree(title, kind, key) { return title }
            number += 1
        }
    }

    private func isFree(_ title: Title, _ kind: String, _ key: String) throws -> Bool {
        let owner = try items.key(kind, folded: title.folded)
        return owner == nil || owner == key
    }

    func remember(
        _ kind: String, _ key: String, _ title: Title, _ sent: String, _ known: CRMItem?
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
