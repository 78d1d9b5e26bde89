internal import ExchangeModel

/// Tables that people export from Bitrix24, as CSV or as the HTML table it calls Excel (crm.md, sections 1.5, 1.6).
///
/// Captions are Russian or English; the codes of fields stand in old exports and templates. Columns are those that
/// the person had on his page, so none but the id and what names the record is sure to be there.
///
/// «Сумма» of a row with a product is price × quantity in newer portals and the whole deal's sum in older ones, so
/// it counts only where there are no products.
enum BitrixExports {
    static let layouts = [deals, leads, companies, contacts]

    private static let id = ImportColumn(.id, "ID")

    static let deals = ImportLayout(
        title: LocalizedText(russian: "Битрикс24: сделки", english: "Bitrix24: deals"), kind: .deal, crm: "bitrix24",
        keyPrefix: "bitrix24/deal/",
        columns: [
            id, ImportColumn(.text("title"), "Название сделки", "Название", "Сделка", "TITLE", "Deal Name", "Deal"),
            ImportColumn(.text("stage"), "Стадия сделки", "Стадия", "STAGE_ID", "Deal Stage", "Stage"),
            ImportColumn(.text("pipeline"), "Воронка", "Направление", "CATEGORY_ID", "Pipeline"),
            ImportColumn(.flag("isClosed"), "Сделка закрыта", "CLOSED", "Closed"),
            ImportColumn(.amount("sum"), "Сумма", "OPPORTUNITY", "Amount", "Сумма/Валюта", "Amount/Currency"),
            ImportColumn(.currency, "Валюта", "CURRENCY_ID", "Currency"),
            ImportColumn(.text("company"), "Компания", "Название компании", "COMPANY_TITLE", "Company"),
            ImportColumn(.text("contact"), "Контакт", "CONTACT_FULL_NAME", "Contact"),
            // Numbers of cards, not names: whose they are is known from the exports of companies and contacts.
            ImportColumn(.text("companyID"), "COMPANY_ID"), ImportColumn(.text("contactID"), "CONTACT_ID"),
            ImportColumn(.name(.last), "Фамилия", "Контакт: Фамилия"),
            ImportColumn(.name(.first), "Имя", "Контакт: Имя"),
            ImportColumn(.name(.middle), "Отчество", "Контакт: Отчество"),
            ImportColumn(.customer, "Клиент", "Client"),
            ImportColumn(.phones("phones"), phones + phones.map { "Контакт: \($0)" }),
            ImportColumn(.emails("emails"), emails + emails.map { "Контакт: \($0)" }),
            ImportColumn(.phones("companyPhones"), phones.map { "Компания: \($0)" }),
            ImportColumn(.emails("companyEmails"), emails.map { "Компания: \($0)" }),
            ImportColumn(.line(.name), "Товар", "PRODUCT_ID", "Product"),
            ImportColumn(.basket, "Товары", "Products"),
            ImportColumn(.line(.price), "Цена", "PRODUCT_PRICE", "Price"),
            ImportColumn(.line(.quantity), "Количество", "PRODUCT_QUANTITY", "Quantity"),
            ImportColumn(.moment("beginDate"), "Дата начала", "BEGINDATE", "Start Date"),
            ImportColumn(
                .moment("closeDate"), "Предполагаемая дата закрытия", "Дата завершения", "CLOSEDATE",
                "Assumed close date"),
            ImportColumn(.text("deliveryName"), "Служба доставки", "Способ доставки"),
            ImportColumn(.text("address"), "Адрес доставки", "Адрес", "ADDRESS", "Address")
        ] + source + requisites + common + [
            ImportColumn(
                .kept, "Дела", "Вероятность", "PROBABILITY", "Probability", "Тип", "TYPE_ID", "Type", "Тип сделки",
                "Дата события", "EVENT_DATE", "Тип события", "EVENT_ID", "Описание события", "EVENT_DESCRIPTION",
                "Группа стадий", "Повторная сделка", "Статус оплаты", "Статус доставки", "Доступна для всех",
                "Доступен для всех", "OPENED", "Дополнительно об источнике", "SOURCE_DESCRIPTION", "Реквизиты")
        ],
        needs: [
            ["ID"], ["Название сделки", "Сделка", "Название", "TITLE", "Deal Name", "Deal"],
            [
                "Стадия сделки", "Сумма", "Сумма/Валюта", "STAGE_ID", "OPPORTUNITY", "Deal Stage", "Amount",
                "Amount/Currency", "Товар", "Группа стадий", "Предполагаемая дата закрытия", "Сделка закрыта",
                "Повторная сделка"
            ]
        ],
        excludes: amoMarks + ["STATUS_ID", "Название лида", "Lead Name"], gathersRows: true, addsUpLines: true)

