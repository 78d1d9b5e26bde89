internal import ExchangeModel
internal import XMLStream

extension Issue {
    /// A value is not what its element says it is; the text names it by its place, never by itself.
    static func unreadableValue(element: String, kind: ValueKind, record: RecordKind, line: Int) -> Issue {
        let (russian, english, code) =
            kind == .decimal ? ("число", "a number", "number") : ("«да/нет»", "a yes/no value", "flag")
        return Issue(
            code: "\(record.rawValue).\(code).unreadable", severity: .warning,
            message: LocalizedText(
                russian: "Значение «\(element)» не читается как \(russian); оно не использовано.",
                english: "The value of “\(element)” cannot be read as \(english); it was not used."),
            advice: LocalizedText(
                russian: "Исправьте значение в 1С и выгрузите снова.",
                english: "Correct the value in 1C and export again."),
            line: line)
    }

    static func unknownRoot(_ name: String) -> Issue {
        Issue(
            code: "commerceml.root.unknown", severity: .error,
            message: LocalizedText(
                russian: "Это не выгрузка 1С: корневой элемент «\(name.prefix(60))», а не «КоммерческаяИнформация».",
                english: "Not a 1C export: the root element is “\(name.prefix(60))”, not “КоммерческаяИнформация”."),
            advice: LocalizedText(
                russian: "Положите сюда файл, который 1С записала при обмене с сайтом (CommerceML).",
                english: "Put the file here that 1C wrote in its exchange with a site (CommerceML)."),
            line: 1, column: 1)
    }

    static func firstVersion(line: Int) -> Issue {
        Issue(
            code: "commerceml.version1", severity: .error,
            message: LocalizedText(
                russian: "Это CommerceML 1.x (формат 1С 7.7); такие файлы не принимаются.",
                english: "This is CommerceML 1.x (the format of 1C 7.7); such files are not taken."),
            advice: LocalizedText(
                russian: "Выгрузите данные в CommerceML 2 (в 1С 8 это обычный «Обмен с сайтом»).",
                english: "Export in CommerceML 2 (in 1C 8 that is the usual exchange with a site)."),
            line: line)
    }

    static func tooManyRecords(_ most: Int, line: Int) -> Issue {
        Issue(
            code: "commerceml.records", severity: .error,
            message: LocalizedText(
                russian: "В файле больше \(most) записей; он не принят.",
                english: "The file has more than \(most) records; it was not taken."),
            advice: LocalizedText(
                russian: "Если их и должно быть столько, увеличьте records в [limits] файла obmen.toml и повторите: "
                    + "obmen requeue. Иначе выясните, откуда взялся файл.",
                english:
                    "Where there should be that many, raise records under [limits] in obmen.toml and try once more: "
                    + "obmen requeue. Else find out where the file came from."),
            line: line)
    }

    static func recordTooLarge(_ record: RecordKind, line: Int) -> Issue {
        Issue(
            code: "commerceml.record", severity: .error,
            message: LocalizedText(
                russian: "Одна запись (\(record.title.russian)) больше, чем бывает: в ней свыше "
                    + "\(RecordTape.mostEntries) значений или \(RecordTape.mostText >> 20) МБ текста. Файл не принят.",
                english: "One record (\(record.title.english)) is larger than any is: more than "
                    + "\(RecordTape.mostEntries) values or \(RecordTape.mostText >> 20) MB of text. It was not taken."),
            advice: LocalizedText(
                russian: "Выясните, откуда взялся файл; если он настоящий, передайте его разработчикам.",
                english: "Find out where the file came from; hand a real one to the developers."),
            line: line)
    }

    /// A document that is not XML as it should be.
    static func xml(_ fault: XMLFault) -> Issue {
        let (code, message, advice) = text(of: fault.kind)
        return Issue(
            code: code, severity: .error, message: message, advice: advice,
            line: fault.kind == .empty ? nil : fault.line, column: fault.kind == .empty ? nil : max(1, fault.column))
    }

