/// One part of the reading that takes bytes from strangers, and what must hold for all of them.
///
/// libFuzzer calls ``run(_:)`` millions of times (`Fuzzing/run`); `FuzzCorpusTests` call it for each file of the corpus.
/// What must hold is said by `precondition`, which a release build keeps.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// The parser and its scanner: pieces of any size give the same events, or the same fault.
    case xml
    /// An export: pieces of any size give the same records, never more than there are tags.
    case commerceml
    /// An archive: names stay inside, entries give what the directory says.
    case zip
    /// A table of any format, and cells that are written and read again.
    case csv
    /// Text in the encodings that exports have, under true and false labels.
    case encoding
    /// Names that strangers give: to entries of archives and to files.
    case paths

    public func run(_ input: UnsafeRawBufferPointer) {
        switch self {
        case .xml: XMLTarget.run(input)
        case .commerceml: CommerceMLTarget.run(input)
        case .zip: ZIPTarget.run(input)
        case .csv: TableTarget.run(input)
        case .encoding: EncodingTarget.run(input)
        case .paths: NameTarget.run(input)
        }
    }
}

/// Splits an input into what steers the target and what it reads.
struct Pieces {
    let size: Int
    let rest: UnsafeRawBufferPointer

    /// The first byte is the size of the pieces: from 1, so that every boundary is met, to the whole.
    init?(_ input: UnsafeRawBufferPointer) {
        guard let first = input.first else { return nil }
        size = first == 0 ? max(1, input.count) : Int(first)
        rest = UnsafeRawBufferPointer(rebasing: input[1...])
    }

    func each(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        var start = 0
        while start < rest.count {
            let end = min(rest.count, start + size)
            try body(UnsafeRawBufferPointer(rebasing: rest[start..<end]))
            start = end
        }
    }
}
