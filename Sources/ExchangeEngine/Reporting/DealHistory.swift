internal import ExchangeModel
internal import Ledger

/// Finds out which file moved a deal to each of its milestones, by going through what the files changed.
struct DealHistory {
    let view: BusinessView
    let orders: OrderReader

    private var settings: DealSettings { view.configuration.deals }

    /// One state of a record, and the file that brought it.
    private struct Version {
        let fields: FieldSet
        let file: Int
    }

    // MARK: The CRM's deal

    /// Milestones that the stages of a deal show; a stage that it was in once counts.
    func milestones(ofDeal entity: Entity) throws -> [DealProgress.Milestone: DealProgress.Reached] {
        let contract = Set((settings.contractStages + settings.prepaymentStages).map(OrganizationName.fold))
        let prepayment = Set(settings.prepaymentStages.map(OrganizationName.fold))
        var reached: [DealProgress.Milestone: DealProgress.Reached] = [:]
        for version in try versions(of: entity) {
            guard let stage = version.fields["stage"].map(OrganizationName.fold) else { continue }
            let isWon = Self.wonStages.contains { stage == $0 || stage.hasSuffix(":\($0)") }
            for (milestone, isReached) in [
                (DealProgress.Milestone.contract, isWon || contract.contains(stage)),
                (.prepaymentOrdered, isWon || prepayment.contains(stage))
            ] where isReached && reached[milestone] == nil {
                reached[milestone] = try self.reached(nil, by: version.file)
            }
        }
        return reached
    }

    /// The stages of a deal that is won, as both CRMs name them by default.
    private static let wonStages: Set = ["won", "сделка успешна", "успешно реализовано"]

    // MARK: 1C's order

    /// Milestones that 1C's order shows, with its payments and shipments.
    func milestones(ofOrder key: String) throws -> [DealProgress.Milestone: DealProgress.Reached] {
        guard let booked = try view.book.documents.order(key) else { return [:] }
        return try milestones(of: booked)
    }

    /// The same of an order that is at hand.
    func milestones(of booked: BookedOrder) throws -> [DealProgress.Milestone: DealProgress.Reached] {
        // Told by one file and never changed: what it shows was read with it.
        if let file = booked.onlyFile, try !view.transaction.hasChanges(ofEntity: booked.entity) {
            return try booked.milestones.mapValues { try self.reached($0, by: file) }
        }
        guard let entity = try view.transaction.entity(.document, key: booked.key) else { return [:] }
        let linked = try orders.linked(to: entity)
        let versions = try versions(of: entity)
        // What each file added, in the order in which they were applied.
        let files = Set(versions.map(\.file) + linked.map(\.createdFile)).sorted()
        guard let first = versions.first?.file else { return [:] }
        var reached: [DealProgress.Milestone: DealProgress.Reached] = [:]
        for file in files where file >= first {
            guard let fields = versions.last(where: { $0.file <= file })?.fields else { continue }
            let known = linked.filter { $0.createdFile <= file }.map(\.fields)
            guard let order = Order(fields, key: entity.key, linked: known) else { continue }
            let shown = DealProgress.milestones(of: order, settings)
            for milestone in DealProgress.Milestone.allCases {
                if let fact = shown[milestone] {
                    if reached[milestone] == nil { reached[milestone] = try self.reached(fact, by: file) }
                } else {
                    // Taken back: a payment that was deleted, a flag that was put down again.
                    reached[milestone] = nil
                }
            }
        }
        return reached
    }

    // MARK: Versions

    private func reached(_ day: CalendarDay?, by file: Int) throws -> DealProgress.Reached {
        let received = try view.file(file).flatMap { CalendarDay($0.receivedAt) }
        return DealProgress.Reached(day: day ?? received ?? view.today, file: file)
    }

    /// The states of a record from the first to the present one: the changes are taken back one by one.
    private func versions(of entity: Entity) throws -> [Version] {
        let changes = try view.transaction.changes(ofEntity: entity.id)
        var values = Dictionary(entity.fields.fields.map { ($0.path, $0.value) }, uniquingKeysWith: { $1 })
        guard !changes.isEmpty else { return [Version(fields: entity.fields, file: entity.createdFile)] }
        var versions: [Version] = []
        for (index, change) in changes.enumerated().reversed() {
            let isNewest = index == changes.count - 1
            versions.append(
                Version(fields: isNewest ? entity.fields : Self.fields(values), file: change.file))
            for field in change.fields { values[field.path] = field.old }
        }
        versions.append(Version(fields: Self.fields(values), file: entity.createdFile))
        return versions.reversed()
    }

    /// Items of a list must follow each other, which sorted paths do.
    private static func fields(_ values: [String: String]) -> FieldSet {
        FieldSet(values.sorted { $0.key < $1.key }.map { Field(path: $0.key, value: $0.value) })
    }
}
