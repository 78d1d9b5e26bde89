/// Why a ZIP cannot be used.
public struct ZIPFault: Error, Equatable, Sendable {
    public enum Kind: String, Sendable {
        /// Not a ZIP, broken off, or its checksums do not fit.
        case damaged
        /// The file itself cannot be opened or read; its content may be as it should.
        case unreadable
        /// An entry's path leaves the archive's own folder.
        case unsafePath
        /// An entry is neither a file nor a folder.
        case unsafeType
        case encrypted
        /// An entry is an archive itself.
        case nested
        /// Two entries have the same name (letters' case aside).
        case duplicateName
        /// More entries, or more data, than ``ZIPLimits`` allow.
        case tooLarge
        /// An entry unpacks to more than ``ZIPLimits/ratio`` times its size.
        case ratio
        /// The directory and what lies before the data contradict each other, or something stands beside the entries.
        case inconsistent
        /// Two entries share bytes of the file.
        case overlap
        /// Packed in a way that few programs read.
        case method
        /// A part of an archive on several disks.
        case split
        case empty
    }

    public let kind: Kind
    /// The entry concerned; `nil` where it is the archive.
    public let entry: String?

    public init(kind: Kind, entry: String?) {
        self.kind = kind
        self.entry = entry
    }
}

/// Reads a ZIP entry by entry, without writing anything to disk.
///
/// Before the first byte of any entry is given out, the directory and all names and types were checked: one bad entry
/// refuses the archive.
public struct ZIPArchive {
    public struct Entry: Sendable, Equatable {
        /// With `/` between folders.
        public let name: String
        /// Where it stands among the entries of the file, folders included.
        let index: Int
        /// How many bytes it unpacks to.
        public let size: Int
    }

    /// The files, in the order of the archive; folders are left out.
    public let entries: [Entry]
    private let file: BinaryFile
    private let directory: ZIPDirectory

    /// Opens an archive and checks its directory (``ZIPDirectory``) and all its names.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - limits: what it may have at most.
    ///   - isPackage: it is an office document, of which only parts known by name are read: a slash before a path is
    ///     left out, as some programs write one, and a file in it may be an archive.
    /// - Throws: ``ZIPFault``; a bad entry refuses all.
    public init(path: String, limits: ZIPLimits = .standard, isPackage: Bool = false) throws(ZIPFault) {
        file = try BinaryFile(path)
        directory = try ZIPDirectory(file, limits: limits)
        entries = try Self.files(directory, isPackage: isPackage)
        if entries.isEmpty { throw ZIPFault(kind: .empty, entry: nil) }
    }

    /// Gives the unpacked bytes of an entry in pieces, in any order of entries.
    ///
    /// - Throws: ``ZIPFault`` when the data are damaged, or what `body` threw.
    public func read(_ entry: Entry, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try Inflate.read(directory.entries[entry.index], of: file, body)
    }

    private static func files(_ directory: ZIPDirectory, isPackage: Bool) throws(ZIPFault) -> [Entry] {
        var entries: [Entry] = []
        var seen: Set<String> = []
        for (index, entry) in directory.entries.enumerated() {
            var name = entry.name
            if isPackage { name.trimPrefix("/") }
            try checkPath(name)
            let type = entry.mode & 0o170000
            if type == 0o040000 || name.hasSuffix("/") { continue }
            guard type == 0 || type == 0o100000 else { throw ZIPFault(kind: .unsafeType, entry: name) }
            let lower = name.lowercased()
            guard isPackage || ![".zip", ".rar", ".7z", ".gz", ".tar"].contains(where: lower.hasSuffix) else {
                throw ZIPFault(kind: .nested, entry: name)
            }
            guard seen.insert(Self.place(of: lower)).inserted else { throw ZIPFault(kind: .duplicateName, entry: name) }
            entries.append(Entry(name: name, index: index, size: entry.size))
        }
        return entries
    }

    /// The file that a name stands for where archives are unpacked: «./» says nothing, Windows drops points and spaces
    /// at the end of a name, and texts that differ only in how their letters are put together are equal here anyway.
    private static func place(of name: String) -> String {
        name.split(separator: "/").filter { $0 != "." }
            .map { part in part.lastIndex { $0 != "." && $0 != " " }.map { String(part[...$0]) } ?? String(part) }
            .joined(separator: "/")
    }

    private static func checkPath(_ name: String) throws(ZIPFault) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isUnsafe =
            name.isEmpty || name.hasPrefix("/") || parts.contains("..") || name.contains("\0")
            || name.dropFirst().first == ":" || parts.count > deepest + 1
            || parts.contains { $0.utf8.count > longestName }
        if isUnsafe { throw ZIPFault(kind: .unsafePath, entry: name) }
    }

    /// What a folder of Linux or Windows can hold, and deeper than 1C lays its pictures.
    private static let (longestName, deepest) = (255, 8)
}
