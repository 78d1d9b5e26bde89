internal import CLinux
internal import ExchangeModel
internal import Ledger
public import SystemPackage
internal import TabularFiles

/// How files are taken: claimed in an inbox or named, copied into the spool, entered in the ledger.
extension Exchange {
    func takeIn(_ side: FileRow.Side, _ files: some Sequence<Inbox.Found>) throws {
        let inbox = inbox(side)
        for file in files {
            do {
                guard fits(file), hasRoom(for: file) else { continue }
                _ = try inbox.claim(file)
                try Failpoint.pass(.claimed)
            } catch let fault as FileFault where [.noSuchFileOrDirectory, .fileExists].contains(fault.errno) {
                continue  // Somebody took it or wrote a new one meanwhile; the next round looks again.
            } catch let fault as FileFault where [.resourceBusy, .textFileBusy].contains(fault.errno) {
                continue  // Its writer has it open.
            } catch let fault as FileFault
                where [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(fault.errno)
            {
                note(.cannotClaim(file.name, fault))
            }
        }
        // Claimed before a crash and entered already: such a row goes on by itself.
        let entered = Set(try ledger.read { try $0.unsettledFiles() }.compactMap(\.claimedPath))
        for file in try inbox.claimed() where !entered.contains(folder.relative(file.path)) {
            do {
                try inbox.reading(file) { try receive($0, name: file.name, side, claimed: true) }
            } catch let fault as FileFault where fault.path == file.path.string {
                note(.cannotRead(file.name, fault))
            }
        }
    }

    /// Whether a file is within the limit; one that is not is not even copied.
    private func fits(_ file: Inbox.Found) -> Bool {
        guard let size = try? Files.look(file.path).size, size > configuration.limits.fileBytes else { return true }
        note(.fileTooLarge(file.name, size, limit: configuration.limits.fileBytes))
        return false
    }

    /// Whether our own copy of a file and what becomes of it fit on the disk.
    private func hasRoom(for file: Inbox.Found) -> Bool {
        guard let size = try? Files.look(file.path).size else { return true }
        let free = Int(obmen_free_bytes(folder.spool.string))
        guard free >= 0, free < size * 2 + Self.reserveBytes else { return true }
        note(.diskFull(folder.spool))
        return false
    }

    /// What is left free for the ledger.
    static let reserveBytes = 16 << 20

    /// Applies files by name; the originals stay where they are.
    public func apply(_ paths: [FilePath]) throws -> RoundReport {
        try recover()
        // None is taken where one cannot be.
        for path in paths {
            let file = try Files.opened(path)
            defer { file.close() }
            guard try file.look().isRegular else { throw FileFault("open", path, .invalidArgument) }
        }
        for path in paths {
            let file = try Files.opened(path)
            defer { file.close() }
            try receive(file, name: path.string, Self.side(of: path), claimed: false)
        }
        return try finish()
    }

    /// Which side a file is of that was named and not dropped: tables come from the CRM, CommerceML from 1C.
    static func side(of path: FilePath) -> FileRow.Side {
        guard let head = try? Files.head(path) else { return .inbound }
        switch FileFormat.guess(head) {
        case .commerceML, .zip: return .inbound
        case .csv, .xlsx, .htmlTable: return .outbound
        // UTF-16 has zeros, and looks binary to a first glance.
        case .unknown: return (try? TableFile(path: path.string)) == nil ? .inbound : .outbound
        }
    }

    /// Copies a file into the spool and enters it in the ledger.
    func receive(_ file: OpenFile, name: String, _ side: FileRow.Side, claimed: Bool) throws {
        let claimedPath = claimed ? folder.relative(file.path) : nil
        let copy = try Spool(folder: folder.spool).take(file)
        if BrokenVariant.chosen == .removeFirst, claimed { try Files.remove(file.path) }
        try Failpoint.pass(.spooled)
        let clock = clock.frozen
        var row = FileRow()
        row.name = name
        row.side = side
        row.size = copy.size
        row.sha256 = copy.sha256
        row.receivedAt = clock.utc
        row.claimedPath = claimedPath
        row.spoolName = copy.name
        let received = row
        try ledger.write { transaction in
            let id = try transaction.add(received)
            try transaction.record(.received, "file/\(id)", at: clock.utc, received.identity)
        }
        try Failpoint.pass(.received)
    }
}
