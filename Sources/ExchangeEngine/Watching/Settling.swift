/// Tells when nobody is writing a file any more: it looks the same for long enough, in enough looks.
///
/// Time is our own and only goes forward, in nanoseconds; a file's times are compared with each other only, never with
/// a clock: the share's may be wrong, and a copy keeps the old ones (facts/reliability.md, 2.3).
struct Settling<Name: Hashable, Look: Equatable> {
    /// How long a file must stay as it is.
    let quiet: Int
    /// The most that a file without content is waited for: it was made, and is about to be written.
    let emptyQuiet: Int
    /// In how many looks it must be the same.
    static var looks: Int { 3 }

    private struct Seen {
        let look: Look
        let since: Int
        var count: Int
    }

    private var seen: [Name: Seen] = [:]

    init(quiet: Int, emptyQuiet: Int = 600 * second) {
        self.quiet = quiet
        self.emptyQuiet = emptyQuiet
    }

    static var second: Int { 1_000_000_000 }

    /// Files that were seen and are not settled yet.
    var isWaiting: Bool { !seen.isEmpty }

    /// One look at the folder: what is there now, all of it.
    ///
    /// - Returns: the names that have settled, with how long each has been as it is; they are told again until they
    ///   are gone.
    mutating func observe(_ files: [(name: Name, look: Look, isEmpty: Bool)], at now: Int) -> [(name: Name, age: Int)] {
        var next: [Name: Seen] = [:]
        next.reserveCapacity(files.count)
        var settled: [(Name, Int)] = []
        for file in files {
            var entry = Seen(look: file.look, since: now, count: 0)
            if let known = seen[file.name], known.look == file.look { entry = known }
            entry.count += 1
            let age = now - entry.since
            if entry.count >= Self.looks, age >= (file.isEmpty ? emptyQuiet : quiet) {
                settled.append((file.name, age))
            }
            next[file.name] = entry
        }
        seen = next
        return settled
    }
}
