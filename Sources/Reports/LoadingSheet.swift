public import ExchangeModel

/// The sheet of an import pack: which button to press, in which order, and what changed besides.
public struct LoadingSheet: Sendable {
    public struct File: Sendable {
        public let name: String
        public let title: LocalizedText
        public let rows: Int
        /// What appears in the CRM.
        public let records: Int
        /// The first record, as a person finds it in the CRM.
        public let example: String
        /// It is loaded; others are for a person to read.
        public let isLoaded: Bool

        public init(
            name: String, title: LocalizedText, rows: Int, records: Int, example: String, isLoaded: Bool
        ) {
            self.name = name
            self.title = title
            self.rows = rows
            self.records = records
            self.example = example
            self.isLoaded = isLoaded
        }
    }

    /// A record that the CRM has already and no file can change there: a person does, all of it at once.
    public struct Change: Sendable {
        public struct Field: Sendable {
            public let title: LocalizedText
            public let old: String
            public let new: String

            public init(title: LocalizedText, old: String, new: String) {
                self.title = title
                self.old = old
                self.new = new
            }
        }

        public let what: LocalizedText
        public let title: String
        public let fields: [Field]

        public init(what: LocalizedText, title: String, fields: [Field]) {
            self.what = what
            self.title = title
            self.fields = fields
        }

        public static let headings = LocalizedRow(
            russian: ["Что", "Название", "Внести", "Было"], english: ["What", "Title", "To enter", "Was"])

        /// One line: what to enter, and what stood there.
        public func cells(_ language: Language) -> [String] {
            let none = LocalizedText(russian: "(пусто)", english: "(empty)")(language)
            func list(_ value: (Field) -> String) -> String {
                fields.map { "\($0.title(language)): \(value($0))" }.joined(separator: " · ")
            }
            return [
                what(language), title, list { $0.new.isEmpty ? none : $0.new }, list { $0.old.isEmpty ? none : $0.old }
            ]
        }
    }

    /// The cells of a row in both languages.
    public struct LocalizedRow: Sendable {
        let russian: [String]
        let english: [String]

        public func callAsFunction(_ language: Language) -> [String] { language == .russian ? russian : english }
    }

    public var number: Int
    public var crm: String
    public var madeOn: String
    public var files: [File]
    public var steps: [LocalizedText]
    public var changes: [Change]
    public var notes: [LocalizedText]
    /// What is switched on beyond the default: stock, legal details.
    public var switchedOn: [LocalizedText]

    public init(
        number: Int, crm: String, madeOn: String, files: [File], steps: [LocalizedText], changes: [Change],
        notes: [LocalizedText], switchedOn: [LocalizedText]
    ) {
        self.number = number
        self.crm = crm
        self.madeOn = madeOn
        self.files = files
        self.steps = steps
        self.changes = changes
        self.notes = notes
        self.switchedOn = switchedOn
    }

    /// A page lists this many changes; the file beside it has all.
    static let changesShown = 200

