import Foundation

/// Follows a log of strace and knows at each call what would survive a power cut.
///
/// `kill -9` does not lose what the system has not written yet; so a missing fsync shows in the order of calls alone.
struct DurabilityLog {
    private let root: String
    /// Files that were written after they were last forced to the disk.
    private var unforced: Set<String> = []
    /// New names whose folder was not forced to the disk yet.
    private var unforcedNames: Set<String> = []
    /// Claimed originals of which the journal has not told yet.
    private var untold: Set<String> = []
    private var told: Set<String> = []
    private(set) var findings: [String] = []
    /// How many promises were looked at.
    private(set) var checks = 0

    init(root: String) { self.root = root }

    /// Follows the log of a run; what an earlier one left unforced when it was killed still is.
    mutating func follow(_ trace: String) {
        var halves: [Substring: Substring] = [:]
        let text = String(decoding: FileManager.default.contents(atPath: trace) ?? Data(), as: UTF8.self)
        for line in text.split(separator: "\n") {
            // The number of the thread is padded.
            guard let space = line.firstIndex(of: " ") else { continue }
            let parts = [line[..<space], line[space...].drop { $0 == " " }]
            // A call that others interrupted is told in two halves.
            if parts[1].hasSuffix("<unfinished ...>") {
                halves[parts[0]] = parts[1].dropLast("<unfinished ...>".count)
            } else if parts[1].hasPrefix("<... "), let end = parts[1].range(of: "resumed>") {
                take((halves.removeValue(forKey: parts[0]) ?? "") + parts[1][end.upperBound...])
            } else {
                take(String(parts[1]))
            }
        }
    }

    private mutating func take(_ line: some StringProtocol) {
        let line = String(line)
        guard let bracket = line.firstIndex(of: "("), line.contains(" = "), !line.contains(" = -1 "),
            // The call at which the program was killed.
            !line.hasSuffix(" = ?")
        else { return }
        switch line[..<bracket] {
        case "ftruncate" where descriptor(line) == Self.log:
            // Emptied once its content is in the database, which is looked at as well.
            unforced.remove(Self.log)
        case "write", "pwrite64", "ftruncate":
            guard let path = descriptor(line) else { return }
            unforced.insert(path)
            if path == "archive/journal.jsonl" { untold = [] }
        case "fsync", "fdatasync":
            guard let path = descriptor(line) else { return }
            unforced.remove(path)
            unforcedNames = unforcedNames.filter { folder(of: $0) != path }
        case "rename", "renameat2":
            let names = paths(line)
            if names.count == 2 { renamed(names[0], names[1]) }
        case "unlink", "unlinkat":
            guard let path = paths(line).first else { return }
            if path.contains("/.obmen-claimed/") { removedOriginal(path) }
            unforced.remove(path)
            unforcedNames.remove(path)
        case "mkdir", "mkdirat":
            if let path = paths(line).first { unforcedNames.insert(path) }
        default: break
        }
    }

    private mutating func renamed(_ source: String, _ target: String) {
        if target.contains("/.obmen-claimed/") { untold.insert(target) }
        // What others read under this name has to be on the disk before it has the name.
        if target.hasPrefix("to-1c/") || target.hasPrefix("to-crm/") {
            checks += 1
            for path in unforced.sorted() where path == source || path.hasPrefix(source + "/") {
                findings.append("\(target) got its name before \(path) was forced to the disk")
            }
        }
        if unforced.remove(source) != nil { unforced.insert(target) }
        unforcedNames.remove(source)
        unforcedNames.insert(target)
    }

    /// The original goes: everything that stands for it has to be on the disk.
    private mutating func removedOriginal(_ path: String) {
        checks += 1
        for file in unforced.sorted() where Self.standsForOriginals(file) {
            findings.append("\(path) was removed before \(file) was forced to the disk")
        }
        // Told once, with the first original that would be lost.
        for name in unforcedNames.sorted() where Self.standsForOriginals(name) && told.insert(name).inserted {
            findings.append("\(path) was removed before the name \(name) was forced to the disk")
        }
        if untold.remove(path) != nil {
            findings.append("\(path) was removed before the journal told of it")
        }
        unforcedNames.remove(path)
    }

    /// SQLite's write-ahead log.
    private static let log = ".obmen/ledger.sqlite-wal"

    private static func standsForOriginals(_ path: String) -> Bool {
        path.hasPrefix("archive/") || path.hasPrefix("quarantine/") || path.hasPrefix(".obmen/spool/")
            || path == log || path == ".obmen/ledger.sqlite"
    }

    /// After the last run nothing may be left that a power cut would take.
    mutating func end() {
        for path in unforced.sorted() where path != Self.log {
            findings.append("\(path) was never forced to the disk")
        }
        for name in unforcedNames.sorted() where !told.contains(name) {
            findings.append("the name \(name) was never forced to the disk")
        }
    }

    // MARK: What strace writes

    /// `fsync(5</root/archive/journal.jsonl>) = 0` → `archive/journal.jsonl`.
    private func descriptor(_ line: String) -> String? {
        guard let start = line.firstIndex(of: "<"), let end = line[start...].firstIndex(of: ">") else { return nil }
        return inside(line[line.index(after: start)..<end])
    }

    /// The texts in quotation marks.
    private func paths(_ line: String) -> [String] {
        let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
        return pieces.enumerated().filter { $0.offset % 2 == 1 }.compactMap { inside($0.element) }
    }

    private func inside(_ path: Substring) -> String? {
        path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : nil
    }

    private func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
