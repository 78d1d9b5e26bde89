/// Columns that tables have because of us.
enum CodeColumn {
    /// The user field that our packs fill with 1C's «Ид».
    static let headings = [
        "Код 1С", "Код1С", "Ид 1С", "Ид1С", "GUID 1С", "GUID1С", "Идентификатор 1С", "ID 1С", "Внешний код 1С"
    ]
    /// What was wrong with the row, in a table of rejected rows that comes back.
    static let reason = ImportColumn(.passedOver, "Ошибка", "Error")
}
