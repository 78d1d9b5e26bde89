public import ExchangeModel

/// Reads the rows of one table, whatever CRM or list it came from.
///
/// The map of this folder: headings → ``recognise(_:line:)`` finds the `ImportLayout` (one per kind of table, in the
/// folder of its CRM) and works out a `ColumnMap` → rows are gathered in an `OpenRecord` → `HeadReading` and `LineDraft`
/// read the cells, `OrderTotals` settles the sums → a ``TableRecord``, or an ``Issue`` for each row that must not be
/// used. Memory holds one record, and a hash of each that was given.
public final class TableImport {
    public enum Recognition {
        case known(TableImport)
        /// Which columns are missing, for the layout that fits best.
        case refused(Issue)
    }

    /// For people: «Битрикс24: сделки с товарами», «Список: онлайн-запись».
    public let title: LocalizedText
    /// `deal`, `company`, `contact`, `lead`, `booking` or `cost`.
    public let kind: RecordKind
    /// `bitrix24`, `amocrm`; `nil` for a list.
    public let crm: String?
    /// Kept in `other[…]` of the records.
    public let unknownHeadings: [String]
    /// Values that were not read, of records that were given.
    public private(set) var issues = IssueLog()

    /// The rows are of a spreadsheet, which leaves out empty cells at the end of a row: a short row is then no defect.
    public var rowsMayEndEarly = false

    private let layout: ImportLayout
    private let map: ColumnMap
    private var open: OpenRecord?
    /// The row before this one, where it could not be split into cells.
    private var broken: (id: String, line: Int)?
    private var seen: [Int: Int] = [:]
    private var linePaths: [LinePaths] = []

    /// Finds what a table is.
    ///
    /// Told by the headings, never by the file's name; their order, letters' case, ё and е, spaces of all kinds, quotes
    /// and a byte order mark make no difference.
    public static func recognise(_ headings: [String], line: Int) -> Recognition {
        let match = HeadingMatch(headings)
        if let known = match.best() { return .known(TableImport(headings, known)) }
        if let (near, missing) = match.nearest() {
            return .refused(.columnsMissing(missing, in: near.layout, line: line))
        }
        return .refused(.unknownTableLayout(columns: headings.count, line: line))
    }

    private init(_ headings: [String], _ known: ImportRegistry.KnownLayout) {
        layout = known.layout
        map = ColumnMap(headings, known)
        kind = layout.kind
        crm = layout.crm
        let withLines = layout.crm != nil && !map.line.isEmpty
        title = LocalizedText(
            russian: layout.title.russian + (withLines ? " с товарами" : ""),
            english: layout.title.english + (withLines ? " with products" : ""))
        unknownHeadings = map.unknown.filter { !HeadingName.of(headings[$0.index]).isEmpty }
            .sorted { $0.index < $1.index }.map(\.heading)
    }

    /// Takes the next row; empty ones say nothing.
    ///
    /// `give` is called for a record when the row after its last one shows its end; `reject` for every row that must not
    /// be used, all rows of an order where one is bad.
    public func take(
        _ cells: [String], line: Int, give: (TableRecord) throws -> Void, reject: (Issue) throws -> Void
    ) rethrows {
        guard cells.contains(where: { !$0.isEmpty && !CellValue.clean($0).isEmpty }) else { return }
        let id = id(cells)
        if isTotals(cells, id) { return issues.add(.totalsRow(line: line)) }
        let fault = shape(cells, line)
        if !continues(cells, id, isShort: fault != nil) {
            try close(give: give, reject: reject)
            open = OpenRecord(id: id, cells: cells, line: line)
            if let broken, layout.gathersRows, broken.id.isEmpty || broken.id == id {
                open?.spoil(.besideBadRow(broken.line, line: line, subject: id.isEmpty ? nil : id))
            }
        }
        broken = nil
        open?.add(cells, line: line, fault: fault, map, layout)
        if !layout.gathersRows { try close(give: give, reject: reject) }
    }

    /// Says that a row could not be split into cells and was left out: the order whose rows are being gathered may lack
    /// it, or the one that begins next, so none of their rows is used.
    ///
    /// `cells` are those before the damage.
    public func takeBrokenRow(_ cells: [String], line: Int) {
        open?.spoil(.besideBadRow(line, line: line, subject: nil))
        broken = (id(cells), line)
    }

    /// The last record that rows were gathered for.
    public func finish(
        give: (TableRecord) throws -> Void, reject: (Issue) throws -> Void
    ) rethrows {
        try close(give: give, reject: reject)
    }

    /// The id under which a row is gathered with others; `nil` where each row is a record of its own, or it has none.
    public func gatheringID(of cells: [String]) -> String? {
        guard layout.gathersRows else { return nil }
        let id = id(cells)
        return id.isEmpty ? nil : id
    }

