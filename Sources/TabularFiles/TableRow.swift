/// One row of a table.
public struct TableRow: Equatable, Sendable {
    public enum Defect: String, Sendable {
        /// A quote that was opened in this row is never closed.
        case unclosedQuote
        /// Text stands behind a closing quote: a quote inside the value was not doubled.
        case textAfterQuote
    }

    public let cells: [String]
    /// From 1: the line of the file on which the row begins, or its number in the sheet or HTML table.
    public let line: Int
    /// Of CSV only: the row is given as far as it could be read, and must not be used.
    public let defect: Defect?

    public init(cells: [String], line: Int, defect: Defect? = nil) {
        self.cells = cells
        self.line = line
        self.defect = defect
    }
}

/// Why a table cannot be read.
public struct TableFault: Error, Equatable, Sendable {
    public enum Kind: String, Sendable {
        case damaged
        case encrypted
        /// The old binary Excel format, which is also what a workbook with a password looks like.
        case oldExcel
        /// No visible sheet has a row.
        case noSheet
        /// More text than any table has.
        case tooLarge
        case doctype
        case encoding
        case notATable
    }

    public let kind: Kind
    public let line: Int?
    /// The part of a workbook concerned.
    public let entry: String?

    public init(kind: Kind, line: Int? = nil, entry: String? = nil) {
        self.kind = kind
        self.line = line
        self.entry = entry
    }
}
