internal import ExchangeModel

/// Tables that people export from amoCRM and Kommo, as CSV or XLSX (crm.md, section 2.2).
///
/// Leads come in an old layout, where a deal's contact stands under plain headings, and a new one, where the fields of
/// the contact and the company end in « (контакт)» and « (компания)»; headings in Portuguese are of the new one.
/// Headings repeat, since fields of several things have one name: the last filled cell counts, the others are kept.
enum AmoExports {
    static let layouts = [deals, companies, contacts]

    static let deals = ImportLayout(
        title: LocalizedText(russian: "amoCRM: сделки", english: "amoCRM: leads"), kind: .deal, crm: "amocrm",
        keyPrefix: "amocrm/deal/",
        columns: [
            ImportColumn(.id, "ID", "ID сделки"),
            ImportColumn(.text("title"), "Название сделки", "Название", "Lead título", "Lead title", "Lead name"),
            ImportColumn(.text("stage"), "Этап сделки", "Этап", "Статус сделки", "Etapa do lead", "Lead stage"),
            ImportColumn(.text("pipeline"), "Воронка", "Funil de vendas", "Pipeline", "Sales pipeline"),
            ImportColumn(.exactSum, "Сумма по 1С"),
            ImportColumn(.amount("sum"), "Бюджет", "Бюджет сделки", "Venda", "Sale", "Budget"),
            ImportColumn(.currency, "Валюта"),
            ImportColumn(
                .text("company"), "Компания", "Название компании", "Компания контакта", "Empresa lead 's",
                "Empresa lead’s", "Empresa do contato", "Company", "Название (компания)", "Название компании (компания)"
            ),
            ImportColumn(
                .text("contact"), "Основной контакт", "Полное имя контакта", "Контакт", "Contato principal",
                "Main contact", "ФИО (контакт)", "Полное имя (контакт)"),
            ImportColumn(.name(.last), "Фамилия", "Фамилия (контакт)"),
            ImportColumn(.name(.first), "Имя", "Имя (контакт)"),
            ImportColumn(.phones("phones"), suffixed(phones, contact) + phones),
            ImportColumn(.emails("emails"), suffixed(emails, contact) + emails),
            ImportColumn(.phones("companyPhones"), suffixed(phones, company)),
            ImportColumn(.emails("companyEmails"), suffixed(emails, company)),
            ImportColumn(.taxNumber, suffixed(["ИНН"], company) + ["ИНН"] + suffixed(["ИНН"], contact)),
            ImportColumn(.reasonCode, suffixed(["КПП"], company) + ["КПП"]),
            ImportColumn(.registration, suffixed(["ОГРН", "ОГРНИП"], company) + ["ОГРН", "ОГРНИП"]),
            ImportColumn(
                .text("address"),
                ["Адрес доставки", "Адрес"] + suffixed(["Адрес"], contact) + suffixed(["Адрес"], company)),
            ImportColumn(.orderDate, "Дата заказа"),
            ImportColumn(.closing, "Дата закрытия", "Data de fechamento", "Fechado em"),
            ImportColumn(.basket, "Состав заказа"), ImportColumn(.tags, "Теги сделки", "Теги", "Lead tags", "Tags"),
            ImportColumn(.text("source"), "utm_source", "Источник", "Источник сделки"),
            ImportColumn(.text("campaign"), "utm_campaign", "Кампания"), ImportColumn(.text("promo"), "Промокод"),
            ImportColumn(.channel, "Канал")
        ]
            + common(
                created: ["Дата создания", "Дата создания сделки", "Data Criada", "Created at"],
                changed: ["Дата изменения", "Дата редактирования", "Última modificação", "Last modified"]) + [
                ImportColumn(
                    .kept,
                    [
                        "Ответственный за контакт", "Ближайшая задача", "Должность", "Position", "Web", "Сайт",
                        "utm_medium", "utm_content", "utm_term", "utm_referrer", "roistat", "referrer",
                        "openstat_service",
                        "openstat_campaign", "openstat_ad", "openstat_source", "from", "gclientid", "_ym_uid",
                        "_ym_counter", "gclid", "yclid", "fbclid",
                        "Код 1С (контакт)", "Код 1С (компания)"
                    ] + suffixed(["Должность", "Web", "Сайт", "Cargo", "Position"], contact)
                        + suffixed(["Web", "Сайт", "Должность"], company))
            ],
        needs: [
            ["ID", "ID сделки"], ["Название сделки", "Lead título", "Lead title", "Lead name"],
            [
                "Этап сделки", "Бюджет", "Основной контакт", "Полное имя контакта", "Теги сделки", "Etapa do lead",
                "Venda", "Contato principal", "Lead stage", "Sale", "Кем редактирована", "Дата создания сделки"
            ]
        ],
        lastHeadingWins: true)

