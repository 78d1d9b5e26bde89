internal import CommerceML
internal import ExchangeModel

enum CommerceMLTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let pieces = Pieces(input) else { return }
        let whole = outcome { reader in _ = try reader.push(pieces.rest) }
        let parts = outcome { reader in try pieces.each { _ = try reader.push($0) } }
        precondition((whole.summary.refusal == nil) == (parts.summary.refusal == nil))
        if whole.summary.refusal == nil {
            precondition(whole.records == parts.records && whole.summary.counts == parts.summary.counts)
            precondition(whole.summary.kinds == parts.summary.kinds)
        }
        precondition(whole.records <= pieces.rest.count { $0 == UInt8(ascii: "<") })
    }

    private static func outcome(
        _ push: (CommerceMLReader) throws -> Void
    ) -> (records: Int, summary: ReadingSummary) {
        let taker = Taker()
        let reader = CommerceMLReader(handler: taker)
        do {
            try push(reader)
            return (taker.count, try reader.finish())
        } catch {
            preconditionFailure("the taker throws nothing")
        }
    }

    private final class Taker: RecordHandler {
        private(set) var count = 0

        func take(_ record: RecordView) {
            count += 1
            precondition(record.line >= 1)
            _ = record.held.withView { $0.kind }
        }
    }
}
