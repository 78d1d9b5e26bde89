internal import ExchangeModel

/// Calls of a telephone service, one a row.
///
/// | column | meaning |
/// |---|---|
/// | Дата звонка | with the time |
/// | Откуда (Номер клиента) | who called; needed |
/// | Куда (Линия) | the number that was called: the source |
/// | Длительность, Статус | as they are |
enum CallList {
    static let layout = ImportLayout(
        title: Lists.text("Список: звонки", "List: calls"), kind: .lead, crm: nil, keyPrefix: "list/", channel: "phone",
        columns: [
            ImportColumn(
                .id, "ID звонка", "Код звонка", "ID", "Call ID", "call_id", about: Lists.text("Код звонка", "Its id")),
            ImportColumn(
                .moment("createdAt"), "Дата звонка", "Дата и время звонка", "Время звонка", "Дата и время", "Дата",
                "Начало разговора", "Call date", "Date", about: Lists.text("С временем", "With the time")),
            ImportColumn(
                .phones("phones"), "Номер клиента", "Откуда", "Кто звонил", "Звонивший", "Номер звонящего",
                "Телефон клиента",
                "Телефон", "Абонент", "Caller", "From", about: Lists.text("Кто звонил", "Who called")),
            ImportColumn(
                .text("source"), "Линия", "Куда", "Номер линии", "Входящая линия", "Виртуальный номер",
                "Набранный номер",
                "Источник", "Line", "To", about: Lists.text("На какой номер звонили", "The number that was called")),
            ImportColumn(
                .kept, "Длительность", "Длительность разговора", "Длительность, сек", "Время ожидания", "Тип звонка",
                "Тип",
                "Направление", "Duration", about: Lists.text("Как есть", "As it is")),
            ImportColumn(
                .text("status"), "Статус", "Результат", "Статус звонка", "Status",
                about: Lists.text("Принят, пропущен", "Answered, missed")),
            ImportColumn(.text("name"), "Имя клиента", "Имя", "Клиент", "ФИО", "Name"), Lists.email
        ] + Lists.request + Lists.common,
        needs: [
            [
                "Дата звонка", "Дата и время звонка", "Время звонка", "Дата и время", "Начало разговора", "Дата",
                "Call date"
            ],
            [
                "Номер клиента", "Откуда", "Кто звонил", "Звонивший", "Номер звонящего", "Абонент", "Caller",
                "Телефон клиента", "Телефон"
            ],
            [
                "Дата звонка", "Длительность", "Длительность разговора", "Длительность, сек", "Линия", "Куда",
                "Дата и время звонка",
                "Время звонка", "Номер линии", "Виртуальный номер", "Набранный номер", "Duration", "Call date",
                "ID звонка"
            ]
        ],
        excludes: ["Услуга", "Номер заказа", "Товар", "Тема"], needsCustomer: true, hashesWholeRow: true)
}

/// Letters to a mailbox, one a row.
///
/// | column | meaning |
/// |---|---|
/// | От | `Имя <адрес>`, or the address alone; needed |
/// | Тема, Текст | of the letter |
/// | Дата | with the time |
enum LetterList {
    static let layout = ImportLayout(
        title: Lists.text("Список: письма", "List: letters"), kind: .lead, crm: nil, keyPrefix: "list/",
        channel: "mail",
        columns: [
            ImportColumn(.id, "ID письма", "Message-ID", "ID", about: Lists.text("Код письма", "Its id")),
            ImportColumn(
                .moment("createdAt"), "Дата", "Дата письма", "Дата и время", "Получено", "Date", "Received",
                about: Lists.text("С временем", "With the time")),
            ImportColumn(
                .sender, "От", "От кого", "Отправитель", "From", "Sender",
                about: Lists.text("Имя <адрес>", "Name <address>")),
            ImportColumn(.text("title"), "Тема", "Тема письма", "Subject", about: Lists.text("Тема", "The subject")),
            ImportColumn(
                .note("text"), "Текст", "Текст письма", "Сообщение", "Содержание", "Body", "Text",
                about: Lists.text("Текст письма", "The letter")),
            ImportColumn(.text("name"), "Имя", "ФИО", "Клиент"), Lists.email, Lists.phone,
            ImportColumn(.kept, "Кому", "To", "Копия", "Вложения")
        ] + Lists.request + Lists.common,
        needs: [
            ["От", "От кого", "Отправитель", "From", "Sender"],
            ["Тема", "Тема письма", "Subject", "Текст", "Текст письма", "Body"]
        ],
        needsCustomer: true)
}

