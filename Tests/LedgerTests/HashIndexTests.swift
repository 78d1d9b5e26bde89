import ExchangeModel
import TestSupport
import Testing

@testable import Ledger

struct HashIndexTests {
    private let folder: TemporaryFolder
    private let ledger: Ledger

    init() throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(path: folder.path("ledger.sqlite"))
    }

    /// `limit` hashes wait in memory, so that a few hundred make many runs.
    private func withIndex<Result>(
        isEmpty: Bool = true, limit: Int = 16, _ body: (HashIndex, LedgerTransaction) throws -> Result
    ) throws -> Result {
        try ledger.write { transaction in
            let index = try HashIndex(
                transaction.connection, "entity_hash", "entity", isEmpty: isEmpty, limit: limit)
            return try body(index, transaction)
        }
    }

    private func table(_ transaction: LedgerTransaction) throws -> [[Int]] {
        let all = try RawStatement(
            transaction.connection, "SELECT hash, entity FROM entity_hash ORDER BY hash, entity")
        var rows: [[Int]] = []
        try all.forEach { rows.append([$0.integer(0), $0.integer(1)]) }
        return rows
    }

    /// Hashes of both signs and the ends, many of them told twice and more.
    private func hashes(_ count: Int, _ random: inout some RandomNumberGenerator) -> [Int] {
        let few = (0..<count / 4).map { _ in Int.random(in: .min ... .max, using: &random) } + [.min, .max, 0, -1]
        return (0..<count).map { _ in
            Bool.random(using: &random)
                ? Int.random(in: .min ... .max, using: &random) : few.randomElement(using: &random) ?? 0
        }
    }

    @Test(arguments: 1...8)
    func `finds what waits, in memory or in runs, and what is in the table`(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let hashes = hashes(300, &random)
        try withIndex { index, transaction in
            var known: [Int: [Int]] = [:]
            for (row, hash) in hashes.enumerated() {
                #expect(try index.row(hash) == known[hash]?.first)
                #expect(try index.row(hash) { $0 == known[hash]?.last } == known[hash]?.last)
                try index.put(hash, row: row, waits: true)
                known[hash, default: []].append(row)
                if row == 123 { try index.flush() }
            }
            for (hash, rows) in known { #expect(try index.row(hash) == rows.first) }
            try index.flush()
            for (hash, rows) in known { #expect(try index.row(hash) == rows.first) }
            #expect(try table(transaction) == known.flatMap { pair in pair.value.map { [pair.key, $0] } }.sorted(by: <))
        }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 32, 33, 2_000]) func `puts sorted into the table what waits`(_ count: Int)
        throws
    {
        var random = SeededRandom(seed: UInt64(count))
        let hashes = hashes(count, &random)
        try withIndex { index, transaction in
            for (row, hash) in hashes.enumerated() { try index.put(hash, row: row, waits: true) }
            #expect(try table(transaction).isEmpty)
            try index.flush()
            #expect(try table(transaction) == hashes.enumerated().map { [$0.element, $0.offset] }.sorted(by: <))
        }
    }

    @Test func `has rows that are far from the first, and before it`() throws {
        try withIndex { index, transaction in
            let rows = [1 << 20, 1 << 40, 3, (1 << 40) + 1]
            for row in rows { try index.put(row * 31, row: row, waits: true) }
            for row in rows { #expect(try index.row(row * 31) == row) }
            try index.flush()
            #expect(try table(transaction) == rows.sorted().map { [$0 * 31, $0] })
        }
    }

    @Test func `lets the few wait with the many`() throws {
        try ledger.write {
            _ = try HashIndex($0.connection, "entity_hash", "entity", isEmpty: true).put(5, row: 1, waits: false)
        }
        try withIndex { index, transaction in
            try index.putFew(7, row: 2)
            try index.putFew(7, row: 3)
            #expect(index.fewRows(7) == [2, 3])
            #expect(index.fewRows(5).isEmpty)
            #expect(try table(transaction) == [[5, 1]])
            try index.flush()
            #expect(index.fewRows(7).isEmpty)
            #expect(try table(transaction) == [[5, 1], [7, 2], [7, 3]])
        }
        // Where the table held something of the many, everything goes into it at once.
        try withIndex(isEmpty: false) { index, transaction in
            try index.putFew(9, row: 4)
            #expect(index.fewRows(9).isEmpty)
            #expect(try table(transaction).last == [9, 4])
        }
    }

    @Test func `takes out what waits in a run`() throws {
        try withIndex { index, transaction in
            for row in 0..<40 { try index.put(row % 10, row: row, waits: true) }
            try index.remove(3, row: 13)
            #expect(try index.row(3) { $0 == 13 } == nil)
            #expect(try table(transaction).count == 39)
        }
    }

    @Test func `a filter never takes what it holds for new`() {
        var random = SeededRandom(seed: 5)
        var filter = HashFilter(blockBits: 4)
        let hashes = hashes(2_000, &random)
        for hash in hashes { _ = filter.insert(hash) }
        #expect(hashes.allSatisfy { filter.holds($0) && !filter.insert($0) })
        #expect(!HashFilter(blockBits: 4).holds(0))
    }
}

extension Array where Element == Int {
    fileprivate static func < (left: [Int], right: [Int]) -> Bool { left.lexicographicallyPrecedes(right) }
}
