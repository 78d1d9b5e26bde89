/// What a file with a table is, and what is needed to read it.
enum TableFormat {
    /// `start` is where the text begins, after its byte order mark.
    case csv(CSVDialect, TextEncoding, start: Int)
    case html(TextEncoding, start: Int)
    case xlsx(Workbook)

    init(of file: ByteFile, _ limits: ZIPLimits) throws(TableFault) {
        let head = try file.head(ByteFile.pieceLength)
        if head.starts(with: [0x50, 0x4B]) {
            self = .xlsx(try Workbook(path: file.path, limits: limits))
            return
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            throw TableFault(Self.isEncryptedPackage(head) ? .encrypted : .binaryExcel)
        }
        let mark = TextEncoding.marked(head)
        let start = mark?.length ?? 0
        if mark == nil, head.contains(0) { throw TableFault(.notATable) }
        let encoding: TextEncoding
        if let mark { encoding = mark.encoding } else { encoding = try .told(by: file) }

        var decoder = TextDecoder(encoding: encoding)
        var text: [UInt8] = []
        // What is wrong in the head is told, with its line, when the rows are read.
        var fault: TableFault?
        head.dropFirst(start).withUnsafeBytes { bytes in
            do throws(TableFault) { try decoder.push(bytes, into: &text) } catch { fault = error }
        }
        if Self.isHTML(text) {
            try Self.checkLabel(text)
            self = .html(encoding, start: start)
        } else if !Self.isMarkup(text),
            let dialect = CSVDialect(head: text, isWhole: fault == nil && head.count < ByteFile.pieceLength)
        {
            self = .csv(dialect, encoding, start: start)
        } else {
            // Nothing could be read up to the damaged place.
            throw fault.flatMap { $0.kind == .encoding ? $0 : nil } ?? TableFault(.notATable)
        }
    }

    private static func isMarkup(_ text: [UInt8]) -> Bool {
        text.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    private static func isHTML(_ text: [UInt8]) -> Bool {
        guard isMarkup(text) else { return false }
        let lower = String(decoding: text, as: UTF8.self).lowercased()
        // «Таблица XML 2003» of Excel has tables, but none of HTML.
        return lower.contains("<table") && !lower.contains("<workbook")
    }

    /// Refuses a page that says it is in an encoding which is not read here.
    ///
    /// Between UTF-8 and windows-1251 the bytes decide and not the label: a page that was saved anew often keeps the
    /// old one.
    private static func checkLabel(_ text: [UInt8]) throws(TableFault) {
        let lower = String(decoding: text.prefix(4096), as: UTF8.self).lowercased()
        guard let meta = lower.firstRange(of: "<meta"), let name = lower[meta.upperBound...].firstRange(of: "charset=")
        else { return }
        let label = lower[name.upperBound...].drop { $0 == "\"" || $0 == "'" }
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        let known = ["utf-8", "utf8", "windows-1251", "cp1251", "us-ascii", "utf-16", "utf-16le", "utf-16be"]
        guard known.contains(String(label)) else { throw TableFault(.encoding, line: 1) }
    }

    /// Whether an OLE file is a workbook with a password: then its directory lists «EncryptedPackage».
    private static func isEncryptedPackage(_ head: [UInt8]) -> Bool {
        let name = Array("EncryptedPackage".utf8.map { [$0, 0] }.joined())
        return head.firstRange(of: name) != nil
    }
}