    static let leads = ImportLayout(
        title: LocalizedText(russian: "Битрикс24: лиды", english: "Bitrix24: leads"), kind: .lead, crm: "bitrix24",
        keyPrefix: "bitrix24/lead/",
        columns: [
            id, ImportColumn(.text("title"), "Название лида", "Лид", "TITLE", "Lead Name", "Название"),
            ImportColumn(.text("status"), "Статус", "Стадия", "STATUS_ID", "Status", "Статус лида"),
            ImportColumn(.amount("sum"), "Возможная сумма", "Сумма", "OPPORTUNITY", "Opportunity", "Сумма/Валюта"),
            ImportColumn(.currency, "Валюта", "CURRENCY_ID", "Currency"),
            ImportColumn(
                .text("name"), "Имя, Фамилия", "Полное имя", "ФИО", "FULL_NAME", "First And Last Names", "Контакт"),
            ImportColumn(.name(.last), "Фамилия", "LAST_NAME", "Last Name"),
            ImportColumn(.name(.first), "Имя", "NAME", "First Name"),
            ImportColumn(.name(.middle), "Отчество", "SECOND_NAME", "Middle Name"),
            ImportColumn(.text("company"), "Название компании", "COMPANY_TITLE", "Company Name", "Компания"),
            ImportColumn(.customer, "Клиент"), ImportColumn(.phones("phones"), phones),
            ImportColumn(.emails("emails"), emails),
            ImportColumn(.text("url"), "Корпоративный сайт", "Сайт", "WEB_WORK", "Work Website"),
            ImportColumn(.text("region"), "Город", "Регион", "ADDRESS_CITY", "Адрес", "ADDRESS")
        ] + source + common + [
            ImportColumn(
                .kept, "Должность", "POST", "Дополнительно о статусе", "STATUS_DESCRIPTION", "Обращение", "HONORIFIC",
                "Дата рождения", "BIRTHDATE", "Доступен для всех", "OPENED", "Дополнительно об источнике",
                "SOURCE_DESCRIPTION", "Товар", "PRODUCT_ID", "Цена", "PRODUCT_PRICE", "Количество",
                "PRODUCT_QUANTITY", "Дела", "Повторный лид")
        ],
        needs: [
            ["ID"], ["Название лида", "Лид", "TITLE", "Lead Name"],
            ["Название лида", "Лид", "Lead Name", "STATUS_ID", "STATUS_DESCRIPTION"]
        ],
        excludes: amoMarks + ["STAGE_ID", "Название сделки", "Deal Name"])

    static let companies = ImportLayout(
        title: LocalizedText(russian: "Битрикс24: компании", english: "Bitrix24: companies"), kind: .company,
        crm: "bitrix24", keyPrefix: "bitrix24/company/",
        columns: [
            id, ImportColumn(.text("name"), "Название компании", "Название", "TITLE", "Company Name", "Компания"),
            ImportColumn(.text("type"), "Тип компании", "COMPANY_TYPE", "Company Type"),
            ImportColumn(.phones("phones"), phones), ImportColumn(.emails("emails"), emails),
            ImportColumn(.text("site"), "Корпоративный сайт", "Сайт", "WEB_WORK", "Work Website", "Website"),
            ImportColumn(.text("address"), "Фактический адрес", "Адрес", "ADDRESS", "Street address", "Address"),
            ImportColumn(.text("legalAddress"), "Юридический адрес", "ADDRESS_LEGAL", "Legal address", "REG_ADDRESS")
        ] + requisites + common + [
            ImportColumn(
                .kept, "Логотип", "LOGO", "Сфера деятельности", "INDUSTRY", "Industry", "Кол-во сотрудников",
                "EMPLOYEES", "Employees", "Годовой оборот", "REVENUE", "Annual Revenue", "Валюта", "CURRENCY_ID",
                "Банковские реквизиты", "BANKING_DETAILS", "Payment Details", "Доступен для всех",
                "Доступна для всех", "OPENED", "Реквизиты вашей компании", "Моя компания", "IS_MY_COMPANY",
                "Источник", "SOURCE_ID", "Дела", "Реквизиты")
        ],
        needs: [
            ["ID"], ["Название компании", "Компания", "TITLE", "Company Name"],
            [
                "Тип компании", "Название компании", "COMPANY_TYPE", "Company Type", "INDUSTRY", "Company Name",
                "REVENUE", "EMPLOYEES", "IS_MY_COMPANY", "Сфера деятельности", "Юридический адрес"
            ]
        ],
        excludes: amoMarks + dealAndLeadMarks + [
            "Имя", "Фамилия", "NAME", "LAST_NAME", "Тип контакта", "First Name", "Last Name"
        ])

