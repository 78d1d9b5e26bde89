internal import ExchangeModel

/// A cell without what a spreadsheet or an exporter put around the value.
enum CellValue {
    /// Without white space at both ends, without the apostrophe that keeps a spreadsheet from taking a value for a
    /// formula or a number (`'+7999…`), and without the formula that keeps it a text (`="0123"`); empty for what a
    /// formula leaves that has no value (`#Н/Д`).
    static func clean(_ cell: String) -> String {
        var cell = cell
        if cell.withUTF8(isClean) { return cell }
        let text = bare(cell)
        return errors.contains(text) ? "" : text
    }

    /// Whether a formula of the cell came to no value: such a cell counts as empty, and is told.
    static func isError(_ cell: String) -> Bool {
        cell.contains(byte: UInt8(ascii: "#")) && errors.contains(bare(cell))
    }

    /// Whether a text, where a name is expected, says that there is none.
    static func isNoName(_ text: String) -> Bool {
        text.utf8.count <= 6 && noNames.contains(text.lowercased())
    }

    private static func bare(_ cell: String) -> String {
        var text = cell.trimmed
        if text.first == "\u{FEFF}" { text = text.dropFirst().trimmed }
        if text.first == "'" {
            let rest = String(text.dropFirst())
            if rest.first?.isNumber == true || rest.spreadsheetText != rest { text = rest.trimmed }
        }
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 {
            text = text.dropFirst(2).dropLast().trimmed
        }
        return text
    }

    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        // Beyond ASCII only letters of Cyrillic are known to be no white space at first sight.
        return first > 0x20 && last > 0x20 && first != UInt8(ascii: "'") && first != UInt8(ascii: "=")
            && first != UInt8(ascii: "#")
            && (first < 0x80 || first == 0xD0 || first == 0xD1)
            && !(last == 0xA0 && bytes.count > 1
                && bytes[bytes.count - 2] == 0xC2)
            && !(bytes.count > 2 && bytes[bytes.count - 3] == 0xE2)
    }

    /// What Excel writes for an error, in English and in Russian; the last are those of Google's tables.
    private static let errors: Set<String> = [
        "#N/A", "#Н/Д", "#REF!", "#ССЫЛКА!", "#VALUE!", "#ЗНАЧ!", "#DIV/0!", "#ДЕЛ/0!", "#NAME?", "#ИМЯ?", "#NULL!",
        "#ПУСТО!", "#NUM!", "#ЧИСЛО!", "#SPILL!", "#ПЕРЕНОС!", "#CALC!", "#ВЫЧИСЛ!", "#GETTING_DATA", "#ERROR!",
        "#ОШИБКА!"
    ]

    private static let noNames: Set<String> = ["null", "-", "–", "—", "нет", "n/a", "н/д"]
}

extension Issue {
    private static let mendFormula = LocalizedText(
        russian: "Исправьте формулу или впишите значение и положите файл снова.",
        english: "Mend the formula or write the value and drop the file again.")

    /// A cell without which the row cannot be used.
    static func errorInRow(_ place: ColumnMap.Place, line: Int, subject: String?) -> Issue {
        Issue(
            code: "table.row.error", severity: .error,
            message: LocalizedText(
                russian: "Колонка «\(place.heading)»: вместо значения ошибка Excel (например, #Н/Д). "
                    + "Строка не принята.",
                english: "Column “\(place.heading)” has an error of Excel, such as #N/A, and no value. "
                    + "The row was not taken."),
            advice: mendFormula, line: line, column: place.index + 1, subject: subject)
    }

    static func errorInCell(_ place: ColumnMap.Place, line: Int) -> Issue {
        Issue(
            code: "table.value.error", severity: .warning,
            message: LocalizedText(
                russian: "Строка \(line), колонка «\(place.heading)»: вместо значения ошибка Excel (например, #Н/Д). "
                    + "Запись принята без него.",
                english: "Line \(line), column “\(place.heading)”: an error of Excel, such as #N/A, and no value. "
                    + "The record was taken without it."),
            advice: mendFormula, line: line, column: place.index + 1)
    }
}
