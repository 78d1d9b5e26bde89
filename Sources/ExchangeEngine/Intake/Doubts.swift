internal import CommerceML
internal import ExchangeModel
internal import Ledger

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

    static func isDoubt(_ code: String?) -> Bool { code.map(doubts.contains) ?? false }

    private static let doubts: Set = [
        "file.returns", "file.shrinks", "catalogue.other", "prices.zero", "prices.jump", unknownVersionCode
    ]

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

    /// A full export of a catalogue that no file told of before, under the name of one that told of another.
    static let otherCatalogue = Issue(
        code: "catalogue.other", severity: .warning,
        message: LocalizedText(
            russian:
                "Под этим именем пришла полная выгрузка другого каталога, с другим «Ид». Так бывает, когда выгрузили "
                + "не ту базу или копию базы; тогда в CRM все товары появились бы второй раз.",
            english:
                "Under this name comes a full export of another catalogue, with another «Ид». That happens when the wrong "
                + "base or a copy was exported; then all goods would appear in the CRM a second time."),
        advice: LocalizedText(
            russian: "Проверьте, из какой базы файл.", english: "Find out which base the file is from."))

    static let foreignVersion = Issue(
        code: unknownVersionCode, severity: .warning,
        message: LocalizedText(
            russian: "«ВерсияСхемы» не из тех, что известны (2.x и 3.x): те же слова могут в ней значить другое.",
            english: "«ВерсияСхемы» is none of those known (2.x and 3.x): the same words may mean other things in it."),
        advice: LocalizedText(
            russian: "Посмотрите в inspect, что прочитано.", english: "See with inspect what was read."))

    static func zeroPrices(_ zero: Int, of all: Int) -> Issue {
        Issue(
            code: "prices.zero", severity: .warning,
            message: LocalizedText(
                russian: "Цен в файле: \(all), из них стали нулевыми: \(zero). Так бывает, когда в 1С сбился вид цены "
                    + "или цены ещё не записаны.",
                english: "Prices in the file: \(all); become 0: \(zero). That happens when a price type in 1C was "
                    + "changed or the prices are not written yet."),
            advice: LocalizedText(
                russian: "Проверьте цены в 1С. Если так и надо: zero_price_percent в obmen.toml.",
                english: "Check the prices in 1C. Where they are meant: zero_price_percent in obmen.toml."))
    }

    static func pricesJump(_ jumped: Int, of known: Int) -> Issue {
        Issue(
            code: "prices.jump", severity: .warning,
            message: LocalizedText(
                russian: "Цена изменилась больше чем в 10 раз у товаров: \(jumped) из \(known). Так бывает, когда "
                    + "спутали единицу, валюту или вид цены.",
                english: "The price changed more than tenfold for \(jumped) of \(known) goods. That happens when a "
                    + "unit, a currency or a price type was taken for another."),
            advice: LocalizedText(
                russian: "Проверьте цены в 1С. Если так и надо: price_jump_percent в obmen.toml.",
                english: "Check the prices in 1C. Where they are meant: price_jump_percent in obmen.toml."))
    }

    static func unknownPriceType(prices: Int) -> Issue {
        Issue(
            code: "offer.priceType.unknown", severity: .warning,
            message: LocalizedText(
                russian: "Цен, вид которых 1С не называла: \(prices). Они записаны, но в CRM не идут.",
                english: "Prices of a type that 1C never named: \(prices). They are kept and do not go to the CRM."),
            advice: LocalizedText(
                russian: "Выгрузите из 1С ещё раз полностью: вместе с видами цен.",
                english: "Export everything from 1C once more, price types with it."))
    }

    static func unknownCurrency(prices: Int) -> Issue {
        Issue(
            code: "offer.currency.unknown", severity: .warning,
            message: LocalizedText(
                russian: "Цен в неизвестной валюте: \(prices). Они записаны, но в CRM не идут.",
                english: "Prices in a currency that is not known: \(prices). They are kept and do not go to the CRM."),
            advice: LocalizedText(
                russian: "Назовите валюту в 1С её кодом: RUB, USD, KZT.",
                english: "Let 1C call the currency by its code: RUB, USD, KZT."))
    }
}
