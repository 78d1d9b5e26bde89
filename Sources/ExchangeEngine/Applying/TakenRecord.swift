internal import CommerceML
internal import ExchangeModel

/// A record as it goes from the thread that reads to the one that applies: bytes of its own.
struct TakenRecord: Sendable {
    let kind: RecordKind
    let line: Int
    let keys: RecordKeys
    /// The text form of its ``FieldSet``.
    let body: [UInt8]
    /// Of an offer: how many prices it has, and how many of them are 0.
    var prices = (all: 0, zero: 0)
    /// Of a document: what tells which one it is where it has no «Ид», and which order it belongs to.
    var identity: DocumentIdentity?
    /// The counterparties of a document, which are entities of their own.
    var counterparties: [TakenRecord] = []

    struct DocumentIdentity: Sendable {
        let hasID: Bool
        let number: String?
        let date: String?
        let operation: String?
        let basis: String?
    }

    /// - Returns: `nil` where the record has nothing to be recognised by again.
    init?(_ record: RecordView, _ writer: inout BodyWriter) {
        guard let keys = RecordKeys(record) else { return nil }
        self.keys = keys
        kind = record.kind
        line = record.line
        body = writer.body(of: record)
        if kind == .offer { prices = record.priceCounts }
        guard kind == .document else { return }
        identity = DocumentIdentity(
            hasID: record.value("id") != nil, number: record.value("number"), date: record.value("date"),
            operation: record.value("operation"), basis: record.value("basis"))
        for counterparty in record.items("counterparties", as: .counterparty) {
            if let taken = TakenRecord(counterparty, &writer) { counterparties.append(taken) }
        }
    }
}
