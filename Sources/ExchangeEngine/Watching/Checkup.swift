internal import CLinux
internal import CRMFiles
public import ExchangeModel
internal import Glibc
internal import Ledger
internal import SystemPackage

/// Looks whether a folder, its shares, its configuration and the clock are fit for an exchange: `obmen doctor`.
///
/// Writes nothing and takes no lock. Each finding is an ``Issue`` whose advice is the remedy.
public struct Checkup {
    /// What was found, the worst first.
    public private(set) var findings: [Issue] = []
    /// What is as it should be.
    public private(set) var passed: [LocalizedText] = []
    private let folder: ExchangeFolder
    private let clock: ExchangeClock

    /// - Throws: ``ExchangeFault/noFolder(_:)``, ``LedgerFault``.
    public init(_ folder: ExchangeFolder, clock: ExchangeClock = .system) throws {
        (self.folder, self.clock) = (folder, clock)
        guard folder.exists else { throw ExchangeFault.noFolder(folder.root.string) }
        checkFolders()
        checkDisk()
        do {
            let configuration = try folder.loadConfiguration()
            pass("obmen.toml читается, все ключи известны", "obmen.toml can be read, all keys are known")
            checkResponsibles(configuration)
            if Files.exists(folder.ledger) { try checkHistory(configuration) }
        } catch let error as ConfigurationError {
            findings.append(.configuration(error))
        }
        if !Files.exists(folder.ledger) { findings.append(.neverRun(folder.root)) }
        checkService()
        findings.sort { $0.severity > $1.severity }
    }

    /// Nothing that would hinder the exchange.
    public var isFit: Bool { !findings.contains { $0.severity > .note } }

    /// Until then a person has loaded a pack.
    private static let loadingSeconds = 12 * 3_600

    private mutating func pass(_ russian: String, _ english: String) {
        passed.append(LocalizedText(russian: russian, english: english))
    }

    private mutating func judge(_ issues: [Issue], _ russian: String, _ english: String) {
        issues.isEmpty ? pass(russian, english) : findings.append(contentsOf: issues)
    }

    // MARK: Folders and disks

    private mutating func checkFolders() {
        var issues: [Issue] = []
        let needed = [folder.archive, folder.quarantine, folder.reports, folder.state] + folder.shares
        for path in needed where Files.exists(path) && access(path.string, R_OK | W_OK | X_OK) != 0 {
            issues.append(.cannotWrite(path))
        }
        for path in [folder.ledger, folder.journal]
        where Files.exists(path) && access(path.string, R_OK | W_OK) != 0 {
            issues.append(.cannotWriteFile(path))
        }
        judge(issues, "папки, журнал и база обмена доступны на запись", "folders, journal and ledger can be written")
        let places = [folder.letterbox, folder.ledger, folder.journal, folder.configuration]
        findings += places.filter { (try? Files.look($0).isFolder) == true }.map(Issue.folderInPlace)
        checkShares()
        let kind = FileSystemKind(of: folder.state)
        judge(
            kind == .cifs || kind == .nfs ? [.ledgerOnShare(folder.state)] : [], "журнал лежит на своём диске",
            "the ledger lies on a disk of this machine")
    }

    private mutating func checkShares() {
        let marked = ShareMarkers.marked(in: folder.state)
        var issues: [Issue] = []
        let name = Files.exists(folder.ledger) ? try? Self.name(of: folder.ledger) : nil
        let markers = ShareMarkers(ledger: name ?? "", state: folder.state)
        for share in folder.shares {
            guard Files.exists(share) else {
                issues.append(.shareMissing(share, folder.root))
                continue
            }
            switch markers.state(of: share) {
            case .present: break
            case .foreign(let other): if name != nil { issues.append(.shareForeign(share, other)) }
            case .missing: if marked.contains(share.string) { issues.append(.shareMissing(share, folder.root)) }
            }
        }
        judge(issues, "сетевые папки на месте, их метки наши", "the shares are there, with our markers")
    }