    /// Whether two rows with one id can be of one record: what a CRM exports says the same of the record on each of its
    /// rows, but for the sum; a person's list need not.
    public func isOfOneRecord(_ row: [String], _ other: [String]) -> Bool {
        layout.crm == nil
            || map.headPlaces.allSatisfy { place, content in
                guard let content, content != .amount("sum"), place.index < min(row.count, other.count) else {
                    return true
                }
                let (one, two) = (CellValue.clean(row[place.index]), CellValue.clean(other[place.index]))
                return one == two || one.isEmpty || two.isEmpty
            }
    }

    // MARK: Rows

    private func id(_ cells: [String]) -> String {
        guard let slot = map.id else { return "" }
        for place in slot.places where place.index < cells.count {
            let text = CellValue.clean(cells[place.index])
            if !text.isEmpty { return text }
        }
        return ""
    }

    private func shape(_ cells: [String], _ line: Int) -> Issue? {
        if cells.count < map.width, !rowsMayEndEarly { return .shortRow(cells.count, of: map.width, line: line) }
        if cells.count > map.headings.count,
            cells[map.headings.count...].contains(where: { !CellValue.clean($0).isEmpty })
        {
            return .longRow(cells.count, of: map.headings.count, line: line)
        }
        return nil
    }

    /// Whether a row goes on with the open record: the same id, or none and nothing else said than there.
    private func continues(_ cells: [String], _ id: String, isShort: Bool) -> Bool {
        guard layout.gathersRows, let open else { return false }
        if !id.isEmpty { return id == open.id }
        return isShort || isOnlyLine(cells) || layout.crm == nil && !map.line.isEmpty && saysTheSame(cells, as: open)
    }

    private func saysTheSame(_ cells: [String], as open: OpenRecord) -> Bool {
        map.headIndices.allSatisfy { index in
            guard index < cells.count else { return true }
            let text = CellValue.clean(cells[index])
            return text.isEmpty || index < open.cells.count && text == CellValue.clean(open.cells[index])
        }
    }

    private func isOnlyLine(_ cells: [String]) -> Bool {
        !map.line.isEmpty
            && map.headIndices.allSatisfy { $0 >= cells.count || CellValue.clean(cells[$0]).isEmpty }
    }

    private func isTotals(_ cells: [String], _ id: String) -> Bool {
        guard layout.crm == nil, layout.gathersRows else { return false }
        let first = id.isEmpty ? cells.first { !CellValue.clean($0).isEmpty } ?? "" : id
        guard let letter = first.utf8.first, letter == 0xD0 || letter | 0x20 == UInt8(ascii: "t"), first.utf8.count < 20
        else {
            return false
        }
        let word = HeadingName.of(first)
        return ["итого", "всего", "total"].contains(word) && (!id.isEmpty || isOnlyLine(cells))
    }

    // MARK: Records

    private func close(give: (TableRecord) throws -> Void, reject: (Issue) throws -> Void) rethrows {
        guard let record = open else { return }
        open = nil
        let result = record.faults.isEmpty ? read(record) : .failure(record.faults)
        switch result {
        case .success(let found): try give(found)
        case .failure(let faults):
            let own = Dictionary(
                faults.filter { $0.code != "table.record.incomplete" }.compactMap { fault in
                    fault.line.map { ($0, fault) }
                }, uniquingKeysWith: { first, _ in first })
            for line in record.rows {
                let other = faults.first?.line ?? line
                try reject(own[line] ?? .besideBadRow(other, line: line, subject: record.id.isEmpty ? nil : record.id))
            }
            if !record.id.isEmpty { remember(key(layout.kind, record.id, layout.channel), 0) }
        case .repeated: break
        }
    }

    private enum Reading {
        case success(TableRecord)
        case failure([Issue])
        /// The very same record was given already.
        case repeated
    }

    private func read(_ record: OpenRecord) -> Reading {
        let subject = record.id.isEmpty ? nil : record.id
        var head = HeadReading(layout: layout, map: map, line: record.line, subject: subject)
        head.read(record.cells)
        for item in record.items { head.readItem(item.content, item.text, item.place) }
        if let fault = head.fault { return .failure([fault]) }
        let lines = settle(&head, record.lines)
        for (place, text) in record.extras { head.draft.keep(place, text) }
        if layout.crm == nil, layout.kind == .deal, !record.id.isEmpty, head.draft["title"] == nil {
            head.draft.set("title", "Заказ № \(record.id)")
        }
        if let channel = layout.channel, head.draft["channel"] == nil { head.draft.set("channel", channel) }
        if let fault = defect(head, record) { return .failure([fault]) }
        let fields = FieldSet(head.draft.all(lines: lines))
        let key = key(head.kind, id(of: head, record), head.draft["channel"])
        let content = Self.hash(fields.body)
        if let known = remember(key, content) {
            if known == content { return .repeated }
            return .failure(record.rows.map { .idTwice(line: $0, subject: subject) })
        }
        for warning in record.warnings + head.warnings { issues.add(warning) }
        return .success(TableRecord(kind: head.kind, crm: crm, key: key, line: record.line, fields: fields))
    }

