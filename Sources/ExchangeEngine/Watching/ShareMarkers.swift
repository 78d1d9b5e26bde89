internal import ExchangeModel
internal import SystemPackage

/// Tells a share that is gone from an empty folder.
///
/// A share that is not mounted looks like an empty inbox, and what is written there goes under the mount point, where
/// nobody finds it (facts/reliability.md, finding 6). So each folder that may be a share holds a marker with the name of
/// the ledger; a folder that once had it and has it no more is left alone, and so is one with another ledger's.
struct ShareMarkers {
    enum State: Equatable, Sendable {
        case present
        case missing
        /// Another exchange works here; its ledger's name.
        case foreign(String)
    }

    static let name = ".obmen-share"

    /// The name of our ledger.
    private let ledger: String
    /// Which folders were marked, one in a line.
    private let list: FilePath

    init(ledger: String, state: FilePath) {
        self.ledger = ledger
        list = state.appending("shares")
    }

    func state(of folder: FilePath) -> State {
        let path = folder.appending(Self.name)
        guard let bytes = try? Files.head(path, count: 4_096) else { return .missing }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("ledger=") }) else { return .missing }
        let name = String(line.dropFirst("ledger=".count))
        return name == ledger ? .present : .foreign(name)
    }

    /// Marks folders that were never marked, and finds out about the others.
    func check(_ folders: [FilePath]) throws -> [FilePath: State] {
        let known = Self.known(list)
        var states: [FilePath: State] = [:]
        var marked = known
        for folder in folders {
            states[folder] = state(of: folder)
            guard states[folder] == .missing, !known.contains(folder.string), Files.exists(folder) else {
                if states[folder] == .present { marked.insert(folder.string) }
                continue
            }
            try mark(folder)
            marked.insert(folder.string)
            states[folder] = .present
        }
        if marked != known { try Files.replace(list, with: Array(marked.sorted().joined(separator: "\n").utf8)) }
        return states
    }

    /// The folders that were once marked, as an exchange with this state remembers them.
    static func marked(in state: FilePath) -> Set<String> { known(state.appending("shares")) }

    private static func known(_ list: FilePath) -> Set<String> {
        Set(String(decoding: (try? Files.contents(list)) ?? [], as: UTF8.self).split(separator: "\n").map(String.init))
    }

    /// Marks a folder, whatever was there before.
    func mark(_ folder: FilePath) throws {
        let text = """
            Метка обмена obmen: по ней видно, что сетевая папка подключена. Не удаляйте её.
            The mark of obmen: it shows that the share is there. Leave it.
            ledger=\(ledger)

            """
        try Files.replace(folder.appending(Self.name), with: Array(text.utf8))
    }
}
