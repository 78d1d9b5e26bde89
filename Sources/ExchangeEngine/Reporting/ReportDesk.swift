internal import ExchangeModel
internal import Ledger
internal import Reports
internal import SystemPackage
internal import TabularFiles

/// Writes the pages of figures and their tables into `reports/`.
///
/// Rows of long tables are given one by one, out of a ``Scratch``: the first to the page, all to the CSV.
///
/// The map of this folder: the ledger → ``BusinessView`` → one file per page (``IndexReport``, ``CustomersReport``,
/// ``DealsReport``, ``CampaignsReport``, ``VisitsReport``, ``RulesReport``, ``LedgerReport``) → `Reports.ReportPage` → HTML and CSV. How each figure is
/// worked out is in docs/figures.md; the reckoning itself is in `Analytics`.
struct ReportDesk {
    let folder: ExchangeFolder
    let configuration: ExchangeConfiguration
    let ledger: Ledger
    let today: CalendarDay
    let clock: ExchangeClock

    private var language: Language { configuration.language ?? .russian }

    /// Writes them where something happened since the last time, something stands in the way that did not, one was taken
    /// away, or another hour began: the first page says when the exchange was last alive.
    func writeWhereChanged(_ book: CustomerBook?, problems: [Issue]) throws {
        let troubles = problems.map { "\($0.code) \($0.subject ?? "")" }.joined(separator: " ").singleLine
        let stamp = try ledger.read {
            "\(Self.version) \(try $0.lastEvent()?.id ?? 0) \(clock.local.prefix(13)) \(configuration.hidesContacts) "
                + "\(language.rawValue) \(troubles)"
        }
        let known = Files.exists(stampPath) ? String(decoding: try Files.contents(stampPath), as: UTF8.self) : ""
        let lines = known.split(separator: "\n").map(String.init)
        guard lines.first != stamp || !lines.dropFirst().allSatisfy(isThere) else { return }
        let pages = try writePages(book, problems: problems, into: folder.reports).map { $0.file + ".html" }
        try writeFilePages()
        let written = ([stamp] + pages.filter(isThere)).joined(separator: "\n")
        try Files.replace(stampPath, with: Array(written.utf8))
    }

    private func isThere(_ page: String) -> Bool { Files.exists(folder.reports.appending(page)) }

    /// Counts up when pages are made otherwise, so that a new program writes them anew.
    private static let version = 4
    private var stampPath: FilePath { folder.state.appending("reports.stamp") }

    /// The pages of single files: those of which something was said since the last time.
    ///
    /// All of them where the language or the hiding of contacts changed; files older than the ledger's page shows have
    /// none.
    private func writeFilePages() throws {
        let home = folder.reports.appending("files")
        let path = folder.state.appending("reports.files")
        let known = Files.exists(path) ? String(decoding: try Files.contents(path), as: UTF8.self) : ""
        let mode = "\(Self.version) \(language.rawValue) \(configuration.hidesContacts)"
        let last = known.hasPrefix(mode + " ") ? Int(known.dropFirst(mode.count + 1)) ?? 0 : 0
        try Files.makeFolder(home)
        let newest = try ledger.read { transaction in
            var touched: Set<Int> = []
            var newest = last
            try transaction.events(after: last) { event in
                newest = event.id
                if event.subject.hasPrefix("file/"), let id = Int(event.subject.dropFirst(5)) { touched.insert(id) }
            }
            let files = try transaction.files()
            let shown = files.suffix(LedgerReport.shown)
            for file in shown where touched.contains(file.id) {
                let page = try FileReport(transaction: transaction, file: file, today: today).page()
                try write([page], into: folder.reports)
            }
            if last == 0 || files.count > LedgerReport.shown {
                let names = Set(shown.map { "\($0.number).html" })
                for page in try Files.list(home) where !names.contains(page.string) {
                    try Files.remove(home.appending(page))
                }
            }
            return newest
        }
        try Files.replace(path, with: Array("\(mode) \(newest)".utf8))
    }

    /// Writes all pages one after the other: of a hundred thousand rows none is left when the next page is made.
    ///
    /// - Returns: the pages without the rows of their tables, those that have nothing to say among them; the first page first.
    func writePages(_ book: CustomerBook?, problems: [Issue], into folder: FilePath) throws -> [ReportPage] {
        try ledger.read { transaction in
            let book =
                try book ?? CustomerBook(transaction, of: ledger.path, configuration: configuration, today: today)
            let problems = problems + (try Checkup.priceTypeMissing(transaction, configuration).map { [$0] } ?? [])
            let view = try BusinessView(transaction, configuration: configuration, book: book)
            var pages: [ReportPage] = []
            func add(_ page: ReportPage) throws {
                try write([page], into: folder)
                pages.append(page.withoutRows)
            }
            try add(CustomersReport(view: view).page())
            try add(DealsReport(view: view).page())
            try add(CampaignsReport(view: view).page())
            try add(VisitsReport(view: view).page())
            try add(RulesReport(view: view).page())
            try add(LedgerReport(view: view).page())
            let index = try IndexReport(view: view, pages: pages, clock: clock, problems: problems).page()
            try write([index], into: folder)
            return [index.withoutRows] + pages
        }
    }

    func write(_ pages: [ReportPage], into folder: FilePath) throws {
        for page in pages where !page.isEmpty || Files.exists(folder.appending(page.file + ".html")) {
            let page = configuration.hidesContacts ? page.withoutContacts : page
            for table in page.tables {
                guard let file = table.file else { continue }
                var csv = CSVWriter()
                try Files.replaceOther(folder.appending(file + ".csv")) { put in
                    try table.csv(language) { cells in
                        csv.row(cells)
                        if csv.bytes.count > Files.chunkBytes { try put(csv.drain()) }
                    }
                    try put(csv.drain())
                }
            }
            let html = try page.html(language)
            try Files.replaceOther(folder.appending(page.file + ".html")) { put in try put(Array(html.utf8)) }
            try Failpoint.pass(.reported)
        }
    }
}
