public import ExchangeModel

/// A page of figures: first what a person should look at, then the tables.
public struct ReportPage {
    /// What to look at; the best of the page in a line.
    public struct Highlight: Sendable, Equatable {
        public enum Tone: Sendable { case bad, good }

        public let tone: Tone
        public let text: LocalizedText

        public init(_ tone: Tone, _ russian: String, _ english: String) {
            self.tone = tone
            text = LocalizedText(russian: russian, english: english)
        }
    }

    /// A number with its name, large.
    public struct Tile: Sendable, Equatable {
        public let name: LocalizedText
        public let value: ReportTable.Cell

        public init(_ russian: String, _ english: String, _ value: ReportTable.Cell) {
            name = LocalizedText(russian: russian, english: english)
            self.value = value
        }
    }

    /// Of the file, without its ending.
    public let file: String
    public let title: LocalizedText
    /// For which day the figures are.
    public let day: CalendarDay
    public let highlights: [Highlight]
    public let tiles: [Tile]
    /// A bar each, of one measure; where looking is quicker than reading.
    public let chart: ReportChart?
    public let tables: [ReportTable]
    /// There is nothing to show; such a page is written only over one that said something.
    public let isEmpty: Bool
    /// When the exchange was last seen alive, as UTC; a page that grows older than two hours says so by itself.
    public let checkedAt: Moment?

    /// A moment, for people and for the page's script.
    public struct Moment: Sendable, Equatable {
        /// `2026-11-25T04:33:00Z`.
        public let utc: String
        /// `25.11.2026 07:33`.
        public let wall: String

        public init(utc: String, wall: String) {
            self.utc = utc
            self.wall = wall
        }
    }

    public init(
        file: String, title: LocalizedText, day: CalendarDay, highlights: [Highlight], tiles: [Tile] = [],
        chart: ReportChart? = nil, tables: [ReportTable], isEmpty: Bool = false, checkedAt: Moment? = nil
    ) {
        self.checkedAt = checkedAt
        self.isEmpty = isEmpty
        self.file = file
        self.title = title
        self.day = day
        self.highlights = highlights
        self.tiles = tiles
        self.chart = chart
        self.tables = tables
    }

    /// The page; of a long table its first ``ReportTable/shownRows`` rows.
    ///
    /// - Throws: what giving the rows throws.
    public func html(_ language: Language) throws -> String {
        var body = "<h1>\(Page.escape(title(language)))</h1><p class=\"sub\">"
        body += LocalizedText(russian: "На \(day.russian)", english: "As of \(day.russian)")(language)
        if file != "index" {
            let home = file.contains("/") ? "../" : ""
            let (first, ledger) = (
                LocalizedText(russian: "Начало", english: "Home"), LocalizedText(russian: "Журнал", english: "Ledger")
            )
            body += " · <a href=\"\(home)index.html\">\(first(language))</a>"
            if !home.isEmpty { body += " · <a href=\"\(home)ledger.html\">\(ledger(language))</a>" }
        }
        let files = tables.compactMap(\.file)
        if !files.isEmpty {
            body += " · " + files.map { "<a href=\"\($0).csv\">\($0).csv</a>" }.joined(separator: " · ")
        }
        body += "</p>"
        if let checkedAt { body += Self.alive(checkedAt, language) }
        for highlight in highlights {
            body += "<p class=\"\(highlight.tone == .bad ? "bad" : "good")\">"
            body += "\(Page.escape(highlight.text(language)))</p>"
        }
        if !tiles.isEmpty {
            body += "<div class=\"tiles\">"
            for tile in tiles {
                body += "<div><b>\(tile.value.html(language))</b><span>\(Page.escape(tile.name(language)))</span></div>"
            }
            body += "</div>"
        }
        if let chart { body += chart.html(language) }
        for (index, table) in tables.enumerated() {
            body += try Self.html(table, "t\(index)", files, language)
        }
        return Page.html(title: title(language), language: language, body: body, isWide: true)
    }

    /// Hidden until the page's script finds that it is too old; paper and a browser without scripts have the time above.
    private static func alive(_ moment: Moment, _ language: Language) -> String {
        let seen = LocalizedText(
            russian: "Обмен работал \(moment.wall); пока он работает, эта страница обновляется не реже раза в час.",
            english: "The exchange was at work \(moment.wall); while it is, this page is renewed at least every hour.")
        let old = LocalizedText(
            russian:
                "Эта страница давно не обновлялась: похоже, обмен остановлен или папка не подключена. Скажите тому, кто "
                + "за него отвечает (obmen status, obmen doctor).",
            english:
                "This page was not renewed for long: the exchange seems to be stopped, or the share is not mounted. "
                + "Tell who is in charge of it (obmen status, obmen doctor).")
        return "<p class=\"sub\">\(Page.escape(seen(language)))</p>"
            + "<p class=\"bad\" hidden data-alive=\"\(Page.escape(moment.utc))\">\(Page.escape(old(language)))</p>"
    }

