internal import ExchangeModel
internal import Glibc
internal import Ledger
public import SystemPackage

/// The exchange folder: what lies where.
///
/// The paths are made once: each is asked for many times in a round.
public struct ExchangeFolder: Sendable {
    public let root: FilePath
    public let configuration: FilePath
    public let inbound: FilePath
    public let outbound: FilePath
    public let toCRM: FilePath
    public let to1C: FilePath
    /// The file that 1C reads.
    public let letterbox: FilePath
    public let archive: FilePath
    /// The chain of events, beside the files that it tells of.
    public let journal: FilePath
    public let quarantine: FilePath
    public let reports: FilePath
    public let state: FilePath
    public let ledger: FilePath
    public let spool: FilePath
    /// What the service says of itself.
    public let heartbeat: FilePath
    /// The same for node_exporter, unless the configuration names another place.
    public let metrics: FilePath
    /// What people ask of a running service.
    let requests: FilePath
    public let lock: FilePath
    /// Files that were claimed, at the top of the inbox: on its file system, and outside «webdata», which 1C
    /// empties before it writes.
    public let claimed: FilePath
    /// The same of the other side.
    public let claimedOutbound: FilePath

    public init(_ root: FilePath) {
        self.root = root
        configuration = root.appending("obmen.toml")
        inbound = root.appending("inbound")
        outbound = root.appending("outbound")
        toCRM = root.appending("to-crm")
        to1C = root.appending("to-1c")
        letterbox = to1C.appending("orders.xml")
        archive = root.appending("archive")
        journal = archive.appending("journal.jsonl")
        quarantine = root.appending("quarantine")
        reports = root.appending("reports")
        state = root.appending(".obmen")
        ledger = state.appending("ledger.sqlite")
        spool = state.appending("spool")
        heartbeat = state.appending("status.json")
        metrics = state.appending("obmen.prom")
        requests = state.appending("requests")
        lock = state.appending("lock")
        claimed = inbound.appending(".obmen-claimed")
        claimedOutbound = outbound.appending(".obmen-claimed")
    }

    /// The root for a command that is run from elsewhere.
    public var absoluteRoot: String {
        guard let path = realpath(root.string, nil) else { return root.string }
        defer { free(path) }
        return String(cString: path)
    }

    /// A path as the ledger keeps it: relative to the root.
    func relative(_ path: FilePath) -> String { (path.below(root) ?? path).string }

    /// Whether this is an exchange folder: it has a configuration and an inbox.
    public var exists: Bool { Files.exists(configuration) && Files.exists(inbound) }

    /// Why there is no ledger to look into.
    var fault: ExchangeFault { exists ? .neverRun(root.string) : .noFolder(root.string) }

    /// Makes what is missing of the folder; what is there stays as it is.
    public func make(configuration text: String) throws {
        for folder in [
            inbound, outbound, toCRM, to1C, archive, quarantine, reports, state, spool, claimed, claimedOutbound
        ] {
            try Files.makeFolder(folder)
        }
        if !Files.exists(configuration) { try Files.replace(configuration, with: Array(text.utf8)) }
    }

    /// Makes the folders that the program fills itself.
    public func makeState() throws {
        for folder in [
            outbound, toCRM, to1C, archive, quarantine, reports, state, spool, claimed, claimedOutbound
        ] { try Files.makeFolder(folder) }
    }

    /// The folders that may be shares.
    var shares: [FilePath] { [inbound, outbound, to1C, toCRM] }

    /// Says that the folders are those of this exchange; nothing before its first run.
    public func markShares() throws {
        guard Files.exists(ledger), let name = try Ledger(readingFrom: ledger.string).read({ try $0.event(1) })?.subject
        else { return }
        let markers = ShareMarkers(ledger: name, state: state)
        for share in shares where markers.state(of: share) == .missing { try markers.mark(share) }
    }

    public func loadConfiguration() throws -> ExchangeConfiguration {
        let bytes = try Files.contents(configuration)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError(
                file: configuration.string, line: 0, key: "",
                message: LocalizedText(
                    russian: "Файл записан не в UTF-8, буквы в нём прочлись бы неверно. Сохраните его в UTF-8.",
                    english: "The file is not in UTF-8, its letters would be misread. Save it as UTF-8."))
        }
        // What a broken saving leaves; without a word in it everything would go on under other settings.
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ConfigurationError(
                file: configuration.string, line: 0, key: "",
                message: LocalizedText(
                    russian: "Файл настроек пуст. Верните его из копии или заведите заново: obmen init.",
                    english: "The configuration is empty. Bring it back from a copy, or make it anew: obmen init."))
        }
        return try ExchangeConfiguration(toml: text, file: configuration.string)
    }
}
