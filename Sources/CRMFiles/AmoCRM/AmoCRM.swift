public import ExchangeModel

/// amoCRM (crm.md, section 2): import only adds, one row makes deal, contact and company.
///
/// The budget takes whole roubles, so the exact sum goes into a text field of its own; there is no import of a
/// deal's products, so they are a text; columns are matched by hand in the wizard.
public struct AmoCRM: CRM {
    public static let id = "amocrm"
    public let title = "amoCRM"
    public let dealsCarryCustomers = true
    let settings: CRMSettings

    /// The two stages that every pipeline has; the others are the account's own.
    static let systemStages: [Order.Stage: String] = [
        .completed: "Успешно реализовано", .cancelled: "Закрыто и не реализовано"
    ]

    public init(settings: CRMSettings) {
        self.settings = settings
    }

    public func masked(_ folded: String) -> String { folded }

    public func clean(_ text: String) -> String { text.singleLine }

    /// amoCRM keeps a person's name in one field, so that field is what tells people apart.
    public func title(of name: ContactName) -> String { name.fullName }

    public func layout(_ table: PackTable) -> TableLayout {
        switch table {
        case .products:
            TableLayout(
                name: "products", title: LocalizedText(russian: "Список товаров", english: "List of products"),
                headings: ["Название", "Артикул", "Цена", "Валюта", "Единица", "Группа", "Активен", "Код 1С"]
                    + (settings.sendsStock ? ["Остаток"] : []),
                isListOnly: true)
        case .companies:
            TableLayout(
                name: "companies",
                title: LocalizedText(russian: "Компании без сделок", english: "Companies without deals"),
                headings: [
                    "Название компании", "Рабочий телефон (компания)", "Другой телефон (компания)",
                    "Рабочий email (компания)", "Web (компания)", "Адрес (компания)"
                ] + legalHeadings + ["Примечание"] + tail)
        case .contacts:
            TableLayout(
                name: "contacts",
                title: LocalizedText(russian: "Контакты без сделок", english: "Contacts without deals"),
                headings: [
                    "Полное имя контакта", "Компания", "Должность (контакт)", "Рабочий телефон (контакт)",
                    "Другой телефон (контакт)", "Рабочий email (контакт)", "Примечание"
                ] + tail)
        case .deals:
            TableLayout(
                name: "deals",
                title: LocalizedText(russian: "Сделки с клиентами", english: "Deals with customers"),
                headings: dealHeadings)
        case .leads:
            TableLayout(
                name: "leads", title: LocalizedText(russian: "Заявки", english: "Requests"), headings: leadHeadings)
        case .companyFigures:
            TableLayout(
                name: "company-figures",
                title: LocalizedText(russian: "Показатели компаний", english: "Figures of companies"),
                headings: figureHeadings("Название компании"), isListOnly: true)
        case .contactFigures:
            TableLayout(
                name: "contact-figures",
                title: LocalizedText(russian: "Показатели контактов", english: "Figures of contacts"),
                headings: figureHeadings("Полное имя контакта"), isListOnly: true)
        }
    }

    private func figureHeadings(_ name: String) -> [String] {
        [name, "Рабочий телефон", "Рабочий email", "Ответственный"] + settings.figureHeadings
    }

    /// An import would add the customer once more, so this is a list to work through.
    public func row(_ figures: FigureCard) -> [String] {
        let title =
            switch figures.holder {
            case .company(let title): title
            case .contact(_, let title): title
            }
        return [
            title, phone(figures.phones, 0), email(figures.emails), clean(figures.responsible ?? settings.responsible)
        ]
            + figures.values.map(clean)
    }

    private var leadHeadings: [String] {
        ["Название сделки"] + (settings.pipeline.isEmpty ? [] : ["Воронка"])
            + [
                "Бюджет", "Сумма по 1С", "Теги сделки", "Примечание", "Основной контакт", "Рабочий телефон (контакт)",
                "Другой телефон (контакт)", "Рабочий email (контакт)", "Компания"
            ] + tail
    }

    public func row(_ lead: LeadCard) -> [String] {
        let notes = [lead.source, lead.comment].filter { !$0.isEmpty } + rest(lead.phones, lead.emails)
        let name = lead.name.map { [$0.last, $0.first, $0.middle].filter { !$0.isEmpty }.joined(separator: " ") }
        return [clean(lead.title)] + (settings.pipeline.isEmpty ? [] : [settings.pipeline]) + [
            lead.sum.map { String($0.rounded(to: 0).unscaled) } ?? "", lead.sum.map(CellText.money) ?? "",
            lead.tags.map { clean($0).replacing(",", with: " ") }.joined(separator: ","),
            clean(notes.joined(separator: " · ")), clean(name ?? lead.wholeName ?? ""), phone(lead.phones, 0),
            otherPhones(lead.phones), email(lead.emails), clean(lead.company ?? "")
        ] + tailCells(lead.key, lead.responsible)
    }

    public func row(_ item: CatalogItem, title: String) -> [String] {
        [
            title, clean(item.article ?? ""), item.price.map(CellText.money) ?? "",
            item.price == nil ? "" : CellText.currency(item.currency), CellText.unit(item.unit),
            item.sections.map(clean).joined(separator: " / "), item.isActive ? "да" : "нет", item.id
        ] + (settings.sendsStock ? [item.stock?.normalized.description ?? ""] : [])
    }

