internal import ExchangeModel

/// What may be wrong with a table, its rows and its cells; names, phones, e-mails and tax numbers stay out of the texts.
extension Issue {
    private static let mend = LocalizedText(
        russian: "Исправьте строку и положите файл снова; принятые строки повторно не создадутся.",
        english: "Mend the row and drop the file again; rows already taken are not made twice.")

    private static func row(
        _ code: String, _ line: Int, column: Int? = nil, subject: String? = nil, _ russian: String, _ english: String,
        advice: LocalizedText = mend
    ) -> Issue {
        Issue(
            code: code, severity: .error, message: LocalizedText(russian: russian, english: english), advice: advice,
            line: line, column: column, subject: subject)
    }

    private static func value(
        _ code: String, _ line: Int, _ place: ColumnMap.Place, _ russian: String, _ english: String,
        advice: LocalizedText
    ) -> Issue {
        Issue(
            code: code, severity: .warning,
            message: LocalizedText(
                russian: "Строка \(line), колонка «\(place.heading)»: \(russian)",
                english: "Line \(line), column “\(place.heading)”: \(english)"),
            advice: advice, line: line, column: place.index + 1)
    }

    // MARK: The table

    static func columnsMissing(_ missing: [[String]], in layout: ImportLayout, line: Int) -> Issue {
        func list(_ join: String) -> String {
            missing.map { group in group.prefix(3).map { "«\($0)»" }.joined(separator: join) }.joined(separator: "; ")
        }
        return Issue(
            code: "table.columns.missing", severity: .error,
            message: LocalizedText(
                russian:
                    "Таблица похожа на «\(layout.title.russian)», но в ней нет колонок: \(list(" или ")). Файл не принят.",
                english: "The table looks like “\(layout.title.english)” but lacks columns: \(list(" or ")). "
                    + "The file was not taken."),
            advice: LocalizedText(
                russian: layout.crm == nil
                    ? "Добавьте эти колонки и положите файл снова."
                    : "Включите эти колонки в списке CRM и выгрузите его снова.",
                english: layout.crm == nil
                    ? "Add these columns and drop the file again."
                    : "Switch these columns on in the CRM's list and export it again."),
            line: line)
    }

    /// The row is not shown: where headings are missing it is somebody's order.
    static func unknownTableLayout(columns: Int, line: Int) -> Issue {
        Issue(
            code: "table.layout.unknown", severity: .error,
            message: LocalizedText(
                russian: "По строке \(line) (колонок: \(columns)) не понять, что это за таблица. Файл не принят.",
                english: "Line \(line) (columns: \(columns)) does not tell what the table is. The file was not taken."),
            advice: LocalizedText(
                russian: "Первая строка должна содержать заголовки: выгрузки Битрикс24 и amoCRM как есть, списки — с "
                    + "колонками из описания, например «Номер заказа», «Клиент», «Телефон», «Товар», «Количество», «Цена».",
                english: "The first row must have headings: exports of Bitrix24 and amoCRM as they are, lists with the "
                    + "documented columns."),
            line: line)
    }

    // MARK: Rows that are not used

    static func shortRow(_ cells: Int, of width: Int, line: Int) -> Issue {
        row(
            "table.row.short", line, column: cells + 1,
            "В строке ячеек: \(cells), а колонок: \(width). Строка не принята.",
            "The row has \(cells) cells, the table \(width) columns. The row was not taken.")
    }

    static func longRow(_ cells: Int, of width: Int, line: Int) -> Issue {
        row(
            "table.row.long", line, column: width + 1,
            "В строке ячеек: \(cells), а колонок: \(width) — значения сдвинуты. Строка не принята.",
            "The row has \(cells) cells, the table \(width) columns: values are shifted. The row was not taken.",
            advice: LocalizedText(
                russian: "Заключите в кавычки ячейку, в которой есть разделитель, и положите файл снова.",
                english: "Quote the cell that has a separator in it and drop the file again."))
    }

    static func unreadableNumber(_ place: ColumnMap.Place, line: Int, subject: String?) -> Issue {
        row(
            "table.number.unreadable", line, column: place.index + 1, subject: subject,
            "Колонка «\(place.heading)»: не число. Строка не принята.",
            "Column “\(place.heading)” has no number. The row was not taken.")
    }

    static func quantityNotPositive(_ place: ColumnMap.Place, line: Int, subject: String?) -> Issue {
        row(
            "table.quantity.notPositive", line, column: place.index + 1, subject: subject,
            "Колонка «\(place.heading)»: количество должно быть больше нуля. Строка не принята.",
            "Column “\(place.heading)”: the quantity must be above zero. The row was not taken.")
    }

    static func missingID(_ place: ColumnMap.Place?, line: Int) -> Issue {
        let heading = place?.heading ?? "ID"
        return row(
            "table.id.missing", line, column: place.map { $0.index + 1 },
            "Колонка «\(heading)» пуста, запись не отличить от других. Строка не принята.",
            "Column “\(heading)” is empty; the record cannot be told from others. The row was not taken.")
    }

    static func missingCustomer(line: Int, subject: String?) -> Issue {
        row(
            "table.customer.missing", line, subject: subject,
            "Не указано, кто это: нет ни имени, ни компании, ни телефона, ни e-mail. Строка не принята.",
            "It is not said who it is: no name, company, phone or e-mail. The row was not taken.")
    }

    static func missingName(line: Int, subject: String?) -> Issue {
        row(
            "table.name.missing", line, subject: subject,
            "Нет ни названия или имени, ни телефона, ни e-mail. Строка не принята.",
            "There is neither a name nor a phone or e-mail. The row was not taken.")
    }

