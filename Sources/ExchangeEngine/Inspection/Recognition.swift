internal import ExchangeModel
internal import TabularFiles

/// What a file is, told by its bytes and never by its name.
public enum FileFormat: String, Sendable {
    case commerceML = "CommerceML"
    case csv = "CSV"
    case xlsx = "XLSX"
    case htmlTable = "HTML table"
    case zip = "ZIP"
    case unknown = "unknown"

    /// A first guess from the head of a file; an XML file may still turn out not to be CommerceML.
    static func guess(_ head: [UInt8]) -> FileFormat {
        if head.starts(with: Array("PK\u{03}\u{04}".utf8)) || head.starts(with: Array("PK\u{05}\u{06}".utf8)) {
            return contains(head.prefix(4096), "[Content_Types].xml") || contains(head.prefix(4096), "xl/")
                ? .xlsx : .zip
        }
        // UTF-16 has a zero at every other place; without them its tags read like ASCII.
        let ascii = head.prefix(4096).filter { $0 != 0 }
        let text = ascii.drop { $0 >= 0x80 || $0 <= 0x20 }
        if text.first == UInt8(ascii: "<") {
            let lower = String(decoding: text, as: UTF8.self).lowercased()
            if lower.contains("<table") || lower.hasPrefix("<html") || lower.hasPrefix("<!doctype html") {
                return .htmlTable
            }
            return .commerceML
        }
        // What is binary has zeros; what has neither tags nor delimiters is no table.
        return CSVReader.sniff(head) == nil ? .unknown : .csv
    }

    /// A picture that lies beside an export; it is not data of the exchange.
    static func isPicture(_ head: [UInt8]) -> Bool {
        let starts: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8), Array("BM".utf8),
            [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]
        ]
        return starts.contains { head.starts(with: $0) }
            || (head.starts(with: Array("RIFF".utf8)) && head.dropFirst(8).starts(with: Array("WEBP".utf8)))
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        bytes.firstRange(of: Array(text.utf8)) != nil
    }
}
