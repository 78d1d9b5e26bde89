public import ExchangeModel

/// A table that people read on a page and load as CSV: one source for both.
public struct ReportTable {
    /// A value, written for each medium in its own way.
    public enum Cell: Sendable, Equatable {
        case empty
        case text(String)
        /// A word of ours.
        case word(LocalizedText)
        /// In kopecks.
        case money(Int)
        case count(Int)
        /// In tenths of a per cent.
        case perMille(Int)
        /// Twice the number of days.
        case halfDays(Int)
        case day(CalendarDay)
        case flag(Bool)
        /// As the exchange keeps it: `+79110001042`.
        case phone(String)
        case list([String])
        /// To a file beside or above the page, as a path from there.
        case link(String, to: String)

        public static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }
        public static func phone(_ number: String?) -> Cell { number.map { .phone($0) } ?? .empty }
        public static func money(_ kopecks: Int?) -> Cell { kopecks.map { .money($0) } ?? .empty }
        public static func day(_ day: CalendarDay?) -> Cell { day.map { .day($0) } ?? .empty }
        public static func perMille(_ value: Int?) -> Cell { value.map { .perMille($0) } ?? .empty }
    }

    public struct Column: Sendable, Equatable {
        /// Where a column stands on a page; the CSV has all of them.
        public enum Place: Sendable { case row, card, nowhere }

        public let title: LocalizedText
        public let place: Place

        public init(_ russian: String, _ english: String, in place: Place = .row) {
            title = LocalizedText(russian: russian, english: english)
            self.place = place
        }
    }

    public struct Row: Sendable, Equatable {
        public enum Tone: Sendable { case plain, bad, good, total }

        public let cells: [Cell]
        public let tone: Tone

        public init(_ cells: [Cell], tone: Tone = .plain) {
            self.cells = cells
            self.tone = tone
        }
    }

    /// Of the CSV, without its ending; `nil` where there is none.
    public let file: String?
    public let title: LocalizedText
    /// Under the title: what the table says, or what to do with it.
    public let note: LocalizedText?
    public let columns: [Column]
    public let rows: Rows
    /// Said where there are no rows.
    public let nothing: LocalizedText?

    /// Rows that are at hand.
    public init(
        file: String? = nil, title: LocalizedText, note: LocalizedText? = nil, columns: [Column], rows: [Row],
        nothing: LocalizedText? = nil
    ) {
        self.init(file: file, title: title, note: note, columns: columns, all: Rows(rows), nothing: nothing)
    }

    /// Rows that may be too many to hold.
    public init(
        file: String? = nil, title: LocalizedText, note: LocalizedText? = nil, columns: [Column], all rows: Rows,
        nothing: LocalizedText? = nil
    ) {
        self.file = file
        self.title = title
        self.note = note
        self.columns = columns
        self.rows = rows
        self.nothing = nothing
    }

    /// A cell that a spreadsheet would run stays text; only in files for people, an importer wants the exact value.
    public static func inert(_ text: String) -> String {
        let line = text.singleLine
        // Nothing that is seen is lost with what only steers.
        let plain = line.unicodeScalars.contains(where: \.isSteering) ? line.harmless : line
        return plain.spreadsheetText
    }

    /// Headings and rows as cells of text: sums with a comma, nothing between thousands, days as `25.11.2026`.
    ///
    /// A cell that a spreadsheet would run as a formula has an apostrophe before it.
    public func csv(_ language: Language, _ body: ([String]) throws -> Void) throws {
        try body(columns.map { $0.title(language) })
        try rows.forEach { try body($0.cells.map { $0.csv(language) }) }
    }

    /// A page shows at most that many rows of a table, the first; a browser can lay out no more in a second or two.
    public static let shownRows = 2_000
}

extension ReportTable {
    /// The rows of a table, given one by one each time they are wanted: there may be a hundred thousand.
    public struct Rows {
        public let count: Int
        private let give: (_ limit: Int, _ use: (Row) throws -> Void) throws -> Void

        /// `give` hands the rows to `use`, the first `limit` of them, and can be asked again.
        public init(count: Int, _ give: @escaping (_ limit: Int, _ use: (Row) throws -> Void) throws -> Void) {
            self.count = count
            self.give = give
        }

        public init(_ rows: [Row]) {
            self.init(count: rows.count) { limit, use in try rows.prefix(limit).forEach(use) }
        }

        public func forEach(limit: Int = .max, _ use: (Row) throws -> Void) throws { try give(limit, use) }

        func map(_ change: @escaping (Row) -> Row) -> Rows {
            Rows(count: count) { limit, use in try give(limit) { try use(change($0)) } }
        }
    }
}

extension ReportTable {
    var withoutRows: ReportTable {
        ReportTable(file: file, title: title, note: note, columns: columns, rows: [], nothing: nothing)
    }

