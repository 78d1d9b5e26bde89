internal import CommerceML
internal import ExchangeModel
internal import SystemPackage

/// Reads a file on a thread of its own while its records are applied on this one.
enum ReadAhead {
    typealias Outcome = (summary: ReadingSummary, format: FileFormat)

    /// - Throws: what `apply` threw, or ``FileFault``; the reading has ended by then.
    static func read(
        _ path: FilePath, limits: LimitSettings, progress: WorkProgress? = nil, apply: (TakenRecord) throws -> Void
    ) throws -> Outcome {
        try Ahead.run(
            batch: 256,
            make: { (give: (TakenRecord) throws -> Void) -> Outcome in
                try withoutActuallyEscaping(give) { give in
                    let collector = Collector(give)
                    var (summary, format) = try FileReading(path: path, limits: limits, progress: progress)
                        .read(into: collector)
                    summary.issues.add(contentsOf: collector.issues)
                    return (summary, format)
                }
            },
            use: { record in
                progress?.addRecord()
                try apply(record)
            })
    }

    private final class Collector: RecordHandler {
        private let give: (TakenRecord) throws -> Void
        private(set) var issues = IssueLog()

        init(_ give: @escaping (TakenRecord) throws -> Void) {
            self.give = give
        }

        func take(_ record: RecordView) throws {
            guard record.kind != .exchange, record.kind != .counterpartyList else { return }
            guard let taken = TakenRecord(record) else { return issues.add(.withoutID(record)) }
            try give(taken)
        }
    }
}