/// Requests from forms in social networks, one a row.
///
/// | column | meaning |
/// |---|---|
/// | Дата и время заявки | when |
/// | Имя, Телефон, E-mail | who; one of them is needed |
/// | Кампания, Объявление, Форма | where from; the campaign, or the form, counts |
/// | ID заявки | the network's own id |
enum SocialList {
    static let layout = ImportLayout(
        title: Lists.text("Список: заявки из соцсетей", "List: requests from social networks"), kind: .lead, crm: nil,
        keyPrefix: "list/", channel: "social",
        columns: requestColumns([
            ImportColumn(
                .kept, "Объявление", "Название объявления", "Группа объявлений", "ad_name", "adset_name", "Форма",
                "Название формы", "form_name", "ID формы", "ID объявления", "ID кампании", "platform", "Площадка",
                "form_id",
                "ad_id", "adset_id", "campaign_id", "is_organic",
                about: Lists.text("Как есть", "As it is"))
        ]),
        needs: [
            contactHeadings,
            [
                "Объявление", "Название объявления", "ad_name", "Форма", "Название формы", "form_name", "ID формы",
                "Площадка",
                "platform", "Группа объявлений", "form_id", "ad_id", "ID объявления", "ID кампании",
                "Название кампании",
                "campaign_name", "Кампания"
            ]
        ],
        excludes: exclusions + ["utm_source"], needsCustomer: true)

    static let exclusions = [
        "Услуга", "Номер заказа", "Товар", "Дата звонка", "От", "Откуда", "Этап сделки", "Название сделки",
        "Название лида"
    ]

    static let contactHeadings = [
        "Телефон", "E-mail", "Email", "Имя", "Клиент", "ФИО", "Номер телефона", "Телефон клиента", "Контактный телефон",
        "Phone", "phone_number", "full_name", "Full name", "Name", "Эл. почта", "Электронная почта", "Имя клиента"
    ]

    /// Columns of a request from a form, with those of the form's kind.
    static func requestColumns(_ own: [ImportColumn]) -> [ImportColumn] {
        [
            ImportColumn(
                .id, "Номер заявки", "ID заявки", "№ заявки", "Код заявки", "ID", "№", "Номер", "lead_id", "Request ID",
                about: Lists.text("Код заявки в источнике", "The source's own id")),
            ImportColumn(
                .moment("createdAt"), "Дата", "Дата и время заявки", "Дата заявки", "Дата и время", "Дата создания",
                "Создана",
                "Время", "Date", "created_time", "Created at", about: Lists.text("С временем", "With the time")),
            ImportColumn(
                .text("name"), "Имя", "ФИО", "Клиент", "Имя клиента", "Контактное лицо", "Имя и фамилия", "full_name",
                "Full name", "Name", about: Lists.text("Кто", "Who")),
            ImportColumn(.name(.last), "Фамилия", "last_name", "Last name"),
            ImportColumn(.name(.first), "first_name", "First name"), ImportColumn(.name(.middle), "Отчество"),
            Lists.phone, Lists.email,
            ImportColumn(
                .note("text"), "Сообщение", "Текст", "Текст заявки", "Вопрос", "Запрос", "Текст сообщения", "Message",
                "Text",
                "Заявка", about: Lists.text("Что пишет", "What was written"))
        ] + own + Lists.request + Lists.common
    }
}

/// Requests from forms of a web site, one a row.
///
/// | column | meaning |
/// |---|---|
/// | Номер заявки | the site's own id |
/// | Дата | with the time |
/// | Имя, Телефон, E-mail | who; one of them is needed |
/// | Сообщение | the request |
/// | utm_source, utm_campaign, Промокод, Страница | where from |
enum SiteList {
    static let layout = ImportLayout(
        title: Lists.text("Список: заявки с сайта", "List: requests from a site"), kind: .lead, crm: nil,
        keyPrefix: "list/", channel: "site",
        columns: SocialList.requestColumns([ImportColumn(.kept, "Форма", "Название формы", "Товар", "Корзина")]),
        needs: [
            SocialList.contactHeadings,
            [
                "Номер заявки", "ID заявки", "№ заявки", "Сообщение", "Дата заявки", "Дата и время заявки",
                "utm_source",
                "Текст заявки", "Текст", "Вопрос", "Страница", "Дата", "Дата и время", "Комментарий", "Заявка",
                "Запрос",
                "Message", "URL", "Канал", "Источник", "Промокод", "Дата создания", "created_time"
            ]
        ],
        excludes: SocialList.exclusions.filter { $0 != "Товар" }, needsCustomer: true)
}
