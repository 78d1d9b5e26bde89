import CommerceML
import ExchangeModel
import TestSupport
import Testing

/// What came out of one document.
struct ReadDocument {
    var summary = ReadingSummary()
    /// The records as JSON, in the order in which they ended.
    var records: [String] = []
    var fields: [(kind: RecordKind, fields: FieldSet)] = []

    /// The one record of a kind, as JSON without `record` and `line`.
    func json(_ kind: RecordKind) throws -> String {
        try #require(json(all: kind).first)
    }

    func json(all kind: RecordKind) -> [String] {
        records.filter { $0.hasPrefix("{\"record\":\"\(kind.rawValue)\",") }.map { record in
            // `{"record":"x","line":N,…}` without its first two members.
            let parts = record.split(separator: ",", maxSplits: 2)
            return parts.count == 3 ? "{" + parts[2] : "{}"
        }
    }

    /// `path=value` for each field of the one record of a kind.
    func paths(_ kind: RecordKind) throws -> [String] {
        try #require(fields.first { $0.kind == kind }).fields.fields.map { "\($0.path)=\($0.value)" }
    }

    func count(_ counter: Counter) -> Int { summary.counts[counter, default: -1] }

    /// The counters that are not 0.
    var counted: [Counter: Int] { summary.counts.filter { $0.value != 0 } }
}

/// Reads documents and keeps their records.
final class RecordCollector: RecordHandler {
    private var document = ReadDocument()

    func take(_ record: RecordView) {
        document.records.append(record.json())
        document.fields.append((record.kind, record.fields))
    }

    static func read(_ bytes: [UInt8], inPiecesOf size: Int = 65_536) throws -> ReadDocument {
        let collector = RecordCollector()
        let reader = CommerceMLReader(handler: collector)
        try bytes.inPieces(of: size) { _ = try reader.push($0) }
        collector.document.summary = try reader.finish()
        return collector.document
    }

    /// Reads what is inside a root element of version 2.07.
    static func read(inside content: String, attributes: String = "ВерсияСхемы=\"2.07\"") throws -> ReadDocument {
        try read(
            Array("<КоммерческаяИнформация \(attributes)>\(content)</КоммерческаяИнформация>".utf8))
    }

    /// Reads one «Товар» of a catalogue.
    static func read(product content: String) throws -> ReadDocument {
        try read(inside: "<Каталог><Товары><Товар>\(content)</Товар></Товары></Каталог>")
    }

    /// Reads one «Предложение» of a package.
    static func read(offer content: String) throws -> ReadDocument {
        try read(
            inside: "<ПакетПредложений><Предложения><Предложение>\(content)</Предложение></Предложения>"
                + "</ПакетПредложений>")
    }
}
