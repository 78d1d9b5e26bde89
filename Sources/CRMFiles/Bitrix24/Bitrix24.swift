public import ExchangeModel

/// «Битрикс24», for both of its importers and that of the product catalogue at once (crm.md, sections 1 and 7).
///
/// Which generation a portal has cannot be told from a file, so a row keeps the rules of both: captions in Russian,
/// point before kopecks, no line breaks in cells, a deal's fields on each of its rows, «Товар» before price and
/// quantity, stages by their code.
public struct Bitrix24: CRM {
    public static let id = "bitrix24"
    public let title = "Битрикс24"
    public let dealsCarryCustomers = false
    let settings: CRMSettings

    /// The stages that no portal can delete.
    static let systemStages: [Order.Stage: String] = [
        .new: "NEW", .partlyPaid: "NEW", .paid: "NEW", .shipped: "NEW", .completed: "WON", .cancelled: "LOSE"
    ]

    public init(settings: CRMSettings) {
        self.settings = settings
    }

    /// `%` and `_` are masks to the new importer, so titles may not differ by them alone.
    public func masked(_ folded: String) -> String {
        guard folded.contains(byte: UInt8(ascii: "%")) else { return folded }
        return String(decoding: folded.utf8.map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }

    /// One line; a backslash never before a quote or at the end, where PHP's `fgetcsv` takes it for an escape.
    public func clean(_ text: String) -> String {
        let line = text.singleLine
        guard line.contains(byte: UInt8(ascii: "\\")) else { return line }
        var cleaned = ""
        for character in line {
            if character == "\"", cleaned.last == "\\" { cleaned.append(" ") }
            cleaned.append(character)
        }
        if cleaned.last == "\\" { cleaned.append(" ") }
        return cleaned
    }

    /// The new importer finds titles by LIKE, to which `%`, `_` and `\` are no letters.
    public func linkable(_ title: String) -> String {
        clean(title.replacing("%", with: " проц.").replacing("_", with: "-").replacing("\\", with: "/"))
    }

    public func unknownUnit(of item: CatalogItem) -> String? {
        let unit = CellText.unit(item.unit)
        return unit.isEmpty || settings.hasUnit(unit) ? nil : unit
    }

    public func layout(_ table: PackTable) -> TableLayout {
        switch table {
        case .products:
            TableLayout(
                name: "products", title: LocalizedText(russian: "Товары", english: "Products"),
                headings: productHeadings)
        case .companies:
            TableLayout(
                name: "companies", title: LocalizedText(russian: "Компании", english: "Companies"),
                headings: companyHeadings,
                // With requisites in it, the new importer loses records 21, 42, 63…
                rowsPerFile: settings.sendsLegalDetails ? 20 : nil)
        case .contacts:
            TableLayout(
                name: "contacts", title: LocalizedText(russian: "Контакты", english: "Contacts"),
                headings: contactHeadings)
        case .deals:
            TableLayout(
                name: "deals", title: LocalizedText(russian: "Сделки с товарами", english: "Deals with products"),
                headings: dealHeadings)
        case .leads:
            TableLayout(
                name: "leads", title: LocalizedText(russian: "Заявки (лиды)", english: "Requests (leads)"),
                headings: leadHeadings)
        case .companyFigures:
            TableLayout(
                name: "company-figures",
                title: LocalizedText(russian: "Показатели компаний", english: "Figures of companies"),
                headings: ["Название компании", "Рабочий телефон", "Рабочий e-mail"] + figureTail)
        case .contactFigures:
            TableLayout(
                name: "contact-figures",
                title: LocalizedText(russian: "Показатели контактов", english: "Figures of contacts"),
                headings: ["Фамилия", "Имя", "Отчество", "Мобильный телефон", "Рабочий телефон", "Рабочий e-mail"]
                    + figureTail)
        }
    }

    private var figureTail: [String] { ["Ответственный"] + settings.figureHeadings }

    /// A row that replaces: what the CRM may take from it beside the figures is what it has already.
    public func row(_ figures: FigureCard) -> [String] {
        let head: [String]
        switch figures.holder {
        case .company(let title):
            head = [title, CellText.phones(figures.phones)]
        case .contact(let name, let title):
            let parts = name.map { [$0.last, $0.first, $0.middle] } ?? ["", title, ""]
            head =
                parts.map(clean) + [
                    CellText.phones(figures.phones.filter(\.isRussianMobile)),
                    CellText.phones(figures.phones.filter { !$0.isRussianMobile })
                ]
        }
        return head + [CellText.emails(figures.emails), clean(figures.responsible ?? settings.responsible)]
            + figures.values.map(clean)
    }

    private var leadHeadings: [String] {
        // «Возможная сумма» is the legacy importer's caption, «Сумма» the new one's; each passes over the other.
        [
            "Название лида", "Фамилия", "Имя", "Отчество", "Название компании", "Мобильный телефон",
            "Рабочий телефон", "Рабочий e-mail", "Возможная сумма", "Сумма", "Валюта", "Дополнительно об источнике",
            "Комментарий"
        ] + responsibleHeading + optional(settings.codeField)
    }

    public func row(_ lead: LeadCard) -> [String] {
        let mobile = lead.phones.filter(\.isRussianMobile)
        let other = lead.phones.filter { !$0.isRussianMobile }
        let sum = lead.sum.map(CellText.money) ?? ""
        return [
            clean(lead.title), clean(lead.name?.last ?? ""), clean(lead.name?.first ?? lead.wholeName ?? ""),
            clean(lead.name?.middle ?? ""), clean(lead.company ?? ""), CellText.phones(mobile),
            CellText.phones(other), CellText.emails(lead.emails), sum, sum,
            lead.sum == nil ? "" : CellText.currency(lead.currency ?? "RUB"), clean(lead.source), clean(lead.comment)
        ] + responsibleCell(lead.responsible) + code(lead.key)
    }

    private var productHeadings: [String] {
        ["XML_ID", "Название", "Активен", "Валюта", "Цена", "НДС включён в цену", "Единица измерения"]
            + ["Раздел (уровень 1)", "Раздел (уровень 2)", "Раздел (уровень 3)"]
            + optional(settings.articleField) + (settings.sendsStock ? ["Остаток"] : [])
    }

    public func row(_ item: CatalogItem, title: String) -> [String] {
        let unit = CellText.unit(item.unit)
        var sections = item.sections.map(clean)
        // A portal shows three levels unless it was told otherwise; what lies deeper joins the third.
        if sections.count > 3 { sections[2...] = [sections[2...].joined(separator: " / ")] }
        sections += Array(repeating: "", count: 3 - sections.count)
        var cells = [
            item.id, title, item.isActive ? "Y" : "N",
            item.price == nil ? "" : CellText.currency(item.currency), item.price.map(CellText.money) ?? "",
            item.vatIncluded.map { $0 ? "Y" : "N" } ?? "", settings.hasUnit(unit) ? unit : ""
        ]
        cells += sections
        if !settings.articleField.isEmpty { cells.append(clean(item.article ?? "")) }
        if settings.sendsStock { cells.append(item.stock?.normalized.description ?? "") }
        return cells
    }

    private var companyHeadings: [String] {
        (settings.sendsLegalDetails ? ["ID"] : [])
            + ["Название компании", "Рабочий телефон", "Рабочий e-mail", "Корпоративный сайт", "Комментарий"]
            + responsibleHeading + optional(settings.codeField)
            + (settings.sendsLegalDetails ? BitrixRequisites.headings : [])
    }

    public func row(_ company: Customer, title: String, number: Int) -> [String] {
        var cells = settings.sendsLegalDetails ? [String(number)] : []
        cells += [
            title, CellText.phones(company.phones), CellText.emails(company.emails),
            company.sites.map { clean($0.replacing(",", with: "%2C")) }.joined(separator: ","), comment(of: company)
        ]
        cells += responsibleCell(company.responsible) + code(company.key)
        if settings.sendsLegalDetails { cells += BitrixRequisites.cells(company, number: number, clean: clean) }
        return cells
    }

    private func comment(of customer: Customer) -> String {
        var parts = CommentText.of(customer)
        if linkable(customer.name) != clean(customer.name) { parts.insert("Название в 1С: \(customer.name)", at: 0) }
        if settings.sendsLegalDetails, let address = customer.legal.legalAddress {
            parts.append("Юридический адрес: \(address)")
        }
        return parts.map(clean).joined(separator: " · ").asCell(clean)
    }

    private var contactHeadings: [String] {
        [
            "Фамилия", "Имя", "Отчество", "Компания", "Должность", "Мобильный телефон", "Рабочий телефон",
            "Рабочий e-mail", "Комментарий"
        ] + responsibleHeading + optional(settings.codeField)
    }

    public func row(_ contact: ContactCard) -> [String] {
        let mobile = contact.phones.filter(\.isRussianMobile)
        let other = contact.phones.filter { !$0.isRussianMobile }
        return [
            clean(contact.name.last), clean(contact.name.first), clean(contact.name.middle),
            contact.companyTitle ?? "", clean(contact.position ?? ""), CellText.phones(mobile),
            CellText.phones(other), CellText.emails(contact.emails), clean(contact.comment ?? "")
        ] + responsibleCell(contact.responsible) + code(contact.key)
    }

    private var dealHeadings: [String] {
        ["ID", "Название сделки"] + (settings.pipeline.isEmpty ? [] : ["Воронка"])
            + [
                "Стадия сделки", "Компания", "Контакт", "Сумма", "Валюта", "Товар", "Цена", "Количество",
                "Дата начала", "Предполагаемая дата закрытия", "Комментарий"
            ] + responsibleHeading + optional(settings.codeField)
    }

    public func rows(_ deal: DealCard) -> [[String]] {
        let order = deal.order
        let isFinal = order.stage == .completed || order.stage == .cancelled
        let lines: [DealLine?] = deal.lines.isEmpty ? [nil] : deal.lines
        return lines.map { line in
            var cells = [String(deal.number), deal.title]
            if !settings.pipeline.isEmpty { cells.append(settings.pipeline) }
            cells += [
                settings.stages[order.stage] ?? Self.systemStages[order.stage] ?? "",
                deal.companyTitle ?? "", deal.contactTitle ?? "",
                CellText.money(deal.sum), CellText.currency(order.currency),
                line?.title ?? "", line.map { CellText.money(kopecks: $0.price) } ?? "",
                line.map { String($0.quantity) } ?? "",
                CellText.date(order.date),
                // A final stage makes the importer write the day of the import over it.
                isFinal ? "" : CellText.date(order.paymentDue),
                clean(deal.remarks.joined(separator: " · "))
            ]
            return cells + responsibleCell(deal.responsible) + code(order.key)
        }
    }

    private var responsibleHeading: [String] { settings.hasResponsible ? ["Ответственный"] : [] }
    private func responsibleCell(_ person: String?) -> [String] {
        settings.hasResponsible ? [clean(person ?? settings.responsible)] : []
    }
    private func optional(_ heading: String) -> [String] { heading.isEmpty ? [] : [heading] }
    private func code(_ key: String) -> [String] {
        settings.codeField.isEmpty ? [] : [ListCustomer.isKey(key) ? "" : clean(key)]
    }
}

extension String {
    /// Joined pieces may put a backslash before a quote again.
    fileprivate func asCell(_ clean: (String) -> String) -> String { clean(self) }
}

extension PhoneNumber {
    /// A mobile number: +79….
    var isRussianMobile: Bool { international.hasPrefix("+79") }
}