    static func missingCost(line: Int) -> Issue {
        row(
            "table.cost.missing", line, subject: nil,
            "Нет суммы расхода, или не сказано, на какой канал или кампанию. Строка не принята.",
            "There is no cost, or it is not said for which channel or campaign. The row was not taken.")
    }

    static func headingTwice(_ place: ColumnMap.Place, line: Int, subject: String?) -> Issue {
        row(
            "table.heading.twice", line, column: place.index + 1, subject: subject,
            "Колонка «\(place.heading)» есть дважды, и значения в строке разные. Строка не принята.",
            "Column “\(place.heading)” is there twice with different values in the row. The row was not taken.",
            advice: LocalizedText(
                russian: "Оставьте одну из этих колонок и положите файл снова.",
                english: "Keep one of these columns and drop the file again."))
    }

    static func idTwice(line: Int, subject: String?) -> Issue {
        row(
            "table.id.twice", line, subject: subject,
            "Запись с этим номером уже была выше в файле и отличается. Строка не принята.",
            "A record with this id stands further up in the file and differs. The row was not taken.",
            advice: LocalizedText(
                russian:
                    "Строки одного заказа должны идти подряд: отсортируйте таблицу по номеру и положите файл снова.",
                english: "Rows of one order must be together: sort the table by number and drop the file again."))
    }

    static func recordTooLarge(rows: Int, line: Int, subject: String?) -> Issue {
        row(
            "table.record.tooLarge", line, subject: subject,
            "К одной записи относится больше \(rows) строк или 32 МБ. Запись не принята целиком.",
            "More than \(rows) rows or 32 MB belong to one record. The whole record was left out.")
    }

    static func besideBadRow(_ bad: Int, line: Int, subject: String?) -> Issue {
        row(
            "table.record.incomplete", line, subject: subject,
            "Строка относится к той же записи, что и строка \(bad), которую нельзя принять. Запись не принята целиком.",
            "The row belongs to the same record as line \(bad), which cannot be taken. The whole record was left out.")
    }

    // MARK: Values that are kept as they are

    private static let mendCell = LocalizedText(
        russian: "Исправьте значение в источнике и выгрузите снова.",
        english: "Mend the value in the source and export again.")

    static func unreadablePhone(_ place: ColumnMap.Place, line: Int, isDamaged: Bool) -> Issue {
        isDamaged
            ? value(
                "table.phone.damaged", line, place,
                "номер телефона испорчен Excel (вид 7,9E+10), цифры утеряны. Запись принята без него.",
                "a phone number was damaged by Excel (like 7.9E+10), digits are lost. The record was taken without it.",
                advice: LocalizedText(
                    russian:
                        "Выгрузите файл заново и не пересохраняйте его в Excel, либо задайте колонке формат «Текстовый».",
                    english: "Export again and do not save it in Excel, or format the column as text."))
            : value(
                "table.phone.unreadable", line, place,
                "не всё читается как номер телефона. Остальное принято, прочее сохранено как есть.",
                "not all of it is a phone number. The rest was taken, this is kept as it is.", advice: mendCell)
    }

    static func unreadableEmail(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.email.unreadable", line, place, "адрес e-mail не читается. Запись принята без него.",
            "an e-mail address cannot be read. The record was taken without it.", advice: mendCell)
    }

    static func taxNumberChecksum(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.inn.checksum", line, place, "неверная длина или контрольная сумма ИНН. Запись принята без ИНН.",
            "length or checksum of the tax number (ИНН) is wrong. The record was taken without it.", advice: mendCell)
    }

    static func unreadableCode(_ code: String, _ name: String, _ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            code, line, place, "значение не похоже на \(name). Запись принята без него.",
            "the value is no \(name). The record was taken without it.", advice: mendCell)
    }

    static func unreadableDate(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.date.unreadable", line, place, "дата или время не читается. Запись принята без неё.",
            "a date or time cannot be read. The record was taken without it.",
            advice: LocalizedText(
                russian: "Пишите даты как 23.11.2026, с временем — 23.11.2026 10:15.",
                english: "Write dates as 23.11.2026, with a time as 23.11.2026 10:15."))
    }

    static func unreadableFlag(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.flag.unreadable", line, place, "ожидалось «да» или «нет». Запись принята без этого значения.",
            "yes or no was expected. The record was taken without the value.", advice: mendCell)
    }

    static func rowsDiffer(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.rows.differ", line, place,
            "значение отличается от первой строки той же записи. Взято из первой, это сохранено отдельно.",
            "the value differs from that in the record's first row. That one was taken, this is kept aside.",
            advice: mendCell)
    }

    static func sumDiffers(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.sum.differs", line, place,
            "сумма не равна сумме товаров. Взята сумма товаров, записанная сохранена отдельно.",
            "the sum is not that of the products. That of the products was taken, this is kept aside.", advice: mendCell
        )
    }

    static func currencyDiffers(_ place: ColumnMap.Place, line: Int) -> Issue {
        value(
            "table.currency.differs", line, place,
            "валюта не та, что у записи в целом. Число принято в валюте записи, это сохранено отдельно.",
            "the currency is not that of the record. The number was taken in the record's, this is kept aside.",
            advice: mendCell)
    }

    static func totalsRow(line: Int) -> Issue {
        Issue(
            code: "table.row.total", severity: .note,
            message: LocalizedText(
                russian: "Строка \(line) — итоги таблицы, пропущена.", english: "Line \(line) has totals; passed over."),
            line: line)
    }
}
