internal import CommerceML
internal import ExchangeModel

enum CommerceMLTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let pieces = Pieces(input) else { return }
        let whole = outcome { reader in _ = try reader.push(pieces.rest) }
        let parts = outcome { reader in try pieces.each { _ = try reader.push($0) } }
        var maker = CommerceMLReader.PieceMaker()
        let coded = outcome { reader in
            try pieces.each { _ = try reader.push(maker.piece($0)) }
            if let rest = maker.rest() { _ = try reader.push(rest) }
        }
        precondition((whole.summary.refusal == nil) == (parts.summary.refusal == nil))
        // Where names are coded the records are the same, and so is what is not understood. What a broken document is said
        // to be broken by is told by reading it once more without codes.
        precondition((coded.summary.refusal == nil) == (parts.summary.refusal == nil))
        if coded.summary.refusal == nil {
            precondition(coded.records == parts.records && coded.bodies == parts.bodies)
            precondition(coded.summary.counts == parts.summary.counts)
            precondition(coded.summary.unread.byName == parts.summary.unread.byName)
            precondition(coded.summary.unread.values == parts.summary.unread.values)
            precondition(coded.summary.formedAt == parts.summary.formedAt)
        }
        if whole.summary.refusal == nil {
            precondition(whole.records == parts.records && whole.summary.counts == parts.summary.counts)
            precondition(whole.bodies == parts.bodies)
            precondition(whole.summary.kinds == parts.summary.kinds)
        }
        precondition(whole.records <= pieces.rest.count { $0 == UInt8(ascii: "<") })
    }

    private static func outcome(
        _ push: (CommerceMLReader) throws -> Void
    ) -> (records: Int, bodies: Int, summary: ReadingSummary) {
        let taker = Taker()
        let reader = CommerceMLReader(handler: taker)
        do {
            try push(reader)
            let summary = try reader.finish()
            return (taker.count, taker.bodies, summary)
        } catch {
            preconditionFailure("the taker throws nothing")
        }
    }

    private final class Taker: RecordHandler {
        private(set) var count = 0
        /// A digest of what the ledger would keep.
        private(set) var bodies = 0
        private var writer = BodyWriter()

        func take(_ record: RecordView) {
            count += 1
            precondition(record.line >= 1)
            let body = writer.body(of: record)
            // As it stands on its way to another thread, and by a writer that has written nothing yet.
            precondition(record.held.withView { $0.fields.body } == body)
            bodies = (bodies &* 31 &+ body.count) ^ body.reduce(0) { $0 &* 33 &+ Int($1) }
        }
    }
}
