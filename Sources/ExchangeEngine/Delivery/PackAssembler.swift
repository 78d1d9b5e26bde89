internal import CLinux
internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports
internal import SystemPackage

/// Makes the import packs: for each CRM, what changed since it was last told.
///
/// A pack's files are on disk, under a hidden name, before the ledger's row says that they are; the folder gets its
/// name after. So a crash leaves either nothing, or a pack that only needs its name.
struct PackAssembler {
    private let exchange: Exchange
    private let clock: ExchangeClock

    init(_ exchange: Exchange) {
        self.exchange = exchange
        clock = exchange.clock.frozen
    }

    /// Makes and publishes the packs; none for a CRM for which nothing changed.
    func assemble() throws -> [PackRow] {
        let made = try exchange.ledger.write { transaction in
            let newest = try transaction.revision()
            let today = CalendarDay(clock.day)
            // Figures change with the day, though nothing came.
            let isNewDay =
                try !exchange.configuration.figureFields.isEmpty && newest > 0
                && today.map { try transaction.revision(toldTo: Self.figuresDay) != $0.number } ?? false
            let isBehind = try exchange.configuration.crms.contains { try transaction.revision(toldTo: $0) < newest }
            guard isNewDay || isBehind else { return [PackRow]() }
            let book = try customerBook(transaction, today)
            exchange.book = book
            let drafts = try drafts(transaction, book).filter { isNewDay || $0.told < newest }
            if isNewDay, let today { try transaction.setRevision(today.number, toldTo: Self.figuresDay) }
            try giveGoods(to: drafts)
            try transaction.use(.writing)
            obmen_give_back_memory()
            let packs = try drafts.compactMap { draft in
                try draft.contents.write()
                try transaction.setRevision(newest, toldTo: draft.id)
                return try finish(draft, transaction)
            }
            try transaction.record(
                .packs, packs.map { "pack/\($0.number)" }.joined(separator: " "), at: clock.utc)
            try Failpoint.pass(.packWritten)
            return packs
        }
        try Failpoint.pass(.packDecided)
        try publish()
        return made
    }

    /// Gives the packs that are written their names.
    func publish() throws {
        for pack in try exchange.ledger.read({ try $0.packs(published: false) }) {
            let home = exchange.folder.toCRM.appending(pack.target)
            let hidden = home.appending(Self.hidden(pack.folder))
            if Files.exists(hidden) {
                do {
                    try Files.move(hidden, to: home.appending(pack.folder))
                } catch let fault as FileFault where fault.errno == .fileExists {
                    // Somebody else's; the pack waits until it is gone, and everything else goes on.
                    exchange.note(.packNameTaken(home.appending(pack.folder)))
                    continue
                }
            }
            // Named before a crash perhaps, and not forced to the disk.
            if Files.exists(home) { try Files.synchronize(folder: home) }
            try Failpoint.pass(.packNamed)
            try exchange.ledger.write { try $0.setPublished(pack: pack.number) }
            try Failpoint.pass(.packPublished)
        }
    }

    /// `nil` where no figures go to a CRM.
    private func customerBook(_ transaction: LedgerTransaction, _ today: CalendarDay?) throws -> CustomerBook? {
        guard let today, !exchange.configuration.figureFields.isEmpty else { return nil }
        return try CustomerBook(
            transaction, of: exchange.ledger.path, configuration: exchange.configuration, today: today)
    }

    /// Beside the CRMs' revisions: the day for which figures were last sent.
    private static let figuresDay = "figures/day"

    private static func hidden(_ folder: String) -> String { ".\(folder).part" }

    /// A pack that is being made.
    private struct Draft {
        let id: String
        let crm: any CRM
        let number: Int
        let folder: String
        /// Up to which revision the CRM was told.
        let told: Int
        let writer: PackWriter
        let contents: PackContents
    }

    private func drafts(_ transaction: LedgerTransaction, _ book: CustomerBook?) throws -> [Draft] {
        var number = try transaction.nextPackNumber()
        return try exchange.configuration.crms.compactMap { id in
            let settings = exchange.configuration.settings(of: id)
            guard let crm = CRMRegistry.crm(id, settings: settings) else { return nil }
            defer { number += 1 }
            let name = Self.folderName(number, clock.day)
            let told = try transaction.revision(toldTo: id)
            let writer = PackWriter(
                folder: exchange.folder.toCRM.appending(id).appending(Self.hidden(name)), crm: crm,
                spare: exchange.spare)
            let contents = try PackContents(
                crm: crm, target: id, pack: number, told: told, configuration: exchange.configuration,
                transaction: transaction, ledgerPath: exchange.ledger.path, writer: writer, clock: clock,
                book: book)
            return Draft(
                id: id, crm: crm, number: number, folder: name, told: told, writer: writer, contents: contents)
        }
    }

