internal import ExchangeModel

extension Issue {
    /// A record with nothing to be recognised by again; the corpus has empty `<Предложение/>`.
    static func withoutID(_ kind: RecordKind, line: Int) -> Issue {
        Issue(
            code: "\(kind.rawValue).id.missing", severity: .warning,
            message: LocalizedText(
                russian: "У записи нет «Ид»; она пропущена, остальные приняты.",
                english: "A record has no «Ид»; it was skipped, the others were taken."),
            advice: LocalizedText(
                russian: "Проверьте эту запись в 1С и выгрузите снова.",
                english: "Check this record in 1C and export again."),
            line: line)
    }

    /// A record with something in place of its «Ид» that no base writes.
    static func longID(_ kind: RecordKind, line: Int) -> Issue {
        Issue(
            code: "\(kind.rawValue).id.long", severity: .warning,
            message: LocalizedText(
                russian: "«Ид» записи длиннее \(RecordKeys.mostBytes) байт; она пропущена, остальные приняты.",
                english:
                    "The «Ид» of a record is longer than \(RecordKeys.mostBytes) bytes; it was skipped, the others were taken."
            ),
            advice: LocalizedText(
                russian: "Проверьте эту запись в 1С и выгрузите снова.",
                english: "Check this record in 1C and export again."),
            line: line)
    }

    /// Two records of one file for the same thing, that do not say the same.
    static func repeatedID(_ kind: RecordKind, line: Int) -> Issue {
        Issue(
            code: "\(kind.rawValue).id.repeated", severity: .warning,
            message: LocalizedText(
                russian: "Эта запись есть в файле дважды и говорит разное; взято то, что стоит ниже.",
                english:
                    "This record is in the file twice and says different things; what stands further down was taken."),
            advice: LocalizedText(
                russian: "Найдите в 1С двойника с тем же «Ид» и выгрузите снова.",
                english: "Find the double with the same «Ид» in 1C and export again."),
            line: line)
    }
}
