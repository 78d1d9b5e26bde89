public import ExchangeModel

/// A CRM that imports files.
///
/// The map of this target: business values (``CatalogItem``, ``Customer``, ``ContactCard``, ``DealCard``) → rows of
/// cells in the CRM's own headings, formats and limits → the engine writes them into the files of a pack. One folder
/// per CRM, one line in ``CRMRegistry``.
///
/// *For implementers.* Every function is pure: the same value gives the same cells, since a hash of them tells the
/// engine whether the CRM knows the value already. A cell must survive the CRM's importer; where a value cannot, it
/// is left empty and said elsewhere, never altered silently. Sources of all rules: facts/crm.md.
public protocol CRM: Sendable {
    /// As in `to-crm/bitrix24` and in the configuration.
    static var id: String { get }
    var title: String { get }

    /// A title that is folded as all of them compare, with what this CRM does not tell apart beside.
    func masked(_ folded: String) -> String
    /// A text as this CRM stores it from a cell; titles are made of it, so that links are exact.
    func clean(_ text: String) -> String
    /// A title of a company or a person, in which nothing keeps other rows from finding it.
    func linkable(_ title: String) -> String
    /// Under which text rows of other files find a person.
    func title(of name: ContactName) -> String
    /// A unit that the CRM would not know, and so leave out.
    func unknownUnit(of item: CatalogItem) -> String?

    func layout(_ table: PackTable) -> TableLayout
    func row(_ item: CatalogItem, title: String) -> [String]
    /// `number` tells apart the companies of one file, from 1 to 20.
    func row(_ company: Customer, title: String, number: Int) -> [String]
    func row(_ contact: ContactCard) -> [String]
    func rows(_ deal: DealCard) -> [[String]]
    func row(_ lead: LeadCard) -> [String]
    func row(_ figures: FigureCard) -> [String]

    /// A row of a deal makes its customer as well, so that one who has a deal needs no row of his own.
    var dealsCarryCustomers: Bool { get }
    /// What to do with the files, step by step, in the words of the CRM's own pages.
    func steps(for files: [PackFile]) -> [LocalizedText]
}

extension CRM {
    /// The title as this CRM compares it when rows of other files link to it; both compare as MySQL does.
    public func fold(_ title: String) -> String { masked(OrganizationName.fold(title)) }

    public func linkable(_ title: String) -> String { clean(title) }
    public func title(of name: ContactName) -> String { name.title }
    public func unknownUnit(of item: CatalogItem) -> String? { nil }
}

/// The tables of a pack, in loading order.
public enum PackTable: String, Sendable, CaseIterable {
    case products, companies, contacts, deals, leads
    /// Figures of companies, and of people, that the CRM has already.
    case companyFigures, contactFigures

    /// What the name of its file begins with; 6 is the sheet of changes.
    public var number: Int {
        let index = Self.allCases.firstIndex(of: self) ?? 0
        return index < 5 ? index + 1 : index + 2
    }
}

/// Name and headings of a table.
public struct TableLayout: Sendable {
    /// Without the number and the ending: `products`.
    public let name: String
    public let title: LocalizedText
    public let headings: [String]
    /// The most rows the importer takes from one file without losing any; `nil` where it takes all.
    public let rowsPerFile: Int?
    /// For a person to read; the CRM has no import for it.
    public let isListOnly: Bool

    public init(
        name: String, title: LocalizedText, headings: [String], rowsPerFile: Int? = nil, isListOnly: Bool = false
    ) {
        self.name = name
        self.title = title
        self.headings = headings
        self.rowsPerFile = rowsPerFile
        self.isListOnly = isListOnly
    }
}

/// A file of a pack as it was written.
public struct PackFile: Sendable {
    public let table: PackTable?
    public let name: String
    public let title: LocalizedText
    /// Rows without the headings.
    public let rows: Int
    /// What appears in the CRM: a deal of three goods is one record in three rows.
    public let records: Int
    public let headings: [String]
    /// The first row.
    public let first: [String]

    public init(
        table: PackTable?, name: String, title: LocalizedText, rows: Int, records: Int, headings: [String],
        first: [String] = []
    ) {
        self.records = records
        self.first = first
        self.table = table
        self.name = name
        self.title = title
        self.rows = rows
        self.headings = headings
    }

    /// The first record as a person finds it in the CRM: its name, and the sum where there is one.
    public var example: String {
        let columns = zip(headings, first).filter { !$0.1.isEmpty }
        func cells(_ names: [String]) -> [String] { names.compactMap { name in columns.first { $0.0 == name }?.1 } }
        let name = columns.first { $0.0.hasPrefix("Название") || $0.0 == "Полное имя контакта" }?.1
        let person = cells(["Имя", "Фамилия"]).joined(separator: " ")
        return ([name ?? person] + cells(["Сумма", "Сумма по 1С", "Бюджет сделки"]).prefix(1))
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }
}

/// What the configuration says about one CRM.
public struct CRMSettings: Sendable, Equatable {
    /// «Ответственный» of everything that is new; empty: whom the wizard is told.
    public var responsible = ""
    /// Somebody is named for what is new, so there is a column for him.
    public var namesResponsibles = false
    /// «Воронка»; empty: the default one.
    public var pipeline = ""
    /// The CRM's stage for each stage of an order; a stage without one leaves the cell empty.
    public var stages: [Order.Stage: String] = [:]
    /// Caption of the user field for 1C's «Ид»; empty: the column is left out.
    public var codeField = "Код 1С"
    /// Caption of the products' property for «Артикул»; empty: the column is left out.
    public var articleField = "Артикул"
    /// Short names of the units that exist in the CRM; others leave the cell empty.
    public var units: Set<String> = ["шт", "кг", "г", "л", "м"]

    /// Whether the CRM has a unit; as bytes, since the hash of what is no ASCII is made letter by letter.
    func hasUnit(_ unit: String) -> Bool { units.contains { $0.utf8.elementsEqual(unit.utf8) } }
    public var sendsStock = false
    public var sendsLegalDetails = false
    /// Captions of the user fields for customers' figures.
    public var figureHeadings: [String] = []

    public init() {}

    var hasResponsible: Bool { namesResponsibles || !responsible.isEmpty }
}

/// The CRMs there are; a new one is a folder and a line here.
public enum CRMRegistry {
    public static let ids = [Bitrix24.id, AmoCRM.id]

    public static func crm(_ id: String, settings: CRMSettings) -> (any CRM)? {
        switch id {
        case Bitrix24.id: Bitrix24(settings: settings)
        case AmoCRM.id: AmoCRM(settings: settings)
        default: nil
        }
    }
}
