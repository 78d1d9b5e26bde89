import CommerceML
import ExchangeModel
import TestSupport

/// Keeps the records of a document as text.
final class RecordCollector: RecordHandler {
    private(set) var json: [String] = []
    private(set) var kinds: [RecordKind] = []
    private(set) var fields: [FieldSet] = []

    func take(_ record: RecordView) throws {
        json.append(record.json())
        kinds.append(record.kind)
        fields.append(record.fields)
    }

    /// The first record of a kind.
    func first(_ kind: RecordKind) -> FieldSet? {
        kinds.firstIndex(of: kind).map { fields[$0] }
    }
}

/// Reads a document in pieces.
func read(_ bytes: [UInt8], chunk: Int = 4096) throws -> (records: RecordCollector, summary: ReadingSummary) {
    let collector = RecordCollector()
    let reader = CommerceMLReader(handler: collector)
    for piece in bytes.chunks(of: chunk) {
        guard try piece.withUnsafeBytes({ try reader.push($0) }) else { break }
    }
    return (collector, try reader.finish())
}

/// Reads what stands inside the root element.
func readInside(_ content: String) throws -> (records: RecordCollector, summary: ReadingSummary) {
    try read(Array("<КоммерческаяИнформация ВерсияСхемы=\"2.10\">\(content)</КоммерческаяИнформация>".utf8))
}
