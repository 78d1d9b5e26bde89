public import ExchangeModel

/// The values of the records that are open, in document order, in two flat buffers that are used again for every
/// record: no allocation per element.
///
/// Records nest like a stack («Группа» in «Группа», «Товар» in «Каталог»): an inner record lies behind what its
/// outer one has so far and is cut off when it ends.
struct RecordTape: ~Copyable {
    struct Entry {
        enum Kind: UInt8 {
            case value, begin, end
            /// A value that is not what its element says it is: shown, and not used.
            case unusable
        }

        let state: Int16
        let kind: Kind
        /// Where the value lies in `text`.
        let start: Int32
        let length: Int32
    }

    /// What the open records may have together; an order of ten thousand rows, each with its requisites, has as much.
    ///
    /// Each value is copied some times on its way to the ledger, and places in `text` are of 32 bits.
    static let (mostEntries, mostText) = (300_000, 32 << 20)

    var isTooLarge: Bool { entries.count > Self.mostEntries || text.count > Self.mostText }

    var entries = Tape<Entry>(capacity: 1 << 10)
    var text = Tape<UInt8>(capacity: 64 << 10)

    mutating func cut(entries count: Int, text length: Int) {
        entries.cut(to: count)
        text.cut(to: length)
    }

    /// The text of an entry; valid until text is appended or the tape is gone.
    func bytes(of entry: Entry) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text.elements[Int(entry.start)..<Int(entry.start + entry.length)])
    }
}

/// One record as it was read: its values, still as bytes.
///
/// Valid only while the handler is called.
public struct RecordView {
    public let kind: RecordKind
    /// The line of its start tag, from 1.
    public let line: Int
    /// For a «Группа» in a «Группа», the Ид of the outer one.
    public let parentID: String?

    let grammar: Grammar
    let entries: UnsafeBufferPointer<RecordTape.Entry>
    let text: UnsafeBufferPointer<UInt8>
    /// Where in its tape the text begins; 0 while it lies there.
    var textStart = 0

    /// The first value under a key directly in the record.
    public func value(_ key: String) -> String? {
        var depth = 0
        for entry in entries {
            switch entry.kind {
            case .begin: depth += 1
            case .end: depth -= 1
            case .value where depth == 0 && grammar.states[Int(entry.state)].key == key:
                return String(decoding: bytes(entry), as: UTF8.self)
            case .value, .unusable: break
            }
        }
        return nil
    }

    func bytes(_ entry: RecordTape.Entry) -> UnsafeBufferPointer<UInt8> {
        bytes(entry.start, entry.length)
    }

    func bytes(_ start: Int32, _ length: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = Int(start) - textStart
        return UnsafeBufferPointer(rebasing: text[start..<(start + Int(length))])
    }

    /// A copy that stays when the handler has returned.
    public var held: HeldRecord {
        let values = entries.lazy.filter { $0.kind == .value || $0.kind == .unusable }
        let start = Int(values.map(\.start).min() ?? 0)
        let end = Int(values.map { $0.start + $0.length }.max() ?? 0)
        return HeldRecord(
            kind: kind, line: line, parentID: parentID, grammar: grammar, entries: Array(entries),
            text: Array(text[start..<max(start, end)]), textStart: start)
    }

    /// The parts of the record that are items of a list directly in it, each a view of its own
    /// («Контрагент» of a «Документ»).
    public func items(_ key: String, as kind: RecordKind) -> [RecordView] {
        var found: [RecordView] = []
        var depth = 0
        var start = 0
        for (index, entry) in entries.enumerated() {
            switch entry.kind {
            case .begin:
                if depth == 0 { start = index }
                depth += 1
            case .end:
                depth -= 1
                if depth == 0, grammar.states[Int(entry.state)].key == key {
                    found.append(
                        RecordView(
                            kind: kind, line: line, parentID: nil, grammar: grammar,
                            entries: UnsafeBufferPointer(rebasing: entries[(start + 1)..<index]), text: text,
                            textStart: textStart))
                }
            case .value, .unusable: break
            }
        }
        return found
    }
}
