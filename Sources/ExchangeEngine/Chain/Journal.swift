internal import ExchangeModel
internal import Glibc
internal import Ledger
internal import SystemPackage

/// The chain of events beside the archive: a line of JSON each, the hash of the last one is the head of the chain.
///
/// It is written after the ledger's commit and before the original of a file is removed. So a ledger that is lost,
/// restored from an old copy or brought from elsewhere does not fit it, and that is seen before anything is done.
struct Journal {
    let path: FilePath
    let ledger: Ledger

    /// The number and hash of the last whole line; `nil` where there is none.
    struct Head: Equatable {
        let id: Int
        let hash: String
    }

    /// Refuses a ledger that is behind the journal, or another one.
    ///
    /// - Throws: ``ExchangeFault/ledgerForeign(_:)``, ``ExchangeFault/journalDamaged(_:)``.
    func check() throws {
        if Files.exists(path), try !Files.look(path).isRegular {
            throw ExchangeFault.journalDamaged(path.string)
        }
        guard let head = try head() else { return }
        guard try ledger.read({ try $0.event(head.id) })?.hash == head.hash else {
            throw ExchangeFault.ledgerForeign(path.string)
        }
    }

    /// Forces to the disk what may have been written by a process that was killed.
    func synchronize() throws {
        guard Files.exists(path) else { return }
        let descriptor = open(path.string, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        defer { close(descriptor) }
        try Files.synchronize(descriptor, path)
        try Files.synchronize(folder: path.parent)
    }

    /// Writes the events that are not in it yet, and forces them to the disk.
    func catchUp() throws {
        let head = try head()
        var bytes: [UInt8] = []
        try ledger.read { transaction in
            try transaction.events(after: head?.id ?? 0) { event in
                bytes.append(contentsOf: event.line.utf8)
                bytes.append(0x0A)
            }
        }
        guard !bytes.isEmpty else { return }
        let isNew = !Files.exists(path)
        let descriptor = open(path.string, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        defer { close(descriptor) }
        // What a crash left of a line is taken away first.
        guard ftruncate(descriptor, off_t(try wholeLength())) == 0 else { throw FileFault.last("ftruncate", path) }
        try bytes.withUnsafeBytes { try Files.write(descriptor: descriptor, path, $0) }
        try Files.synchronize(descriptor, path)
        try Failpoint.pass(.appended)
        if isNew { try Files.synchronize(folder: path.parent) }
    }

    /// The last whole line tells where the journal is; one that cannot be read is not passed over, or any ledger would fit.
    ///
    /// - Throws: ``ExchangeFault/journalDamaged(_:)``.
    func head() throws -> Head? {
        guard Files.exists(path) else { return nil }
        let tail = try tail()
        guard let line = tail.split(separator: 0x0A, omittingEmptySubsequences: true).last else { return nil }
        guard let known = JournalLine(line) else { throw ExchangeFault.journalDamaged(path.string) }
        return Head(id: known.id, hash: known.hash)
    }

    /// The end of the file up to its last line break.
    private func tail() throws -> [UInt8] {
        let whole = try wholeLength()
        let descriptor = open(path.string, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        defer { close(descriptor) }
        var length = 1 << 16
        while true {
            let start = max(0, whole - length)
            var bytes = [UInt8](repeating: 0, count: whole - start)
            let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(start)) }
            guard count == bytes.count else { throw FileFault.last("pread", path) }
            // A line longer than this piece: a configuration, say.
            if start == 0 || bytes.dropLast().contains(0x0A) { return bytes }
            length *= 4
        }
    }

    private func wholeLength() throws -> Int {
        let size = try Files.look(path).size
        let descriptor = open(path.string, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        defer { close(descriptor) }
        var end = size
        while end > 0 {
            let start = max(0, end - 65_536)
            var bytes = [UInt8](repeating: 0, count: end - start)
            let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(start)) }
            guard count == bytes.count else { throw FileFault.last("pread", path) }
            if let last = bytes.lastIndex(of: 0x0A) { return start + last + 1 }
            end = start
        }
        return 0
    }

    /// Gives the lines in order; `nil` for one that is none.
    static func lines(_ path: FilePath, _ body: (JournalLine?) throws -> Void) throws {
        var rest: [UInt8] = []
        try Files.read(path) { bytes in
            rest.append(contentsOf: bytes)
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0A) {
                try body(JournalLine(rest[start..<end]))
                start = end + 1
            }
            rest.removeFirst(start)
            return true
        }
        if !rest.isEmpty { try body(nil) }
    }
}

/// One line of the journal.
struct JournalLine {
    let id: Int
    let at: String
    let kind: String
    let subject: String
    let detail: String
    let hash: String

    init?(_ bytes: some Collection<UInt8>) {
        guard let object = JSONObject(bytes), let id = object.number("id"), let at = object.text("at"),
            let kind = object.text("kind"), let subject = object.text("subject"), let detail = object.text("detail"),
            let hash = object.text("hash")
        else { return nil }
        self.id = id
        self.at = at
        self.kind = kind
        self.subject = subject
        self.detail = detail
        self.hash = hash
    }
}