    public func html(_ language: Language) -> String {
        let text = { (russian: String, english: String) in
            LocalizedText(russian: russian, english: english)(language)
        }
        let title = text("Как загрузить в \(crm)", "How to load into \(crm)")
        var body = "<h1>\(Page.escape(title))</h1>"
        body += "<p class=\"sub\">\(text("Пакет", "Pack")) № \(number) · \(Page.escape(madeOn))</p>"
        body += "<h2>\(text("Файлы по порядку", "Files in order"))</h2><table><tr>"
        body += "<th>\(text("Файл", "File"))</th><th>\(text("Что в нём", "What it holds"))</th>"
        body +=
            "<th>\(text("Как", "How"))</th><th class=\"n\">\(text("Появится или обновится", "To appear or change"))</th>"
        body += "<th class=\"n\">\(text("Строк в файле", "Rows in the file"))</th></tr>"
        for file in files {
            body += "<tr><td><code>\(Page.escape(file.name))</code></td><td>\(Page.escape(file.title(language)))</td>"
            body += "<td>\(file.isLoaded ? text("загрузить", "load it") : text("для человека", "for a person"))</td>"
            body += "<td class=\"n\">\(file.isLoaded ? String(file.records) : "—")</td>"
            body += "<td class=\"n\">\(file.rows)</td></tr>"
        }
        body += "</table>"
        if !steps.isEmpty {
            body += "<h2>\(text("Шаги", "Steps"))</h2><ol>"
            body += steps.map { "<li>\(Page.escape($0(language)))</li>" }.joined() + "</ol>"
        }
        body += checksHTML(text) + changesHTML(language, text)
        if !notes.isEmpty {
            body += "<h2>\(text("Обратите внимание", "Please note"))</h2><ul>"
            body += notes.map { "<li>\(Page.escape($0(language)))</li>" }.joined() + "</ul>"
        }
        body += "<h2>\(text("Что не выгружается", "What is not sent"))</h2><p>"
        body +=
            switchedOn.isEmpty
            ? text(
                "Остатки, реквизиты и взаиморасчёты остаются в 1С. Включить можно в <code>obmen.toml</code>.",
                "Stock, legal details and settlements stay in 1C. They can be switched on in <code>obmen.toml</code>.")
            : text("Включено в <code>obmen.toml</code>: ", "Switched on in <code>obmen.toml</code>: ")
                + Page.escape(switchedOn.map { $0(language) }.joined(separator: ", ")) + "."
        return Page.html(title: title, language: language, body: body + "</p>")
    }

    /// What to look at once the files are loaded.
    private func checksHTML(_ text: (String, String) -> String) -> String {
        let loaded = files.filter(\.isLoaded)
        guard !loaded.isEmpty else { return "" }
        var html = "<h2>\(text("Что проверить после загрузки", "What to check afterwards"))</h2><ul class=\"good\"><li>"
        html += text(
            "Мастер импорта в конце показывает, сколько записей обработано: сравните с колонкой «Появится или обновится». Товары, "
                + "которые в CRM уже есть, обновляются; сделки и новые клиенты создаются.",
            "At its end the wizard shows how many records it took: compare with “To appear or change”. Products that the CRM has "
                + "change; deals and new customers are made.")
        html += "</li>"
        for file in loaded where !file.example.isEmpty {
            html += "<li><code>\(Page.escape(file.name))</code>: "
            html += text("найдите в CRM", "find in the CRM") + " «\(Page.escape(file.example))».</li>"
        }
        html += "<li>"
        html += text(
            "Меньше? Не загружайте файл второй раз целиком: часть записей удвоится. Скачайте в мастере строки, которые "
                + "не вошли, исправьте и загрузите только их; если мастер их не даёт, удалите из копии файла то, что вошло.",
            "Fewer? Do not load the whole file again: some records would be doubled. Download the rows that the "
                + "wizard did not take, mend and load those alone; where it gives none, remove from a copy what was taken."
        )
        return html + "</li></ul>"
    }

    private func changesHTML(_ language: Language, _ text: (String, String) -> String) -> String {
        guard !changes.isEmpty else { return "" }
        var html = "<h2>\(text("Изменения, которые вносит человек", "Changes that a person makes"))</h2><p>"
        html += text(
            "Эти записи в CRM уже есть, а импорт умеет только добавлять. Откройте карточку и поправьте.",
            "The CRM has these already, and an import can only add. Open the card and correct it.")
        html += "</p><table><tr>"
        for heading in Change.headings(language) { html += "<th>\(heading)</th>" }
        html += "</tr>"
        for change in changes.prefix(Self.changesShown) {
            html += "<tr>"
            for cell in change.cells(language) { html += "<td>\(Page.escape(cell))</td>" }
            html += "</tr>"
        }
        html += "</table>"
        if changes.count > Self.changesShown {
            html += "<p>" + text("Всего изменений", "Changes in all") + ": \(changes.count).</p>"
        }
        return html
    }
}