    /// Remembers a record; gives what was remembered under its key before.
    @discardableResult
    private func remember(_ key: String, _ content: Int) -> Int? {
        let hash = StableHash.of(key)
        if let known = seen[hash] { return known }
        seen[hash] = content
        return nil
    }

    /// Of bytes as a whole; an array would be hashed one by one.
    private static func hash(_ bytes: [UInt8]) -> Int {
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private func settle(_ head: inout HeadReading, _ drafts: [LineDraft]) -> [Field] {
        var total = head.sum
        if let exact = head.exactSum {
            if let budget = total, budget.value != exact {
                head.draft.keep(budget.place, budget.value.description)
            }
            head.draft.set("sum", exact.description)
            total = nil
        }
        var lines = drafts
        if !drafts.contains(where: \.hasProduct) {
            lines += head.basketLines.map { line in
                var draft = LineDraft()
                draft.texts = [(.name, line.name)] + (line.unit.map { [(.unit, $0)] } ?? [])
                draft.quantity = line.quantity
                draft.sum = line.sum
                return draft
            }
        }
        if layout.addsUpLines {
            let totals = OrderTotals(
                lines, total: total, keepsTotal: layout.crm != nil,
                delivery: layout.crm == nil ? head.draft.decimal("delivery") : nil)
            lines = totals.lines
            if let sum = totals.sum { head.draft.set("sum", sum.description) }
            for (place, value) in totals.kept { head.draft.keep(place, value.description) }
            if let place = totals.doubtful { head.warn(.sumDiffers(place, line: head.line)) }
        } else if let total {
            head.draft.set("sum", total.value.description)
        }
        head.finishCurrency(drafts.flatMap(\.currencies))
        while linePaths.count < lines.count { linePaths.append(LinePaths(linePaths.count + 1)) }
        return zip(lines, linePaths).flatMap { $0.fields($1) }
    }

    /// Why a record that was read says too little to be used.
    private func defect(_ head: HeadReading, _ record: OpenRecord) -> Issue? {
        let draft = head.draft
        let subject = record.id.isEmpty ? nil : record.id
        let isReachable = !draft.values("phones").isEmpty || !draft.values("emails").isEmpty
        if head.kind == .deal, record.id.isEmpty, layout.crm == nil || draft["title"] == nil {
            return .missingID(map.id?.places.first, line: record.line)
        }
        if layout.needsCustomer {
            let paths = ["contact", "company", "name", "inn"]
            return isReachable || paths.contains { draft[$0] != nil }
                ? nil : .missingCustomer(line: record.line, subject: subject)
        }
        if head.kind == .company || head.kind == .contact {
            return isReachable || draft["name"] != nil ? nil : .missingName(line: record.line, subject: subject)
        }
        if head.kind == .cost {
            return draft["cost"] != nil && (draft["channel"] ?? draft["campaign"]) != nil
                ? nil : .missingCost(line: record.line)
        }
        if head.kind == .lead {
            let paths = ["title", "name", "company"]
            return isReachable || paths.contains { draft[$0] != nil }
                ? nil : .missingName(line: record.line, subject: subject)
        }
        return nil
    }

    // MARK: Keys

    /// The source's id; of a record without one what tells it from others, the same in every file.
    private func id(of head: HeadReading, _ record: OpenRecord) -> String {
        if !record.id.isEmpty { return record.id }
        let draft = head.draft
        var hash = StableHash()
        if layout.hashesWholeRow {
            for cell in record.cells { hash.add(CellValue.clean(cell)) }
        } else {
            let paths =
                switch head.kind {
                case .booking: ["date", "time", "service", "name"]
                case .lead: ["channel", "createdAt", "text", "title"]
                case .cost: ["channel", "campaign", "promo", "period"]
                default: ["title", "name", "company", "contact", "createdAt"]
                }
            for path in paths { hash.add(draft[path] ?? "") }
            for value in draft.values("phones") + draft.values("emails") { hash.add(value) }
        }
        return "h" + String(UInt(bitPattern: hash.value), radix: 16)
    }

    private func key(_ kind: RecordKind, _ id: String, _ channel: String?) -> String {
        if layout.crm == nil, layout.kind == .lead { return "\(layout.keyPrefix)\(channel ?? "site")/\(id)" }
        return kind == layout.kind ? layout.keyPrefix + id : "\(layout.crm ?? "list")/\(kind.rawValue)/\(id)"
    }
}