    /// Gives each changed good to every draft; what a CRM has already as it is, its draft passes over.
    ///
    /// Goods are put together on a thread and a connection of their own: this transaction changes no entity, so the
    /// other connection sees the same ones.
    private func giveGoods(to drafts: [Draft]) throws {
        let (path, configuration) = (exchange.ledger.path, exchange.configuration)
        let (crms, targets) = (drafts.map(\.crm), drafts.map(\.id))
        let told = drafts.map(\.told).min() ?? 0
        try Ahead.run(
            batch: 256,
            make: { give in
                // Three threads for two processors: which of them has the most to do depends on what changed.
                try Ahead.run(
                    batch: 256,
                    make: { give in
                        try Ledger(readingFrom: path).read {
                            try Self.changedGoods($0, configuration, above: told, give)
                        }
                    },
                    use: { item in
                        let item = item.inPiecesOfItsOwn
                        let titles = PackContents.Title.all(item.name, "product", crms)
                        let cards = crms.indices.map {
                            PackContents.GoodCard(item, titles[$0], crms[$0], target: targets[$0])
                        }
                        try give(Good(item: item, cards: cards))
                    })
            },
            use: { good in
                for (draft, card) in zip(drafts, good.cards) { try draft.contents.write(good.item, card) }
            })
    }

    /// Freed by the thread that made it, as ``PackContents/GoodCard``.
    private struct Good: Sendable {
        let item: CatalogItem
        /// In each CRM.
        let cards: [PackContents.GoodCard]
    }

    private static func changedGoods(
        _ transaction: LedgerTransaction, _ configuration: ExchangeConfiguration, above told: Int,
        _ give: (CatalogItem) throws -> Void
    ) throws {
        let catalog = try CatalogProjection(
            transaction, priceTypeName: configuration.priceType, sendsStock: configuration.sendsStock)
        var since = told
        // A group or price type that changed shows in every good.
        try transaction.entities([.group, .priceType], above: since) { _ in since = 0 }
        try catalog.changed(above: since, give)
    }

    /// Ends the files of a pack and enters it; `nil` where there was nothing to tell.
    private func finish(_ draft: Draft, _ transaction: LedgerTransaction) throws -> PackRow? {
        let contents = draft.contents
        guard !draft.writer.isEmpty || !contents.changes.isEmpty else {
            try draft.writer.discard()
            return nil
        }
        let files = try draft.writer.finish(changes: contents.changes, language: exchange.language)
        let sheet = LoadingSheet(
            number: draft.number, crm: draft.crm.title, madeOn: clock.day,
            files: files.map {
                LoadingSheet.File(
                    name: $0.name, title: $0.title, rows: $0.rows, records: $0.records, example: $0.example,
                    isLoaded: $0.table.map { !draft.crm.layout($0).isListOnly } ?? false)
            },
            steps: draft.crm.steps(for: files), changes: contents.changes, notes: contents.notes,
            switchedOn: switchedOn)
        try draft.writer.add("КАК-ЗАГРУЗИТЬ.html", Array(sheet.html(exchange.language).utf8))
        try draft.writer.synchronize()
        try Files.synchronize(folder: exchange.folder.toCRM.appending(draft.id))
        let pack = PackRow(
            number: draft.number, target: draft.id, folder: draft.folder, madeAt: clock.utc,
            counts: JSONText.object(files.map { ($0.name, .number($0.rows)) }).text)
        try transaction.add(pack)
        return pack
    }

    private var switchedOn: [LocalizedText] {
        var switched: [LocalizedText] = []
        if exchange.configuration.sendsStock {
            switched.append(LocalizedText(russian: "остатки", english: "stock"))
        }
        if exchange.configuration.sendsSettlements {
            switched.append(LocalizedText(russian: "взаиморасчёты", english: "settlements"))
        }
        if exchange.configuration.sendsLegalDetails {
            switched.append(LocalizedText(russian: "реквизиты", english: "legal details"))
        }
        return switched
    }

    private static func folderName(_ number: Int, _ day: String) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits + "-" + day
    }
}

extension CatalogItem {
    /// The same with texts that this thread allocates: whoever frees those of another waits for its lock.
    fileprivate var inPiecesOfItsOwn: CatalogItem {
        var item = self
        item.id = Self.copy(id)
        item.name = Self.copy(name)
        item.article = article.map(Self.copy)
        return item
    }

    private static func copy(_ text: String) -> String {
        var text = text
        return text.withUTF8 { String(decoding: $0, as: UTF8.self) }
    }
}
