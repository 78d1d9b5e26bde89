internal import ExchangeModel
internal import SystemPackage

/// A folder into which others write: finds the files that are ready and takes them.
///
/// All of it goes through a ``HeldFolder``: no link that somebody puts there leads anywhere.
struct Inbox {
    /// The folder into which others write.
    let home: FilePath

    /// Where its claimed files lie: at its top, so on the same file system.
    var claims: FilePath { home.appending(Self.claimsName) }

    fileprivate static let claimsName = ".obmen-claimed"

    /// A file in the inbox.
    struct Found {
        let path: FilePath
        /// Inside the inbox, for people.
        let name: String
    }

    /// What lies in the inbox at one moment.
    struct Sight {
        var files: [(file: Found, look: FileLook)] = []
        /// What is never taken, with the reason: links, files with a second name, pipes, what is mounted there.
        var strange: [Issue] = []
    }

    /// How long a file has to stay as it is before `--once` takes it.
    static let quietMicroseconds: UInt32 = 300_000

    /// How long a file that is not whole is given, counted from its last change.
    static let incompleteSeconds = 900

    /// Files that nobody is writing: size, times and inode equal in two looks, no writer on a local disk.
    ///
    /// Where the file system cannot tell of a writer, what is not whole is left for `incompleteSeconds`.
    func ready(_ clock: ExchangeClock) throws -> Sight {
        var sight = try seen()
        guard !sight.files.isEmpty else { return sight }
        clock.pause(Self.quietMicroseconds)
        let held = try HeldFolder(home)
        let isLocal = FileSystemKind(of: home) == .local
        sight.files = sight.files.filter { file, before in
            do {
                return try held.reading(inside(file)) { open in
                    guard try open.look() == before, !open.hasWriter else { return false }
                    let age = clock.now() - before.changed / 1_000_000_000
                    return isLocal || Wholeness.isWhole(open) || age > Self.incompleteSeconds
                }
            } catch let fault as FileFault {
                // One that may not be read is for the reading to complain of.
                return [.permissionDenied, .notPermitted].contains(fault.errno)
            } catch {
                return false
            }
        }
        return sight
    }

    /// What lies in the inbox and may be taken once nobody writes it: plain files of our kind with one name each.
    func seen() throws -> Sight {
        var sight = Sight()
        try scan(HeldFolder(home), "", depth: 0, into: &sight)
        return sight
    }

    private func scan(_ folder: HeldFolder, _ prefix: String, depth: Int, into sight: inout Sight) throws {
        guard depth < Self.deepest else { return }
        for entry in try folder.list() where !Self.isIgnored(entry.string) {
            guard let look = try? folder.look(entry) else { continue }
            let name = prefix + entry.string
            let path = folder.path.appending(entry)
            if look.isFolder, depth + 1 == Self.deepest {
                sight.strange.append(.strangeEntry(name, .tooDeep))
            } else if look.isFolder {
                do {
                    try scan(
                        folder.folder(FilePath(root: nil, components: entry)), name + "/", depth: depth + 1,
                        into: &sight)
                } catch let fault as FileFault where fault.errno == .improperLink {
                    sight.strange.append(.strangeEntry(name, .mounted))
                } catch let fault as FileFault where fault.errno == .permissionDenied {
                    sight.strange.append(.strangeEntry(name, .closed))
                } catch let fault as FileFault where fault.errno != .tooManyOpenFiles {
                    continue  // Gone meanwhile.
                }
            } else if look.isRegular, look.links == 1 {
                if !isPicture(folder, entry) { sight.files.append((Found(path: path, name: name), look)) }
            } else {
                sight.strange.append(
                    .strangeEntry(name, look.isLink ? .link : look.isRegular ? .secondName : .special))
            }
        }
    }

    /// How deep a person would nest folders, and more.
    private static let deepest = 16

    /// The folders in which files may appear, as far as a person would nest them.
    func folders() throws -> [FilePath] { try folders(in: HeldFolder(home), depth: 0) }

    private func folders(in folder: HeldFolder, depth: Int) throws -> [FilePath] {
        guard depth < Self.deepest else { return [folder.path] }
        let inner = try folder.list().filter { !Self.isIgnored($0.string) }.flatMap { entry -> [FilePath] in
            guard (try? folder.look(entry))?.isFolder == true,
                let held = try? folder.folder(FilePath(root: nil, components: entry))
            else { return [] }
            return try folders(in: held, depth: depth + 1)
        }
        return [folder.path] + inner
    }

    /// Whether somebody has a file open for writing; `false` too for a file that cannot be opened, which is for the
    /// reading to complain of.
    func hasWriter(_ file: Found) -> Bool {
        (try? HeldFolder(home).reading(inside(file)) { $0.hasWriter }) ?? false
    }

