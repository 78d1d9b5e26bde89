public import ExchangeModel

/// Plain lists that are of no CRM: orders, requests, calls, letters, bookings, costs of advertising.
///
/// Each has one documented set of columns, ``KnownList/columns``; headings of other programs stand as aliases beside
/// them.
public enum Lists {
    static let layouts = [
        OrderList.layout, BookingList.layout, CallList.layout, LetterList.layout, SocialList.layout, SiteList.layout,
        CostList.layout
    ]

    /// What each list is and which columns it may have, for the documentation.
    public static let known: [KnownList] = layouts.map {
        KnownList(title: $0.title, columns: $0.columns.filter { $0.meaning != nil }, needs: $0.needs)
    }

    /// The key of a booking by the code that its service gave it.
    public static func bookingKey(_ code: String) -> String { BookingList.layout.keyPrefix + code }

    // MARK: Columns that several lists have

    static func text(_ russian: String, _ english: String) -> LocalizedText {
        LocalizedText(russian: russian, english: english)
    }

    static let phone = ImportColumn(
        .phones("phones"),
        [
            "Телефон", "Телефон клиента", "Номер телефона", "Мобильный телефон", "Контактный телефон", "Тел.", "Тел",
            "Мобильный", "Рабочий телефон", "Телефон 2", "Доп. телефон", "Phone", "phone_number", "Phone number", "Tel",
            "WhatsApp"
        ], about: text("Один или несколько, через запятую", "One or several, separated by commas"))

    static let email = ImportColumn(
        .emails("emails"),
        [
            "E-mail", "Email", "Эл. почта", "Электронная почта", "Почта", "Адрес электронной почты", "E-mail клиента",
            "Email клиента", "Mail"
        ], about: text("Один или несколько, через запятую", "One or several, separated by commas"))

    static let source = [
        ImportColumn(
            .text("source"), "Источник", "utm_source", "Рекламный источник", "Source", "Реклама",
            about: text("Откуда пришёл: yandex, vk", "Where from: yandex, vk")),
        ImportColumn(
            .text("campaign"), "Кампания", "utm_campaign", "Рекламная кампания", "Название кампании", "Campaign",
            "campaign_name", about: text("Рекламная кампания", "The campaign")),
        ImportColumn(
            .text("promo"), "Промокод", "Промо-код", "Купон", "Promo code", "Promocode", "Coupon",
            about: text("Промокод", "Promo code"))
    ]

    static let channel = ImportColumn(
        .channel, "Канал", "Канал привлечения", "Channel",
        about: text("сайт, соцсети, телефон, почта", "site, social, phone, mail"))

    static let comment = ImportColumn(
        .note("comment"), "Комментарий", "Комментарии", "Примечание", "Комментарий клиента", "Комментарий к заказу",
        "Comment", "Notes", about: text("Любой текст", "Any text"))

    static let personParts = [
        ImportColumn(.name(.last), "Фамилия", "Last name", "last_name"),
        ImportColumn(.name(.first), "Имя", "First name", "first_name"),
        ImportColumn(.name(.middle), "Отчество", "Middle name")
    ]

    static let common = [
        ImportColumn(.text("code1C"), CodeColumn.headings),
        ImportColumn(.text("responsible"), "Ответственный", "Менеджер", "Сотрудник", "Оператор", "Manager"),
        ImportColumn(.tags, "Теги", "Метки", "Tags"),
        ImportColumn(.kept, "utm_medium", "utm_content", "utm_term", "Город", "Referrer", "yclid", "gclid"),
        CodeColumn.reason
    ]

    /// What requests of every kind may have.
    static let request =
        source + [
            channel, comment,
            ImportColumn(.text("company"), "Компания", "Организация", "Название компании", "Company", "company_name"),
            ImportColumn(.amount("sum"), "Сумма", "Бюджет", "Сумма заявки", "Стоимость", "Amount"),
            ImportColumn(.currency, "Валюта", "Currency"),
            ImportColumn(.text("region"), "Регион", "Город", "Region", "City"),
            ImportColumn(.text("status"), "Статус", "Результат", "Status"),
            ImportColumn(
                .text("url"), "Страница", "Ссылка", "URL", "Адрес страницы", "Страница заявки", "Запись разговора",
                "Запись",
                "Page"),
            ImportColumn(.text("title"), "Тема", "Заголовок", "Subject")
        ]
}

/// One kind of list: its name, its columns, and what it cannot be without.
public struct KnownList: Sendable {
    public let title: LocalizedText
    public let columns: [ImportColumn]
    /// One column of each group is needed.
    public let needs: [[String]]
}
