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

    // A page of kilobytes must not come to gigabytes.
    private static let (freeBytes, bytesForCell, freeCells, cellsForCell) = (8 << 20, 256, 1 << 20, 64)
    private var givenBytes = 0
    private var givenCells = 0
    private var ownCells = 0

    /// More was repeated than any table for people repeats.
    var isTooMuch: Bool {
        givenBytes > Self.freeBytes + Self.bytesForCell * givenCells
            || givenCells > Self.freeCells + Self.cellsForCell * ownCells
    }

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
        ownCells += 1
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
        givenCells += 1
        guard cells[column].rows > 0 else {
            row.append("")
            return 0
        }
        row.append(cells[column].value)
        cells[column].rows -= 1
        givenBytes += cells[column].value.utf8.count
        return cells[column].value.utf8.count
    }
}
