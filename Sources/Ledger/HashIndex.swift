internal import GRDBSQLite

/// Finds rows by a hash, through a table of SQLite that holds nothing else.
///
/// Hashes come in any order. An index of half a million of them does not stay in memory beside the rows, so that each
/// new row would read and write another page of it; and of a page that is written into SQLite's log twice within a
/// transaction, all of the log behind it is read and checksummed anew at the end. Of what is new, hashes are gathered
/// and put into the table sorted: each page is written once.
final class HashIndex {
    private let find: RawStatement
    private let keep: RawStatement
    private let forget: RawStatement
    /// Nothing was in the table at the beginning of what ``isNew(_:)`` is asked.
    let isEmpty: Bool
    /// Holds every hash that was put since the table was empty.
    private var filter: HashFilter?
    /// What ``isNew(_:)`` was asked last, and so holds.
    private var asked: Int?

    private let limit: Int
    private var hashes: [Int] = []
    /// Rows of the hashes, counted from the first of them.
    private var offsets: [UInt32] = []
    private var firstRow = 0
    /// What waits and does not fit into memory.
    private var runs: HashRuns?
    /// Hashes looked at one by one since they were last put into the table.
    private var looked = 0
    /// Rows of the waiting hashes that ``putFew(_:row:)`` put.
    private var few: [Int: [Int]] = [:]

    /// Finds rows by the first column of a table; `column` is the row.
    ///
    /// At most `limit` hashes wait in memory, 12 bytes each.
    init(
        _ connection: OpaquePointer, _ table: String, _ column: String, isEmpty: Bool, limit: Int = 1 << 17
    ) throws {
        find = try RawStatement(connection, "SELECT \(column) FROM \(table) WHERE hash = ? ORDER BY 1")
        keep = try RawStatement(connection, "INSERT INTO \(table) (hash, \(column)) VALUES (?, ?)")
        forget = try RawStatement(connection, "DELETE FROM \(table) WHERE hash = ? AND \(column) = ?")
        self.isEmpty = isEmpty
        self.limit = limit
    }

    /// Whether a hash was certainly never put; from now on it may have been.
    func isNew(_ hash: Int) -> Bool {
        guard isEmpty else { return false }
        if filter == nil { filter = HashFilter(blockBits: 15) }
        asked = hash
        return filter?.insert(hash) ?? false
    }

    /// The row of a hash; where several have it, the first that was put and fits.
    func row(_ hash: Int, where fits: (Int) throws -> Bool = { _ in true }) throws -> Int? {
        if isEmpty, filter?.holds(hash) != true { return nil }
        looked += hashes.count + (runs?.count ?? 0) << 12
        // Few hashes are told twice. A file that does nothing else shall not be slow.
        if looked > Self.patience { try flush() }
        return try inTable(hash, where: fits) ?? waiting(hash).first(where: fits)
    }

    private func inTable(_ hash: Int, where fits: (Int) throws -> Bool) throws -> Int? {
        find.bind(1, hash)
        defer { find.reset() }
        while try find.step() {
            let row = find.integer(0)
            if try fits(row) { return row }
        }
        return nil
    }

    /// Rows of a hash that are not in the table yet.
    private func waiting(_ hash: Int) throws -> [Int] {
        var rows = try runs?.rows(hash) ?? []
        hashes.withUnsafeBufferPointer { hashes in
            for index in 0..<hashes.count where hashes[index] == hash { rows.append(firstRow + Int(offsets[index])) }
        }
        return rows
    }

    private static let patience = 1 << 26

    /// Puts a hash; `waits`: together with others, when the transaction ends or somebody looks.
    func put(_ hash: Int, row: Int, waits: Bool) throws {
        if waits || filter != nil, asked != hash { _ = isNew(hash) }
        guard waits else { return try write(hash, row) }
        if hashes.count == limit || UInt32(exactly: row - firstRow) == nil { try makeRun() }
        if hashes.isEmpty {
            firstRow = row
            if hashes.capacity == 0 {
                hashes.reserveCapacity(limit)
                offsets.reserveCapacity(limit)
            }
        }
        hashes.append(hash)
        offsets.append(UInt32(row - firstRow))
    }

    /// Puts a hash of those of which there are few, and which the table may hold already.
    ///
    /// They wait as well, so that their pages are not written both before and behind the many; ``fewRows(_:)`` has them.
    func putFew(_ hash: Int, row: Int) throws {
        guard isEmpty, few.count < Self.mostFew else { return try put(hash, row: row, waits: false) }
        few[hash, default: []].append(row)
        try put(hash, row: row, waits: true)
    }

    private static let mostFew = 4096

    /// The rows that ``putFew(_:row:)`` put and that are not in the table yet.
    func fewRows(_ hash: Int) -> [Int] { few.isEmpty ? [] : few[hash] ?? [] }

    func remove(_ hash: Int, row: Int) throws {
        try flush()
        forget.bind(1, hash)
        forget.bind(2, row)
        try forget.run()
    }

    /// Puts into the table what waits, in the order of the hashes.
    func flush() throws {
        looked = 0
        few = [:]
        guard runs != nil else {
            try forEachSorted(write)
            return clear()
        }
        try makeRun()
        try runs?.merge(write)
        runs = nil
    }

    /// Lays what waits in memory aside.
    private func makeRun() throws {
        let runs = try self.runs ?? HashRuns()
        self.runs = runs
        try runs.add { try forEachSorted($0) }
        clear()
    }

    private func clear() {
        hashes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
    }

    /// Gives what waits in memory in the order of the hashes.
    private func forEachSorted(_ body: (_ hash: Int, _ row: Int) throws -> Void) rethrows {
        guard !hashes.isEmpty else { return }
        // In parts, so that what is sorted takes little memory.
        let bits = max(0, Int.bitWidth - 15 - hashes.count.leadingZeroBitCount)
        var part: [(hash: Int, row: Int)] = []
        for number in 0..<UInt64(1 << bits) {
            part.removeAll(keepingCapacity: true)
            for (hash, offset) in zip(hashes, offsets) where Self.part(hash, bits) == number {
                part.append((hash, firstRow + Int(offset)))
            }
            part.sort { ($0.hash, $0.row) < ($1.hash, $1.row) }
            for (hash, row) in part { try body(hash, row) }
        }
    }

    /// The first bits of a hash, in the order in which SQLite, for which it has a sign, sorts it.
    private static func part(_ hash: Int, _ bits: Int) -> UInt64 {
        (UInt64(bitPattern: Int64(hash)) ^ (1 << 63)) >> (64 - bits)
    }

    private func write(_ hash: Int, _ row: Int) throws {
        keep.bind(1, hash)
        keep.bind(2, row)
        try keep.run()
    }
}

/// What of a transaction waits to be written until somebody looks for it, or the transaction ends.
final class Deferred {
    private var indexes: [HashIndex] = []
    private var shared: [String: HashIndex] = [:]

    func add(_ index: HashIndex) { indexes.append(index) }

    /// The one index of a table for all that the transaction does.
    func index(_ table: String, make: () throws -> HashIndex) rethrows -> HashIndex {
        if let index = shared[table] { return index }
        let index = try make()
        add(index)
        shared[table] = index
        return index
    }

    func write() throws {
        for index in indexes { try index.flush() }
    }
}