    public func row(_ company: Customer, title: String, number: Int) -> [String] {
        companyCells(company, title) + [note(of: company).joined(separator: " · ")]
            + tailCells(company.key, company.responsible)
    }

    public func row(_ contact: ContactCard) -> [String] {
        [
            contact.name.fullName, contact.companyTitle ?? "", clean(contact.position ?? ""),
            phone(contact.phones, 0), otherPhones(contact.phones), email(contact.emails),
            note(of: contact).joined(separator: " · ")
        ] + tailCells(contact.key, contact.responsible)
    }

    private func companyCells(_ company: Customer, _ title: String) -> [String] {
        [
            title, phone(company.phones, 0), phone(company.phones, 1), email(company.emails),
            company.sites.first.map(clean) ?? "", clean(company.address ?? "")
        ] + legalCells(company)
    }

    private var legalHeadings: [String] {
        settings.sendsLegalDetails ? ["ИНН (компания)", "КПП (компания)", "ОГРН (компания)", "Юридический адрес"] : []
    }

    private func legalCells(_ company: Customer) -> [String] {
        let legal = company.legal
        return settings.sendsLegalDetails
            ? [clean(legal.inn ?? ""), clean(legal.kpp ?? ""), clean(legal.ogrn ?? ""), clean(legal.legalAddress ?? "")]
            : []
    }

    private var dealHeadings: [String] {
        ["Название сделки"] + (settings.pipeline.isEmpty ? [] : ["Воронка"])
            + [
                "Этап сделки", "Бюджет", "Сумма по 1С", "Дата заказа", "Состав заказа", "Примечание",
                "Основной контакт", "Должность (контакт)", "Рабочий телефон (контакт)", "Другой телефон (контакт)",
                "Рабочий email (контакт)", "Компания", "Рабочий телефон (компания)", "Другой телефон (компания)",
                "Рабочий email (компания)", "Web (компания)", "Адрес (компания)"
            ] + legalHeadings + tail
    }

    public func rows(_ deal: DealCard) -> [[String]] {
        let order = deal.order
        var cells = [deal.title]
        if !settings.pipeline.isEmpty { cells.append(settings.pipeline) }
        let basket = order.lines.map { line in
            "\(clean(line.name)) × \(DealLine.quantityText(line)) = \(CellText.money(line.sum))"
        }
        let notes =
            deal.remarks.map(clean) + (deal.contact.map(note(of:)) ?? []) + (deal.company.map(note(of:)) ?? [])
        cells += [
            settings.stages[order.stage] ?? Self.systemStages[order.stage] ?? "",
            String(order.sum.rounded(to: 0).unscaled), exactSum(order), CellText.date(order.date),
            basket.joined(separator: " · "), notes.joined(separator: " · ")
        ]
        let contact = deal.contact
        cells += [
            contact?.name.fullName ?? deal.contactTitle ?? "", clean(contact?.position ?? ""),
            phone(contact?.phones ?? [], 0), otherPhones(contact?.phones ?? []), email(contact?.emails ?? [])
        ]
        if let company = deal.company, let title = deal.companyTitle {
            cells += companyCells(company, title)
        } else {
            cells += [deal.companyTitle ?? "", "", "", "", "", ""] + legalHeadings.map { _ in "" }
        }
        return [cells + tailCells(order.key, deal.responsible)]
    }

    /// The budget has no currency, so one that is not the rouble stands with the exact sum.
    private func exactSum(_ order: Order) -> String {
        let currency = CellText.currency(order.currency)
        let sum = CellText.money(order.sum)
        return currency.isEmpty || currency == "RUB" ? sum : "\(sum) \(currency)"
    }

    private func note(of contact: ContactCard) -> [String] {
        [contact.comment.map(clean)].compactMap { $0 } + rest(contact.phones, contact.emails)
    }

    private func note(of company: Customer) -> [String] {
        var withoutAddress = company
        // It has a column of its own here.
        withoutAddress.address = nil
        return CommentText.of(withoutAddress).map(clean) + rest(company.phones, company.emails)
            + company.sites.dropFirst().map(clean)
    }

    /// What the columns have no room for.
    private func rest(_ phones: [PhoneNumber], _ emails: [EmailAddress]) -> [String] {
        phones.dropFirst(2).map(CellText.phone) + emails.dropFirst().map(\.address)
    }

    // How amoCRM reads several numbers in a cell is not known, so a cell has one.
    private func phone(_ phones: [PhoneNumber], _ index: Int) -> String {
        phones.indices.contains(index) ? CellText.phone(phones[index]) : ""
    }

    private func otherPhones(_ phones: [PhoneNumber]) -> String { phone(phones, 1) }

    private func email(_ emails: [EmailAddress]) -> String { emails.first?.address ?? "" }

    private var tail: [String] {
        (settings.hasResponsible ? ["Ответственный"] : []) + (settings.codeField.isEmpty ? [] : [settings.codeField])
    }

    private func tailCells(_ key: String, _ person: String?) -> [String] {
        (settings.hasResponsible ? [clean(person ?? settings.responsible)] : [])
            + (settings.codeField.isEmpty ? [] : [ListCustomer.isKey(key) ? "" : clean(key)])
    }
}

extension ContactName {
    /// «Фамилия Имя Отчество»; amoCRM keeps a name in one field.
    var fullName: String { [last, first, middle].filter { !$0.isEmpty }.joined(separator: " ") }
}
