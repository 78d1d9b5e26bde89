internal import ExchangeModel
internal import XMLStream

extension Issue {
    /// A value is not what its element says it is.
    static func unreadableValue(
        element: String, kind: ValueKind, value: String, record: RecordKind, line: Int
    ) -> Issue {
        let (russian, english, code) =
            kind == .decimal ? ("число", "a number", "number") : ("«да/нет»", "a yes/no value", "flag")
        return Issue(
            code: "\(record.rawValue).\(code).unreadable", severity: .warning,
            message: LocalizedText(
                russian: "«\(element)» = «\(value)» не читается как \(russian). Значение не использовано.",
                english: "“\(element)” = “\(value)” cannot be read as \(english). The value was not used."),
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
        case .tooDeep:
            return (
                "xml.depth",
                LocalizedText(
                    russian: "Элементы вложены глубже, чем бывает в выгрузке 1С.",
                    english: "Elements nest deeper than in any export of 1C."), exportAgain
            )
        }
    }
}
