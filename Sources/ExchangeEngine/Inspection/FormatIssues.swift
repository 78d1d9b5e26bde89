internal import ExchangeModel
internal import TabularFiles

extension Issue {
    static let emptyFile = Issue(
        code: "file.empty", severity: .error,
        message: LocalizedText(russian: "Файл пуст.", english: "The file is empty."),
        advice: LocalizedText(
            russian: "Выгрузите файл из 1С ещё раз.", english: "Export the file from 1C once more."))

    static let unknownFormat = Issue(
        code: "file.format.unknown", severity: .error,
        message: LocalizedText(
            russian: "Это не выгрузка 1С и не таблица: по содержимому файл не опознан.",
            english: "Neither an export of 1C nor a table: its content is not recognised."),
        advice: LocalizedText(
            russian: "Сюда кладут файлы CommerceML, которые пишет 1С (XML или ZIP с ними).",
            english: "CommerceML files belong here, as 1C writes them (XML, or a ZIP of it)."))

    /// Tables come with the exchange in the other direction.
    static let tableNotRead = Issue(
        code: "table.notRead", severity: .note,
        message: LocalizedText(
            russian: "Таблица этого вида опознана; её содержимое пока не читается.",
            english: "A table of this kind is recognised; its content is not read yet."))

    static func unclosedQuote(line: Int) -> Issue {
        Issue(
            code: "csv.quote.unclosed", severity: .error,
            message: LocalizedText(
                russian: "Кавычка, открытая в этой строке, не закрыта до конца файла.",
                english: "The quote opened on this line is not closed by the end of the file."),
            advice: LocalizedText(
                russian: "Сохраните таблицу в CSV ещё раз.", english: "Save the table as CSV once more."),
            line: line)
    }

    static func zip(_ fault: ZIPFault) -> Issue {
        let entry = fault.entry.map { " «\($0.prefix(120))»" } ?? ""
        let (russian, english): (String, String) =
            switch fault.kind {
            case .damaged, .unreadable:
                ("Архив ZIP повреждён или записан не до конца\(entry).", "The ZIP is damaged or incomplete\(entry).")
            case .unsafePath:
                (
                    "В архиве есть путь, ведущий за его пределы:\(entry). Архив не принят целиком: 1С таких не делает.",
                    "An entry's path leads out of the archive\(entry); the whole archive was refused."
                )
            case .unsafeType:
                (
                    "В архиве есть ссылка или особый файл\(entry); архив не принят целиком.",
                    "The archive has a link or special file\(entry); it was refused as a whole."
                )
            case .encrypted: ("Архив защищён паролем\(entry).", "The archive has a password\(entry).")
            case .nested: ("В архиве лежит другой архив\(entry).", "The archive holds another archive\(entry).")
            case .duplicateName:
                ("В архиве два файла с одним именем\(entry).", "Two files in the archive have one name\(entry).")
            case .tooLarge:
                (
                    "В архиве больше файлов или данных, чем бывает в выгрузке\(entry).",
                    "The archive has more files or data than any export\(entry)."
                )
            case .ratio:
                (
                    "Файл в архиве распаковывается во много раз больше, чем бывает\(entry): так переполняют диск.",
                    "An entry unpacks to many times its size\(entry): that is how disks are filled."
                )
            case .inconsistent:
                (
                    "Оглавление архива не сходится с его содержимым\(entry): он повреждён или подделан.",
                    "The archive's directory contradicts its content\(entry): it is damaged or forged."
                )
            case .overlap:
                (
                    "Файлы в архиве лежат друг на друге\(entry): архиватор такого не делает.",
                    "Entries of the archive overlap\(entry): no archiver makes that."
                )
            case .method:
                (
                    "Файл в архиве сжат необычным способом\(entry); читаются «без сжатия» и Deflate.",
                    "An entry is packed in an unusual way\(entry); stored and Deflate are read."
                )
            case .split: ("Это часть многотомного архива\(entry).", "This is a part of a split archive\(entry).")
            case .empty: ("В архиве нет файлов выгрузки.", "The archive holds no export files.")
            }
        return Issue(
            code: "zip.\(fault.kind.rawValue)", severity: .error,
            message: LocalizedText(russian: russian, english: english),
            advice: LocalizedText(
                russian: "Положите файлы выгрузки без архива или упакуйте их обычным ZIP без пароля.",
                english: "Put the export files here unpacked, or in a plain ZIP without a password."))
    }
}
