internal import CommerceML
internal import ExchangeModel
internal import SystemPackage

/// Reads a file on a thread of its own while its records are applied on this one.
enum ReadAhead {
    typealias Outcome = (summary: ReadingSummary, format: FileFormat)

    /// `path` is of a copy of ours; `memory` what becomes of the kernel's memory of it.
    ///
    /// - Throws: what `apply` threw, or ``FileFault``; the reading has ended by then.
    static func read(
        _ path: FilePath, limits: LimitSettings, memory: Files.Memory = .kept, progress: WorkProgress? = nil,
        apply: (TakenRecord) throws -> Void
    ) throws -> Outcome {
        var issues = IssueLog()
        var writer = BodyWriter()
        var outcome = try Ahead.run(
            batch: 256, weight: { $0.weight },
            make: { (give: (HeldRecord) throws -> Void) -> Outcome in
                try withoutActuallyEscaping(give) { give in
                    let collector = Collector(give)
                    let (summary, format) = try FileReading(
                        path: path, limits: limits, memory: memory, progress: progress
                    )
                    .read(into: collector)
                    return (summary, format)
                }
            },
            use: { record in
                progress?.addRecord()
                guard let taken = record.withView({ TakenRecord($0, &writer) }) else {
                    let isTooLong = record.withView(RecordKeys.isTooLong)
                    return issues.add(
                        isTooLong
                            ? .longID(record.kind, line: record.line) : .withoutID(record.kind, line: record.line))
                }
                try apply(taken)
            })
        outcome.summary.issues.add(contentsOf: issues)
        return outcome
    }

    private final class Collector: RecordHandler {
        private let give: (HeldRecord) throws -> Void

        init(_ give: @escaping (HeldRecord) throws -> Void) {
            self.give = give
        }

        func take(_ record: RecordView) throws {
            guard record.kind != .exchange, record.kind != .counterpartyList else { return }
            try give(record.held)
        }
    }
}
