internal import Glibc

/// Writes CSV for an importer: UTF-8 with byte order mark, every cell in quotes, every row ended by LF.
///
/// The map of this target: rows of cells ↔ files of tables. ``CSVReader`` and `CSVWriter` for CSV,
/// ``ZIPArchive`` for what is packed; none of them holds a whole file.
///
/// The bytes are made without intermediate strings: over a million rows that is 0.6 s against 17 s
/// (`../facts/performance.md`).
public struct CSVWriter {
    public private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    private let delimiter: UInt8

    /// A row that was written ahead, on another thread.
    public struct Line: Sendable {
        fileprivate let bytes: [UInt8]

        public init(_ cells: [String], delimiter: UInt8 = UInt8(ascii: ";")) {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(cells.reduce(1) { $0 + $1.utf8.count + 3 })
            CSVWriter.write(cells, delimiter, into: &bytes)
            self.bytes = bytes
        }
    }

    public mutating func row(_ line: Line) { bytes.append(contentsOf: line.bytes) }

    public init(delimiter: UInt8 = UInt8(ascii: ";")) {
        self.delimiter = delimiter
    }

    public mutating func row(_ cells: [String]) { Self.write(cells, delimiter, into: &bytes) }

    private static func write(_ cells: [String], _ delimiter: UInt8, into bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(delimiter) }
            bytes.append(UInt8(ascii: "\""))
            var cell = cell
            cell.withUTF8 { text in
                guard let start = text.baseAddress, memchr(start, 0x22, text.count) != nil else {
                    return bytes.append(contentsOf: text)
                }
                for byte in text {
                    if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                    bytes.append(byte)
                }
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(0x0A)
    }

    /// Takes out what was written so far, so that a long table need not be held.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }
}
