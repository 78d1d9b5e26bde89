internal import CommerceML
internal import ExchangeModel
internal import Ledger

/// Lays the records of one file over the ledger's state, as they are read.
final class RecordApplier {
    private let writer: EntityWriter
    private let transaction: LedgerTransaction
    private(set) var created = 0
    private(set) var changed = 0
    private(set) var unchanged = 0
    private(set) var prices = PriceTally()
    /// Catalogues that were not known before.
    private(set) var newCatalogues = 0
    /// What the records say of each other.
    private(set) var issues = IssueLog()
    /// Told of every change, for `plan`.
    var onOutcome: ((RecordKind, String, Int, UpsertOutcome) -> Void)?

    init(_ transaction: LedgerTransaction, file: Int, session: SessionOrder? = nil) throws {
        self.transaction = transaction
        writer = try EntityWriter(transaction, file: file, session: session)
    }

    func apply(_ record: TakenRecord) throws {
        for part in record.counterparties { try apply(part) }
        let keys = try record.identity.map { try known($0, record.keys) } ?? record.keys
        let outcome = try writer.upsert(
            record.kind, key: keys.key, body: record.body, line: record.line, references: keys.references)
        count(outcome)
        note(record, outcome)
        onOutcome?(record.kind, keys.key, record.line, outcome)
        if outcome != .unchanged, let basis = record.identity?.basis {
            // A payment or shipment changes its order, though no field of it.
            for order in try transaction.entities(referredTo: RecordKeys.document(basis))
            where order.kind == .document && order.key != keys.key {
                try writer.touch(order.id, in: transaction)
            }
        }
    }

    /// The document that a document without «Ид» is: the same number, date and operation.
    ///
    /// Customised bases leave the «Ид» out.
    private func known(_ identity: TakenRecord.DocumentIdentity, _ keys: RecordKeys) throws -> RecordKeys {
        guard !identity.hasID, let number = identity.number else { return keys }
        let same = try transaction.entities(referredTo: RecordKeys.document(number)).filter {
            $0.kind == .document && $0.fields["date"] == identity.date
                && $0.fields["operation"] == identity.operation
        }
        guard same.count == 1, let known = same.first else { return keys }
        return RecordKeys(key: known.key, references: keys.references)
    }

    /// Gathers what decides at the end whether the file is believed.
    private func note(_ record: TakenRecord, _ outcome: UpsertOutcome) {
        switch record.kind {
        case .offer: prices.add(record.prices, outcome)
        case .catalogue where outcome == .created: newCatalogues += 1
        default: break
        }
        guard writer.contradictedFile, [.product, .offer, .document].contains(record.kind) else { return }
        issues.add(.repeatedID(record.kind, line: record.line))
    }

    private func count(_ outcome: UpsertOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        }
    }
}

extension RecordKeys {
    init(key: String, references: [String]) {
        self.key = key
        self.references = references
    }
}
