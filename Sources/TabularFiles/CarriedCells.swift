/// The cells of an HTML table that stand for those below them, too (`rowspan`).
struct CarriedCells {
    private struct Cell {
        var value = ""
        /// How many rows it still stands in.
        var rows = 0
    }

    /// By column.
    private var cells: [Cell] = []
    private var isCarrying = false

    private var repeated = RepeatedCells()

    /// More was repeated than any table for people repeats.
    var isTooMuch: Bool { repeated.isTooMuch }

    /// Adds what stands in the next columns from above; gives its bytes.
    mutating func fill(_ row: inout [String]) -> Int {
        guard isCarrying else { return 0 }
        var bytes = 0
        while row.count < cells.count, cells[row.count].rows > 0 { bytes += give(to: &row) }
        return bytes
    }

    /// Adds a cell of the row's own, that stands in so many rows.
    mutating func add(_ value: String, rows: Int, to row: inout [String]) {
        let column = row.count
        row.append(value)
        repeated.noteOwn()
        if rows > 1 {
            isCarrying = true
            while cells.count <= column { cells.append(Cell()) }
            cells[column] = Cell(value: value, rows: rows - 1)
        } else if column < cells.count, cells[column].rows > 0 {
            // It was written across one from above.
            cells[column].rows -= 1
        }
    }

    /// Ends the row with what stands in it from above; gives its bytes.
    mutating func finish(_ row: inout [String]) -> Int {
        guard isCarrying else { return 0 }
        var bytes = 0
        while row.count < cells.count { bytes += give(to: &row) }
        while let last = cells.last, last.rows == 0 { cells.removeLast() }
        isCarrying = !cells.isEmpty
        return bytes
    }

    /// Forgets them: no cell stands beyond the end of its head or body.
    mutating func clear() {
        cells.removeAll(keepingCapacity: true)
        isCarrying = false
    }

    private mutating func give(to row: inout [String]) -> Int {
        let column = row.count
        let isCarried = cells[column].rows > 0
        let value = isCarried ? cells[column].value : ""
        if isCarried { cells[column].rows -= 1 }
        row.append(value)
        repeated.noteGiven(bytes: value.utf8.count)
        return value.utf8.count
    }
}