    private static func name(of ledger: FilePath) throws -> String? {
        try Ledger(readingFrom: ledger.string).read { try $0.event(1) }?.subject
    }

    private mutating func checkDisk() {
        let free = Int(obmen_free_bytes(folder.state.string))
        judge(
            free >= 0 && free < 1 << 30 ? [.littleRoom(folder.state, megabytes: free >> 20)] : [],
            "места на диске хватает", "there is room on the disk")
    }

    // MARK: Configuration and history

    private mutating func checkResponsibles(_ configuration: ExchangeConfiguration) {
        let rules = configuration.responsible
        let crms = configuration.crms.filter { configuration.settings(of: $0).responsible.isEmpty }
        judge(
            rules.inTurn.isEmpty && rules.rules.isEmpty && !crms.isEmpty ? [.noResponsible] : [],
            "у новых заявок есть ответственный", "new requests get a responsible person")
    }

    private mutating func checkHistory(_ configuration: ExchangeConfiguration) throws {
        let ledger = try Ledger(readingFrom: folder.ledger.string)
        let (prices, sessions, last, fields) = try ledger.read { transaction in
            (
                try Self.priceTypes(transaction), try Self.recentSessions(transaction, clock),
                try transaction.lastEvent(), try Self.missingFields(transaction, configuration)
            )
        }
        let wanted = configuration.priceType
        if !prices.isEmpty {
            judge(
                Self.priceTypeMissing(wanted, prices).map { [$0] } ?? [],
                wanted.isEmpty ? "вид цены выбирается сам" : "вид цены «\(wanted)» есть в выгрузках",
                wanted.isEmpty ? "the price type is chosen by itself" : "the price type “\(wanted)” is in the exports")
        }
        var clocks: [Issue] = []
        if let last, last.at > clock.utc { clocks.append(.clockBack(last.at)) }
        clocks += Self.clockDifference(sessions).map { [.clocksDiffer(minutes: $0)] } ?? []
        if !clocks.isEmpty || !sessions.isEmpty {
            judge(clocks, "часы 1С не спешат относительно этой машины", "1C's clock is not before this machine's")
        }
        if sessions.count > 3 {
            judge(
                Self.intervals(sessions, configuration), "обмен смотрит в папку не реже, чем 1С пишет",
                "the exchange looks no less often than 1C writes")
        }
        findings.append(contentsOf: fields)
    }

    /// Goods would go to the CRM without a price.
    static func priceTypeMissing(
        _ transaction: LedgerTransaction, _ configuration: ExchangeConfiguration
    ) throws -> Issue? {
        priceTypeMissing(configuration.priceType, try priceTypes(transaction))
    }

    private static func priceTypeMissing(_ wanted: String, _ known: [String]) -> Issue? {
        let isKnown = known.contains { $0.lowercased() == wanted.lowercased() }
        return wanted.isEmpty || known.isEmpty || isKnown ? nil : .priceTypeMissing(wanted, known: known)
    }

    private static func priceTypes(_ transaction: LedgerTransaction) throws -> [String] {
        var names: [String] = []
        try transaction.entities([.priceType], above: 0) { if let name = $0.fields["name"] { names.append(name) } }
        return names.sorted()
    }

    /// A session of 1C: when it was formed by its clock, and when its first file came, both as this machine's wall
    /// clock would show it.
    private struct Session {
        let formed: Int
        let received: Int
    }

    /// The sessions of the last two weeks, oldest first; at most the last thousand.
    private static func recentSessions(_ transaction: LedgerTransaction, _ clock: ExchangeClock) throws -> [Session] {
        let since = ExchangeClock { clock.now() - 14 * 86_400 }.local
        var sessions: [Session] = []
        for sighting in try transaction.sessions(after: since).suffix(1_000) {
            guard let formed = ExchangeClock.seconds(String(sighting.formedAt.prefix(19)) + "Z"),
                let received = ExchangeClock.seconds(sighting.receivedAt),
                let local = ExchangeClock.seconds(ExchangeClock { received }.local + "Z"),
                sessions.last?.formed != formed
            else { continue }
            sessions.append(Session(formed: formed, received: local))
        }
        return sessions
    }

