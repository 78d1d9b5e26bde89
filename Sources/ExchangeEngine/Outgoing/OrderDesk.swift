internal import CRMFiles
internal import CommerceML
internal import ExchangeModel
internal import Ledger

/// Decides what becomes of each deal, list order and booking on its way to 1C.
///
/// ```
///            ready                placed            read               answered
///   held ──────────→ pending ──────────→ published ──────→ presumed ──────────→ confirmed
///     ↑ a person mends it            ↺ changes while unread        ↺ changes only where 1C's people made none
/// ```
/// A new version of an order that 1C knows goes the same way, and is confirmed by an answer that shows it.
///
/// While an order lies unread it follows the CRM. Once 1C has read it, 1C is where it is carried out: a later change
/// goes out only when 1C's answer shows that nobody changed it there; else a person is told.
final class OrderDesk {
    static let target = "1c"

    let transaction: LedgerTransaction
    private let ledgerPath: String
    private let configuration: ExchangeConfiguration
    private let profile: OrdersProfile
    let clock: ExchangeClock
    /// Orders of which the CRM told something new that can go now, since 1C answered that nobody changed them there.
    var reopened: [(RecordKind, String)] = []
    /// The number after all that were given; looked up once.
    private var nextNumber: Int?

    init(
        _ transaction: LedgerTransaction, of ledger: Ledger, configuration: ExchangeConfiguration,
        profile: OrdersProfile,
        clock: ExchangeClock
    ) {
        self.transaction = transaction
        ledgerPath = ledger.path
        self.configuration = configuration
        self.profile = profile
        self.clock = clock
    }

    var settings: OutgoingSettings { configuration.outgoing }

    /// Takes in what changed since the last time.
    ///
    /// `retries`: looks again at what is held though nothing changed, since the configuration may have.
    ///
    /// - Returns: whether there was anything to decide.
    func update(retries: Bool) throws -> Bool {
        let told = try transaction.revision(toldTo: Self.target)
        let newest = try transaction.revision()
        if newest > told { try takeAnswers(above: told) }
        let isHeld = try transaction.outgoingCounts()[.held] != nil
        if newest > told || (retries && isHeld) { try takeOrders(above: told) }
        let isRead = try noteReadings()
        if newest > told { try transaction.setRevision(newest, toldTo: Self.target) }
        return newest > told || (retries && isHeld) || isRead
    }

    // MARK: Orders

    private func takeOrders(above told: Int) throws {
        let crms = configuration.dialects
        let held = try transaction.outgoingSources(in: .held) + reopened
        guard try !held.isEmpty || transaction.hasEntities([.deal, .booking], above: told) else { return }
        let maker = try OrderMaker(
            transaction, settings: settings, profile: profile, crms: crms, today: clock.day)
        let echoes = try crms.mapValues { ($0, try ItemTable(transaction, target: type(of: $0).id, pack: 0)) }
        func decide(_ draft: OrderDraft, _ lines: Result<[OutgoingOrder.Line], Hold>) throws {
            let known = try transaction.outgoing(source: draft.source)
            if known == nil, try isOf1C(draft, echoes) { return }
            try take(draft, lines, known, maker)
        }
        // Most orders name goods as the CRM has them from us; the rest wait until the catalogue was read through once.
        var rest: [(RecordKind, String)] = []
        func sort(_ order: FoundOrder) throws {
            guard let lines = order.lines else { return rest.append((order.draft.kind, order.draft.source)) }
            try decide(order.draft, lines)
        }
        // Put together on a thread and a connection of their own: no entity changes here, so the other sees the same.
        let (path, settings) = (ledgerPath, settings)
        try Ahead.run(
            batch: 32,
            make: { give in
                try Ledger(readingFrom: path).read { transaction in
                    let goods = try OrderGoods(transaction, settings: settings, crms: crms)
                    try transaction.entities([.deal, .booking], above: told) { entity in
                        guard let draft = OrderDraft(entity.fields, kind: entity.kind, key: entity.key) else { return }
                        try give(FoundOrder(draft, goods))
                    }
                }
            }, use: sort)
        for (kind, key) in held {
            guard let entity = try transaction.entity(kind, key: key), entity.revision <= told,
                let draft = OrderDraft(entity.fields, kind: kind, key: key)
            else { continue }
            try sort(FoundOrder(draft, maker.goods))
        }
        func others(_ body: (OrderDraft) throws -> Void) throws {
            for (kind, key) in rest {
                guard let entity = try transaction.entity(kind, key: key),
                    let draft = OrderDraft(entity.fields, kind: kind, key: key)
                else { continue }
                try body(draft)
            }
        }
        try maker.goods.prepare(for: others)
        try others { try decide($0, maker.goods.lines(of: $0)) }
    }

    /// A draft with its lines; without them where the whole catalogue must be looked through.
    private struct FoundOrder: Sendable {
        let draft: OrderDraft
        let lines: Result<[OutgoingOrder.Line], Hold>?

        init(_ draft: OrderDraft, _ goods: OrderGoods) throws {
            self.draft = draft
            lines = try goods.knows(draft) ? goods.lines(of: draft) : nil
        }
    }

