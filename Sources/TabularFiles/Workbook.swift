/// An XLSX: its sheets, and where in the archive the parts are that they need.
///
/// Office Open XML, ECMA-376 part 1, 18.2; paths are compared without case, as Excel does.
struct Workbook {
    private let archive: ZIPArchive
    private let entries: [String: ZIPArchive.Entry]
    /// Of `workbook.xml`, in lower case.
    private let path: String

    /// Opens the archive and finds its workbook.
    init(path file: String, limits: ZIPLimits) throws(TableFault) {
        do { archive = try ZIPArchive(path: file, limits: limits, isPackage: true) } catch { throw TableFault(error) }
        entries = Dictionary(archive.entries.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        if entries.keys.contains(where: { $0.hasSuffix("workbook.bin") }) { throw TableFault(.binaryExcel) }
        do {
            let package = try Self.relationships(entries["_rels/.rels"], in: archive)
            path = package.first { $0.isOf("officeDocument") }?.path(from: "") ?? "xl/workbook.xml"
        } catch let fault as TableFault {
            throw fault
        } catch {
            throw TableFault(.damaged)
        }
        guard entries[path] != nil, entries.keys.contains(where: { $0.contains("worksheets/") || $0.hasPrefix("xl/") })
        else { throw TableFault(.notATable) }
    }

    /// Gives the rows of the first visible sheet that has any.
    func rows(_ body: (TableRow) throws -> Bool) throws {
        let (outline, relationships) = try readOutline()
        let folder = folder
        func part(_ type: String) -> ZIPArchive.Entry? {
            let path = relationships.first { $0.isOf(type) }?.path(from: folder)
            return path.flatMap { entries[$0] } ?? entries["\(folder)/\(type.lowercased()).xml"]
        }
        let texts = SharedStrings()
        if let part = part("sharedStrings") { try texts.read(part, of: archive) }
        let styles = CellStyles()
        if let part = part("styles") { try styles.read(part, of: archive) }

        for sheet in outline.sheets where sheet.isVisible {
            guard let entry = try entry(of: sheet, relationships) else { continue }
            let merged = try MergedAreas.of(entry, in: archive)
            let hadRows = try withoutActuallyEscaping(body) { body in
                let reader = SheetReader(
                    entry: entry.name, texts: texts, styles: styles, countsFrom1904: outline.countsFrom1904,
                    merged: merged, body)
                try reader.read(entry, of: archive)
                return reader.hasRows
            }
            if hadRows { return }
        }
        throw TableFault(.noSheet)
    }

    /// The names of the visible sheets that have something in their cells, the one whose rows are given first.
    func sheetsWithData() throws -> [String] {
        let (outline, relationships) = try readOutline()
        return try outline.sheets.filter { sheet in
            guard sheet.isVisible, let entry = try entry(of: sheet, relationships) else { return false }
            let content = SheetContent()
            try content.read(entry, of: archive)
            return content.isDone
        }.map(\.name)
    }

    // MARK: Parts

    private var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    private func readOutline() throws -> (WorkbookOutline, [Relationship]) {
        guard let entry = entries[path] else { throw TableFault(.notATable) }
        let name = path.split(separator: "/").last ?? ""
        let relationships = try Self.relationships(entries["\(folder)/_rels/\(name).rels"], in: archive)
        let outline = WorkbookOutline()
        try outline.read(entry, of: archive)
        return (outline, relationships)
    }

    /// The part of a sheet; `nil` where it is a chart and no table.
    private func entry(
        of sheet: WorkbookOutline.Sheet, _ relationships: [Relationship]
    ) throws -> ZIPArchive.Entry? {
        guard let relationship = relationships.first(where: { $0.id == sheet.relationship }),
            relationship.isOf("worksheet")
        else { return nil }
        guard let entry = entries[relationship.path(from: folder)] else {
            throw TableFault(.damaged, entry: relationship.target)
        }
        return entry
    }

    private static func relationships(_ entry: ZIPArchive.Entry?, in archive: ZIPArchive) throws -> [Relationship] {
        guard let entry else { return [] }
        let part = Relationships(entry: entry.name)
        try part.read(entry, of: archive)
        return part.list
    }
}