    /// Whether a file's end fits its beginning.
    func isWhole(_ file: Found) -> Bool {
        (try? HeldFolder(home).reading(inside(file)) { Wholeness.isWhole($0) }) ?? false
    }

    private func inside(_ file: Found) -> FilePath { file.path.below(home) ?? file.path }

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
        let name = FilePath("\(id)__\(tail)")
        let held = try HeldFolder(home)
        try held.move(inside(file), to: held.folder(FilePath(Self.claimsName)), as: name)
        try Files.synchronize(folder: claims)
        return claims.pushing(name)
    }

    /// Claimed files, with the names under which they came.
    func claimed() throws -> [Found] {
        let folder = try HeldFolder(home).folder(FilePath(Self.claimsName))
        return try folder.list().map { entry in
            Found(path: claims.appending(entry), name: Self.givenName(entry.string))
        }
    }

    /// The name under which a claimed file came; by bytes, since a combining mark makes one character with what stands
    /// before it.
    private static func givenName(_ claimed: String) -> String {
        var bytes = Array(claimed.utf8)
        if let mark = bytes.firstRange(of: "__".utf8) { bytes.removeSubrange(..<mark.upperBound) }
        let name = bytes.replacing("%2F".utf8, with: "/".utf8).replacing("%25".utf8, with: "%".utf8)
        return String(decoding: name, as: UTF8.self)
    }

    /// Opens a claimed file.
    func reading<Result>(_ file: Found, _ body: (OpenFile) throws -> Result) throws -> Result {
        try HeldFolder(home).reading(inside(file), body)
    }

    /// Names of files that are being written, or that systems and their network disks leave behind.
    static func isIgnored(_ name: String) -> Bool {
        let lower = name.lowercased()
        return name.hasPrefix(".") || name.hasPrefix("~") || unfinished.contains(where: lower.hasSuffix)
            || leftBehind.contains(lower)
    }

    private static let unfinished = [".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart"]
    private static let leftBehind: Set<String> = [
        "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information", "lost+found", "@eadir", "#recycle"
    ]

    /// Pictures of an export stay where they lie: a CRM takes none from a file.
    private func isPicture(_ folder: HeldFolder, _ entry: FilePath.Component) -> Bool {
        let head = try? folder.reading(FilePath(root: nil, components: entry)) { try $0.head(count: 16) }
        return head.map(FileFormat.isPicture) ?? false
    }
}

extension Issue {
    /// In the place of our own folder there is a link or something else that is no folder.
    static func claimsSwapped(_ inbox: Inbox) -> Issue {
        let (folder, name) = (inbox.home.name, Inbox.claimsName)
        return Issue(
            code: "folder.swapped", severity: .error,
            message: LocalizedText(
                russian:
                    "В \(folder) на месте служебной папки «\(name)» ссылка или файл; из \(folder) ничего не берётся.",
                english:
                    "In \(folder) a link or file is in the place of our folder “\(name)”; nothing is taken from \(folder)."
            ),
            advice: LocalizedText(
                russian: "Выясните, кто это сделал, и уберите её: программа создаст папку заново.",
                english: "Find out who did that and remove it: the program makes the folder anew."),
            subject: name)
    }

    /// What is wrong with an entry of an inbox that is not taken.
    enum Strangeness: String { case link, secondName, special, mounted, tooDeep, closed }

    static func strangeEntry(_ name: String, _ strangeness: Strangeness) -> Issue {
        let (russian, english) =
            switch strangeness {
            case .link: ("это ссылка, а не файл", "it is a link and no file")
            case .secondName:
                (
                    "у файла есть второе имя (жёсткая ссылка): его содержимое может меняться в другом месте",
                    "the file has a second name (a hard link): its content may change elsewhere"
                )
            case .special: ("это не обычный файл", "it is no plain file")
            case .tooDeep:
                (
                    "папка вложена глубже, чем просматриваются папки",
                    "the folder is nested deeper than folders are looked into"
                )
            case .closed: ("в папку нельзя войти этому пользователю", "this user may not enter the folder")
            case .mounted: ("внутри папки подключён другой диск", "another disk is mounted inside the folder")
            }
        return Issue(
            code: "file.strange", severity: .error,
            message: LocalizedText(
                russian: "«\(name)» не взят и лежит, где лежал: \(russian).",
                english: "“\(name)” was not taken and lies where it lay: \(english)."),
            advice: LocalizedText(
                russian: "Выясните, кто его положил. Нужный файл скопируйте сюда обычным образом, остальное удалите.",
                english: "Find out who put it there. Copy a file that is wanted here in the plain way, remove the rest."
            ),
            subject: name)
    }
}
