internal import CLinux
internal import Glibc
internal import SystemPackage

/// A folder into which others write: finds the files that are ready and takes them.
struct Inbox {
    /// The folder into which others write.
    let home: FilePath

    /// Where its claimed files lie: at its top, so on the same file system.
    var claims: FilePath { home.appending(".obmen-claimed") }

    /// A file in the inbox.
    struct Found {
        let path: FilePath
        /// Inside the inbox, for people.
        let name: String
    }

    /// How long a file has to stay as it is before `--once` takes it.
    static let quietMicroseconds: UInt32 = 300_000

    /// How long a file that is not whole is given, counted from its last change.
    static let incompleteSeconds = 900

    /// Files that nobody is writing: size, times and inode equal in two looks, no writer on a local disk.
    ///
    /// Where the file system cannot tell of a writer, what is not whole is left for `incompleteSeconds`.
    func ready(_ clock: ExchangeClock) throws -> [Found] {
        let found = try seen()
        guard !found.isEmpty else { return [] }
        usleep(Self.quietMicroseconds)
        return found.filter { file, before in
            guard (try? Files.look(file.path)) == before else { return false }
            switch writer(of: file.path) {
            case .none: return true
            case .some(true): return false
            case .some(false) where FileSystemKind(of: home) == .local: return true
            case .some(false):
                let age = clock.now() - before.changed / 1_000_000_000
                return Wholeness.isWhole(file.path) || age > Self.incompleteSeconds
            }
        }.map(\.0)
    }

    /// What lies in the inbox and may be taken once nobody writes it: files of our kind with one name each.
    func seen() throws -> [(file: Found, look: FileLook)] {
        try scan(home, "", depth: 0).compactMap { file in
            guard let look = try? Files.look(file.path), look.isRegular, look.links == 1, !isPicture(file.path) else {
                return nil
            }
            return (file, look)
        }
    }

    /// The folders in which files may appear, as far as a person would nest them.
    func folders() throws -> [FilePath] { [home] + (try folders(in: home, depth: 0)) }

    private func folders(in folder: FilePath, depth: Int) throws -> [FilePath] {
        guard depth < 16 else { return [] }
        return try Files.list(folder).filter { !Self.isIgnored($0.string) }.flatMap { component -> [FilePath] in
            let path = folder.appending(component)
            guard (try? Files.look(path))?.isFolder == true else { return [] }
            return [path] + (try folders(in: path, depth: depth + 1))
        }
    }

    /// Whether somebody has a file open for writing; `nil` for a file that cannot be opened, which is for the reading
    /// to complain of.
    func writer(of path: FilePath) -> Bool? {
        let descriptor = path.withPlatformString { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return obmen_has_writer(descriptor) == 1
    }

    /// Moves a file out of the writers' reach.
    ///
    /// The new name keeps the old one, so that nothing is lost should the program end before the ledger knows.
    func claim(_ file: Found) throws -> FilePath {
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        // By scalars: a combining mark behind a slash makes one character of the two.
        let flat = file.name.unicodeScalars.map { scalar in
            scalar == "%" ? "%25" : scalar == "/" ? "%2F" : String(scalar)
        }.joined()
        var tail = Substring(flat)
        // A name has 255 bytes at most; what is cut is the beginning, the folders.
        while tail.utf8.count > 220 { tail = tail.dropFirst() }
        let target = claims.appending("\(id)__\(tail)")
        try Files.move(file.path, to: target)
        try Files.synchronize(folder: claims)
        return target
    }

    /// Claimed files, with the names under which they came.
    func claimed() throws -> [Found] {
        try Files.list(claims).map { component in
            let flat = component.string.split(separator: "__", maxSplits: 1).last.map(String.init) ?? component.string
            return Found(
                path: claims.appending(component),
                name: flat.replacing("%2F", with: "/").replacing("%25", with: "%"))
        }
    }

    private func scan(_ folder: FilePath, _ prefix: String, depth: Int) throws -> [Found] {
        guard depth < 16 else { return [] }
        var found: [Found] = []
        for component in try Files.list(folder) where !Self.isIgnored(component.string) {
            let path = folder.appending(component)
            guard let look = try? Files.look(path) else { continue }
            let name = prefix + component.string
            if look.isFolder {
                found += try scan(path, name + "/", depth: depth + 1)
            } else if look.isRegular {
                found.append(Found(path: path, name: name))
            }
        }
        return found
    }

    /// Names of files that are being written, or that systems leave behind.
    static func isIgnored(_ name: String) -> Bool {
        let lower = name.lowercased()
        return name.hasPrefix(".") || name.hasPrefix("~")
            || [".tmp", ".part", ".partial", ".crdownload", ".filepart"].contains(where: lower.hasSuffix)
            || ["thumbs.db", "desktop.ini"].contains(lower)
    }

    /// Pictures of an export stay where they lie: a CRM takes none from a file.
    private func isPicture(_ path: FilePath) -> Bool {
        (try? Files.head(path, count: 16)).map(FileFormat.isPicture) ?? false
    }
}
