internal import ExchangeModel

/// Cells that are one value each.
extension HeadReading {
    mutating func readValue(_ content: ColumnContent, _ text: String, _ place: ColumnMap.Place) {
        if content.isName, CellValue.isNoName(text) { return }
        switch content {
        case .id: draft.set("id", text)
        case .text(let path): setOrKeep(path, text.singleLine, text, place)
        case .taxNumber: readTaxNumber(text, place)
        case .reasonCode: readReasonCode(text, place)
        case .registration: readRegistration(text, place)
        case .amount(let path): readAmount(text, path, place)
        case .exactSum: exactSum = amount(text, place)
        case .currency: currency = CurrencyName.iso(text) ?? text.singleLine
        case .moment, .orderDate, .visit, .clock, .closing: readTime(content, text, place)
        case .flag(let path): readFlag(text, path, place)
        case .customer: customer = (text.singleLine, place)
        case .name(let part): nameParts.append((part, text.singleLine, place))
        case .delivery: readDelivery(text, place)
        case .channel: draft.set("channel", Self.channels[OrganizationName.fold(text)] ?? text.singleLine)
        case .basket:
            draft.set("basket", text)
            basketLines = BasketText.lines(text) ?? []
        case .kind: readKind(text, place)
        default: draft.keep(place, text)
        }
    }

    private mutating func setOrKeep(_ path: String, _ value: String, _ raw: String, _ place: ColumnMap.Place) {
        if let known = draft[path] {
            if known != value { draft.keep(place, raw) }
        } else {
            draft.set(path, value)
        }
    }

    private mutating func unreadable(_ text: String, _ place: ColumnMap.Place, _ warning: Issue) {
        draft.keepUnreadable(place.label, text)
        warnings.append(warning)
    }

    // MARK: Numbers

    private mutating func amount(_ text: String, _ place: ColumnMap.Place) -> ExactDecimal? {
        guard let amount = AmountText(text) else {
            fault = fault ?? .unreadableNumber(place, line: line, subject: subject)
            return nil
        }
        mention(amount, text, place)
        return amount.value
    }

    private mutating func mention(_ amount: AmountText, _ text: String, _ place: ColumnMap.Place) {
        guard let code = amount.currency ?? place.currency else { return }
        currencies.append(CurrencyMention(code: code, place: place, text: text))
    }

    /// The column «Валюта» counts before what stands beside a number or in a heading; what differs is kept and told.
    mutating func finishCurrency(_ ofLines: [CurrencyMention]) {
        let all = currencies + ofLines
        let chosen = currency ?? all.first?.code
        if let chosen { draft.set("currency", chosen) }
        for other in all where other.code != chosen {
            draft.keep(other.place, other.text)
            warn(.currencyDiffers(other.place, line: line))
        }
    }

    private mutating func readAmount(_ text: String, _ path: String, _ place: ColumnMap.Place) {
        guard let value = amount(text, place) else { return }
        if path == "sum" {
            sum = (value, place)
        } else {
            setOrKeep(path, value.description, text, place)
        }
    }

    private mutating func readDelivery(_ text: String, _ place: ColumnMap.Place) {
        if let amount = AmountText(text) {
            mention(amount, text, place)
            setOrKeep("delivery", amount.value.description, text, place)
        } else {
            setOrKeep("deliveryName", text.singleLine, text, place)
        }
    }

    // MARK: Legal details

    private mutating func readTaxNumber(_ text: String, _ place: ColumnMap.Place) {
        let parts = text.split(whereSeparator: { "/\\".contains($0) }).map(\.trimmed)
        let digits = (parts.first ?? text).filter { !$0.isWhitespace }
        let whole = SpreadsheetNumber(digits).map { $0.digits ?? digits } ?? digits
        if let number = TaxNumber(whole) ?? TaxNumber.restoringZero(whole) {
            setOrKeep("inn", number.digits, text, place)
        } else {
            isCompanyByTaxNumber = whole.utf8.count == 10 && whole.allSatisfy(\.isWholeNumber)
            unreadable(parts.first ?? text, place, .taxNumberChecksum(place, line: line))
        }
        for part in parts.dropFirst() { readReasonCode(part, place) }
    }

