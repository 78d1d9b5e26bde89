internal import ExchangeModel

/// «Контрагент», «Владелец», «Изготовитель», «Организация», «Подписант»: who somebody is.
///
/// ```
/// Контрагент  Ид? Наименование? then юрлицо | физлицо
///   юрлицо : ОфициальноеНаименование! ЮридическийАдрес? ИНН?(10..12) КПП?(9) … РасчетныеСчета?
///   физлицо: ПолноеНаименование! Обращение? Фамилия? Имя? Отчество? … АдресРегистрации?
///   common : Комментарий? Адрес? Контакты? Представители?
/// ```
/// The schema wants the fields of a «Представитель» directly in it; 2.x loaders and every site nest a
/// «Контрагент», 3.1 writes «Отношение, Ид, Наименование». All three are read.
struct CounterpartyRules {
    /// The fields; shared by everything that is a counterparty, and by itself for representatives.
    let fields: [Rule]

    init() {
        let representative = items("Представитель", "representatives", [])
        let nested = object("Контрагент", "counterparty", [])
        let head = object("Руководитель", "head", [])
        let organization = object("Организация", "organization", [])
        let accounts = Self.account()
        fields =
            versioned() + [
                text("Ид", "id"), text("Наименование", "name"),
                text("ОфициальноеНаименование", "officialName"), text("ПолноеНаименование", "fullName"),
                text("Обращение", "salutation"), text("Фамилия", "lastName"), text("Имя", "firstName"),
                text("Отчество", "middleName"), text("ДатаРождения", "birthDate"),
                Self.address("МестоРождения", "birthPlace"), text("Пол", "sex"),
                text("ИНН", "inn"), text("КПП", "kpp"), text("ОГРН", "ogrn"), text("ОГРНИП", "ogrnip"),
                text("ОКПО", "okpo"), text("КодПоОКПО", "okpoCode"),
                text("ОсновнойВидДеятельности", "mainActivity"), text("ЕГРПО", "egrpo"), text("ОКВЭД", "okved"),
                text("ОКДП", "okdp"), text("ОКОПФ", "okopf"), text("ОКФС", "okfs"),
                text("ДатаРегистрации", "registrationDate"), head, organization,
                bracket("РасчетныеСчета", [accounts]), accounts,
                object(
                    "УдостоверениеЛичности", "identityDocument",
                    [
                        text("ВидДокумента", "kind"), text("Серия", "series"), text("Номер", "number"),
                        text("ДатаВыдачи", "issuedOn"), text("КемВыдан", "issuedBy")
                    ]),
                Self.address("ЮридическийАдрес", "legalAddress"),
                Self.address("АдресРегистрации", "registrationAddress"),
                Self.address("Адрес", "address"), Self.address("ФактическийАдрес", "actualAddress"),
                Self.address("АдресДоставки", "deliveryAddress"),
                text("Должность", "position"), text("Комментарий", "comment"), text("Отношение", "relation"),
                text("Телефон", "phone"), text("Email", "email"),
                Self.contacts(), bracket("Представители", [representative]), values("Роль", "roles"),
                Self.warehouse("Склад", "warehouse")
            ]
        representative.children = fields + [nested]
        nested.children = fields
        head.children = fields
        organization.children = fields
    }

    /// «Адрес»: the whole as text, and fields of which «Дом» often holds the rest of the address.
    static func address(_ name: String, _ key: String) -> Rule {
        object(
            name, key, body: "text",
            [
                text("Представление", "presentation"), text("Комментарий", "comment"),
                items("АдресноеПоле", "fields", by: "type", [text("Тип", "type"), text("Значение", "value")])
            ])
    }

    static func contacts() -> Rule {
        list(
            "Контакты", of: "Контакт", "contacts", by: "type",
            [
                text("Тип", "type"), text("КонтактВид", "kind"), text("Значение", "value"),
                text("Комментарий", "comment"), text("Представление", "presentation")
            ])
    }

    static func account() -> Rule {
        items(
            "РасчетныйСчет", "accounts", by: "number",
            [
                text("НомерСчета", "number"), text("Комментарий", "comment"),
                bank("Банк", "bank"), bank("БанкКорреспондент", "correspondentBank")
            ])
    }

    private static func bank(_ name: String, _ key: String) -> Rule {
        object(
            name, key,
            [
                text("СчетКорреспондентский", "correspondentAccount"), text("Наименование", "name"),
                address("Адрес", "address"), contacts(), text("БИК", "bik"), text("SWIFT", "swift")
            ])
    }

    /// A «Склад» that is named by a counterparty or document.
    static func warehouse(_ name: String, _ key: String) -> Rule {
        object(name, key, warehouseFields())
    }

    static func warehouseFields() -> [Rule] {
        versioned() + [
            text("Ид", "id"), text("Наименование", "name"), text("НаименованиеПолное", "fullName"),
            text("Комментарий", "comment"), address("Адрес", "address"),
            address("ФактическийАдрес", "actualAddress"), address("АдресФактический", "actualAddress"),
            contacts(), decimal("Количество", "quantity"), requisites(),
            text("Телефон", "phone"), text("НомерТелефона", "phoneNumber"),
            text("ЭлектроннаяПочта", "email"), text("Сайт", "site"), text("ОфициальныйСайт", "officialSite"),
            text("ГрафикРаботы", "workingHours"), text("КоординатыНаКарте", "coordinates"),
            text("КакПроехать", "directions"), text("СхемаПроезда", "map"),
            text("ДополнительнаяИнформация", "information")
        ]
    }
}
