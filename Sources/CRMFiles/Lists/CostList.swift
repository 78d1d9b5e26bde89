internal import ExchangeModel

/// What advertising cost, one campaign and period a row.
///
/// | column | meaning |
/// |---|---|
/// | Канал, Кампания | what was paid for; one of them is needed |
/// | Промокод | the code by which the campaign's customers are known |
/// | Период | a month or any words; with the first three it tells rows apart, so a corrected row takes the place of the old |
/// | Расход | the sum; needed |
enum CostList {
    static let layout = ImportLayout(
        title: Lists.text("Список: расходы на рекламу", "List: costs of advertising"), kind: .cost, crm: nil,
        keyPrefix: "list/cost/",
        columns: [
            ImportColumn(
                .channel, "Канал", "Канал привлечения", "Источник", "Площадка", "Channel", "utm_source",
                about: Lists.text("Как в заявках и записях", "As in requests and bookings")),
            ImportColumn(
                .text("campaign"), "Кампания", "Рекламная кампания", "Название кампании", "Campaign", "utm_campaign",
                about: Lists.text("Как в заявках и записях", "As in requests and bookings")),
            ImportColumn(
                .text("promo"), "Промокод", "Промо-код", "Купон", "Promo code",
                about: Lists.text("По нему узнаются записи этой кампании", "By it the campaign's bookings are known")),
            ImportColumn(
                .text("period"), "Период", "Месяц", "Дата", "Period", "Month",
                about: Lists.text("Месяц или любые слова", "A month, or any words")),
            ImportColumn(
                .amount("cost"), "Расход", "Расходы", "Затраты", "Потрачено", "Расход, руб", "Расход, ₽", "Cost",
                "Spend",
                about: Lists.text("Сумма в рублях", "In roubles")), Lists.comment, CodeColumn.reason
        ],
        needs: [
            ["Расход", "Расходы", "Затраты", "Потрачено", "Расход, руб", "Расход, ₽", "Cost", "Spend"],
            [
                "Канал", "Кампания", "Рекламная кампания", "Название кампании", "Источник", "Площадка", "Channel",
                "Campaign"
            ]
        ],
        excludes: ["Телефон", "Клиент", "Услуга", "Номер заказа", "Название сделки"])
}