    private mutating func readReasonCode(_ text: String, _ place: ColumnMap.Place) {
        let code = SpreadsheetNumber(text)?.digits ?? text
        // A spreadsheet drops the first zero here too; the tax number tells that there was one.
        let restored = code.utf8.count == 8 && draft["inn"]?.hasPrefix("0") == true ? "0" + code : code
        if let code = TaxReasonCode(restored) {
            setOrKeep("kpp", code.code, text, place)
        } else {
            unreadable(text, place, .unreadableCode("table.kpp.unreadable", "КПП", place, line: line))
        }
    }

    private mutating func readRegistration(_ text: String, _ place: ColumnMap.Place) {
        let digits = SpreadsheetNumber(text)?.digits ?? text.filter { !$0.isWhitespace }
        if let number = RegistrationNumber(digits) {
            setOrKeep("ogrn", number.digits, text, place)
        } else {
            unreadable(text, place, .unreadableCode("table.ogrn.unreadable", "ОГРН", place, line: line))
        }
    }

    // MARK: Times

    private mutating func readTime(_ content: ColumnContent, _ text: String, _ place: ColumnMap.Place) {
        if content == .closing, OrganizationName.fold(text).hasPrefix("не закрыт") || text.lowercased() == "not closed"
        {
            draft.set("isClosed", "false")
            return draft.keep(place, text)
        }
        if case .clock(let path) = content { return readClock(text, path, place) }
        guard let date = DateText(text) else { return unreadable(text, place, .unreadableDate(place, line: line)) }
        if date.hasZone { draft.keep(place, text) }
        switch content {
        case .orderDate: setOrKeep(date.time == nil ? "beginDate" : "createdAt", date.text, text, place)
        case .visit:
            setOrKeep("date", date.date, text, place)
            if let time = date.time, time != "00:00:00" { setOrKeep("time", time, text, place) }
        case .closing:
            draft.set("isClosed", "true")
            setDay("closeDate", date, text, place)
        case .moment(let path) where path == "createdAt" || path == "changedAt":
            setOrKeep(path, date.text, text, place)
        case .moment(let path): setDay(path, date, text, place)
        default: break
        }
    }

    /// A field that is a day; a time of its own is kept.
    private mutating func setDay(_ path: String, _ date: DateText, _ text: String, _ place: ColumnMap.Place) {
        setOrKeep(path, date.date, text, place)
        if let time = date.time, time != "00:00:00" { draft.keep(place, text) }
    }

    private mutating func readClock(_ text: String, _ path: String, _ place: ColumnMap.Place) {
        if let time = DateText.time(text) {
            setOrKeep(path, time, text, place)
        } else if let from = text.split(whereSeparator: { "-–—".contains($0) }).first,
            from.utf8.count < text.utf8.count,
            let time = DateText.time(String(from))
        {
            // «15:00–16:00»
            setOrKeep(path, time, text, place)
            draft.keep(place, text)
        } else {
            unreadable(text, place, .unreadableDate(place, line: line))
        }
    }

    // MARK: Words

    private mutating func readFlag(_ text: String, _ path: String, _ place: ColumnMap.Place) {
        let words = ["y": true, "yes": true, "n": false, "no": false, "+": true, "-": false]
        if let flag = FieldSet.flag(text) ?? words[text.lowercased()] {
            draft.set(path, flag ? "true" : "false")
        } else {
            unreadable(text, place, .unreadableFlag(place, line: line))
        }
    }

    private mutating func readKind(_ text: String, _ place: ColumnMap.Place) {
        switch OrganizationName.fold(text) {
        case "компания", "company", "empresa": kind = .company
        case "контакт", "contact", "contato": kind = .contact
        default: draft.keep(place, text)
        }
    }

    private static let channels: [String: String] = [
        "сайт": "site", "интернет-магазин": "site", "site": "site", "web": "site", "форма": "site", "онлайн": "site",
        "соцсети": "social", "социальные сети": "social", "соцсеть": "social", "social": "social", "vk": "social",
        "вк": "social", "вконтакте": "social", "телефон": "phone", "звонок": "phone", "phone": "phone", "почта": "mail",
        "e-mail": "mail", "email": "mail", "mail": "mail", "письмо": "mail"
    ]
}

extension ColumnContent {
    /// A column of who it is; where its cell only says that nobody is named, there is no name.
    fileprivate var isName: Bool {
        switch self {
        case .customer, .name: true
        case .text(let path): path == "name" || path == "contact" || path == "company"
        default: false
        }
    }
}