    private static func text(of kind: XMLFault.Kind) -> (String, LocalizedText, LocalizedText) {
        let exportAgain = LocalizedText(
            russian: "Выгрузите файл из 1С ещё раз.", english: "Export the file from 1C once more.")
        switch kind {
        case .empty:
            return (
                "xml.empty",
                LocalizedText(russian: "Файл пуст.", english: "The file is empty."), exportAgain
            )
        case .truncated:
            return (
                "xml.truncated",
                LocalizedText(
                    russian: "Файл обрывается: конец выгрузки не записан.",
                    english: "The file breaks off: the end of the export was not written."), exportAgain
            )
        case .malformed, .stopped:
            return (
                "xml.malformed",
                LocalizedText(
                    russian: "Файл повреждён: в этом месте он нарушает правила XML.",
                    english: "The file is damaged: at this place it breaks the rules of XML."),
                LocalizedText(
                    russian: "Посмотрите на указанную строку: чаще всего это знак «&» или «<» в названии. "
                        + "Выгрузите файл из 1С ещё раз, не правя его вручную.",
                    english: "Look at the line named: most often it is “&” or “<” in a name. "
                        + "Export the file from 1C again and do not edit it by hand.")
            )
        case .encoding:
            return (
                "xml.encoding",
                LocalizedText(
                    russian: "Кодировка файла не та, что указана в его первой строке, или не поддерживается.",
                    english: "The encoding is not the one that the first line names, or is not supported."),
                LocalizedText(
                    russian: "Файл должен быть в UTF-8, UTF-16 или windows-1251, как указано в его первой строке. "
                        + "Выгрузите его ещё раз и не пересохраняйте в другой программе.",
                    english: "The file must be in UTF-8, UTF-16 or windows-1251, as its first line says. "
                        + "Export it again and do not save it with another program.")
            )
        case .doctype:
            return (
                "xml.doctype",
                LocalizedText(
                    russian:
                        "В файле есть DOCTYPE. 1С его не пишет; через него читают чужие файлы, поэтому файл не принят.",
                    english:
                        "The file has a DOCTYPE. 1C never writes one; it is a way to attack, so the file was refused."),
                LocalizedText(
                    russian: "Выясните, откуда взялся файл. Выгрузку 1С положите ещё раз.",
                    english: "Find out where the file came from. Put the export of 1C here again.")
            )
        case .zeros:
            return (
                "xml.zeros",
                LocalizedText(
                    russian: "В файле нулевые байты: его копирование оборвалось, или это не XML.",
                    english: "The file has bytes of zero: its copying broke off, or it is no XML."), exportAgain
            )
        case .character:
            return (
                "xml.character",
                LocalizedText(
                    russian: "В этом месте управляющий знак, который в XML запрещён.",
                    english: "At this place there is a control character that XML does not allow."),
                LocalizedText(
                    russian: "Он попал в название или описание при вставке из другой программы. Уберите его в 1С из "
                        + "карточки, которая стоит в этой строке, и выгрузите снова.",
                    english: "It came into a name or description when that was pasted. Remove it in 1C from the card "
                        + "on this line and export again.")
            )
        case .version:
            return (
                "xml.version",
                LocalizedText(
                    russian: "В первой строке указана версия XML, отличная от 1.0.",
                    english: "The first line names a version of XML other than 1.0."), exportAgain
            )
        case .names:
            return (
                "xml.names",
                LocalizedText(
                    russian: "В файле больше разных имён элементов и атрибутов, чем бывает в выгрузке 1С.",
                    english: "The file has more different names of elements and attributes than any export of 1C."),
                LocalizedText(
                    russian: "Выясните, откуда взялся файл. Выгрузку 1С положите ещё раз.",
                    english: "Find out where the file came from. Put the export of 1C here again.")
            )
        case .tooDeep, .attributes, .tag, .text: return beyondLimit(kind)
        }
    }

    /// What no export of 1C has, and what would keep the reader busy for minutes.
    private static func beyondLimit(_ kind: XMLFault.Kind) -> (String, LocalizedText, LocalizedText) {
        let (code, key, russian, english) =
            switch kind {
            case .tooDeep:
                (
                    "xml.depth", "depth", "Элементы вложены глубже, чем бывает в выгрузке 1С.",
                    "Elements nest deeper than in any export of 1C."
                )
            case .attributes:
                (
                    "xml.attributes", "attributes", "У элемента больше атрибутов, чем бывает в выгрузке 1С.",
                    "An element has more attributes than in any export of 1C."
                )
            case .tag:
                (
                    "xml.tag", "tag_kb", "Тег или имя в нём длиннее, чем бывает в выгрузке 1С.",
                    "A tag, or a name in it, is longer than in any export of 1C."
                )
            default:
                (
                    "xml.text", "text_mb", "Текст одного элемента длиннее, чем бывает в выгрузке 1С.",
                    "The text of one element is longer than in any export of 1C."
                )
            }
        return (
            code, LocalizedText(russian: russian, english: english),
            LocalizedText(
                russian: "Выясните, откуда взялся файл. Если такой и нужен, увеличьте \(key) в [limits] файла "
                    + "obmen.toml и повторите: obmen requeue.",
                english:
                    "Find out where the file came from. Where it is as it should be, raise \(key) under [limits] in "
                    + "obmen.toml and try once more: obmen requeue.")
        )
    }
}
