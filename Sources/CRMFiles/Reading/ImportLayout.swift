internal import ExchangeModel

/// The columns of one kind of table, and how it is told from the others.
struct ImportLayout: Sendable {
    let title: LocalizedText
    let kind: RecordKind
    /// As in `to-crm/bitrix24`; `nil` for a list.
    let crm: String?
    /// What the keys of its records begin with: `bitrix24/deal/`.
    let keyPrefix: String
    /// The channel of requests that do not name one.
    var channel: String?
    let columns: [ImportColumn]
    /// The table must have a column of each of these groups; the first heading of a group is the one that is asked
    /// for when it is missing.
    let needs: [[String]]
    /// A table with one of these is of another kind.
    var excludes: [String] = []
    /// Rows one after the other with the same id are one record, each with a line of goods.
    var gathersRows = false
    /// Of headings alike the last filled cell counts; elsewhere two that differ are a defect of the row.
    var lastHeadingWins = false
    /// A row says nothing without telling who it is about.
    var needsCustomer = false
    /// «Сумма» beside lines of goods cannot be trusted: the lines are added up.
    var addsUpLines = false
    /// Of a row without an id, everything tells it from others, not just who, when and what.
    var hashesWholeRow = false
}

/// The layouts that are read; a new CRM is a folder and a line here.
enum ImportRegistry {
    static let layouts = BitrixExports.layouts + AmoExports.layouts + Lists.layouts

    static let known: [KnownLayout] = layouts.map(KnownLayout.init)

    /// A layout with its headings made comparable, once.
    struct KnownLayout: Sendable {
        struct Place: Sendable {
            let column: Int
            /// 0 for the heading that counts most.
            let rank: Int
        }

        let layout: ImportLayout
        let places: [String: Place]
        let needs: [Set<String>]
        let excludes: Set<String>

        init(_ layout: ImportLayout) {
            self.layout = layout
            var places: [String: Place] = [:]
            for (column, known) in layout.columns.enumerated() {
                for (rank, heading) in known.headings.enumerated() {
                    let name = HeadingName.of(heading)
                    if places[name] == nil { places[name] = Place(column: column, rank: rank) }
                }
            }
            self.places = places
            needs = layout.needs.map { Set($0.map(HeadingName.of)) }
            excludes = Set(layout.excludes.map(HeadingName.of))
        }
    }
}