    /// By how many minutes 1C's clock is before ours; a file cannot come before it was formed.
    private static func clockDifference(_ sessions: [Session]) -> Int? {
        guard let most = sessions.suffix(10).map({ $0.formed - $0.received }).max(), most > 120 else { return nil }
        return most / 60
    }

    /// Whether the two schedules fit each other.
    private static func intervals(_ sessions: [Session], _ configuration: ExchangeConfiguration) -> [Issue] {
        // The portions of one session are formed within seconds of each other.
        let gaps = zip(sessions.dropFirst(), sessions).map { $0.formed - $1.formed }.filter { $0 > 60 }.sorted()
        guard gaps.count >= 3 else { return [] }
        let usual = gaps[gaps.count / 2]
        var issues: [Issue] = []
        if configuration.intervalSeconds > usual {
            issues.append(.slowerThan1C(ours: configuration.intervalSeconds, its: usual))
        }
        let alert = configuration.outgoing.readAlertMinutes
        if usual > alert * 60 { issues.append(.alertsTooEarly(minutes: alert, its: usual)) }
        return issues
    }

    /// Records of a CRM that came long enough after our packs, none of which has 1C's code: the field was not made there.
    private static func missingFields(
        _ transaction: LedgerTransaction, _ configuration: ExchangeConfiguration
    ) throws -> [Issue] {
        let files = Dictionary(
            try transaction.files().filter { $0.side == .outbound }.map { ($0.id, $0.receivedAt) },
            uniquingKeysWith: { first, _ in first })
        var loadedBy: [String: String] = [:]
        for pack in try transaction.packs(published: true) {
            guard let made = ExchangeClock.seconds(pack.madeAt) else { continue }
            for name in JSONObject(pack.counts)?.numbers.map(\.key) ?? [] {
                let kind = ["companies": RecordKind.company, "contacts": .contact, "deals": .deal].first {
                    name.contains($0.key)
                }
                guard let kind = kind?.value, loadedBy["\(pack.target) \(kind.rawValue)"] == nil else { continue }
                loadedBy["\(pack.target) \(kind.rawValue)"] = ExchangeClock.utc(made + Self.loadingSeconds)
            }
        }
        var seen: [String: (records: Int, withCode: Int)] = [:]
        try transaction.entities([.deal, .company, .contact], above: 0) { entity in
            let crm = entity.key.prefix { $0 != "/" }
            let key = "\(crm) \(entity.kind.rawValue)"
            guard let loaded = loadedBy[key], let came = files[entity.createdFile], came > loaded else { return }
            seen[key, default: (0, 0)].records += 1
            if entity.fields["code1C"] != nil { seen[key, default: (0, 0)].withCode += 1 }
        }
        return seen.sorted { $0.key < $1.key }.compactMap { key, count in
            let parts = key.split(separator: " ").map(String.init)
            let settings = configuration.settings(of: parts[0])
            guard count.withCode == 0, !settings.codeField.isEmpty,
                let title = CRMRegistry.crm(parts[0], settings: settings)?.title
            else { return nil }
            return .fieldMissing(settings.codeField, crm: title, of: parts[1])
        }
    }

    // MARK: The service

    private mutating func checkService() {
        guard let heartbeat = (try? Files.contents(folder.heartbeat)).flatMap(Heartbeat.init) else {
            return findings.append(.noService)
        }
        if heartbeat.isRunning {
            pass("служба работает", "the service runs")
            findings.append(
                contentsOf: heartbeat.problems.filter { problem in !findings.contains { $0.code == problem.code } })
        } else {
            findings.append(.serviceStopped(ExchangeClock.wall(heartbeat.at)))
        }
    }
}
