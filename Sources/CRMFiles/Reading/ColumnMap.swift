internal import ExchangeModel

/// Which column of a table holds what, worked out once from its headings.
struct ColumnMap: Sendable {
    /// Where cells of one kind stand, the one that counts first.
    struct Slot: Sendable {
        let content: ColumnContent
        let places: [Place]
    }

    struct Place: Sendable {
        /// Of the cell, from 0.
        let index: Int
        /// As the file has it.
        let heading: String
        /// Its name in `other[…]`, told from headings alike: `Телефон#2`.
        let label: String
        /// `other[…]` with that name; made once, not for each row.
        let path: String
        let rank: Int
        /// From the heading: «Бюджет ₸».
        let currency: String?
    }

    private(set) var head: [Slot] = []
    private(set) var line: [Slot] = []
    /// Columns that the layout does not know, or that have no heading, by their labels.
    private(set) var unknown: [Place] = []
    private(set) var id: Slot?
    /// Where cells of the record stand, in contrast to those of its lines; without content where it is not known.
    private(set) var headIndices: [Int] = []
    private(set) var headPlaces: [(place: Place, content: ColumnContent?)] = []
    /// The least cells that a row must have.
    private(set) var width = 0
    let labels: [String]
    let headings: [String]

    init(_ headings: [String], _ known: ImportRegistry.KnownLayout) {
        let layout = known.layout
        self.headings = headings
        labels = Self.labels(headings)
        var places: [Int: [Place]] = [:]
        for (index, heading) in headings.enumerated() {
            let name = HeadingName.of(heading)
            guard !name.isEmpty else {
                unknown.append(
                    Place(
                        index: index, heading: labels[index], label: labels[index], path: "other[\(labels[index])]",
                        rank: 0, currency: nil))
                continue
            }
            let (found, currency) = Self.find(name, known)
            let place = Place(
                index: index, heading: heading.singleLine, label: labels[index], path: "other[\(labels[index])]",
                rank: found?.rank ?? 0,
                currency: currency)
            if let found {
                places[found.column, default: []].append(place)
                if layout.columns[found.column].content != .passedOver { width = index + 1 }
            } else {
                unknown.append(place)
                width = index + 1
            }
        }
        unknown.sort { $0.label < $1.label }
        for (number, column) in layout.columns.enumerated() {
            guard var found = places[number] else { continue }
            // Of headings alike the last counts where the layout says so; a list goes from left to right.
            let backwards = layout.lastHeadingWins && !column.content.isList
            found.sort { ($0.rank, backwards ? -$0.index : $0.index) < ($1.rank, backwards ? -$1.index : $1.index) }
            let slot = Slot(content: column.content, places: found)
            if column.content == .id { id = slot }
            if column.content.isLine {
                line.append(slot)
            } else if column.content != .passedOver {
                head.append(slot)
            }
        }
        headPlaces = head.flatMap { slot in slot.places.map { (place: $0, content: slot.content) } }
        headPlaces += unknown.map { (place: $0, content: nil) }
        headPlaces.sort { $0.place.index < $1.place.index }
        headIndices = headPlaces.map(\.place.index)
    }

    /// The column of a heading, also with a currency in it, and a user field of 1C's code under its technical name.
    private static func find(
        _ name: String, _ known: ImportRegistry.KnownLayout
    ) -> (place: ImportRegistry.KnownLayout.Place?, currency: String?) {
        if let place = known.places[name] { return (place, nil) }
        if name.hasPrefix("uf_crm_"), name.contains("1с"), let place = known.places[HeadingName.of("Код 1С")] {
            return (place, nil)
        }
        if let (base, currency) = HeadingName.withCurrency(name), let place = known.places[base],
            known.layout.columns[place.column].content.isMoney
        {
            return (place, currency)
        }
        return (nil, nil)
    }

    /// Names for `other[…]`: brackets would end the path.
    private static func labels(_ headings: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return headings.enumerated().map { index, heading in
            var label = heading.filter { $0 != "\u{FEFF}" }.singleLine
            label = label.replacing("[", with: "(").replacing("]", with: ")")
            if label.isEmpty { label = "Колонка \(index + 1)" }
            let count = counts[label, default: 0] + 1
            counts[label] = count
            return count == 1 ? label : "\(label)#\(count)"
        }
    }
}
