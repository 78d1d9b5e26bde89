internal import ExchangeModel

/// Finds the layout that a table's headings are of.
struct HeadingMatch {
    let names: [String]

    init(_ headings: [String]) {
        names = headings.map(HeadingName.of).filter { !$0.isEmpty }
    }

    /// The layout that knows most of the headings, of those that have all they need.
    func best() -> ImportRegistry.KnownLayout? {
        let present = Set(names)
        return ImportRegistry.known.enumerated()
            .filter { $1.excludes.isDisjoint(with: present) && missing($1).isEmpty }
            .max { (score($0.element), -$0.offset) < (score($1.element), -$1.offset) }?
            .element
    }

    /// The layout that comes nearest, with the headings that it lacks; `nil` where nothing is near.
    func nearest() -> (layout: ImportRegistry.KnownLayout, missing: [[String]])? {
        let present = Set(names)
        let near = ImportRegistry.known.enumerated()
            .filter { $1.excludes.isDisjoint(with: present) && missing($1).count < $1.needs.count }
            .max { ($0.element.weight(self), -$0.offset) < ($1.element.weight(self), -$1.offset) }?.element
        guard let near, score(near) >= 2 else { return nil }
        return (near, missing(near))
    }

    fileprivate func missing(_ known: ImportRegistry.KnownLayout) -> [[String]] {
        zip(known.needs, known.layout.needs).filter { needed, _ in !names.contains { has(needed, $0) } }.map(\.1)
    }

    private func has(_ needed: Set<String>, _ name: String) -> Bool {
        needed.contains(name) || HeadingName.withCurrency(name).map { needed.contains($0.name) } ?? false
    }

    fileprivate func score(_ known: ImportRegistry.KnownLayout) -> Int {
        names.count {
            known.places[$0] != nil || HeadingName.withCurrency($0).map { known.places[$0.name] != nil } ?? false
        }
    }
}

extension ImportRegistry.KnownLayout {
    /// How near headings come: what they have that is known, less what is needed and missing.
    fileprivate func weight(_ match: HeadingMatch) -> Int { match.score(self) - 2 * match.missing(self).count }
}
