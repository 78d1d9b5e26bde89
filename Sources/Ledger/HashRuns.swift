/// Hashes and their rows, sorted in runs, in a database without a name, until they are merged: an external merge sort.
final class HashRuns {
    private struct Entry {
        let hash: Int
        let row: Int
    }

    /// Pieces of a run have numbers that follow each other.
    private struct Run {
        let first: Int
        /// The hash with which each piece begins.
        var begins: [Int] = []
    }

    private let scratch: Scratch
    private let keep: RawStatement
    private let find: RawStatement
    private var runs: [Run] = []
    private var pieces = 0

    private static let pieceEntries = 512

    init() throws {
        scratch = try Scratch(
            "PRAGMA cache_size = -512; CREATE TABLE piece (id INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT")
        keep = try scratch.statement("INSERT INTO piece VALUES (?, ?)")
        find = try scratch.statement("SELECT entries FROM piece WHERE id = ?")
    }

    /// How many runs there are.
    var count: Int { runs.count }

    /// Adds a run: `give` hands over entries in the order of their hashes.
    func add(_ give: (_ put: (_ hash: Int, _ row: Int) throws -> Void) throws -> Void) throws {
        var run = Run(first: pieces)
        var piece: [Entry] = []
        piece.reserveCapacity(Self.pieceEntries)
        func end() throws {
            guard let first = piece.first else { return }
            run.begins.append(first.hash)
            keep.bind(1, pieces)
            piece.withUnsafeBytes { keep.bind(2, Array($0)) }
            try keep.run()
            pieces += 1
            piece.removeAll(keepingCapacity: true)
        }
        try give { hash, row in
            piece.append(Entry(hash: hash, row: row))
            if piece.count == Self.pieceEntries { try end() }
        }
        try end()
        if !run.begins.isEmpty { runs.append(run) }
    }

    private func piece(_ number: Int) throws -> [Entry] {
        find.bind(1, number)
        return try find.first { row in
            let bytes = UnsafeRawBufferPointer(row.blob(0))
            // A blob lies in SQLite's memory where it likes.
            return [Entry](unsafeUninitializedCapacity: bytes.count / MemoryLayout<Entry>.stride) { entries, count in
                count = entries.count
                UnsafeMutableRawBufferPointer(entries).copyMemory(from: bytes)
            }
        } ?? []
    }

    /// The rows of a hash, in the order in which they were added.
    func rows(_ hash: Int) throws -> [Int] {
        var rows: [Int] = []
        for run in runs {
            // The piece before the first that begins with the hash or behind it may end with it.
            var (low, high) = (0, run.begins.count)
            while low < high {
                let middle = (low + high) / 2
                if run.begins[middle] < hash { low = middle + 1 } else { high = middle }
            }
            var number = max(0, low - 1)
            while number < run.begins.count, run.begins[number] <= hash {
                for entry in try piece(run.first + number) where entry.hash == hash { rows.append(entry.row) }
                number += 1
            }
        }
        return rows
    }

    /// Where the merging of a run stands.
    private struct Cursor {
        var next: Int
        let end: Int
        var entries: [Entry]
        var place = 0

        var entry: Entry { entries[place] }
    }

    /// Gives all entries in the order of their hashes, those of one hash in that of their rows.
    func merge(_ body: (_ hash: Int, _ row: Int) throws -> Void) throws {
        var cursors = try runs.map { run in
            Cursor(next: run.first + 1, end: run.first + run.begins.count, entries: try piece(run.first))
        }
        while !cursors.isEmpty {
            var least = 0
            for index in cursors.indices.dropFirst() {
                let (entry, best) = (cursors[index].entry, cursors[least].entry)
                if (entry.hash, entry.row) < (best.hash, best.row) { least = index }
            }
            let entry = cursors[least].entry
            try body(entry.hash, entry.row)
            cursors[least].place += 1
            guard cursors[least].place == cursors[least].entries.count else { continue }
            if cursors[least].next == cursors[least].end {
                cursors.remove(at: least)
            } else {
                cursors[least].entries = try piece(cursors[least].next)
                cursors[least].next += 1
                cursors[least].place = 0
            }
        }
    }
}
