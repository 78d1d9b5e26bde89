/// One row of a table.
public struct TableRow: Equatable, Sendable {
    /// Why a row of CSV must not be used.
    public enum Defect: String, Sendable {
        /// A quote was opened on this line and nothing closes it, or nothing that a row could go on after.
        case unclosedQuote
        /// Something other than a delimiter or the end of the line follows a closing quote.
        case textAfterQuote
    }

    public let cells: [String]
    /// From 1: the line of the file on which the row begins (CSV), or the row's number (XLSX, HTML).
    public let line: Int
    /// Of CSV only: the row is given as far as it could be read, and must not be used.
    public let defect: Defect?

    public init(cells: [String], line: Int, defect: Defect? = nil) {
        self.cells = cells
        self.line = line
        self.defect = defect
    }

    /// The most columns that a row may have; what Excel has room for.
    static let maximumColumns = 16_384
    /// The most bytes that one cell may have; Excel's own limit is 32,767 characters.
    static let maximumCellBytes = 1 << 20
    /// The most bytes that all cells of a row may have together.
    static let maximumRowBytes = 16 << 20
}
