internal import CRMFiles
internal import CommerceML
internal import ExchangeModel
internal import Ledger

/// What would do more harm when applied than when a person is asked first.
struct Caution {
    private let transaction: LedgerTransaction

    /// Fewer goods than this are a clean-up or a bargain, not an accident.
    private static let fewest = 5

    init(_ transaction: LedgerTransaction) {
        self.transaction = transaction
    }

    /// A, then B, then A again, of files of changes that do not say when they were formed: whether 1C means A once
    /// more, or an old file was dropped again, nobody can tell from the files.
    func isReturn(to earlier: FileRow) throws -> Bool {
        guard earlier.state == .applied, earlier.side == .inbound, earlier.formedAt == nil, earlier.changesOnly != false
        else { return false }
        return try transaction.lastApplied(kinds: earlier.kinds)?.sha256 != earlier.sha256
    }

    /// What speaks against a file that was read to its end and would now be applied.
    func doubt(
        _ row: FileRow, _ summary: ReadingSummary, _ applier: RecordApplier, _ settings: DoubtSettings
    ) throws -> Issue? {
        if let version = summary.schemaVersion, SchemaVersion(version) == .foreign { return .foreignVersion }
        if let issue = try shrinking(row, summary, percent: settings.shrinkPercent) { return issue }
        if summary.changesOnly == false, applier.newCatalogues > 0,
            try transaction.hasEntity(.catalogue, createdUnderNameOf: row)
        {
            // Under a name of its own it is another base, and several may write into one folder.
            return .otherCatalogue
        }
        return prices(applier.prices, settings)
    }

    /// A full export that has suddenly become smaller than the one before it under the same name.
    private func shrinking(_ row: FileRow, _ summary: ReadingSummary, percent: Int) throws -> Issue? {
        guard summary.changesOnly == false else { return nil }
        for (kind, counter, name) in [("catalogue", Counter.products, "products"), ("offers", .offers, "offers")] {
            guard summary.kinds.contains(kind),
                let before = try transaction.lastFull(named: row.name, holding: kind),
                let had = before.counts.flatMap({ JSONObject($0) })
            else { continue }
            let (now, then) = (summary.counts[counter] ?? 0, had.number(name) ?? 0)
            let gone = then - now
            // Nothing at all is never a clean-up.
            let isMuch = gone >= Self.fewest && gone * 100 > then * percent
            if isMuch || now == 0 && then > 0 { return .shrinks(from: then, to: now) }
        }
        return nil
    }

    private func prices(_ tally: PriceTally, _ settings: DoubtSettings) -> Issue? {
        func isMuch(_ part: Int, of whole: Int, _ percent: Int) -> Bool {
            part >= Self.fewest && part * 100 > whole * percent
        }
        if isMuch(tally.newZeros, of: tally.all, settings.zeroPricePercent) {
            return .zeroPrices(tally.newZeros, of: tally.all)
        }
        if isMuch(tally.jumped, of: tally.known, settings.priceJumpPercent) {
            return .pricesJump(tally.jumped, of: tally.known)
        }
        return nil
    }
}

extension ReadingSummary {
    /// Tells what is seen only when all of a file was laid over what was known.
    mutating func judge(
        _ row: FileRow, _ session: SessionOrder?, _ applier: RecordApplier, _ transaction: LedgerTransaction,
        at clock: ExchangeClock
    ) throws {
        useDate(at: clock)
        if session?.isOlder == true { issues.add(.olderSession) }
        if let formedAt, let portion = Portion(name: row.name), let before = portion.before,
            try !transaction.hasFile(named: before, formedAt: formedAt)
        {
            issues.add(.portionMissing(portion.number - 1))
        }
        issues.add(contentsOf: applier.issues)
        // Prices that come before anything told of price types are no fault of theirs.
        if try transaction.hasEntities([.priceType], above: 0) {
            let unknown = try priceWords.typeCounts.filter { try transaction.entity(.priceType, key: $0.word) == nil }
            if !unknown.isEmpty { issues.add(.unknownPriceType(prices: unknown.map(\.count).reduce(0, +))) }
        }
        let unknown = priceWords.currencyCounts.filter { !CurrencyCode.isKnown($0.word) }
        if !unknown.isEmpty { issues.add(.unknownCurrency(prices: unknown.map(\.count).reduce(0, +))) }
    }
}
