internal import CLinux
internal import CRMFiles
internal import ExchangeModel
internal import Glibc
internal import Reports
internal import SystemPackage
internal import TabularFiles

/// Writes the files of one pack as their rows come; memory holds a piece of each.
final class PackWriter {
    private let folder: FilePath
    private let crm: any CRM
    private let spare: SpareMemory
    private var tables: [PackTable: Table] = [:]
    private var files: [PackFile] = []

    private final class Table {
        let layout: TableLayout
        let number: Int
        var part = 0
        var rows = 0
        var records = 0
        var first: [String] = []
        var csv = CSVWriter()
        var descriptor: Int32 = -1
        /// Bytes of the open file.
        var written = 0
        var path = FilePath("")

        init(layout: TableLayout, number: Int) {
            self.layout = layout
            self.number = number
        }
    }

    init(folder: FilePath, crm: any CRM, spare: SpareMemory) {
        self.folder = folder
        self.crm = crm
        self.spare = spare
    }

    var isEmpty: Bool { tables.isEmpty }

    /// Adds the rows of one record.
    func add(_ rows: [[String]], to kind: PackTable) throws {
        guard let first = rows.first else { return }
        let table = try table(kind, forRows: rows.count)
        for row in rows { table.csv.row(row) }
        if table.records == 0 { table.first = first }
        try count(rows.count, in: table)
    }

    /// Adds a record of one row that was written ahead; `cells` is asked for where the file shows it as its first.
    func add(_ line: CSVWriter.Line, cells: () -> [String], to kind: PackTable) throws {
        let table = try table(kind, forRows: 1)
        table.csv.row(line)
        if table.records == 0 { table.first = cells() }
        try count(1, in: table)
    }

    private func table(_ kind: PackTable, forRows rows: Int) throws -> Table {
        let table = try opened(kind)
        if let most = table.layout.rowsPerFile, table.rows + rows > most {
            try close(table, kind)
            try begin(table)
        }
        return table
    }

    private func count(_ rows: Int, in table: Table) throws {
        table.rows += rows
        table.records += 1
        if table.csv.bytes.count > 1 << 18 { try flush(table) }
    }

    /// How many rows the open file of a table has.
    func rows(in kind: PackTable) -> Int { tables[kind]?.rows ?? 0 }

    /// Ends the tables and adds the sheet of changes.
    ///
    /// - Returns: the files in loading order.
    func finish(changes: [LoadingSheet.Change], language: Language) throws -> [PackFile] {
        if tables.isEmpty { try makeFolder() }
        for (kind, table) in tables.sorted(by: { $0.value.number < $1.value.number }) { try close(table, kind) }
        if !changes.isEmpty {
            let headings = LoadingSheet.Change.headings(language)
            var csv = CSVWriter()
            csv.row(headings)
            for change in changes { csv.row(change.cells(language).map(ReportTable.inert)) }
            let name = "06-ИЗМЕНЕНИЯ.csv"
            try add(name, csv.bytes)
            files.append(
                PackFile(
                    table: nil, name: name,
                    title: LocalizedText(
                        russian: "Изменения, которые вносит человек", english: "Changes that a person makes"),
                    rows: changes.count, records: changes.count, headings: headings))
        }
        return files.sorted { $0.name < $1.name }
    }

    func add(_ name: String, _ bytes: [UInt8]) throws {
        try Files.create(folder.appending(name), bytes)
    }

    func synchronize() throws { try Files.synchronize(folder: folder) }

    /// Takes the folder away again: there was nothing to tell.
    func discard() throws {
        guard Files.exists(folder) else { return }
        // A link that somebody put there leads out of the exchange.
        guard try Files.look(folder).isFolder else { return try Files.remove(folder) }
        for component in try Files.list(folder) where try Files.look(folder.appending(component)).isRegular {
            try Files.remove(folder.appending(component))
        }
        guard rmdir(folder.string) != 0 else { return }
        // What is none of ours in it stays, out of the way.
        let aside = folder.parent.appending(".\(UInt32.random(in: .min ... .max)).чужое")
        try Files.move(folder, to: aside)
    }

    private func opened(_ kind: PackTable) throws -> Table {
        if let table = tables[kind] { return table }
        if tables.isEmpty { try makeFolder() }
        let table = Table(layout: crm.layout(kind), number: kind.number)
        tables[kind] = table
        try begin(table)
        return table
    }

    /// What a crash left under this name is from a pack that never was.
    private func makeFolder() throws {
        try discard()
        try Files.makeFolder(folder)
    }

    private func begin(_ table: Table) throws {
        table.part += 1
        (table.rows, table.records, table.written) = (0, 0, 0)
        let part = table.layout.rowsPerFile == nil ? "" : "-\(table.part)"
        table.path = folder.appending("0\(table.number)-\(table.layout.name)\(part).csv")
        table.descriptor = try Files.made(table.path)
        table.csv = CSVWriter()
        table.csv.row(table.layout.headings)
    }

    private func flush(_ table: Table) throws {
        try table.csv.drain().withUnsafeBytes {
            spare.letGo(of: $0.count)
            try Files.write(descriptor: table.descriptor, table.path, $0)
            // The disk writes meanwhile, so that the fsync at the end has little left to wait for.
            obmen_begin_writeback(table.descriptor, Int64(table.written), Int64($0.count))
            table.written += $0.count
        }
    }

    private func close(_ table: Table, _ kind: PackTable) throws {
        try flush(table)
        defer { Glibc.close(table.descriptor) }
        try Files.synchronize(table.descriptor, table.path)
        files.append(
            PackFile(
                table: kind, name: table.path.name, title: table.layout.title,
                rows: table.rows, records: table.records, headings: table.layout.headings,
                first: table.first))
    }
}
