internal import ExchangeModel
internal import Ledger

/// Cards of one system that are of one customer, as far as they tell (docs/figures.md).
///
/// The cards lie in a ``Scratch``; memory holds a number for each of them.
final class DuplicateGroups {
    struct Card: Equatable {
        let key: String
        let name: String
        let inn: String?
        let kpp: String?
        /// The last ten digits of each.
        let phones: Set<String>
        let emails: Set<String>
    }

    struct Group: Equatable {
        let system: String
        var names: [String] = []
        var keys: [String] = []
        /// What joins them: `ИНН 7799037189`, `телефон …9110000001`.
        var evidence: [String] = []
    }

    /// How many groups there are, once the cards are ``join()``ed.
    private(set) var count = 0
    private var joined = Joined()
    private let scratch: Scratch
    private let insert, mark, prove: RawStatement

    /// What cards can share, in the order in which it is told.
    private enum Part: Int { case inn, phone, email }

    init(_ scratch: Scratch) throws {
        self.scratch = scratch
        try scratch.run(
            """
            DROP TABLE IF EXISTS card;
            DROP TABLE IF EXISTS card_mark;
            DROP TABLE IF EXISTS evidence;
            CREATE TABLE card (
                number INTEGER PRIMARY KEY, system TEXT, key TEXT, name TEXT, kpp TEXT, root INTEGER);
            CREATE TABLE card_mark (system TEXT, part INTEGER, value TEXT, card INTEGER);
            CREATE TABLE evidence (id INTEGER PRIMARY KEY, card INTEGER, text TEXT);
            """)
        insert = try scratch.statement("INSERT INTO card VALUES (?, ?, ?, ?, ?, NULL)")
        mark = try scratch.statement("INSERT INTO card_mark VALUES (?, ?, ?, ?)")
        prove = try scratch.statement("INSERT INTO evidence (card, text) VALUES (?, ?)")
    }

    /// Takes a card of a system; those of one system follow each other.
    func add(_ card: Card, of system: String) throws {
        let number = joined.add()
        try insert.run(number, system, card.key, card.name, card.kpp)
        if let inn = card.inn { try mark.run(system, Part.inn.rawValue, inn, number) }
        for phone in card.phones { try mark.run(system, Part.phone.rawValue, phone, number) }
        for email in card.emails { try mark.run(system, Part.email.rawValue, email, number) }
    }

    /// Finds the groups, after the last card.
    func join() throws {
        try scratch.run("CREATE INDEX card_mark_value ON card_mark (system, part, value, card)")
        try joinByTaxNumber()
        try forEachShared(.phone) { phone, members in try join(members, "телефон …\(phone)") }
        try forEachShared(.email) { email, members in try join(members, email) }
        let place = try scratch.statement("UPDATE card SET root = ? WHERE number = ?")
        for number in joined.indices where joined.isShared(number) {
            let root = joined.root(number)
            try place.run(root, number)
            if root == number { count += 1 }
        }
        try scratch.run(
            """
            CREATE INDEX card_root ON card (root, number) WHERE root IS NOT NULL;
            CREATE INDEX evidence_card ON evidence (card);
            """)
    }

    /// Gives the first groups, in the order in which their first cards came.
    func forEach(limit: Int = .max, _ body: (Group) throws -> Void) throws {
        let members = try scratch.statement("SELECT system, name, key FROM card WHERE root = ? ORDER BY number")
        let evidence = try scratch.statement(
            "SELECT text FROM card JOIN evidence ON evidence.card = card.number WHERE root = ? ORDER BY evidence.id")
        try scratch.statement("SELECT number FROM card WHERE root = number ORDER BY number LIMIT ?").forEach(limit) {
            let root = $0.integer(0)
            var group: Group?
            try members.forEach(root) { row in
                var known = group ?? Group(system: row.text(0))
                known.names.append(row.text(1))
                known.keys.append(row.text(2))
                group = known
            }
            try evidence.forEach(root) { group?.evidence.append($0.text(0)) }
            if let group { try body(group) }
        }
    }

    // MARK: Joining

    private func joinByTaxNumber() throws {
        let office = try scratch.statement("SELECT kpp FROM card WHERE number = ?")
        try forEachShared(.inn) { inn, members in
            let offices = try members.map { try office.first($0) { $0.optionalText(0) } ?? nil }
            let named = Set(offices.compactMap { $0 })
            // Branches of one company have a КПП each; a card without one may be any of them.
            if named.count <= 1 { return try join(members, "ИНН \(inn)") }
            for kpp in named.sorted() {
                try join(zip(members, offices).filter { $0.1 == kpp }.map(\.0), "ИНН \(inn), КПП \(kpp)")
            }
        }
    }

    private func join(_ members: [Int], _ text: String) throws {
        guard let first = members.first, members.count > 1 else { return }
        for other in members.dropFirst() { joined.join(first, other) }
        try prove.run(first, text)
    }

    /// Gives what several cards of one system share, with their numbers.
    private func forEachShared(_ part: Part, _ body: (String, [Int]) throws -> Void) throws {
        var (system, value) = ("", "")
        var members: [Int] = []
        try scratch.statement("SELECT system, value, card FROM card_mark WHERE part = ? ORDER BY system, value, card")
            .forEach(part.rawValue) { row in
                let (nextSystem, nextValue) = (row.text(0), row.text(1))
                if (nextSystem, nextValue) != (system, value) {
                    if members.count > 1 { try body(value, members) }
                    (system, value, members) = (nextSystem, nextValue, [])
                }
                members.append(row.integer(2))
            }
        if members.count > 1 { try body(value, members) }
    }

    /// Sets of numbers that are joined step by step.
    private struct Joined {
        private var parents: [Int32] = []
        private var shared: [Bool] = []

        var indices: Range<Int> { parents.indices }

        mutating func add() -> Int {
            parents.append(Int32(parents.count))
            shared.append(false)
            return parents.count - 1
        }

        /// Whether a number was joined with another.
        func isShared(_ number: Int) -> Bool { shared[number] }

        /// The lowest number of the set.
        func root(_ number: Int) -> Int {
            var number = number
            while Int(parents[number]) != number { number = Int(parents[number]) }
            return number
        }

        mutating func join(_ left: Int, _ right: Int) {
            let (low, high) = (min(root(left), root(right)), max(root(left), root(right)))
            parents[high] = Int32(low)
            (shared[left], shared[right]) = (true, true)
        }
    }
}
