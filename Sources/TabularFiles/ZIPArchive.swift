internal import CArchive
internal import Glibc

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
        /// More entries, or more data, than any export has.
        case tooLarge
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
/// Before the first byte of any entry is given out, all their names and types were checked: one bad entry refuses
/// the archive.
public struct ZIPArchive {
    public struct Entry: Sendable, Equatable {
        /// With `/` between folders.
        public let name: String
        let index: Int
    }

    public static let maximumEntries = 20_000
    /// The most that all entries may unpack to.
    public static let maximumBytes = 4 << 30

    /// The files, in the order of the archive; folders are left out.
    public let entries: [Entry]
    private let path: String

    /// Opens an archive and checks all its names.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - isPackage: it is an office document, of which only parts known by name are read: a slash before a path is
    ///     left out, as some programs write one, and a file in it may be an archive.
    /// - Throws: ``ZIPFault``; a bad entry refuses all.
    public init(path: String, isPackage: Bool = false) throws(ZIPFault) {
        self.path = path
        entries = try Self.list(path, isPackage: isPackage)
        if entries.isEmpty { throw ZIPFault(kind: .empty, entry: nil) }
    }

    /// Gives the unpacked bytes of an entry in pieces.
    ///
    /// - Throws: ``ZIPFault`` when the data are damaged, or what `body` threw.
    public func read(_ entry: Entry, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let reader = try Reader(path)
        for _ in 0...entry.index { guard try reader.next() != nil else { throw Self.damaged(entry.name) } }
        var total = 0
        var buffer: UnsafeRawPointer?
        var size = 0
        var offset: Int64 = 0
        while true {
            let status = archive_read_data_block(reader.archive, &buffer, &size, &offset)
            if status == ARCHIVE_EOF { return }
            guard status == ARCHIVE_OK else { throw reader.fault(entry.name) }
            total += size
            guard total <= Self.maximumBytes else { throw ZIPFault(kind: .tooLarge, entry: entry.name) }
            try body(UnsafeRawBufferPointer(start: buffer, count: size))
        }
    }

    private static func damaged(_ name: String?) -> ZIPFault { ZIPFault(kind: .damaged, entry: name) }

    private static func list(_ path: String, isPackage: Bool) throws(ZIPFault) -> [Entry] {
        let reader = try Reader(path)
        var entries: [Entry] = []
        var seen: Set<String> = []
        var index = 0
        while let header = try reader.next() {
            defer { index += 1 }
            guard index < maximumEntries else { throw ZIPFault(kind: .tooLarge, entry: nil) }
            var name = header.name.replacing("\\", with: "/")
            if isPackage { name.trimPrefix("/") }
            try checkPath(name)
            if header.isDirectory || name.hasSuffix("/") { continue }
            guard header.isRegular else { throw ZIPFault(kind: .unsafeType, entry: name) }
            guard !header.isEncrypted else { throw ZIPFault(kind: .encrypted, entry: name) }
            let lower = name.lowercased()
            guard isPackage || ![".zip", ".rar", ".7z", ".gz", ".tar"].contains(where: lower.hasSuffix) else {
                throw ZIPFault(kind: .nested, entry: name)
            }
            guard seen.insert(lower).inserted else { throw ZIPFault(kind: .duplicateName, entry: name) }
            entries.append(Entry(name: name, index: index))
        }
        return entries
    }

    private static func checkPath(_ name: String) throws(ZIPFault) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isUnsafe =
            name.isEmpty || name.hasPrefix("/") || parts.contains("..") || name.contains("\0")
            || name.dropFirst().first == ":" || name.utf8.count > 1_000
        if isUnsafe { throw ZIPFault(kind: .unsafePath, entry: name) }
    }
}

/// libarchive's handle on a ZIP, positioned at an entry.
private final class Reader {
    struct Header {
        let name: String
        let isDirectory: Bool
        let isRegular: Bool
        let isEncrypted: Bool
    }

    let archive: OpaquePointer

    /// libarchive gives names through the process's locale; in the plain "C" one a Cyrillic name comes out empty.
    private static let locale: Void = { _ = setlocale(LC_CTYPE, "C.UTF-8") }()

    init(_ path: String) throws(ZIPFault) {
        Self.locale
        guard let archive = archive_read_new() else { throw ZIPFault(kind: .damaged, entry: nil) }
        self.archive = archive
        archive_read_support_format_zip_seekable(archive)
        // Names without the UTF-8 flag come from Russian Windows.
        archive_read_set_options(archive, "zip:hdrcharset=CP866")
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw fault(nil) }
    }

    /// Why libarchive could not go on: what the system answered, or what it found in the file.
    func fault(_ entry: String?) -> ZIPFault {
        let system = [EIO, EMFILE, ENFILE, EACCES, ENOENT, ENOMEM, ESTALE, EAGAIN, EINTR]
        return ZIPFault(kind: system.contains(archive_errno(archive)) ? .unreadable : .damaged, entry: entry)
    }

    deinit { archive_read_free(archive) }

    func next() throws(ZIPFault) -> Header? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        // A warning is a name that the locale cannot show; the raw bytes are still there.
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw fault(nil) }
        let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
        let type = archive_entry_filetype(entry)
        return Header(
            name: raw.map { String(cString: $0) } ?? "",
            isDirectory: type == 0o040000,
            isRegular: type == 0o100000 && archive_entry_hardlink(entry) == nil,
            isEncrypted: archive_entry_is_encrypted(entry) != 0)
    }
}
