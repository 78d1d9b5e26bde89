import CRMFiles
import ExchangeModel
import Testing

/// Tables of many shapes, with every cell filled or left out by chance that is the same in every run.
struct NothingLostTests {
    /// A generator whose numbers are the same everywhere (SplitMix64).
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let tables: [[String]] = [
        [
            "ID", "Название сделки", "Стадия сделки", "Сумма", "Валюта", "Компания", "Контакт", "Клиент", "Товар",
            "Цена",
            "Количество", "Дата начала", "Сделка закрыта", "Комментарий", "Цвет", "Цвет", "ИНН", "Ответственный", "Дела"
        ],
        [
            "ID", "Название сделки", "Этап сделки", "Бюджет ₽", "Основной контакт", "Компания", "Дата закрытия", "Теги",
            "Примечание", "Примечание 2", "Рабочий телефон (контакт)", "Рабочий телефон", "Адрес", "Адрес", "ИНН",
            "Вес",
            "Дата создания", "Сумма по 1С", "Состав заказа", "Имя", "Фамилия"
        ],
        [
            "Номер заказа", "Дата", "Клиент", "Организация", "ФИО", "Имя", "Телефон", "E-mail", "ИНН", "КПП", "ОГРН",
            "Товар",
            "Артикул", "Количество", "Цена", "Сумма", "Сумма заказа", "Доставка", "Комментарий", "Канал", "Вес"
        ],
        [
            "Код", "Дата", "Время", "Услуга", "Клиент", "Телефон", "Промокод", "Канал", "Мастер", "Стоимость", "Статус",
            "Фамилия", "Дата создания", "Цвет"
        ],
        [
            "Номер заявки", "Дата", "Имя", "Фамилия", "Телефон", "E-mail", "Сообщение", "utm_source", "utm_medium",
            "Источник",
            "Страница", "Сумма", "Компания", "Цвет"
        ],
        [
            "ID", "Имя", "Фамилия", "Отчество", "Контакт", "Компания", "Тип контакта", "Рабочий телефон",
            "Мобильный телефон",
            "Рабочий e-mail", "Комментарий", "Дата рождения", "Цвет", "Код 1С"
        ],
        [
            "ID", "Тип", "Полное имя контакта", "Имя", "Фамилия", "Название компании", "Рабочий телефон",
            "Рабочий email",
            "Дата создания контакта", "Сделки", "Web", "Теги", "Вес", "Примечание 1"
        ],
        ["От", "Тема", "Текст", "Дата", "Имя", "Телефон", "Вложения", "Цвет"]
    ]

    private static let texts = [
        "Анна Белова", "ООО «Ветер»", "Ветер-Ъ", "опт, розница", "строка один", "12345", "уникальное значение",
        "3,5 балла"
    ]

    private static func value(_ heading: String, _ row: Int, _ chance: inout Chance) -> String {
        let number = Int.random(in: 1_000...9_999, using: &chance)
        return switch heading {
        case "ID", "Номер заказа", "Код", "Номер заявки": "K-\(row / 2)"
        case "Сумма", "Цена", "Бюджет ₽", "Сумма по 1С", "Сумма заказа", "Стоимость":
            ["\(number).25", "\(number),5", "\(number)", "\(number) руб.", "много"].randomElement(using: &chance) ?? ""
        case "Количество": ["1", "2,5", "3 шт"].randomElement(using: &chance) ?? ""
        case "Валюта": "Евро"
        case "Дата", "Дата начала", "Дата создания", "Дата рождения", "Дата создания контакта", "Дата закрытия":
            ["23.11.2026", "23.11.2026 10:15", "31.02.2026", "скоро \(number)", "не закрыта"].randomElement(
                using: &chance)
                ?? ""
        case "Время": ["15:00", "15:00-16:00", "днём"].randomElement(using: &chance) ?? ""
        case "Телефон", "Рабочий телефон", "Мобильный телефон", "Рабочий телефон (контакт)":
            [
                "+7 921 000-\(number / 100)-\(number % 90 + 10)", "8 921 000 \(number) доб. 7, 8(812)000\(number)",
                "7,9E+10",
                "спросить \(number)", "'+7921000\(number) (Олег \(number))"
            ].randomElement(using: &chance) ?? ""
        case "E-mail", "Рабочий e-mail", "Рабочий email", "От":
            ["a\(number)@example.ru", "a\(number)@example.ru; b@example.ru", "нет \(number)"].randomElement(
                using: &chance)
                ?? ""
        case "ИНН":
            ["7799037189", "77\(number)", "199023657", "7799037189/779901001"].randomElement(using: &chance) ?? ""
        case "КПП": ["779901001", "77\(number)"].randomElement(using: &chance) ?? ""
        case "ОГРН": ["1027700132195", "10\(number)"].randomElement(using: &chance) ?? ""
        case "Сделка закрыта": ["да", "N", "наверное \(number)"].randomElement(using: &chance) ?? ""
        case "Тип": ["контакт", "компания", "прочее"].randomElement(using: &chance) ?? ""
        case "Доставка": ["350", "Курьер \(number)"].randomElement(using: &chance) ?? ""
        case "Состав заказа": ["Лампа × 2 шт = 10.00", "лампа \(number)"].randomElement(using: &chance) ?? ""
        default: (texts.randomElement(using: &chance) ?? "") + ["", " \(number)"][number % 2]
        }
    }

    @Test(arguments: tables.indices)
    func `every cell is found again in a record or a rejected row`(index: Int) {
        let headings = Self.tables[index]
        var chance = Chance(state: UInt64(index))
        for round in 0..<40 {
            var order = headings
            order.shuffle(using: &chance)
            var text = order.map { "\"\($0)\"" }.joined(separator: ";") + "\n"
            for row in 0..<4 {
                let cells = order.map {
                    Int.random(in: 0..<4, using: &chance) == 0 && $0 != headings[0] ? "" : Self.value($0, row, &chance)
                }
                text += cells.map { "\"\($0)\"" }.joined(separator: ";") + "\n"
            }
            let sample = TableSample(text)
            #expect(sample.refusal == nil)
            let lost = sample.lost()
            #expect(lost == [], "round \(round):\n\(text)")
            if !lost.isEmpty { return }
        }
    }
}
