public import ExchangeModel
public import Ledger
public import Reports
public import SystemPackage

/// Looks into the ledger of an exchange folder without taking its lock.
public struct LedgerView {
    /// Gives every order on its way to 1C.
    public func orders(
        configuration: ExchangeConfiguration, clock: ExchangeClock = .system, _ body: (OrdersView.Item) throws -> Void
    ) throws {
        let view = OrdersView(settings: configuration.outgoing, clock: clock)
        try ledger.read { try view.items($0, body) }
    }

    /// Writes the pages of figures, as of a day, and gives those that have something to say, without rows.
    ///
    /// `target` is a folder for them; `nil`: `reports/` of the exchange, whose lock is held meanwhile.
    ///
    /// - Throws: ``ExchangeFault/locked(_:)`` where a service writes them itself.
    public func writeReports(
        _ folder: ExchangeFolder, today: CalendarDay, into target: FilePath? = nil
    ) throws -> [ReportPage] {
        let lock = target == nil ? try FolderLock(folder.lock) : nil
        defer { withExtendedLifetime(lock) {} }
        let desk = ReportDesk(
            folder: folder, configuration: try folder.loadConfiguration(), ledger: ledger, today: today, clock: .system)
        if let target { try Files.makeFolder(target) }
        let pages = try desk.writePages(nil, problems: [], into: target ?? folder.reports)
        let orders = try ledger.read {
            try OrdersView(settings: desk.configuration.outgoing, clock: .system).page($0)
        }
        try desk.write([orders], into: target ?? folder.reports)
        return pages.filter { !$0.isEmpty }
    }

    private let ledger: Ledger

    /// - Throws: ``ExchangeFault/noFolder(_:)`` where there is none yet.
    public init(_ folder: ExchangeFolder) throws {
        guard Files.exists(folder.ledger) else { throw folder.fault }
        ledger = try Ledger(readingFrom: folder.ledger.string)
    }

    public func files() throws -> [FileRow] { try ledger.read { try $0.files() } }

    /// Whether there is what a request is about: a file that waits, a refused one, an order of that number.
    public func isPossible(_ request: ServiceRequest) throws -> Bool {
        try ledger.read { transaction in
            switch request {
            case .confirm(let id, _): try transaction.file(id)?.isHeld == true
            case .requeue(let id): try transaction.file(id).map { $0.state == .refused && $0.keptPath != nil } ?? false
            case .resend(let number): try transaction.outgoing(number: number) != nil
            }
        }
    }

    /// A file with what it did.
    public func file(_ id: Int, limit: Int) throws -> (row: FileRow, created: [Entity], changed: [(Entity, ChangeRow)])?
    {
        try ledger.read { transaction in
            guard let row = try transaction.file(id) else { return nil }
            let changes = try transaction.changes(ofFile: id, limit: limit).compactMap { change in
                try transaction.entity(id: change.entity).map { ($0, change) }
            }
            return (row, try transaction.entities(createdByFile: id, limit: limit), changes)
        }
    }

    /// The history of a record, oldest first, and which file and line last set each of its fields.
    public func why(
        _ kind: RecordKind, _ key: String
    ) throws -> (entity: Entity, history: [HistoryStep], origin: [FieldOrigin])? {
        try ledger.read { transaction in
            var found = try transaction.entity(kind, key: key)
            if found == nil, kind == .document {
                found = try transaction.entities(referredTo: RecordKeys.document(key)).first
            }
            guard let entity = found else { return nil }
            var files: [Int: FileRow] = [:]
            func file(_ id: Int) throws -> FileRow? {
                if files[id] == nil { files[id] = try transaction.file(id) }
                return files[id]
            }
            func step(_ id: Int, _ line: Int, _ fields: [FieldChange]?) throws -> HistoryStep {
                let row = try file(id)
                return HistoryStep(
                    file: id, fileName: row?.name ?? "", receivedAt: row?.receivedAt ?? "", line: line, fields: fields)
            }
            var origin: [String: (file: Int, line: Int)] = [:]
            var history = [try step(entity.createdFile, entity.createdLine, nil)]
            for change in try transaction.changes(ofEntity: entity.id) {
                for field in change.fields { origin[field.path] = (change.file, change.line) }
                history.append(try step(change.file, change.line, change.fields))
            }
            for (id, _) in origin.values { _ = try file(id) }
            return (
                entity, history,
                entity.fields.fields.map { field in
                    let (file, line) = origin[field.path] ?? (entity.createdFile, entity.createdLine)
                    return FieldOrigin(field: field, file: file, fileName: files[file]?.name ?? "", line: line)
                }
            )
        }
    }
}

/// What one file did to a record.
public struct HistoryStep: Sendable {
    /// The ledger's number of the file.
    public let file: Int
    public let fileName: String
    /// UTC.
    public let receivedAt: String
    public let line: Int
    /// `nil`: the record was first told of.
    public let fields: [FieldChange]?

    /// When it came, as people read it where the program runs.
    public var moment: String { ExchangeClock.wall(receivedAt) }
}

/// Where a field's value came from.
public struct FieldOrigin: Sendable {
    public let field: Field
    /// The ledger's number of the file.
    public let file: Int
    public let fileName: String
    public let line: Int
}
