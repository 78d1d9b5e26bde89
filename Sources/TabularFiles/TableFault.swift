internal import XMLStream

/// Why a file's table cannot be read, or cannot be read to its end.
public struct TableFault: Error, Equatable, Sendable {
    public enum Kind: String, Sendable {
        /// The file cannot be opened or read.
        case unreadable
        /// None of the formats: a picture, a text without delimiters, a ZIP of something else, nothing at all.
        case notATable
        /// An Excel file of the old binary kind (`.xls`, `.xlsb`): a person has to save it as CSV or XLSX.
        case binaryExcel
        /// It asks for a password.
        case encrypted
        /// Broken off, or not what its own directory and markup promise.
        case damaged
        /// No sheet that is visible has a row.
        case noSheet
        /// A cell, a row, or the workbook's store of texts is larger than any export has.
        case tooLarge
        /// A part of the workbook has a DOCTYPE, which Excel never writes and attackers do.
        case doctype
        /// The bytes are not in the encoding that the file was found, or claims, to be in.
        case encoding
    }

    public let kind: Kind
    /// The line of the file (CSV) or the row's number (XLSX, HTML); `nil` where it is the file as a whole.
    public let line: Int?
    /// The part of an XLSX concerned.
    public let entry: String?

    public init(_ kind: Kind, line: Int? = nil, entry: String? = nil) {
        self.kind = kind
        self.line = line
        self.entry = entry
    }

    init(_ fault: ZIPFault) {
        let kind: Kind =
            switch fault.kind {
            case .unreadable: .unreadable
            case .encrypted: .encrypted
            case .tooLarge, .ratio: .tooLarge
            case .damaged, .unsafePath, .unsafeType, .nested, .duplicateName, .empty, .inconsistent, .overlap, .method,
                .split:
                .damaged
            }
        self.init(kind, entry: fault.entry)
    }

    init(_ fault: XMLFault, line: Int?, entry: String?) {
        let kind: Kind =
            switch fault.kind {
            case .doctype: .doctype
            case .encoding: .encoding
            case .attributes, .tag, .text, .tooDeep, .names: .tooLarge
            case .empty, .truncated, .malformed, .zeros, .character, .version, .stopped: .damaged
            }
        self.init(kind, line: line, entry: entry)
    }
}
