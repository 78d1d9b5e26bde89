internal import XMLStream

/// The first visible sheet with rows of an XLSX workbook.
///
/// ```
/// xl/workbook.xml  workbookPr@date1904, sheets/sheet@name@state@r:id
/// xl/_rels/workbook.xml.rels  Relationship@Id@Target
/// xl/sharedStrings.xml  sst/si/{t | r/t}     xl/styles.xml  numFmts/numFmt, cellXfs/xf@numFmtId
/// xl/worksheets/sheet1.xml  sheetData/row@r/c@r@s@t/{v | is/t}
/// ```
struct Workbook {
    private let archive: ZIPArchive
    /// By lower-case name without a slash in front.
    private let entries: [String: ZIPArchive.Entry]

    init(path: String) throws {
        do {
            archive = try ZIPArchive(path: path)
        } catch {
            throw TableFault(kind: error.kind == .encrypted ? .encrypted : .damaged, entry: error.entry)
        }
        entries = Dictionary(
            archive.entries.map { (Self.plain($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func rows(_ body: (TableRow) throws -> Bool) throws {
        let outline = WorkbookOutline()
        try read("xl/workbook.xml", isNeeded: true, outline)
        let relations = Relations()
        try read("xl/_rels/workbook.xml.rels", isNeeded: true, relations)
        let strings = SharedStrings()
        try read("xl/sharedstrings.xml", isNeeded: false, strings)
        if strings.isTooLarge { throw TableFault(kind: .tooLarge, entry: "xl/sharedStrings.xml") }
        let formats = CellFormats()
        try read("xl/styles.xml", isNeeded: false, formats)
        for sheet in outline.sheets where !sheet.isHidden {
            guard let target = relations.targets[sheet.relation] else { continue }
            let name = target.hasPrefix("/") ? target : "xl/\(target)"
            var seen = false
            var isWanted = true
            let reader = SheetRows(strings: strings, formats: formats, uses1904: outline.uses1904)
            try read(name, isNeeded: true, reader) {
                if let fault = reader.fault { throw fault }
                for row in reader.drain() where isWanted {
                    seen = true
                    isWanted = try body(row)
                }
                return isWanted
            }
            if seen { return }
        }
        throw TableFault(kind: .noSheet)
    }

    private static func plain(_ name: String) -> String {
        var parts: [Substring] = []
        for part in name.lowercased().split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private struct Enough: Error {}

    /// Reads one part; `after` each piece may end it by `false`.
    private func read(
        _ name: String, isNeeded: Bool, _ handler: any XMLEventHandler, after: () throws -> Bool = { true }
    ) throws {
        guard let entry = entries[Self.plain(name)] else {
            if isNeeded { throw TableFault(kind: .damaged, entry: name) }
            return
        }
        let parser = XMLPushParser(handler: handler)
        do {
            try archive.read(entry) { bytes in
                try parser.push(bytes)
                guard try after() else { throw Enough() }
            }
            try parser.finish()
            _ = try after()
        } catch is Enough {
            return
        } catch let fault as XMLFault {
            throw TableFault(kind: fault.kind == .doctype ? .doctype : .damaged, line: fault.line, entry: name)
        } catch let fault as ZIPFault {
            throw TableFault(kind: fault.kind == .encrypted ? .encrypted : .damaged, entry: name)
        }
    }
}

extension XMLAttributes {
    /// The value of an attribute by its local name.
    func text(_ wanted: String) -> String? {
        for index in 0..<count where name(index)?.text == wanted {
            return String(decoding: value(index), as: UTF8.self)
        }
        return nil
    }
}

/// Which sheets there are, and which dates they count.
private final class WorkbookOutline: XMLEventHandler {
    private(set) var sheets: [(relation: String, isHidden: Bool)] = []
    private(set) var uses1904 = false

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        switch name.text {
        case "workbookPr":
            uses1904 = ["1", "true"].contains(attributes.text("date1904") ?? "")
        case "sheet":
            let state = attributes.text("state") ?? "visible"
            // `r:id`; «sheetId» has another local name.
            sheets.append((attributes.text("id") ?? "", state != "visible"))
        default: break
        }
    }

    func endElement() {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

private final class Relations: XMLEventHandler {
    private(set) var targets: [String: String] = [:]

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        guard name.text == "Relationship", let id = attributes.text("Id") else { return }
        targets[id] = attributes.text("Target")
    }

    func endElement() {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
