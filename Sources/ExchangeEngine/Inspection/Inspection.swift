public import CommerceML
public import ExchangeModel
public import SystemPackage
internal import TabularFiles

/// What one file is, how much is in it and what is wrong with it: the answer of `inspect`.
public struct Inspection: Sendable {
    public var file: String
    public var format: FileFormat
    public var summary = ReadingSummary()
    /// Data rows of a table.
    public var rows = 0
    /// What kind of table it is, where its headings tell.
    public var table: LocalizedText?
    /// Headings that are not known; their columns are kept.
    public var unknownHeadings: [String] = []
    /// The files in a ZIP.
    public var entries: [Inspection] = []

    public init(file: String, format: FileFormat) {
        self.file = file
        self.format = format
    }

    /// Takes what a document had to say.
    fileprivate mutating func take(_ summary: ReadingSummary) {
        self.summary = summary
        if summary.refusal?.code == "commerceml.root.unknown" { format = .unknown }
    }

    /// Something in it refuses the file, or one of its entries.
    public var isRefused: Bool {
        summary.issues.worst == .error || entries.contains { $0.isRefused }
    }
}

/// Looks into files.
///
/// Writes nothing and needs no exchange folder; memory does not grow with the file.
public struct Inspector {
    /// Gets every record of the files, for `--records`.
    private let records: any RecordHandler
    /// The same of the records of a table.
    private let tableRecords: (TableRecord) -> Void
    private let progress: WorkProgress?
    private let limits: LimitSettings

    public init(
        records: any RecordHandler = NoRecords(), tableRecords: @escaping (TableRecord) -> Void = { _ in },
        progress: WorkProgress? = nil, limits: LimitSettings = LimitSettings()
    ) {
        self.limits = limits
        self.progress = progress
        self.records = progress.map { CountedRecords(records, $0) } ?? records
        self.tableRecords = tableRecords
    }

    /// - Throws: ``FileFault`` where the file cannot be read at all; what is wrong inside is an issue.
    public func inspect(_ path: FilePath, as name: String? = nil) throws -> Inspection {
        let name = name ?? path.string
        progress?.begin(name, size: (try? Files.look(path).size) ?? 0)
        defer { progress?.end() }
        let head = try Files.head(path)
        switch FileFormat.guess(head) {
        case .zip: return try inspectZIP(path, name)
        case .csv, .xlsx, .htmlTable: return try inspectTable(path, name)
        case .unknown where (try? TableFile(path: path.string)) != nil: return try inspectTable(path, name)
        case .commerceML:
            var inspection = Inspection(file: name, format: .commerceML)
            inspection.take(
                try FileReading(path: path, limits: limits, progress: progress).readXML(into: records))
            return inspection
        default: break
        }
        return try inspect(name: name, head: head) { body in try Files.read(path, progress: progress, body) }
    }

    /// Looks at bytes that come from a file or an entry of a ZIP.
    private func inspect(
        name: String, head: [UInt8], read: ((UnsafeRawBufferPointer) throws -> Bool) throws -> Void
    ) throws -> Inspection {
        var inspection = Inspection(file: name, format: FileFormat.guess(head))
        switch inspection.format {
        case .commerceML:
            let reader = CommerceMLReader(handler: records, limits: limits.reading)
            try read { try reader.push($0) }
            inspection.take(try reader.finish())
        case .csv:
            try countRows(head, read, into: &inspection)
        case .zip:
            inspection.summary.refuse(.zip(ZIPFault(kind: .nested, entry: name)))
        case .unknown:
            inspection.summary.refuse(head.allSatisfy { $0 <= 0x20 } ? .emptyFile : .unknownFormat)
        case .xlsx, .htmlTable:
            inspection.summary.issues.add(.tableNotRead)
        }
        return inspection
    }

    /// A table is looked at as the exchange would read it; one whose headings it would refuse is counted all the same.
    private func inspectTable(_ path: FilePath, _ name: String) throws -> Inspection {
        var issues = IssueLog()
        let summary = try OutboundReading(path: path, limits: limits).read(take: tableRecords) { issues.add($0.issue) }
        var inspection = Inspection(file: name, format: summary.format)
        inspection.summary.encoding = summary.encoding
        inspection.summary.kinds = summary.kinds
        inspection.summary.issues = summary.issues
        inspection.summary.issues.add(contentsOf: issues)
        inspection.table = summary.title
        inspection.unknownHeadings = summary.unknownHeadings
        inspection.rows = summary.rows
        if let refusal = summary.refusal {
            inspection.summary.refuse(refusal)
            inspection.rows = max(0, (try? Self.rowCount(path)) ?? 0)
        }
        return inspection
    }

    private static func rowCount(_ path: FilePath) throws -> Int {
        // The first row has the headings.
        var rows = -1
        try TableFile(path: path.string).rows { _ in
            rows += 1
            return true
        }
        return rows
    }

    private func countRows(
        _ head: [UInt8], _ read: ((UnsafeRawBufferPointer) throws -> Bool) throws -> Void,
        into inspection: inout Inspection
    ) throws {
        guard let table = CSVReader.sniff(head) else { return }
        inspection.summary.encoding = table.encoding.rawValue
        var reader = CSVReader(delimiter: table.delimiter, encoding: table.encoding)
        var rows = 0
        try read { bytes in
            reader.push(bytes) { _ in rows += 1 }
            return true
        }
        do {
            try reader.finish { _ in rows += 1 }
        } catch let fault as CSVReader.UnclosedQuote {
            inspection.summary.refuse(.unclosedQuote(line: fault.line))
        }
        // The first row has the headings.
        inspection.rows = max(0, rows - 1)
    }

    private func inspectZIP(_ path: FilePath, _ name: String) throws -> Inspection {
        var inspection = Inspection(file: name, format: .zip)
        do {
            let archive = try ZIPArchive(path: path.string)
            for entry in archive.entries where !entry.isIgnored {
                var head: [UInt8] = []
                try archive.read(entry) { head.append(contentsOf: $0.prefix((64 << 10) - head.count)) }
                if FileFormat.isPicture(head) { continue }
                let entryInspection = try inspect(name: entry.name, head: head) { body in
                    var wanted = true
                    try archive.read(entry) { if wanted { wanted = try body($0) } }
                }
                inspection.entries.append(entryInspection)
            }
            if inspection.entries.isEmpty { inspection.summary.refuse(.zip(ZIPFault(kind: .empty, entry: nil))) }
        } catch let fault as ZIPFault {
            inspection.summary.refuse(.zip(fault))
        }
        return inspection
    }
}

/// Tells of each record before it is taken.
private final class CountedRecords: RecordHandler {
    private let records: any RecordHandler
    private let progress: WorkProgress

    init(_ records: any RecordHandler, _ progress: WorkProgress) {
        self.records = records
        self.progress = progress
    }

    func take(_ record: RecordView) throws {
        progress.addRecord()
        try records.take(record)
    }
}

/// Throws records away.
public final class NoRecords: RecordHandler {
    public init() {}
    public func take(_ record: RecordView) {}
}

extension ReadingSummary {
    mutating func refuse(_ issue: Issue) {
        refusal = issue
        issues.add(issue)
    }
}
