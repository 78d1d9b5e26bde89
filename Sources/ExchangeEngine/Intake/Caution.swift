internal import CommerceML
internal import ExchangeModel
internal import Ledger

/// What would do more harm when applied than when a person is asked first.
struct Caution {
    private let transaction: LedgerTransaction

    /// Fewer goods than this less are a clean-up, not an accident.
    private static let fewestGone = 5

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

    /// A full export that has suddenly become smaller than the one before it.
    func shrinking(_ row: FileRow, _ summary: ReadingSummary, percent: Int) throws -> Issue? {
        guard summary.changesOnly == false,
            let before = try transaction.lastFull(named: row.name, kinds: summary.kinds),
            let had = before.counts.flatMap({ JSONObject($0) })
        else { return nil }
        for (counter, name) in [(Counter.products, "products"), (Counter.offers, "offers")] {
            let (now, then) = (summary.counts[counter] ?? 0, had.number(name) ?? 0)
            let gone = then - now
            if gone >= Self.fewestGone, gone * 100 > then * percent { return .shrinks(from: then, to: now) }
        }
        return nil
    }
}

extension Issue {
    /// The issue with the command by which a person says yes to this file.
    func naming(_ row: FileRow) -> Issue {
        let command = "obmen confirm \(row.id)"
        return Issue(
            code: code, severity: severity, message: message,
            advice: LocalizedText(
                russian: "\(advice?.russian ?? "") Применить: \(command). Не применять: \(command) --reject.",
                english: "\(advice?.english ?? "") To apply it: \(command). Not to: \(command) --reject."))
    }

    /// A file that nothing is wrong with, but that a person was asked about.
    var isDoubt: Bool { Self.isDoubt(code) }

    static func isDoubt(_ code: String?) -> Bool { code == "file.returns" || code == "file.shrinks" }

    /// The same after a person said no.
    var rejectedByPerson: Issue {
        Issue(
            code: code, severity: severity, message: message,
            advice: LocalizedText(
                russian: "Человек решил не применять этот файл; больше ничего делать не нужно.",
                english: "A person decided not to apply this file; there is nothing else to do."))
    }

    static let olderSession = Issue(
        code: "file.older", severity: .warning,
        message: LocalizedText(
            russian: "Эта выгрузка старше уже применённых: взято только то, чего более поздние не сообщали.",
            english: "This export is older than ones that were applied: only what no later one told was taken."),
        advice: LocalizedText(
            russian: "Если важно, выгрузите эти данные из 1С ещё раз.",
            english: "Where it matters, export the data from 1C once more."))

    static let returnsToEarlier = Issue(
        code: "file.returns", severity: .warning,
        message: LocalizedText(
            russian: "Точно такой файл изменений уже применялся, а после него применён другой. Нарочно ли 1С вернула "
                + "прежние значения или старый файл положен ещё раз, по файлу не понять.",
            english: "The same file of changes was applied before, and another one after it. Whether 1C means its "
                + "values once more or an old file was dropped again, the file does not tell."),
        advice: LocalizedText(
            russian: "Узнайте, откуда файл.", english: "Find out where the file comes from."))

    static func shrinks(from then: Int, to now: Int) -> Issue {
        Issue(
            code: "file.shrinks", severity: .warning,
            message: LocalizedText(
                russian:
                    "Полная выгрузка вдруг стала меньше: было \(then), стало \(now). Так бывает, когда в 1С сбился "
                    + "отбор или выгрузка прервалась.",
                english:
                    "The full export has suddenly become smaller: it was \(then) and is \(now). That happens when a "
                    + "filter in 1C was changed or the export broke off."),
            advice: LocalizedText(
                russian: "Проверьте отбор в настройках обмена 1С.",
                english: "Check the filter in 1C's exchange settings."))
    }
}