    /// `files` are the names of the page's tables that lie beside it.
    private static func html(
        _ table: ReportTable, _ id: String, _ files: [String], _ language: Language
    ) throws -> String {
        var body = "<h2>\(Page.escape(table.title(language)))</h2>"
        if let note = table.note { body += "<p class=\"sub\">\(Page.escape(note(language)))</p>" }
        guard table.rows.count > 0 else {
            return body + (table.nothing.map { "<p class=\"good\">\(Page.escape($0(language)))</p>" } ?? "")
        }
        var rows: [ReportTable.Row] = []
        try table.rows.forEach(limit: ReportTable.shownRows) { rows.append($0) }
        if table.rows.count > rows.count { body += rest(of: table, shown: rows.count, files, language) }
        let shown = table.columns.indices.filter { table.columns[$0].place == .row }
        // Numbers stand under the right end of their heading.
        let numbers = shown.filter { column in
            rows.contains { $0.cells.indices.contains(column) && $0.cells[column].isNumber }
        }
        body += labels(shown.map { table.columns[$0].title(language) }, id)
        body += "<div class=\"scroll\"><table id=\"\(id)\"><thead><tr>"
        for column in shown {
            body += "<th\(numbers.contains(column) ? " class=\"n\"" : "")>"
            body += "\(Page.escape(table.columns[column].title(language)))</th>"
        }
        body += "</tr></thead><tbody>"
        for row in rows {
            body += row.tone == .plain ? "<tr>" : "<tr class=\"\(row.tone)\">"
            for column in shown where row.cells.indices.contains(column) {
                let cell = row.cells[column]
                body += cell.isNumber ? "<td class=\"n\">" : "<td>"
                body += "\(cell.html(language))</td>"
            }
            body += "</tr>" + card(table, row, width: shown.count, language)
        }
        return body + "</tbody></table></div>"
    }

    /// What is said over a table that a page shows in part.
    private static func rest(of table: ReportTable, shown: Int, _ files: [String], _ language: Language) -> String {
        let text = LocalizedText(
            russian: "Показаны первые \(shown) из \(table.rows.count), поиск и сортировка — только среди них.",
            english: "The first \(shown) of \(table.rows.count) are shown, searched and sorted.")
        let link = (table.file ?? files.last).map { file in
            let all = LocalizedText(russian: "Все строки", english: "All rows")
            return " \(Page.escape(all(language))): <a href=\"\(file).csv\">\(file).csv</a>"
        }
        return "<p class=\"sub\">\(Page.escape(text(language)))\(link ?? "")</p>"
    }

    /// On a telephone a row is a block of lines: each says by a style what its column's heading says elsewhere.
    private static func labels(_ headings: [String], _ id: String) -> String {
        let rules = headings.enumerated().dropFirst().map { index, heading in
            let text = heading.unicodeScalars.map { scalar in
                scalar.properties.isAlphabetic || scalar == " "
                    ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
            }.joined()
            return "#\(id) tr:not(.card)>td:nth-child(\(index + 1))::before{content:\"\(text): \"}"
        }
        return "<style>@media screen and (max-width:40rem){\(rules.joined())}</style>"
    }

    /// What of a row has no column on the page, folded up beneath it.
    private static func card(
        _ table: ReportTable, _ row: ReportTable.Row, width: Int, _ language: Language
    ) -> String {
        let columns = table.columns.indices.filter { index in
            table.columns[index].place == .card && row.cells.indices.contains(index) && row.cells[index] != .empty
        }
        guard !columns.isEmpty else { return "" }
        let title = LocalizedText(russian: "Карточка", english: "Card")(language)
        var html = "<tr class=\"card\"><td colspan=\"\(width)\"><details><summary>\(title)</summary><dl>"
        for column in columns {
            html += "<dt>\(Page.escape(table.columns[column].title(language)))</dt>"
            html += "<dd>\(row.cells[column].html(language))</dd>"
        }
        return html + "</dl></details></td></tr>"
    }
}

extension ReportPage {
    /// What other pages say of it: its rows may be very many.
    public var withoutRows: ReportPage {
        ReportPage(
            file: file, title: title, day: day, highlights: highlights, tiles: tiles, chart: chart,
            tables: tables.map(\.withoutRows),
            isEmpty: isEmpty, checkedAt: checkedAt)
    }

    /// With every telephone number and e-mail address hidden.
    public var withoutContacts: ReportPage {
        ReportPage(
            file: file, title: title.withoutContacts, day: day,
            highlights: highlights.map {
                .init($0.tone, $0.text.withoutContacts.russian, $0.text.withoutContacts.english)
            },
            tiles: tiles, chart: chart, tables: tables.map(\.withoutContacts), isEmpty: isEmpty, checkedAt: checkedAt)
    }
}

/// Bars of one measure, drawn as SVG.
public struct ReportChart: Sendable, Equatable {
    public struct Bar: Sendable, Equatable {
        public let name: String
        /// In kopecks.
        public let value: Int

        public init(name: String, value: Int) {
            self.name = name
            self.value = value
        }
    }

    public let title: LocalizedText
    public let bars: [Bar]

    public init(title: LocalizedText, bars: [Bar]) {
        self.title = title
        self.bars = bars
    }

    func html(_ language: Language) -> String {
        guard let most = bars.map(\.value.magnitude).max(), most > 0 else { return "" }
        var body = "<h2>\(Page.escape(title(language)))</h2><svg class=\"chart\" role=\"img\" "
        body += "viewBox=\"0 0 720 \(bars.count * 30)\"><title>\(Page.escape(title(language)))</title>"
        for (index, bar) in bars.enumerated() {
            let (top, width) = (index * 30, Int(bar.value.magnitude * 330 / most))
            let name = bar.name.count > 30 ? bar.name.prefix(29) + "…" : bar.name[...]
            body += "<text x=\"215\" y=\"\(top + 19)\" text-anchor=\"end\">\(Page.escape(String(name)))</text>"
            body += "<rect x=\"225\" y=\"\(top + 5)\" width=\"\(max(1, width))\" height=\"18\" rx=\"3\" "
            body += "fill=\"\(bar.value < 0 ? "#c62828" : "#3f6fb5")\"/>"
            body += "<text x=\"\(235 + width)\" y=\"\(top + 19)\">\(ReportTable.Cell.money(bar.value).html(language))"
            body += "</text>"
        }
        return body + "</svg>"
    }
}
