internal import CRMFiles
internal import ExchangeModel
internal import TabularFiles

/// Brings the rows of each order together in a table that people sorted by something else, or pasted together.
///
/// An order is gathered from rows that follow each other, so that memory holds one; where a table is not in that order
/// the rows are read twice and put together, which needs them all.
struct ScatteredRows {
    /// A row, and whether it belongs to an order of which the table has two versions: nobody knows which is meant.
    struct Row: Sendable {
        let row: TableRow
        var isContradicted = false
    }

    /// A table of more rows is refused for its order; nobody sorts so many by hand.
    private static let mostRows = 200_000

    private let file: TableFile
    private let isScattered: Bool

    /// Looks whether an order's rows are apart.
    ///
    /// - Throws: ``TableFault`` where the table cannot be read.
    init(_ file: TableFile) throws {
        self.file = file
        var table: TableImport?
        var seen: Set<Int> = []
        var last: String?
        var found = false
        var count = 0
        try file.rows { row in
            guard let known = table else {
                guard row.cells.contains(where: { !$0.trimmed.isEmpty }) else { return true }
                guard case .known(let recognised) = TableImport.recognise(row.cells, line: row.line) else {
                    return false
                }
                table = recognised
                return true
            }
            count += 1
            guard let id = known.gatheringID(of: row.cells), id != last else { return true }
            last = id
            if !seen.insert(StableHash.of(id)).inserted { found = true }
            return !found
        }
        isScattered = found
        if found, count > Self.mostRows { throw TableFault(.tooLarge) }
    }

    /// Gives the rows, those of one order behind each other, orders by their first row.
    func rows(_ body: (Row) throws -> Bool) throws {
        guard isScattered else { return try file.rows { try body(Row(row: $0)) } }
        for order in try orders() {
            for row in order.rows {
                guard try body(Row(row: row, isContradicted: order.isContradicted)) else { return }
            }
        }
    }

    /// All rows of one order; what stands before the first, or belongs to none, is an order of its own.
    private struct Order {
        var parts: [[TableRow]]
        var isContradicted = false

        var rows: FlattenSequence<[[TableRow]]> { parts.joined() }

        mutating func add(_ row: TableRow) {
            // An empty row says nothing, and must not make two parts differ.
            guard row.defect != nil || row.cells.contains(where: { !$0.trimmed.isEmpty }) else { return }
            parts[parts.count - 1].append(row)
        }

        /// Passes over parts that are there twice, as in two exports that were pasted together.
        mutating func settle(_ table: TableImport?) {
            guard parts.count > 1 else { return }
            var different: [[TableRow]] = []
            var seen: Set<[String]> = []
            for part in parts {
                let cells = part.map(\.cells)
                if different.contains(where: { $0.map(\.cells) == cells }) { continue }
                // Some of its rows and not all, or other words about the order: that is another version of it.
                isContradicted =
                    isContradicted || cells.contains(where: seen.contains)
                    || !(table?.isOfOneRecord(different.first?.first?.cells ?? [], cells.first ?? []) ?? true)
                seen.formUnion(cells)
                different.append(part)
            }
            parts = different
        }
    }

    private func orders() throws -> [Order] {
        var table: TableImport?
        var orders: [Order] = []
        var numbers: [String: Int] = [:]
        var last: Int?
        var rows = 0
        try file.rows { row in
            rows += 1
            guard rows <= Self.mostRows else { throw TableFault(.tooLarge) }
            guard let known = table, let id = known.gatheringID(of: row.cells) else {
                if table == nil, case .known(let known) = TableImport.recognise(row.cells, line: row.line) {
                    table = known
                }
                // A row without a number goes on with the one above.
                if let last { orders[last].add(row) } else { orders.append(Order(parts: [[row]])) }
                return true
            }
            guard let number = numbers[id] else {
                numbers[id] = orders.count
                last = orders.count
                orders.append(Order(parts: [[row]]))
                return true
            }
            if number == last { orders[number].add(row) } else { orders[number].parts.append([row]) }
            last = number
            return true
        }
        for index in orders.indices { orders[index].settle(table) }
        return orders
    }
}
