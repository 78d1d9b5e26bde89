internal import CRMFiles

extension ExchangeConfiguration {
    /// `obmen.toml` as `obmen init` writes it: every key there is, with its default and what it does.
    public static func template(crms: [String]) -> String {
        """
        # obmen: обмен между 1С и CRM. Неизвестный ключ — ошибка, поэтому опечатка не останется незамеченной.

        # Язык отчётов и подсказок: "ru" или "en".
        language = "ru"
        # Для каких CRM готовить файлы: "bitrix24", "amocrm".
        crm = [\(crms.map { "\"\($0)\"" }.joined(separator: ", "))]
        # Вид цены, который видит CRM, как он назван в 1С. Пусто: розничная, а если её нет — первая.
        price_type = ""
        # Как часто «obmen run» смотрит в папку, секунд.
        interval_seconds = 300

        # Что уходит из 1С в CRM. По умолчанию — только то, что ей нужно.
        [send]
        # Остатки на складах.
        stock = false
        # ИНН, КПП и другие реквизиты.
        legal_details = false
        # Покупатели, о которых сообщила 1С.
        customers_from_1c = true

        [bitrix24]
        # Ответственный за всё новое: «Имя Фамилия» сотрудника. Пусто — тот, кого выберут при загрузке.
        responsible = ""
        # Воронка сделок. Пусто — основная.
        pipeline = ""
        # Пользовательское поле для кода 1С и свойство товара для артикула. Пусто — не выгружать.
        code_field = "Код 1С"
        article_field = "Артикул"
        # Единицы измерения, которые заведены в Битрикс24; незнакомая осталась бы при загрузке пустой.
        units = ["шт", "кг", "г", "л", "м"]

        # Стадия сделки для каждого состояния заказа (название или код стадии).
        [bitrix24.stages]
        new = "NEW"
        partlyPaid = "NEW"
        paid = "NEW"
        shipped = "NEW"
        completed = "WON"
        cancelled = "LOSE"

        [amocrm]
        responsible = ""
        pipeline = ""
        code_field = "Код 1С"

        # У amoCRM свои названия этапов; два последних есть в каждой воронке.
        [amocrm.stages]
        completed = "Успешно реализовано"
        cancelled = "Закрыто и не реализовано"

        """
    }
}