    /// Whether a deal is one that the CRM has from us: made of an order that 1C told of.
    private func isOf1C(_ draft: OrderDraft, _ items: [String: (any CRM, ItemTable)]) throws -> Bool {
        guard let crm = draft.crm, let (dialect, table) = items[crm] else { return false }
        // Known once, it stays known, whatever people call it now.
        if try transaction.link(of: draft.source, .document) != nil { return true }
        var key: String?
        if let code = draft.code {
            for kind in [RecordKind.document, .deal, .booking]
            where try transaction.entity(kind, key: code) != nil { key = code }
        }
        if key == nil { key = try table.key("deal", folded: dialect.fold(dialect.clean(draft.title))) }
        guard let key else { return false }
        try transaction.put(
            LinkRow(
                crm: crm, kind: .document, source: draft.source, key: key,
                evidence: key == draft.code ? "code" : "title"))
        return true
    }

    private func take(
        _ draft: OrderDraft, _ lines: Result<[OutgoingOrder.Line], Hold>, _ known: OutgoingRow?, _ maker: OrderMaker
    ) throws {
        let digest = draft.digest
        if let known, known.digest == digest, known.state != .held { return }
        guard var row = known else {
            guard isWanted(draft), !draft.isLost else { return }
            var row = OutgoingRow()
            row.sourceKind = draft.kind
            row.source = draft.source
            row.crm = draft.crm
            row.title = draft.title
            row.createdAt = clock.utc
            return try make(&row, draft, lines, maker)
        }
        row.title = draft.title
        switch row.state {
        case .held, .withdrawn:
            // 1C may have an earlier version of it.
            if draft.isLost, row.publishedAt != nil { return try cancel(&row, digest) }
            if draft.isLost || !isWanted(draft) { return try withdraw(&row, digest) }
            try make(&row, draft, lines, maker)
        case .pending where row.publishedAt == nil && draft.isLost: try withdraw(&row, digest)
        case .pending, .published:
            if draft.isLost { try cancel(&row, digest) } else { try make(&row, draft, lines, maker) }
        case .presumed, .confirmed:
            if draft.isLost {
                if row.isChangedIn1C {
                    try warn(&row, .cancelledAfterChange, digest)
                } else {
                    try cancel(&row, digest)
                }
            } else if row.numberIn1C != nil, !row.isChangedIn1C {
                // What people change in 1C comes back with its number; nothing came.
                try make(&row, draft, lines, maker)
            } else {
                try warn(&row, .changedAfterReading, digest)
            }
        }
    }

    private func isWanted(_ draft: OrderDraft) -> Bool {
        guard draft.crm != nil, !settings.stages.isEmpty else { return true }
        return settings.stages.contains { $0.lowercased() == draft.stage?.lowercased() }
    }

    private func make(
        _ row: inout OutgoingRow, _ draft: OrderDraft, _ lines: Result<[OutgoingOrder.Line], Hold>, _ maker: OrderMaker
    ) throws {
        row.digest = draft.digest
        let made = try maker.make(draft, lines: lines, previous: row.number == nil ? nil : row) {
            try freshNumber()
        }
        switch made {
        case .failure(let hold):
            // What 1C has, or may be reading, stays as it is; only a person can settle the difference.
            if row.publishedAt == nil { row.state = .held }
            row.hold = hold.issue
        case .success(let made):
            row.state = .pending
            row.hold = made.warning
            row.number = Int(made.order.number)
            if let number = row.number, number == nextNumber { nextNumber = number + 1 }
            if row.publishedAt != nil, let before = OutgoingOrder(row.order) {
                let (old, new) = (Self.goods(before), Self.goods(made.order))
                if old != new { row.previous = old }
            }
            row.body = made.order.body(party: made.party)
            row.edition = nil
        }
        try transaction.put(row)
    }

    /// From our own sequence, and never one by which 1C knows another order already: it would overwrite that one.
    private func freshNumber() throws -> Int {
        var number = try nextNumber ?? transaction.nextOrderNumber(from: settings.firstNumber)
        while try transaction.isDocumentName(RecordKeys.document(String(number))) { number += 1 }
        guard String(number).count <= profile.numberLength else { throw Hold(.numbersExhausted) }
        nextNumber = number
        return number
    }

    private func withdraw(_ row: inout OutgoingRow, _ digest: String) throws {
        row.state = .withdrawn
        row.hold = nil
        row.digest = digest
        try transaction.put(row)
    }

    private func cancel(_ row: inout OutgoingRow, _ digest: String) throws {
        let fields = row.order
        guard var order = OutgoingOrder(fields) else { return }
        order.isCancelled = true
        row.body = order.body(party: OutgoingOrder.Party(fields))
        row.state = .pending
        row.hold = nil
        row.digest = digest
        row.edition = nil
        try transaction.put(row)
    }

    private func warn(_ row: inout OutgoingRow, _ issue: Issue, _ digest: String) throws {
        row.hold = issue
        row.digest = digest
        try transaction.put(row)
    }

    /// Puts an order back that 1C has read or lost, as it last was.
    ///
    /// - Returns: `false` where no order has this number.
    func resend(_ number: Int) throws -> Bool {
        guard var row = try transaction.outgoing(number: number), OutgoingOrder(row.order) != nil,
            row.state != .held, row.state != .withdrawn
        else { return false }
        row.state = .pending
        row.edition = nil
        row.hold = nil
        // The newest that the CRM said, whatever 1C made of the one before.
        if let entity = try transaction.entity(row.sourceKind, key: row.source),
            let draft = OrderDraft(entity.fields, kind: entity.kind, key: entity.key)
        {
            guard !draft.isLost else {
                try cancel(&row, draft.digest)
                return true
            }
            let maker = try OrderMaker(
                transaction, settings: settings, profile: profile, crms: configuration.dialects, today: clock.day)
            try maker.goods.prepare { try $0(draft) }
            try make(&row, draft, maker.goods.lines(of: draft), maker)
        } else {
            try transaction.put(row)
        }
        return true
    }
}
