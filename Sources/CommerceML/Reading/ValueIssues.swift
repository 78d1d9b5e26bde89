public import ExchangeModel

extension Issue {
    static func negativePrice(record: RecordKind, line: Int) -> Issue {
        Issue(
            code: "\(record.rawValue).price.negative", severity: .warning,
            message: LocalizedText(
                russian: "Цена меньше нуля; она не использована, прежняя осталась.",
                english: "A price is below zero; it was not used, the one known before stays."),
            advice: LocalizedText(
                russian: "Исправьте цену в 1С и выгрузите снова.", english: "Correct the price in 1C and export again."),
            line: line)
    }

    /// A picture that would be looked for outside the folder of the export.
    static func pictureElsewhere(line: Int) -> Issue {
        Issue(
            code: "picture.path", severity: .warning,
            message: LocalizedText(
                russian: "Путь к картинке ведёт за пределы папки выгрузки. Картинка не взята, сама карточка принята.",
                english:
                    "The path of a picture leads out of the export's folder. The picture was not taken, the card was."),
            advice: LocalizedText(
                russian: "1С пишет такие пути от папки выгрузки: import_files/… Выясните, откуда взялся файл.",
                english:
                    "1C writes such paths from the export's folder on: import_files/… Find out where the file came from."
            ),
            line: line)
    }

    static func groupInItself(line: Int) -> Issue {
        Issue(
            code: "group.circle", severity: .warning,
            message: LocalizedText(
                russian: "Группа вложена сама в себя; она взята без вышестоящей.",
                english: "A group lies in itself; it was taken without one above it."),
            advice: LocalizedText(
                russian: "Проверьте группы номенклатуры в 1С и выгрузите снова.",
                english: "Check the groups of goods in 1C and export again."),
            line: line)
    }

    public static let unknownVersionCode = "commerceml.version.unknown"

    static func unknownVersion(line: Int) -> Issue {
        Issue(
            code: unknownVersionCode, severity: .warning,
            message: LocalizedText(
                russian: "Такой «ВерсияСхемы» программа не знает; прочитано то, что есть и в известных версиях.",
                english: "This «ВерсияСхемы» is not known; what known versions have as well was read."),
            advice: LocalizedText(
                russian: "Посмотрите в inspect, всё ли из файла прочитано.",
                english: "See with inspect whether all of the file was read."),
            line: line)
    }
}