    static let companies = ImportLayout(
        title: LocalizedText(russian: "amoCRM: компании", english: "amoCRM: companies"), kind: .company, crm: "amocrm",
        keyPrefix: "amocrm/company/",
        columns: [
            ImportColumn(.id, "ID", "ID компании"),
            ImportColumn(.text("name"), "Название компании", "Название", "Компания", "Nome da empresa", "Company name"),
            ImportColumn(.kind, "Тип"), ImportColumn(.phones("phones"), phones + suffixed(phones, company)),
            ImportColumn(.emails("emails"), emails + suffixed(emails, company)),
            ImportColumn(.text("site"), "Web", "Сайт", "Web (компания)"),
            ImportColumn(.taxNumber, "ИНН", "ИНН (компания)"), ImportColumn(.reasonCode, "КПП", "КПП (компания)"),
            ImportColumn(.registration, "ОГРН", "ОГРНИП", "ОГРН (компания)"),
            ImportColumn(.text("address"), "Адрес", "Адрес (компания)", "Фактический адрес"),
            ImportColumn(.text("legalAddress"), "Юридический адрес", "Юр. адрес"),
            ImportColumn(.text("fullName"), "Полное наименование", "Юридическое название")
        ]
            + common(
                created: ["Дата создания компании", "Дата создания", "Data Criada"],
                changed: ["Дата редактирования", "Дата изменения", "Última modificação"]) + [
                ImportColumn(
                    .kept, "Сделки", "Контакты", "Кем создана компания", "Ближайшая задача", "Полное имя контакта")
            ],
        needs: [
            ["ID", "ID компании"], ["Название компании", "Nome da empresa", "Company name"],
            [
                "Дата создания компании", "Кем создана компания", "Рабочий email", "Рабочий прямой телефон", "Web",
                "Теги",
                "Примечание", "Примечание 1", "Telefone comercial", "Рабочий email (компания)"
            ]
        ],
        excludes: ["Название сделки", "Этап сделки", "Полное имя контакта", "Имя", "Дата создания контакта"],
        lastHeadingWins: true)

    static let contacts = ImportLayout(
        title: LocalizedText(russian: "amoCRM: контакты", english: "amoCRM: contacts"), kind: .contact, crm: "amocrm",
        keyPrefix: "amocrm/contact/",
        columns: [
            ImportColumn(.id, "ID", "ID контакта"), ImportColumn(.kind, "Тип"),
            ImportColumn(
                .text("name"), "Полное имя контакта", "ФИО", "Имя контакта", "Наименование", "Nome completo",
                "Full name", "Контакт"),
            ImportColumn(.name(.last), "Фамилия", "Sobrenome", "Last name"),
            ImportColumn(.name(.first), "Имя", "Nome", "First name"), ImportColumn(.name(.middle), "Отчество"),
            ImportColumn(.text("company"), "Название компании", "Компания", "Компания контакта", "Empresa do contato"),
            ImportColumn(.text("position"), "Должность", "Должность (контакт)", "Cargo", "Position"),
            ImportColumn(.phones("phones"), phones + suffixed(phones, contact)),
            ImportColumn(.emails("emails"), emails + suffixed(emails, contact)),
            ImportColumn(.text("site"), "Web", "Сайт"), ImportColumn(.text("address"), "Адрес", "Endereço"),
            ImportColumn(.taxNumber, "ИНН"), ImportColumn(.reasonCode, "КПП"),
            ImportColumn(.registration, "ОГРН", "ОГРНИП"),
            ImportColumn(.moment("birthday"), "День рождения", "Дата рождения")
        ]
            + common(
                created: ["Дата создания контакта", "Дата создания", "Data Criada"],
                changed: ["Дата редактирования", "Дата изменения", "Última modificação"]) + [
                ImportColumn(.kept, "Сделки", "Кем создан контакт", "Ближайшая задача", "Leads")
            ],
        needs: [
            ["ID", "ID контакта"],
            ["Полное имя контакта", "Имя контакта", "ФИО", "Имя", "Nome completo", "Full name", "Наименование"],
            [
                "Полное имя контакта", "Дата создания контакта", "Кем создан контакт", "Рабочий email",
                "Рабочий прямой телефон", "Сделки", "Telefone comercial", "Примечание 1", "Рабочий email (контакт)"
            ]
        ],
        excludes: ["Название сделки", "Этап сделки", "Lead título"], lastHeadingWins: true)

    // MARK: What they share

    private static let phones = [
        "Рабочий телефон", "Мобильный телефон", "Рабочий прямой телефон", "Другой телефон", "Домашний телефон",
        "Телефон", "Факс", "Telefone comercial", "Celular", "Telefone direto", "Telefone comercial direto",
        "Outro telefone", "Telefone residencial", "Fax", "Work phone", "Mobile phone", "Work direct phone",
        "Other phone", "Home phone"
    ]
    private static let emails = [
        "Рабочий email", "Личный email", "Другой email", "Рабочий e-mail", "E-mail", "Email", "E-mail comercial",
        "Email comercial", "E-mail pessoal", "Email pessoal", "Outro email", "Outro e-mail", "Work email",
        "Personal email", "Other email"
    ]
    private static let contact = ["контакт", "contato", "contact"]
    private static let company = ["компания", "empresa", "company"]

    private static func suffixed(_ headings: [String], _ suffixes: [String]) -> [String] {
        suffixes.flatMap { suffix in headings.map { "\($0) (\(suffix))" } }
    }

    private static func common(created: [String], changed: [String]) -> [ImportColumn] {
        [
            ImportColumn(.text("code1C"), CodeColumn.headings),
            ImportColumn(
                .text("responsible"), "Ответственный", "Lead usuário responsável", "Usuário responsável",
                "Responsible user"),
            ImportColumn(.moment("createdAt"), created), ImportColumn(.moment("changedAt"), changed),
            ImportColumn(
                .note("comment"), "Примечание", "Примечание 1", "Примечание 2", "Примечание 3", "Примечание 4",
                "Примечание 5", "Комментарий", "Nota", "Nota 1", "Nota 2", "Nota 3", "Nota 4", "Nota 5", "Note"),
            ImportColumn(.tags, "Теги", "Теги сделки", "Теги контакта", "Теги компании", "Tags"),
            ImportColumn(
                .kept, "Кем создана", "Кем создан", "Кем создана сделка", "Кем изменена", "Кем изменен",
                "Кем редактирована", "Кем редактирован", "Criado por", "Modificado por", "Created by", "Modified by"),
            CodeColumn.reason
        ]
    }
}
