/// How much of a table is repeated by cells that stand for those below them: a page of kilobytes must not come to
/// gigabytes.
struct RepeatedCells {
    private static let (freeBytes, bytesForCell, freeCells, cellsForCell) = (8 << 20, 256, 1 << 20, 64)
    private var givenBytes = 0
    private var givenCells = 0
    private var ownCells = 0

    /// More was repeated than any table for people repeats.
    var isTooMuch: Bool {
        givenBytes > Self.freeBytes + Self.bytesForCell * givenCells
            || givenCells > Self.freeCells + Self.cellsForCell * ownCells
    }

    /// A row has cells of its own.
    mutating func noteOwn(_ cells: Int = 1) { ownCells += cells }

    /// A cell was filled from above.
    mutating func noteGiven(bytes: Int) {
        givenCells += 1
        givenBytes += bytes
    }
}
