/// How a configuration of 1C wants its orders; data, not code.
///
/// What each value answers to is in `../facts/1c-loader.md` (rules by their numbers) and
/// `../facts/commerceml.md`, sections c and g.
public struct OrdersProfile: Sendable, Hashable {
    /// How a «Номер» must look, so that 1C finds the order again.
    public enum NumberForm: Sendable, Hashable {
        /// Anything without blanks (D05).
        case text
        case digits
        /// Digits that do not begin with 0: УНФ pads them with zeros, and `42` and `042` would be one number (D19).
        case plainDigits
    }

    /// As what a sole trader is told.
    public enum SoleTraderForm: Sendable, Hashable {
        /// «ПолноеНаименование» and «ИНН».
        case person
        /// «ОфициальноеНаименование» and an «ИНН» of 12 digits.
        case company
    }

    /// Its name: `ut11`, `unf`, `bitrix31`, `legacy`.
    public let id: String
    /// «ВерсияСхемы».
    public let schemaVersion: String
    /// Each «Документ» in a «Контейнер» of its own; without it a 3.1 loader finds no document, with it no other does
    /// (F04).
    public let usesContainers: Bool
    /// «НомерВерсии», «ПометкаУдаления» and a «Единица» with parts, as 3.1 has them.
    public let isVersion3: Bool
    public let numberForm: NumberForm
    public let numberLength: Int
    /// What the price of a line is called; both where it is not known which of them a build reads.
    public let priceElements: [String]
    /// «Тип» of the contacts that hold the e-mail address.
    public let emailTypes: [String]
    /// What is written for a line without VAT.
    public let noVATWord: String
    public let soleTrader: SoleTraderForm
    /// A person with an «ИНН» would be made a sole trader (УТ), so it stays out.
    public let takesPersonWithINNForSoleTrader: Bool
    /// УНФ searches by «КПП» alone (C11), and never needs it for a company that it finds.
    public let writesKPP: Bool
    /// A company is searched by «ИНН» and «КПП» together: with the first only, it is made anew at every load.
    public let searchesByINNAndKPP: Bool
    /// A buyer not found by «Ид» or «ИНН» is searched by telephone, e-mail, name and full name in turn, and the first
    /// that has one of them gets the order, whatever its «ИНН» (C11).
    ///
    /// ``OrdersRegister`` keeps those of one file apart; of 1C's own counterparties it knows nothing.
    public let searchesByContactsAndNames: Bool
    /// The buyer's «Ид» is what it is found by, and must be there.
    public let needsBuyerID: Bool
    /// Requisites that would overwrite an attribute of the order in 1C (D25); blanks and case make no difference.
    public let reservedRequisites: Set<String>

    /// The rates that the loader knows; any other would silently become another one (L10).
    public var vatRates: [String]
    /// A byte order mark before the document.
    public var writesByteOrderMark: Bool
    /// A line without the «Ид» of a product goes out, and 1C may make a product of it.
    public var allowsNewProducts = false
    /// `ORDER_DELIVERY` may be the «Ид» of a line: 1C has a table of delivery services, or a service of that name.
    ///
    /// Without either, 1C makes a product of it (L05, L19).
    public var takesOrderDelivery: Bool

    public static let all: [OrdersProfile] = [ut11, unf, bitrix31, legacy]

    /// The profile of that name, or `nil`.
    public static func profile(_ id: String) -> OrdersProfile? { all.first { $0.id == id } }

    /// УТ 11, КА 2, ERP 2, Розница 2.
    static let ut11 = OrdersProfile(
        id: "ut11", schemaVersion: "2.07", usesContainers: false, isVersion3: false, numberForm: .text,
        numberLength: 11, priceElements: ["ЦенаЗаЕдиницу"], emailTypes: ["Почта"],
        // 0 counts as empty, and with no rate at the document that ends as «Без НДС» (L12).
        noVATWord: "0", soleTrader: .person, takesPersonWithINNForSoleTrader: true, writesKPP: true,
        searchesByINNAndKPP: true, searchesByContactsAndNames: false, needsBuyerID: false, reservedRequisites: [],
        vatRates: ["0", "10", "18", "20"], writesByteOrderMark: false, takesOrderDelivery: false)

    /// УНФ 1.6 and 3.0.
    static let unf = OrdersProfile(
        id: "unf", schemaVersion: "2.07", usesContainers: false, isVersion3: false, numberForm: .plainDigits,
        numberLength: 6, priceElements: ["ЦенаЗаЕдиницу"], emailTypes: ["Почта"], noVATWord: "Без НДС",
        soleTrader: .company, takesPersonWithINNForSoleTrader: false, writesKPP: false, searchesByINNAndKPP: false,
        searchesByContactsAndNames: true, needsBuyerID: false,
        reservedRequisites: ["курс", "кратность", "суммадокумента", "номер", "дата", "комментарий"],
        vatRates: ["0", "10", "18", "20"], writesByteOrderMark: false, takesOrderDelivery: false)

    /// The module «Обмен с сайтом» of 1С-Битрикс, 6 and 7, and «БУС».
    static let bitrix31 = OrdersProfile(
        id: "bitrix31", schemaVersion: "3.1", usesContainers: true, isVersion3: true, numberForm: .text,
        // Its schema has «Цена», files that it takes were seen with «ЦенаЗаЕдиницу».
        numberLength: 11, priceElements: ["Цена", "ЦенаЗаЕдиницу"], emailTypes: ["Почта", "Электронная почта"],
        noVATWord: "Без налога", soleTrader: .person, takesPersonWithINNForSoleTrader: true, writesKPP: true,
        searchesByINNAndKPP: false, searchesByContactsAndNames: true, needsBuyerID: true, reservedRequisites: [],
        // The builds of 2026 take 5 and 22; of 7 nothing is known.
        vatRates: ["0", "5", "10", "18", "20", "22"], writesByteOrderMark: true, takesOrderDelivery: true)

    /// УТ 10.x and its contemporaries; no loader of theirs was seen, so all that is safe for УТ 11 is kept.
    static let legacy = OrdersProfile(
        id: "legacy", schemaVersion: "2.05", usesContainers: false, isVersion3: false, numberForm: .digits,
        numberLength: 11, priceElements: ["ЦенаЗаЕдиницу"], emailTypes: ["Почта"], noVATWord: "Без НДС",
        soleTrader: .person, takesPersonWithINNForSoleTrader: true, writesKPP: true, searchesByINNAndKPP: true,
        searchesByContactsAndNames: false, needsBuyerID: false, reservedRequisites: [],
        vatRates: ["0", "10", "18", "20"], writesByteOrderMark: false, takesOrderDelivery: false)
}
