internal import XMLStream

/// The areas of a sheet that are merged over several rows, which it lists behind its rows: `<mergeCell ref="A2:B4"/>`.
final class MergedAreas: WorkbookPart {
    struct Area {
        let column: Int
        let rows: ClosedRange<Int>
    }

    /// More than a person ever merged.
    private static let mostAreas = 100_000

    private(set) var areas: [Area] = []
    private(set) var failure: (any Error)?
    private let entry: String
    private var elements = OpenElements(["mergeCell"])

    private init(entry: String) { self.entry = entry }

    /// The areas of a sheet, by their first row; most have none, which is seen without parsing them.
    static func of(_ sheet: ZIPArchive.Entry, in archive: ZIPArchive) throws -> [Area] {
        guard try isMentioned(in: sheet, of: archive) else { return [] }
        let part = MergedAreas(entry: sheet.name)
        try part.read(sheet, of: archive)
        return part.areas.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    }

    private struct Found: Error {}

    private static func isMentioned(in sheet: ZIPArchive.Entry, of archive: ZIPArchive) throws -> Bool {
        var search = TagSearch("mergecell")
        do {
            try archive.read(sheet) { if search.finds(1, in: $0) { throw Found() } }
        } catch is Found {
            return true
        } catch let fault as ZIPFault {
            throw TableFault(fault)
        }
        return false
    }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        guard elements.begin(name) == 0, failure == nil,
            let reference = attributes.text("ref")?.split(separator: ":"), reference.count == 2,
            let first = CellReference(reference[0]), let last = CellReference(reference[1]), first.row < last.row
        else { return }
        areas.append(Area(column: first.column, rows: first.row...last.row))
        if areas.count > Self.mostAreas { failure = TableFault(.tooLarge, entry: entry) }
    }

    func endElement() { _ = elements.end() }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `AB12`: the column from 0, the row from 1.
struct CellReference: Equatable {
    let column: Int
    let row: Int

    init?(_ text: some StringProtocol) {
        var (column, row, hasDigits) = (0, 0, false)
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            let letter = byte & ~0x20
            if !hasDigits, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) {
                column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                hasDigits = true
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            } else {
                return nil
            }
            guard column <= TableRow.maximumColumns, row <= SheetReader.maximumRow else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        (self.column, self.row) = (column - 1, row)
    }
}

/// Fills the rows of a merged area with what stands in its first, as a person reads it.
///
/// A row without anything of its own stays empty, and headings stand for no row below them.
struct MergedCells {
    /// By their first row, the next one last.
    private var coming: [MergedAreas.Area]
    private var open: [(column: Int, last: Int, value: String)] = []
    private var repeated = RepeatedCells()

    init(_ areas: [MergedAreas.Area]) { coming = areas.reversed() }

    /// More was repeated than any table for people repeats.
    var isTooMuch: Bool { repeated.isTooMuch }

    /// Fills a row that has something of its own; gives the bytes that it became longer by.
    mutating func fill(_ cells: inout [String], row: Int, isHeading: Bool) -> Int {
        guard !coming.isEmpty || !open.isEmpty else { return 0 }
        open.removeAll { $0.last < row }
        repeated.noteOwn(cells.count)
        var bytes = 0
        for area in open where area.column >= cells.count || cells[area.column].isEmpty {
            while cells.count <= area.column { cells.append("") }
            cells[area.column] = area.value
            repeated.noteGiven(bytes: area.value.utf8.count)
            bytes += area.value.utf8.count
        }
        while let area = coming.last, area.rows.lowerBound <= row {
            coming.removeLast()
            guard area.rows.lowerBound == row, !isHeading, area.column < cells.count, !cells[area.column].isEmpty else {
                continue
            }
            // Two areas never share a cell; where a file says so, the later one counts.
            open.removeAll { $0.column == area.column }
            open.append((area.column, area.rows.upperBound, cells[area.column]))
        }
        return bytes
    }
}
