internal import ExchangeModel

/// Reads the cells of a record that are not of its lines.
struct HeadReading {
    let layout: ImportLayout
    let map: ColumnMap
    let line: Int
    let subject: String?
    var draft = FieldDraft()
    var kind: RecordKind
    /// Values that were not read.
    var warnings: [Issue] = []
    /// Why the record cannot be used.
    var fault: Issue?

    var sum: (value: ExactDecimal, place: ColumnMap.Place)?
    var exactSum: ExactDecimal?
    var basketLines: [BasketText.Line] = []
    var currency: String?
    /// What amounts say of their currency.
    var currencies: [CurrencyMention] = []
    var customer: (text: String, place: ColumnMap.Place)?
    var nameParts: [(part: ColumnContent.NamePart, text: String, place: ColumnMap.Place)] = []
    /// The tax number has the length of a company's, though its checksum is wrong.
    var isCompanyByTaxNumber = false

    init(layout: ImportLayout, map: ColumnMap, line: Int, subject: String?) {
        self.layout = layout
        self.map = map
        self.line = line
        self.subject = subject
        kind = layout.kind
    }

    mutating func read(_ cells: [String]) {
        for slot in map.head { read(slot, cells) }
        for place in map.unknown where place.index < cells.count {
            draft.keep(place, CellValue.clean(cells[place.index]))
        }
        finishNames()
    }

    mutating func warn(_ issue: Issue) { warnings.append(issue) }

    private mutating func read(_ slot: ColumnMap.Slot, _ cells: [String]) {
        if slot.content.isList {
            for place in slot.places where place.index < cells.count {
                let text = CellValue.clean(cells[place.index])
                if !text.isEmpty {
                    readItem(slot.content, text, place)
                } else if slot.content != .kept, CellValue.isError(cells[place.index]) {
                    tellError(slot.content, cells, place)
                }
            }
            return
        }
        guard let (text, place) = choose(slot, cells) else { return }
        readValue(slot.content, text, place)
    }

    /// The cell that counts of those of one kind; the others are kept under their headings.
    private mutating func choose(_ slot: ColumnMap.Slot, _ cells: [String]) -> (String, ColumnMap.Place)? {
        var chosen: (text: String, place: ColumnMap.Place)?
        var failed: ColumnMap.Place?
        for place in slot.places where place.index < cells.count {
            let text = CellValue.clean(cells[place.index])
            if text.isEmpty {
                if CellValue.isError(cells[place.index]) { failed = failed ?? place }
                continue
            }
            guard let first = chosen else {
                chosen = (text, place)
                continue
            }
            if first.text == text { continue }
            if slot.content.isMoney, let other = AmountText(text), other.value == AmountText(first.text)?.value {
                if let code = other.currency {
                    currencies.append(CurrencyMention(code: code, place: place, text: text))
                }
                continue
            }
            if first.place.rank == place.rank, !layout.lastHeadingWins {
                fault = fault ?? .headingTwice(place, line: line, subject: subject)
            }
            draft.keep(place, text)
        }
        if chosen == nil, let failed { tellError(slot.content, cells, failed) }
        return chosen
    }

    /// A formula came to no value: where one is needed the record cannot be used, elsewhere it is read without.
    private mutating func tellError(_ content: ColumnContent, _ cells: [String], _ place: ColumnMap.Place) {
        switch content {
        case .amount, .exactSum: fault = fault ?? .unreadableNumber(place, line: line, subject: subject)
        case .id: fault = fault ?? .errorInRow(place, line: line, subject: subject)
        default:
            draft.keepUnreadable(place.label, cells[place.index].trimmed)
            warnings.append(.errorInCell(place, line: line))
        }
    }

    // MARK: Cells that add to a list

    mutating func readItem(_ content: ColumnContent, _ text: String, _ place: ColumnMap.Place) {
        switch content {
        case .phones(let path): readPhones(text, path, place)
        case .emails(let path): readEmails(text, path, place)
        case .tags:
            for tag in text.split(whereSeparator: { ",;".contains($0) || $0.isNewline }) where !tag.trimmed.isEmpty {
                draft.add("tags", tag.trimmed)
            }
        case .note(let path): draft.addNote(path, text)
        case .sender: readSender(text, place)
        case .passedOver: break
        default: draft.keep(place, text)
        }
    }

    private mutating func readPhones(_ text: String, _ path: String, _ place: ColumnMap.Place) {
        let found = PhoneNumber.all(in: text)
        for number in found.numbers { draft.add(path, number.description) }
        guard !found.unreadable.isEmpty || found.numbers.isEmpty else { return }
        let isDamaged = found.unreadable.contains { SpreadsheetNumber($0) != nil }
        for part in found.unreadable { draft.keepUnreadable(place.label, part) }
        if found.unreadable.isEmpty { draft.keepUnreadable(place.label, text) }
        warnings.append(.unreadablePhone(place, line: line, isDamaged: isDamaged))
    }

    private mutating func readEmails(_ text: String, _ path: String, _ place: ColumnMap.Place) {
        var isUnreadable = false
        for part in text.split(whereSeparator: { ",;|".contains($0) || $0.isWhitespace }) {
            if let email = EmailAddress(String(part)) {
                draft.add(path, email.address)
            } else {
                draft.keepUnreadable(place.label, String(part))
                isUnreadable = true
            }
        }
        if isUnreadable { warnings.append(.unreadableEmail(place, line: line)) }
    }

    private mutating func readSender(_ text: String, _ place: ColumnMap.Place) {
        if let open = text.lastIndex(of: "<"), let close = text[open...].firstIndex(of: ">") {
            readEmails(String(text[text.index(after: open)..<close]), "emails", place)
            let name = text[..<open].trimmed.filter { $0 != "\"" }
            if CellValue.isNoName(name) { return }
            if draft["name"] == nil { draft.set("name", name.singleLine) } else { draft.keep(place, name) }
        } else if text.contains("@") {
            readEmails(text, "emails", place)
        } else if CellValue.isNoName(text) {
            return
        } else if draft["name"] == nil {
            draft.set("name", text.singleLine)
        } else {
            draft.keep(place, text)
        }
    }
}
