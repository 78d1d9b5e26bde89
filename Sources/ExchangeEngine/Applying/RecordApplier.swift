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

extension Issue {
    /// A record with nothing to be recognised by again; the corpus has empty `<Предложение/>`.
    static func withoutID(_ kind: RecordKind, line: Int) -> Issue {
        Issue(
            code: "\(kind.rawValue).id.missing", severity: .warning,
            message: LocalizedText(
                russian: "У записи нет «Ид»; она пропущена, остальные приняты.",
                english: "A record has no «Ид»; it was skipped, the others were taken."),
            advice: LocalizedText(
                russian: "Проверьте эту запись в 1С и выгрузите снова.",
                english: "Check this record in 1C and export again."),
            line: line)
    }
}
