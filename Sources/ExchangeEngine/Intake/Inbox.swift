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

    /// Files that nobody is writing: size, times and inode equal in two looks, no writer on a local disk.
    func ready() throws -> [Found] {
        let found = try scan(home, "", depth: 0)
        let first = found.map { try? Files.look($0.path) }
        guard !found.isEmpty else { return [] }
        usleep(Self.quietMicroseconds)
        return zip(found, first).filter { file, before in
            guard let before, before.isRegular, before.links == 1, before.size >= 0 else { return false }
            return (try? Files.look(file.path)) == before && !hasWriter(file.path) && !isPicture(file.path)
        }.map(\.0)
    }

    /// Moves a file out of the writers' reach.
    ///
    /// The new name keeps the old one, so that nothing is lost should the program end before the ledger knows.
    func claim(_ file: Found) throws -> FilePath {
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        let flat = file.name.replacing("%", with: "%25").replacing("/", with: "%2F")
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

    private func hasWriter(_ path: FilePath) -> Bool {
        let descriptor = open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        return obmen_has_writer(descriptor) == 1
    }

    /// Pictures of an export stay where they lie: a CRM takes none from a file.
    private func isPicture(_ path: FilePath) -> Bool {
        (try? Files.head(path, count: 16)).map(FileFormat.isPicture) ?? false
    }
}
