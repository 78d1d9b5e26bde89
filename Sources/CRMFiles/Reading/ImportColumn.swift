public import ExchangeModel

/// A column that a layout knows: what it holds, and the headings that it goes by.
public struct ImportColumn: Sendable {
    let content: ColumnContent
    /// The first is the one that is documented; of two that a row fills, the earlier one counts.
    public let headings: [String]
    /// For the page on the columns of lists; `nil` for those of a CRM, which are the CRM's own.
    public let meaning: LocalizedText?

    init(_ content: ColumnContent, _ headings: String..., about: LocalizedText? = nil) {
        self.init(content, headings, about: about)
    }

    init(_ content: ColumnContent, _ headings: [String], about: LocalizedText? = nil) {
        self.content = content
        self.headings = headings
        meaning = about
    }
}

/// What the cells of a column are, and into which field of a ``TableRecord`` they go.
enum ColumnContent: Hashable, Sendable {
    enum NamePart: Int, Hashable, Sendable { case last, first, middle }
    enum LinePart: Int, Hashable, Sendable { case name, article, code1C, unit, price, quantity, sum }

    /// The source's own id, by which rows of one record are told.
    case id
    /// One line of text.
    case text(String)
    /// A text that keeps its line breaks; several cells are joined.
    case note(String)
    case phones(String)
    case emails(String)
    /// «ИНН»; «ИНН/КПП» too
    case taxNumber
    /// «КПП»
    case reasonCode
    /// «ОГРН», «ОГРНИП»
    case registration
    /// A number, with or without a currency; without it the record cannot be used.
    case amount(String)
    /// A sum that counts more than ``amount(_:)`` of `sum`.
    case exactSum
    case currency
    /// A date, with its time where there is one.
    case moment(String)
    /// Of an order: `createdAt` with a time, `beginDate` without.
    case orderDate
    /// Of a booking: `date`, and `time` where it has one.
    case visit
    case clock(String)
    /// A date that is there once a deal is closed; «не закрыта» before.
    case closing
    case flag(String)
    /// Separated by commas.
    case tags
    /// A company or a person, as the text shows.
    case customer
    /// Of the person; joined where the record has one name.
    case name(NamePart)
    /// `Имя <адрес>` of a letter.
    case sender
    /// A sum, or a way.
    case delivery
    case channel
    /// Goods as a text; lines too where it is written as our packs write it.
    case basket
    /// Whether the row is of a contact or a company.
    case kind
    case line(LinePart)
    /// Known, but no field of ours: kept under its heading.
    case kept
    /// What we ourselves added to a table that comes back.
    case passedOver

    var isLine: Bool {
        if case .line = self { return true }
        return false
    }

    /// A cell of such a column adds to those before it.
    var isList: Bool {
        switch self {
        case .phones, .emails, .tags, .note, .kept, .sender, .passedOver: true
        default: false
        }
    }

    /// A column whose heading may name the currency: «Бюджет ₸».
    var isMoney: Bool {
        switch self {
        case .amount, .exactSum, .delivery, .line(.price), .line(.sum): true
        default: false
        }
    }
}
