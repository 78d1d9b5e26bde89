internal import ExchangeModel

/// A record whose rows are still coming.
struct OpenRecord {
    let id: String
    let line: Int
    /// Of the first row, filled up from the later ones.
    private(set) var cells: [String]
    private(set) var rows: [Int] = []
    private(set) var lines: [LineDraft] = []
    /// Values of later rows that are not those of the first.
    private(set) var extras: [(place: ColumnMap.Place, text: String)] = []
    /// More of what a record may have several of: a phone, a paragraph of a comment.
    private(set) var items: [(content: ColumnContent, text: String, place: ColumnMap.Place)] = []
    private(set) var warnings: [Issue] = []
    /// Why a row, and so all of them, cannot be used, by its line.
    private(set) var faults: [Issue] = []

    private var bytes = 0
    private var isRefused = false

    /// What an order may have at most; the longest real ones have some thousands of rows.
    static let (mostRows, mostBytes) = (20_000, 32 << 20)

    init(id: String, cells: [String], line: Int) {
        self.id = id
        self.cells = cells
        self.line = line
    }

    mutating func spoil(_ issue: Issue) { faults.append(issue) }

    /// Takes a row, the first one among them.
    mutating func add(_ row: [String], line: Int, fault: Issue?, _ map: ColumnMap, _ layout: ImportLayout) {
        rows.append(line)
        bytes += row.reduce(0) { $0 + $1.utf8.count }
        guard rows.count <= Self.mostRows, bytes <= Self.mostBytes else { return refuse(line) }
        if let fault { return faults.append(fault) }
        let subject = id.isEmpty ? nil : id
        if rows.count > 1 { compare(row, line, map, layout, subject) }
        guard !map.line.isEmpty, let read = LineDraft.read(row, map, line: line, subject: subject) else { return }
        if let fault = read.fault { return faults.append(fault) }
        extras += read.rest
        lines.append(read.draft)
    }

    /// Refuses a record that goes on without end, and keeps nothing of it but where its rows are.
    private mutating func refuse(_ line: Int) {
        guard !isRefused else { return }
        isRefused = true
        (lines, extras, items, warnings) = ([], [], [], [])
        faults = [.recordTooLarge(rows: Self.mostRows, line: line, subject: id.isEmpty ? nil : id)]
    }

    /// A later row repeats what is said of the record; what it says otherwise is kept.
    private mutating func compare(
        _ row: [String], _ line: Int, _ map: ColumnMap, _ layout: ImportLayout, _ subject: String?
    ) {
        let width = min(row.count, cells.count)
        for (number, index) in map.headIndices.enumerated() where index < width && row[index] != cells[index] {
            let (place, content) = map.headPlaces[number]
            let text = CellValue.clean(row[place.index])
            let known = CellValue.clean(cells[place.index])
            if text.isEmpty || text == known || content == .id { continue }
            if known.isEmpty {
                cells[place.index] = row[place.index]
                continue
            }
            if let content, content.isList {
                items.append((content, text, place))
            } else {
                extras.append((place, text))
            }
            if content == .amount("sum"), layout.crm != nil {
                // Expected: «Сумма» of each row.
                if AmountText(text) == nil {
                    faults.append(.unreadableNumber(place, line: line, subject: subject))
                }
            } else {
                warnings.append(.rowsDiffer(place, line: line))
            }
        }
    }
}
