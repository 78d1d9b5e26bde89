/// The workbook of an XLSX.
struct Workbook {
    init(_ archive: ZIPArchive) {}

    static func archive(_ path: String) throws(TableFault) -> ZIPArchive {
        do { return try ZIPArchive(path: path) } catch { throw TableFault(error) }
    }

    /// Gives the rows of its first visible sheet; not yet.
    func rows(_ body: (TableRow) throws -> Bool) throws { throw TableFault(.notATable) }
}
