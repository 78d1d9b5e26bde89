internal import CommerceML
internal import ExchangeModel

/// «ДатаФормирования» as far as it can tell in what order files are applied.
enum SessionDate {
    /// A date as `2026-11-20T09:00:00`; `nil` for what is none.
    ///
    /// Bases write `T9:00:00` and `UTC09:00:00` as well, which as texts would stand in the wrong order.
    static func canonical(_ text: String) -> String? {
        guard CalendarDay(text) != nil else { return nil }
        let rest = text.dropFirst(10)
        guard !rest.isEmpty else { return String(text.prefix(10)) }
        guard let mark = ["T", "UTC", " "].first(where: rest.hasPrefix) else { return nil }
        let parts = rest.dropFirst(mark.count).prefix(8).split(separator: ":", omittingEmptySubsequences: false)
        let most = [24, 60, 60]
        guard parts.count == 3,
            zip(parts, most).allSatisfy({ part, most in Int(part).map { (0..<most).contains($0) } ?? false })
        else { return nil }
        return text.prefix(10) + "T" + parts.map { $0.utf8.count < 2 ? "0\($0)" : String($0) }.joined(separator: ":")
    }

    /// The date where it can be used, or what is wrong with it.
    ///
    /// One that is more than a day ahead of our clock cannot be right: believed, it would make every honest file that
    /// comes behind it an old one. Such a file has no session and is taken in the order of arrival.
    static func judge(_ text: String?, at clock: ExchangeClock) -> (usable: String?, issue: Issue?) {
        guard let text else { return (nil, .dateMissing) }
        guard let date = canonical(text) else { return (nil, .dateUnreadable) }
        let latest = clock.at(clock.now() + 86_400).local
        return date > latest ? (nil, .dateAhead) : (date, nil)
    }
}

extension ReadingSummary {
    /// Keeps of the date what can be used.
    mutating func useDate(at clock: ExchangeClock) {
        let (usable, issue) = SessionDate.judge(formedAt, at: clock)
        formedAt = usable
        if let issue { issues.add(issue) }
    }
}

extension Issue {
    private static func date(_ code: String, _ russian: String, _ english: String) -> Issue {
        Issue(
            code: code, severity: .warning,
            message: LocalizedText(
                russian: "\(russian) Файл взят в порядке поступления.",
                english: "\(english) The file was taken in the order of arrival."),
            advice: LocalizedText(
                russian: "Проверьте часы на машине 1С и чем записан файл.",
                english: "Check the clock of 1C's machine, and what wrote the file."))
    }

    static let dateMissing = date(
        "commerceml.date.missing", "В файле нет «ДатаФормирования».", "The file has no «ДатаФормирования».")
    static let dateUnreadable = date(
        "commerceml.date.unreadable", "«ДатаФормирования» — не дата.", "«ДатаФормирования» is no date.")
    static let dateAhead = date(
        "commerceml.date.ahead", "«ДатаФормирования» больше чем на сутки впереди наших часов.",
        "«ДатаФормирования» is more than a day ahead of our clock.")
}
