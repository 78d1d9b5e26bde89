internal import CRMFiles
internal import ExchangeModel
internal import TabularFiles

/// Brings the rows of each order together in a list that people sorted by something else.
///
/// An order is gathered from rows that follow each other, so that memory holds one; where a list is not in that order
/// the rows are read twice and put together, which needs them all. What a CRM exports is always in order.
struct ScatteredRows {
    /// A list of more rows is refused for its order; nobody sorts so many by hand.
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
                return recognised.crm == nil
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
    func rows(_ body: (TableRow) throws -> Bool) throws {
        guard isScattered else { return try file.rows(body) }
        var table: TableImport?
        var groups: [[TableRow]] = []
        var numbers: [String: Int] = [:]
        var rows = 0
        try file.rows { row in
            rows += 1
            guard rows <= Self.mostRows else { throw TableFault(.tooLarge) }
            if table == nil, case .known(let known) = TableImport.recognise(row.cells, line: row.line) { table = known }
            guard let id = table?.gatheringID(of: row.cells), let number = numbers[id] else {
                if let id = table?.gatheringID(of: row.cells), !groups.isEmpty { numbers[id] = groups.count }
                groups.append([row])
                return true
            }
            groups[number].append(row)
            return true
        }
        for group in groups {
            for row in group { guard try body(row) else { return } }
        }
    }
}
