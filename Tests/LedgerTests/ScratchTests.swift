import Ledger
import Testing

struct ScratchTests {
    @Test func `gives back what it was given`() throws {
        let scratch = try Scratch("CREATE TABLE row (number INTEGER, text TEXT, other TEXT)")
        let insert = try scratch.statement("INSERT INTO row VALUES (?, ?, ?)")
        try insert.run(Int.min, "Ёлка \"№ 1\"", nil)
        try insert.run(7, "", "x")
        var rows: [String] = []
        try scratch.statement("SELECT * FROM row ORDER BY number LIMIT ?").forEach(10) { row in
            rows.append("\(row.integer(0)) [\(row.text(1))] \(row.optionalText(2) ?? "nil")")
        }
        #expect(rows == ["\(Int.min) [Ёлка \"№ 1\"] nil", "7 [] x"])
    }

    @Test func `can be asked again while an answer is read`() throws {
        let scratch = try Scratch("CREATE TABLE row (number INTEGER)")
        let insert = try scratch.statement("INSERT INTO row VALUES (?)")
        for number in 1...3 { try insert.run(number) }
        let next = try scratch.statement("SELECT number FROM row WHERE number > ? ORDER BY number")
        var pairs: [[Int]] = []
        try scratch.statement("SELECT number FROM row ORDER BY number").forEach { row in
            let number = row.integer(0)
            if let after = try next.first(number, body: { $0.integer(0) }) { pairs.append([number, after]) }
        }
        #expect(pairs == [[1, 2], [2, 3]])
    }

    @Test func `says where the tables are wrong`() {
        #expect(throws: LedgerFault.self) { try Scratch("CREATE TABLE") }
        #expect(throws: LedgerFault.self) { try Scratch("").statement("SELECT * FROM nothing") }
    }
}
