internal import Glibc

/// A file that holds a table: CSV of any delimiter and encoding, an HTML table called .xls, XLSX.
///
/// What it is, its bytes tell and never its name. Memory does not grow with the file, but for the shared texts of a
/// workbook, which have a limit.
public struct TableFile {
    public enum Format: String, Sendable {
        case csv = "CSV"
        case htmlTable = "HTML table"
        case xlsx = "XLSX"
    }

    public let format: Format
    /// Of CSV and HTML: `UTF-8`, `UTF-16`, `windows-1251`.
    public let encoding: String?
    /// Of CSV.
    public let delimiter: UInt8?
    private let path: String
    private let text: TextEncoding

    /// Looks at the head of the file.
    public init(path: String) throws(TableFault) {
        self.path = path
        let head: [UInt8]
        do { head = try FileBytes.head(path, count: 64 << 10) } catch { throw TableFault(kind: .damaged) }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw TableFault(kind: .oldExcel) }
        if head.starts(with: [0x50, 0x4B]) {
            (format, encoding, delimiter, text) = (.xlsx, nil, nil, .utf8)
            return
        }
        text = TextEncoding.of(head)
        encoding = text.rawValue
        var converter = TextConverter(text)
        var plain: [UInt8] = []
        head.withUnsafeBytes { converter.push($0) { plain.append(contentsOf: $0) } }
        let start = String(decoding: plain.prefix(4096).drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
        if start.hasPrefix("<") {
            guard start.contains("<t") || start.contains("<html") || start.contains("<meta") else {
                throw TableFault(kind: .notATable)
            }
            (format, delimiter) = (.htmlTable, nil)
            return
        }
        guard !plain.contains(0) else { throw TableFault(kind: .damaged) }
        format = .csv
        delimiter = CSVRows.declaredDelimiter(plain) ?? CSVReader.delimiter(plain) ?? UInt8(ascii: ";")
    }

    /// Gives the rows as they are read.
    ///
    /// - Throws: ``TableFault``, or what `body` threw; `body` returns `false` to stop.
    public func rows(_ body: (TableRow) throws -> Bool) throws {
        switch format {
        case .xlsx: try Workbook(path: path).rows(body)
        case .htmlTable:
            let reader = HTMLRows()
            var converter = TextConverter(text)
            try FileBytes.read(path) { bytes in
                converter.push(bytes) { piece in piece.withUnsafeBytes { reader.push($0) } }
                return try reader.drain(body)
            }
            try reader.finish(body)
        case .csv:
            var reader = CSVRows(delimiter: delimiter ?? UInt8(ascii: ";"), isUTF8: text != .windows1251)
            var converter = TextConverter(text == .windows1251 ? .utf8 : text)
            var isWanted = true
            try FileBytes.read(path) { bytes in
                try converter.push(bytes) { piece in
                    if isWanted { isWanted = try reader.push(piece, body) }
                }
                return isWanted
            }
            if isWanted { try reader.finish(body) }
        }
    }
}

/// How a text file is written.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case utf16Little = "UTF-16"
    case utf16Big = "UTF-16BE"
    case windows1251 = "windows-1251"

    static func of(_ head: [UInt8]) -> TextEncoding {
        if head.starts(with: [0xFF, 0xFE]) { return .utf16Little }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16Big }
        // The head may end inside a character.
        let isUTF8 = (0...3).contains { String(validating: head.dropLast($0), as: UTF8.self) != nil }
        return isUTF8 ? .utf8 : .windows1251
    }
}

/// Brings bytes to UTF-8 as they come, without a byte order mark.
struct TextConverter {
    private let encoding: TextEncoding
    private var rest: [UInt8] = []
    private var highSurrogate: UInt16?
    private var atStart = true

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    mutating func push(_ bytes: UnsafeRawBufferPointer, _ body: ([UInt8]) throws -> Void) rethrows {
        switch encoding {
        case .utf8:
            var piece = Array(bytes)
            if atStart, piece.starts(with: [0xEF, 0xBB, 0xBF]) { piece.removeFirst(3) }
            atStart = false
            try body(piece)
        case .windows1251: try body(Array(Windows1251.decode(bytes).utf8))
        case .utf16Little, .utf16Big: try body(utf16(rest + Array(bytes)))
        }
    }

    private mutating func utf16(_ bytes: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        var index = 0
        while index + 1 < bytes.count {
            let (low, high) = encoding == .utf16Little ? (index, index + 1) : (index + 1, index)
            let unit = UInt16(bytes[high]) << 8 | UInt16(bytes[low])
            index += 2
            if unit == 0xFEFF, atStart {
                atStart = false
                continue
            }
            atStart = false
            if let lead = highSurrogate {
                highSurrogate = nil
                let value = 0x10000 + (UInt32(lead) - 0xD800) << 10 + (UInt32(unit) &- 0xDC00)
                text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            } else if (0xD800...0xDBFF).contains(unit) {
                highSurrogate = unit
            } else {
                text.append(Unicode.Scalar(UInt32(unit)) ?? "\u{FFFD}")
            }
        }
        rest = Array(bytes[index...])
        return Array(String(text).utf8)
    }
}

/// The bytes of a file, in pieces.
enum FileBytes {
    private struct CannotRead: Error {}

    static func read(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Bool) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableFault(kind: .damaged) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw TableFault(kind: .damaged)
            }
            guard try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
        }
    }

    static func head(_ path: String, count: Int) throws -> [UInt8] {
        var head: [UInt8] = []
        try read(path) { bytes in
            head.append(contentsOf: bytes.prefix(count - head.count))
            return head.count < count
        }
        return head
    }
}
