import CRMFiles
import ExchangeModel
import TabularFiles
import Testing

/// Reads the text of a table as the engine does, and what came of it.
struct TableSample {
    let table: TableImport?
    private(set) var refusal: ExchangeModel.Issue?
    private(set) var records: [TableRecord] = []
    private(set) var rejected: [ExchangeModel.Issue] = []
    /// The rows as they were, with their lines.
    private(set) var rows: [(line: Int, cells: [String])] = []

    var warnings: [String] { table?.issues.issues.map(\.code) ?? [] }

    init(_ text: String) {
        let delimiter = text.prefix { $0 != "\n" }.contains(";") ? UInt8(ascii: ";") : UInt8(ascii: ",")
        var reader = CSVReader(delimiter: delimiter, encoding: .utf8)
        var rows: [(line: Int, cells: [String])] = []
        reader.push(Array((text + "\n").utf8)) { rows.append(($0.line, $0.cells)) }
        self.rows = rows
        guard let head = rows.first else {
            table = nil
            return
        }
        switch TableImport.recognise(head.cells, line: head.line) {
        case .refused(let issue):
            refusal = issue
            table = nil
        case .known(let found):
            table = found
            var given: [TableRecord] = []
            var refused: [ExchangeModel.Issue] = []
            for row in rows.dropFirst() {
                found.take(row.cells, line: row.line, give: { given.append($0) }, reject: { refused.append($0) })
            }
            found.finish(give: { given.append($0) }, reject: { refused.append($0) })
            (records, rejected) = (given, refused)
        }
    }

    /// The fields of the record with that number, as lines `path: value`.
    func text(_ index: Int) throws -> String {
        try #require(records.indices.contains(index), "rejected: \(rejected), \(String(describing: refusal))")
        return records[index].fields.fields.map { "\($0.path): \($0.value)" }.joined(separator: "\n")
    }

    /// Cells that are found again neither in a field of a record nor in a rejected row.
    func lost() -> [String] {
        let rejectedLines = Set(rejected.compactMap(\.line))
        var values = Set(records.flatMap { $0.fields.fields.map { Self.plain($0.value) } })
        values.formUnion(records.map(\.kind.rawValue))
        let all = values.joined(separator: "\u{1}")
        var lost: [String] = []
        for row in rows.dropFirst() where !rejectedLines.contains(row.line) {
            for cell in row.cells where Self.words[cell.lowercased()].map(values.contains) != true {
                // Parts of a value may go into fields of their own: phones, tags, a date and a time.
                for part in cell.split(whereSeparator: { ",;/\n<> ".contains($0) }) {
                    let plain = Self.plain(String(part))
                    if Self.words[part.lowercased()].map(values.contains) == true { continue }
                    if !plain.isEmpty, !all.contains(plain), !all.contains(Self.reordered(plain)) { lost.append(cell) }
                }
            }
        }
        return lost
    }

    /// Words that become others.
    private static let words = [
        "сайт": "site", "звонок": "phone", "соцсети": "social", "да": "true", "нет": "false", "n": "false",
        "компания": "company", "контакт": "contact",
        "российский рубль": "rub", "доллар сша": "usd", "тенге": "kzt", "евро": "eur",
        "руб.": "rub"
    ]

    /// Letters and digits alone; a country's 8 as 7, zeros at the end of a fraction left out.
    private static func plain(_ text: String) -> String {
        var text = text.lowercased().filter { $0.isLetter || $0.isNumber }
        if text.count == 11, text.first == "8", text.allSatisfy(\.isNumber) { text = "7" + text.dropFirst() }
        return text
    }

    /// `23112026` as `20261123`.
    private static func reordered(_ text: String) -> String {
        guard text.count == 8, text.allSatisfy(\.isNumber) else { return text }
        return String(text.suffix(4) + text.dropFirst(2).prefix(2) + text.prefix(2))
    }
}
