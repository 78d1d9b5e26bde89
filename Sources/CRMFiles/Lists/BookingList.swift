internal import ExchangeModel

/// Appointments of an online-booking service, one a row.
///
/// | column | meaning |
/// |---|---|
/// | Код | the service's own id; without it date, time, service and customer tell one from another |
/// | Дата, Время | when; «Дата» may have both |
/// | Услуга, Мастер, Стоимость | what, with whom, for how much |
/// | Клиент, Телефон, E-mail | who; one of them is needed |
/// | Промокод, Канал, Статус | as they are |
/// | Согласие на рассылку | whether the customer may be written to |
enum BookingList {
    static let layout = ImportLayout(
        title: Lists.text("Список: онлайн-запись", "List: online booking"), kind: .booking, crm: nil,
        keyPrefix: "list/booking/",
        columns: [
            ImportColumn(
                .id, "Код", "ID записи", "Номер записи", "Код записи", "№", "ID", "Номер", "Booking ID",
                about: Lists.text("Код записи в сервисе", "The service's own id")),
            ImportColumn(
                .visit, "Дата", "Дата записи", "Дата визита", "Дата и время", "Дата посещения", "Дата и время записи",
                "Date",
                about: Lists.text("Когда; можно со временем", "When; with a time or without")),
            ImportColumn(
                .clock("time"), "Время", "Время записи", "Время визита", "Начало", "Time",
                about: Lists.text("ЧЧ:ММ", "HH:MM")),
            ImportColumn(
                .text("service"), "Услуга", "Услуги", "Название услуги", "Service", about: Lists.text("Что", "What")),
            ImportColumn(
                .text("name"), "Клиент", "Имя", "Имя клиента", "ФИО", "ФИО клиента", "Customer", "Name",
                about: Lists.text("Кто записался", "Who")),
            ImportColumn(.name(.last), "Фамилия", "Last name"),
            ImportColumn(.name(.middle), "Отчество"), Lists.phone, Lists.email, Lists.channel
        ] + Lists.source + [
            ImportColumn(
                .text("master"), "Мастер", "Специалист", "Сотрудник", "Врач", "Исполнитель", "Master",
                about: Lists.text("У кого", "With whom")),
            ImportColumn(
                .amount("sum"), "Стоимость", "Цена", "Сумма", "Стоимость услуги", "Price",
                about: Lists.text("Сколько стоит", "The price")),
            ImportColumn(.currency, "Валюта"),
            ImportColumn(
                .text("status"), "Статус", "Статус записи", "Status", about: Lists.text("Как есть", "As it is")),
            ImportColumn(.moment("createdAt"), "Дата создания", "Создана", "Создано"), Lists.comment,
            ImportColumn(
                .flag("consent"), "Согласие на рассылку", "Согласие", "Согласен на рассылку", "Можно писать", "Consent",
                about: Lists.text("да — ему можно писать", "yes: he may be written to")),
            ImportColumn(.kept, "Длительность", "Филиал", "Кабинет")
        ] + Lists.common,
        needs: [
            ["Услуга", "Услуги", "Название услуги", "Service"],
            ["Дата", "Дата записи", "Дата визита", "Дата и время", "Дата посещения", "Дата и время записи", "Date"],
            [
                "Клиент", "Имя", "Имя клиента", "ФИО", "ФИО клиента", "Customer", "Name", "Телефон", "E-mail", "Email",
                "Телефон клиента", "Номер телефона", "Phone"
            ]
        ],
        needsCustomer: true)
}