    /// With every telephone number and e-mail address hidden.
    var withoutContacts: ReportTable {
        ReportTable(
            file: file, title: title, note: note, columns: columns,
            all: rows.map { Row($0.cells.map(\.withoutContacts), tone: $0.tone) }, nothing: nothing)
    }
}

extension ReportTable.Cell {
    fileprivate var withoutContacts: ReportTable.Cell {
        switch self {
        case .text(let text): .text(ContactMask.hide(text))
        case .phone(let number): .text(ContactMask.hide(Self.phone(number, code: "8")))
        case .word(let word): .word(word.withoutContacts)
        case .list(let items): .list(items.map(ContactMask.hide))
        case .link(let text, let path): .link(ContactMask.hide(text), to: path)
        case .empty, .money, .count, .perMille, .halfDays, .day, .flag: self
        }
    }

    func csv(_ language: Language) -> String {
        switch self {
        case .text(let text): ReportTable.inert(text)
        case .link(let text, _): ReportTable.inert(text)
        case .phone(let number): ReportTable.inert(Self.phone(number, code: "8"))
        case .list(let items): ReportTable.inert(items.joined(separator: "; "))
        case .money(let kopecks): Self.money(kopecks, separator: "")
        default: plain(language)
        }
    }

    func html(_ language: Language) -> String {
        switch self {
        case .link(let text, let path): return "<a href=\"\(Self.reference(path))\">\(Page.escape(text))</a>"
        case .perMille(let value) where value < 0: return "−" + Self.fraction(-value, digits: 1)
        case .list(let items) where items.count > 2:
            let rest = items.dropFirst(2).map(Page.escape).joined(separator: "<br>")
            return items.prefix(2).map(Page.escape).joined(separator: "<br>")
                + "<details><summary>+\(items.count - 2)</summary>\(rest)</details>"
        case .list(let items): return items.map(Page.escape).joined(separator: "<br>")
        default: return Page.escape(text(language))
        }
    }

    /// As a person reads it in a sentence: thousands apart.
    public func text(_ language: Language) -> String {
        if case .money(let kopecks) = self { return Self.money(kopecks, separator: "\u{A0}") }
        return plain(language)
    }

    /// A number or day, which stands at the right side and on one line.
    var isNumber: Bool {
        switch self {
        case .money, .count, .perMille, .halfDays, .day: true
        default: false
        }
    }

    private func plain(_ language: Language) -> String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .word(let word): word(language)
        case .money(let kopecks): Self.money(kopecks, separator: "")
        case .count(let number): String(number)
        case .perMille(let value): Self.fraction(value, digits: 1)
        case .halfDays(let doubled): doubled % 2 == 0 ? String(doubled / 2) : "\(doubled / 2),5"
        case .day(let day): day.russian
        case .flag(let flag): LocalizedText(russian: flag ? "да" : "нет", english: flag ? "yes" : "no")(language)
        case .phone(let number): Self.phone(number, code: "+7")
        case .list(let items): items.joined(separator: "; ")
        case .link(let text, _): text
        }
    }

    /// A path as a relative reference: whatever a file is called, no browser takes it for a scheme.
    private static func reference(_ path: String) -> String {
        let plain = Array("/.-_".utf8)
        return (path.hasPrefix(".") ? "" : "./")
            + path.utf8.map { byte in
                let isPlain =
                    byte < 0x80
                    && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
                return isPlain || plain.contains(byte)
                    ? String(Unicode.Scalar(byte))
                    : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }.joined()
    }

    /// `8 (911) 000-10-42` in a file: with a plus before it a spreadsheet makes a number of it, 7,9E+10.
    private static func phone(_ number: String, code: String) -> String {
        let digits = Array(number.prefix(12).dropFirst(2))
        guard number.hasPrefix("+7"), digits.count == 10, digits.allSatisfy(\.isNumber) else { return number }
        return "\(code) (\(String(digits[0..<3]))) \(String(digits[3..<6]))-\(String(digits[6..<8]))-"
            + String(digits[8..<10]) + number.dropFirst(12)
    }

    private static func money(_ kopecks: Int, separator: String) -> String {
        let text = fraction(kopecks, digits: 2)
        guard !separator.isEmpty else { return text }
        let sign = text.hasPrefix("-") ? "−" : ""
        let digits = Array(text.drop { $0 == "-" }.prefix { $0 != "," })
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += separator }
            grouped.append(digit)
        }
        return sign + grouped + text.suffix(3)
    }

    private static func fraction(_ value: Int, digits: Int) -> String {
        let all = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - all.count)) + all
        return (value < 0 ? "-" : "") + padded.dropLast(digits) + "," + padded.suffix(digits)
    }
}
