internal import ExchangeModel
internal import TabularFiles

extension Issue {
    static let unknownTable = Issue(
        code: "file.format.unknown", severity: .error,
        message: LocalizedText(
            russian: "Это не таблица и не заказы сайта: по содержимому файл не опознан.",
            english: "Neither a table nor orders of a site: its content is not recognised."),
        advice: LocalizedText(
            russian: "В outbound кладут выгрузки CRM (CSV, Excel), списки заявок и заказы сайта.",
            english: "Exports of the CRM (CSV, Excel), lists of requests and orders of a site go into outbound."))

    static let noOrders = Issue(
        code: "commerceml.orders.missing", severity: .error,
        message: LocalizedText(
            russian: "В файле нет ни одного заказа («Документ» с операцией «Заказ товара»).",
            english: "The file has no order («Документ» with the operation «Заказ товара»)."),
        advice: LocalizedText(
            russian: "Выгрузки 1С (каталог, цены) кладут в inbound; сюда — заказы сайта.",
            english: "1C's exports (catalogue, prices) go into inbound; orders of a site belong here."))

    static func brokenRow(_ defect: TableRow.Defect, line: Int) -> Issue {
        let (russian, english) =
            switch defect {
            case .unclosedQuote:
                ("Кавычка, открытая в этой строке, не закрыта.", "The quote opened in this row is not closed.")
            case .textAfterQuote:
                (
                    "После закрывающей кавычки в этой строке стоит текст: кавычка внутри значения не удвоена.",
                    "Text follows the closing quote in this row: a quote inside the value is not doubled."
                )
            }
        return Issue(
            code: "table.row.\(defect.rawValue)", severity: .error,
            message: LocalizedText(russian: russian, english: english),
            advice: LocalizedText(
                russian: "Исправьте кавычки в строке и положите её снова.",
                english: "Mend the quotes in the row and drop it again."), line: line)
    }

    static func versionsApart(line: Int, subject: String?) -> Issue {
        Issue(
            code: "table.record.apart", severity: .error,
            message: LocalizedText(
                russian:
                    "Запись с этим номером стоит в таблице в двух местах и по-разному. Ни одна из её строк не принята.",
                english:
                    "The record with this id stands at two places of the table, differently. None of its rows was taken."
            ),
            advice: LocalizedText(
                russian: "Оставьте одну версию и положите файл снова.",
                english: "Keep one version and drop the file again."), line: line, subject: subject)
    }

    /// A person may have meant all of them; only one is read.
    static func moreTables(_ others: TableFile.Others) -> Issue {
        let advice = LocalizedText(
            russian: "Если нужны и они, сохраните каждую таблицу в свой файл и положите эти файлы.",
            english: "If they are wanted too, save each table as a file of its own and drop those files.")
        guard let read = others.read else {
            return Issue(
                code: "table.more", severity: .warning,
                message: LocalizedText(
                    russian: "В файле ещё таблиц: \(others.count). Прочитана только первая.",
                    english: "The file has more tables: \(others.count). Only the first one was read."),
                advice: advice)
        }
        let few = others.names.prefix(5).map { $0.prefix(40) }
        let rest = others.names.count > few.count ? ", …" : ""
        let (russian, english) = (
            few.map { "«\($0)»" }.joined(separator: ", ") + rest, few.map { "“\($0)”" }.joined(separator: ", ") + rest
        )
        return Issue(
            code: "table.more", severity: .warning,
            message: LocalizedText(
                russian: "В книге ещё листов с данными: \(others.count) (\(russian)). "
                    + "Прочитан только «\(read.prefix(40))».",
                english: "The workbook has more sheets with data: \(others.count) (\(english)). "
                    + "Only “\(read.prefix(40))” was read."),
            advice: advice)
    }

    static func table(_ fault: TableFault) -> Issue {
        let (russian, english, advice): (String, String, (String, String))
        let again = ("Сохраните таблицу в CSV или XLSX ещё раз.", "Save the table as CSV or XLSX once more.")
        switch fault.kind {
        case .notATable: return .unknownTable
        case .binaryExcel:
            (russian, english, advice) = (
                "Это старый Excel (.xls) или файл с паролем; такие не читаются.",
                "This is an old Excel file (.xls) or has a password; such files are not read.",
                (
                    "Откройте файл в Excel и сохраните как CSV или XLSX без пароля.",
                    "Open it in Excel and save it as CSV or XLSX without a password."
                )
            )
        case .encrypted:
            (russian, english, advice) = ("Таблица защищена паролем.", "The table has a password.", again)
        case .noSheet: (russian, english, advice) = ("В книге нет листа с данными.", "No sheet has data.", again)
        case .tooLarge: (russian, english, advice) = ("Таблица слишком велика.", "The table is too large.", again)
        case .doctype:
            (russian, english, advice) = (
                "В таблице есть DOCTYPE; такие файлы не принимаются.", "The table has a DOCTYPE; it is refused.", again
            )
        case .encoding:
            (russian, english, advice) = (
                "Кодировка таблицы не опознана или нарушена: это не UTF-8 и не windows-1251.",
                "The encoding of the table is not recognised or broken: neither UTF-8 nor windows-1251.", again
            )
        default: (russian, english, advice) = ("Таблица повреждена.", "The table is damaged.", again)
        }
        return Issue(
            code: "table.\(fault.kind.rawValue)", severity: .error,
            message: LocalizedText(russian: russian, english: english),
            advice: LocalizedText(russian: advice.0, english: advice.1), line: fault.line)
    }
}
