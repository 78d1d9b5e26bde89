public import ExchangeModel

/// A record that goes from the thread that reads to another: its values as they were read, not yet put together.
///
/// Putting a record together costs nearly as much as parsing it, so the thread that parses is spared it.
public struct HeldRecord: Sendable {
    public let kind: RecordKind
    public let line: Int
    let parentID: String?
    let grammar: Grammar
    let entries: [RecordTape.Entry]
    let text: [UInt8]
    let textStart: Int

    /// Bytes that it occupies, about.
    public var weight: Int { text.count + entries.count * MemoryLayout<RecordTape.Entry>.stride }

    /// Gives the record as its handler would have seen it; valid only during the call.
    public func withView<Result>(_ body: (RecordView) throws -> Result) rethrows -> Result {
        try entries.withUnsafeBufferPointer { entries in
            try text.withUnsafeBufferPointer { text in
                try body(
                    RecordView(
                        kind: kind, line: line, parentID: parentID, grammar: grammar, entries: entries, text: text,
                        textStart: textStart))
            }
        }
    }
}