    static let contacts = ImportLayout(
        title: LocalizedText(russian: "Битрикс24: контакты", english: "Bitrix24: contacts"), kind: .contact,
        crm: "bitrix24", keyPrefix: "bitrix24/contact/",
        columns: [
            id, ImportColumn(.name(.last), "Фамилия", "LAST_NAME", "Last Name"),
            ImportColumn(.name(.first), "Имя", "NAME", "First Name"),
            ImportColumn(.name(.middle), "Отчество", "SECOND_NAME", "Middle Name"),
            ImportColumn(
                .text("name"), "Имя, Фамилия", "Полное имя", "ФИО", "FULL_NAME", "First and Last Names", "Контакт"),
            ImportColumn(.text("company"), "Компания", "Название компании", "COMPANY_TITLE", "Company"),
            ImportColumn(.text("companyID"), "COMPANY_ID"),
            ImportColumn(.text("position"), "Должность", "POST", "Position"),
            ImportColumn(.phones("phones"), phones), ImportColumn(.emails("emails"), emails),
            ImportColumn(.moment("birthday"), "Дата рождения", "BIRTHDATE", "Date of birth"),
            ImportColumn(.text("address"), "Адрес", "ADDRESS", "Address")
        ] + requisites + common + [
            ImportColumn(
                .kept, "Фотография", "PHOTO", "Обращение", "HONORIFIC", "Тип контакта", "TYPE_ID", "Contact Type",
                "Источник", "SOURCE_ID", "Source", "Дополнительно об источнике", "SOURCE_DESCRIPTION", "Экспорт",
                "EXPORT", "Export", "Доступен для всех", "OPENED", "Дела", "Реквизиты", "Корпоративный сайт",
                "Сайт", "WEB_WORK")
        ],
        needs: [
            ["ID"], ["Имя", "Фамилия", "Имя, Фамилия", "NAME", "LAST_NAME", "FULL_NAME", "First Name", "Контакт"],
            phones + emails + [
                "Тип контакта", "TYPE_ID", "Должность", "POST", "Contact Type", "Экспорт", "Дата создания", "Компания"
            ]
        ],
        excludes: amoMarks + dealAndLeadMarks)

    // MARK: What they share

    /// Kinds of numbers, the most telling first.
    private static let phones = [
        "Рабочий телефон", "Мобильный телефон", "Другой телефон", "Домашний телефон", "Телефон", "Номер факса",
        "Номер пейджера", "Телефон для рассылок", "PHONE_WORK", "PHONE_MOBILE", "PHONE_OTHER", "PHONE_HOME", "PHONE",
        "PHONE_FAX", "PHONE_PAGER", "PHONE_MAILING", "Work Phone", "Mobile", "Mobile Phone", "Other Phone Number",
        "Home Phone", "Phone", "Fax", "Pager Number"
    ]
    private static let emails = [
        "Рабочий e-mail", "Частный e-mail", "Другой e-mail", "E-mail", "E-mail для рассылок", "EMAIL_WORK",
        "EMAIL_HOME", "EMAIL_OTHER", "EMAIL", "EMAIL_MAILING", "Work E-mail", "Home E-mail", "Other E-mail"
    ]
    private static let source = [
        ImportColumn(.text("source"), "Источник", "UTM_SOURCE", "utm source", "SOURCE_ID", "Source"),
        ImportColumn(.text("campaign"), "Кампания", "UTM_CAMPAIGN", "utm campaign", "Обозначение рекламной кампании"),
        ImportColumn(.text("promo"), "Промокод")
    ]
    private static let requisites = [
        ImportColumn(.taxNumber, "ИНН", "Реквизит (Россия): ИНН", "Реквизиты: ИНН", "UF_CRM_INN"),
        ImportColumn(.reasonCode, "КПП", "Реквизит (Россия): КПП", "Реквизиты: КПП", "UF_CRM_KPP"),
        ImportColumn(
            .registration, "ОГРН", "Реквизит (Россия): ОГРН", "ОГРНИП", "Реквизит (Россия): ОГРНИП", "ОГРН/ОГРНИП"),
        ImportColumn(
            .text("fullName"), "Реквизит (Россия): Полное наименование организации", "Полное наименование",
            "Полное наименование организации")
    ]
    private static let common = [
        ImportColumn(.text("code1C"), CodeColumn.headings),
        ImportColumn(.text("responsible"), "Ответственный", "ASSIGNED_BY_ID", "ASSIGNED_BY", "Responsible person"),
        ImportColumn(.moment("createdAt"), "Дата создания", "DATE_CREATE", "Created on", "Created"),
        ImportColumn(.moment("changedAt"), "Дата изменения", "DATE_MODIFY", "Modified on", "Modified"),
        ImportColumn(.note("comment"), "Комментарий", "COMMENTS", "Comment"), ImportColumn(.tags, "Теги", "Tags"),
        kept, CodeColumn.reason
    ]
    private static let kept = ImportColumn(
        .kept, "Кем создана", "Кем создан", "Кем изменена", "Кем изменен", "Кем изменён", "CREATED_BY", "MODIFY_BY",
        "Created by", "Modified by", "UTM_MEDIUM", "UTM_CONTENT", "UTM_TERM", "Наблюдатели", "Внешний код",
        "ORIGIN_ID", "ORIGINATOR_ID", "Личная страница", "Другой сайт", "Skype", "Контакт Skype", "Контакт ICQ",
        "Контакт MSN/Live!", "Контакт Jabber", "Другой контакт", "Страница Facebook", "Микроблог Twitter")

    private static let amoMarks = ["Этап сделки", "Бюджет", "Основной контакт", "Полное имя контакта", "Теги сделки"]
    private static let dealAndLeadMarks = [
        "Название сделки", "Стадия сделки", "Название лида", "STAGE_ID", "STATUS_ID", "OPPORTUNITY", "Deal Name",
        "Lead Name"
    ]
}
