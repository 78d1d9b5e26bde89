internal import CommerceML
internal import Crypto
internal import ExchangeModel
internal import Glibc
internal import Ledger
internal import SystemPackage

/// The file that 1C reads at every exchange: `to-1c/orders.xml`.
///
/// A letterbox, not a log: always a valid file, always replaced in one step, and in it the orders that 1C is not yet
/// known to have read (design, «Orders for 1C»). What ought to lie there is in the ledger, so it can be put there
/// again whatever happened to the file; УТ, for one, deletes a file that it finds by accident in its place.
struct Letterbox {
    let folder: ExchangeFolder
    let ledger: Ledger
    let profile: OrdersProfile
    let clock: ExchangeClock

    private var path: FilePath { folder.letterbox }
    private var hidden: FilePath { folder.to1C.appending(".orders.xml.part") }

    /// Makes a new edition where what ought to lie there has changed; inside the transaction that changed it.
    ///
    /// - Returns: its number; `nil` where nothing changed.
    func prepare(_ transaction: LedgerTransaction) throws -> Int? {
        let last = try transaction.letterbox()
        let counts = try transaction.outgoingCounts()
        let fresh = counts[.pending, default: 0]
        let count = fresh + counts[.published, default: 0]
        guard last == nil || fresh > 0 || count != last?.orders else { return nil }
        let edition = (last?.edition ?? 0) + 1
        try transaction.publish(edition: edition, at: clock.utc)
        let formedAt = clock.local
        let sha256 = try write(transaction, formedAt: formedAt, to: hidden)
        try transaction.add(
            LetterboxEdition(edition: edition, formedAt: formedAt, orders: count, sha256: sha256))
        return edition
    }

    /// Puts the newest edition into its place where it does not lie there yet, or no more.
    func place() throws {
        guard let edition = try ledger.read({ try $0.letterbox() }) else { return }
        if try hash(of: path) == edition.sha256 {
            if edition.placedAt == nil {
                try Files.synchronize(folder: folder.to1C)
                try note(edition)
            }
            return
        }
        if try hash(of: hidden) != edition.sha256 {
            _ = try ledger.read { try write($0, formedAt: edition.formedAt, to: hidden) }
        }
        try Failpoint.pass(.letterboxReady)
        guard rename(hidden.string, path.string) == 0 else { throw FileFault.last("rename", path) }
        try Files.synchronize(folder: folder.to1C)
        try Failpoint.pass(.letterboxRenamed)
        try note(edition)
        try Failpoint.pass(.letterboxPlaced)
    }

    /// Puts an edition into its place as a history says that it was done.
    func place(at moment: String, edition number: Int) throws {
        guard let edition = try ledger.read({ try $0.letterbox(edition: number) }) else { return }
        _ = try ledger.read { try write($0, formedAt: edition.formedAt, to: hidden) }
        guard rename(hidden.string, path.string) == 0 else { throw FileFault.last("rename", path) }
        try note(edition, moment)
    }

    /// The moment from which a session of 1C has read this edition.
    ///
    /// Noted after the file is there, never before; where it had to be put there again, from then on.
    private func note(_ edition: LetterboxEdition) throws { try note(edition, clock.local) }

    private func note(_ edition: LetterboxEdition, _ moment: String) throws {
        try ledger.write { transaction in
            try transaction.setPlaced(edition: edition.edition, at: moment)
            try transaction.record(
                .placed, "letterbox/\(edition.edition)", at: clock.utc, [("at", .string(moment))])
        }
    }

    private func hash(of path: FilePath) throws -> String? {
        // A link or a pipe in its place is replaced like any other file.
        guard Files.exists(path), try Files.look(path).isRegular else { return nil }
        return try Spool.hash(of: path)
    }

    /// Writes the orders that lie in the letterbox, and takes the hash of what was written.
    ///
    /// The orders are read on this thread, whose transaction sees them; the XML is made and written on another.
    private func write(_ transaction: LedgerTransaction, formedAt: String, to path: FilePath) throws -> String {
        try Files.makeFolder(folder.to1C)
        let profile = profile
        return try Ahead.behind(
            batch: 32,
            make: { (give: (OutgoingOrder) throws -> Void) in
                try transaction.outgoing(in: [.published]) { row in
                    if let order = OutgoingOrder(row.order) { try give(order) }
                }
            },
            use: { next in try Self.write(path, profile, formedAt: formedAt, orders: next) })
    }

    private static func write(
        _ path: FilePath, _ profile: OrdersProfile, formedAt: String, orders next: () -> OutgoingOrder?
    ) throws -> String {
        let descriptor = try Files.made(path)
        defer { close(descriptor) }
        var hash = SHA256()
        func put(_ bytes: [UInt8]) throws {
            hash.update(data: bytes)
            try bytes.withUnsafeBytes { try Files.write(descriptor: descriptor, path, $0) }
        }
        var writer = OrdersWriter(profile: profile, formedAt: formedAt)
        while let order = next() {
            writer.add(order)
            try put(writer.drain())
        }
        try put(writer.finish())
        try Files.synchronize(descriptor, path)
        return Spool.hexadecimal(hash.finalize())
    }
}
