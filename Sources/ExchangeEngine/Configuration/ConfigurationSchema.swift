internal import CRMFiles
internal import CommerceML
public import ExchangeModel

/// Every key of `obmen.toml`: the one source of the file that `obmen init` writes and of docs/configuration.md.
///
/// ``ExchangeConfiguration`` reads them; tests compare the two, so that neither knows a key that the other does not.
public enum ConfigurationSchema {
    /// A table of the file.
    public struct Section: Sendable {
        /// `to_1c.currencies`; empty for the head of the file.
        public let name: String
        public let about: LocalizedText?
        public let keys: [Key]
        /// Lines that show what else may stand here.
        public let example: [String]

        init(_ name: String, _ about: LocalizedText?, _ keys: [Key], example: [String] = []) {
            self.name = name
            self.about = about
            self.keys = keys
            self.example = example
        }
    }

    public struct Key: Sendable {
        public let name: String
        /// As TOML: what `obmen init` writes, which is what holds where the key is left out.
        public let value: String
        public let about: LocalizedText

        init(_ name: String, _ value: String, _ russian: String, _ english: String) {
            self.name = name
            self.value = value
            about = LocalizedText(russian: russian, english: english)
        }
    }

    /// The file with these CRMs and this 1C.
    public static func sections(crms: [String], profile: String) -> [Section] {
        [
            head(crms), send, to1C(profile), currencies, requisites, responsible, customers, deals, visits, reports,
            limits, bitrix24, bitrix24Stages, amoCRM, amoCRMStages
        ]
    }

    private static func say(_ russian: String, _ english: String) -> LocalizedText {
        LocalizedText(russian: russian, english: english)
    }

    private static func head(_ crms: [String]) -> Section {
        Section(
            "",
            say(
                "obmen: обмен между 1С и CRM. Неизвестный ключ — ошибка, поэтому опечатка не останется незамеченной.",
                "obmen: exchange between 1C and a CRM. An unknown key is an error, so that no misspelling goes unnoticed."
            ),
            [
                Key(
                    "language", "\"ru\"", "Язык отчётов и подсказок: \"ru\" или \"en\".",
                    "The language of reports and hints: \"ru\" or \"en\"."),
                Key(
                    "crm", "[\(crms.map { "\"\($0)\"" }.joined(separator: ", "))]",
                    "Для каких CRM готовить файлы: \"bitrix24\", \"amocrm\".",
                    "For which CRMs files are made: \"bitrix24\", \"amocrm\"."),
                Key(
                    "price_type", "\"\"",
                    "Вид цены, который видит CRM, как он назван в 1С. Пусто: розничная, а если её нет — первая.",
                    "The price type that the CRM sees, as 1C calls it. Empty: the retail one, else the first."),
                Key(
                    "interval_seconds", "300",
                    "Не реже чем раз в столько секунд «obmen run» проводит обмен; готовый файл он берёт сразу.",
                    "At least every so many seconds “obmen run” exchanges; a file that is ready it takes at once."),
                Key(
                    "settle_seconds", "0",
                    "Сколько секунд файл не должен меняться, чтобы его взять. 0 — по файловой системе: 10 на своём диске, 15 "
                        + "на SMB, 60 на NFS.",
                    "For how many seconds a file must not change to be taken. 0: by the file system, 10 on a local disk, 15 "
                        + "on SMB, 60 on NFS."),
                Key(
                    "shrink_percent", "20",
                    "Полная выгрузка, потерявшая больше стольких процентов товаров (и хотя бы 5), ждёт решения человека (obmen confirm).",
                    "A full export that has lost more than so many per cent of its goods (and 5 at least) waits for a person (obmen confirm)."
                ),
                Key(
                    "zero_price_percent", "30",
                    "Так же ждёт файл, в котором стали нулевыми больше стольких процентов цен (и хотя бы 5). 100 — не ждать.",
                    "A file in which more than so many per cent of the prices (and 5 at least) became 0 waits likewise. 100: never."
                ),
                Key(
                    "price_jump_percent", "10",
                    "И файл, в котором больше чем в 10 раз изменились цены стольких процентов товаров (и хотя бы 5). 100 — не ждать.",
                    "And a file in which the prices of more than so many per cent of goods (and 5 at least) changed tenfold. 100: never."
                ),
                Key(
                    "metrics_file", "\"\"",
                    "Куда писать показатели для node_exporter. Пусто — .obmen/obmen.prom.",
                    "Where figures for node_exporter go. Empty: .obmen/obmen.prom.")
            ])
    }

    private static let send = Section(
        "send",
        say(
            "Что уходит из 1С в CRM. По умолчанию — только то, что ей нужно.",
            "What goes from 1C to the CRM. By default only what it needs."),
        [
            Key("stock", "false", "Остатки на складах.", "Stock of the warehouses."),
            Key("legal_details", "false", "ИНН, КПП и другие реквизиты.", "ИНН, КПП and other legal details."),
            Key(
                "settlements", "false", "Долги и авансы покупателей: добавляет их к показателям клиентов.",
                "What customers owe and paid in advance: adds it to their figures."),
            Key("customers_from_1c", "true", "Покупатели, о которых сообщила 1С.", "Customers that 1C told of.")
        ])

    private static func to1C(_ profile: String) -> Section {
        Section(
            "to_1c",
            say(
                "Как заказы и новые покупатели уходят в 1С: файл to-1c/orders.xml.",
                "How orders and new customers go to 1C: the file to-1c/orders.xml."),
            [
                Key(
                    "profile", "\"\(profile)\"",
                    "Какая 1С его читает: \"ut11\" (УТ 11, КА 2, ERP 2, Розница), \"unf\" (УНФ), \"bitrix31\" (модуль 3.1), "
                        + "\"legacy\" (УТ 10).",
                    "Which 1C reads it: \"ut11\" (УТ 11, КА 2, ERP 2, Розница), \"unf\" (УНФ), \"bitrix31\" (module 3.1), "
                        + "\"legacy\" (УТ 10)."),
                Key(
                    "stages", "[]", "Стадии сделок, которые становятся заказами. Пусто — все, кроме проигранных.",
                    "Stages of deals that become orders. Empty: all but those that are lost."),
                Key(
                    "first_number", "100001",
                    "Первый номер заказа для 1С: шесть цифр, своя нумерация для всех источников.",
                    "The first number of an order for 1C: six digits, one sequence for all sources."),
                Key(
                    "default_vat", "\"Без НДС\"",
                    "Ставка НДС для товара, о котором 1С её не прислала. Пусто — такой заказ ждёт человека.",
                    "The VAT rate of goods for which 1C sent none. Empty: such an order waits for a person."),
                Key(
                    "vat_rates", "[]",
                    "Ставки, которые понимает загрузка вашей 1С. Пусто — как в типовой: 0, 10, 18, 20.",
                    "The rates that your 1C's loader knows. Empty: the standard ones, 0, 10, 18, 20."),
                Key(
                    "delivery_product", "\"\"",
                    "«Ид» услуги доставки в 1С. Пусто — единственная услуга «Доставка…» из каталога.",
                    "The «Ид» of the delivery service in 1C. Empty: the only service «Доставка…» of the catalogue."),
                Key(
                    "create_products", "false", "Разрешить 1С заводить товары, которых она не присылала.",
                    "Let 1C make goods that it never sent."),
                Key(
                    "read_grace_minutes", "15", "Сколько минут после первого файла сеанса 1С ещё может читать заказы.",
                    "How many minutes after the first file of a session 1C may still read the orders."),
                Key(
                    "read_alert_minutes", "60", "Через сколько минут без чтения файла заказов предупреждать.",
                    "After how many minutes without 1C reading the orders a person is warned."),
                Key(
                    "confirm_alert_days", "3", "Через сколько дней без ответа 1С о прочитанном заказе предупреждать.",
                    "After how many days without an answer about an order that was read a person is warned.")
            ])
    }

    private static let currencies = Section(
        "to_1c.currencies",
        say(
            "Как валюта называется в 1С, если в её ценах этого не видно: \"USD\" = \"Доллар\".",
            "What 1C calls a currency where its prices do not show it: \"USD\" = \"Доллар\"."), [])

    private static let requisites = Section(
        "to_1c.requisites",
        say(
            "Дополнительные реквизиты каждого заказа: \"Организация\" = \"ООО Ромашка\".",
            "Further requisites of every order: \"Организация\" = \"ООО Ромашка\"."), [])

    private static let responsible = Section(
        "responsible",
        say(
            "Кто отвечает за новую заявку: первое подходящее правило, иначе по очереди. В правиле: channel (\"site\", "
                + "\"social\", \"phone\", \"mail\" или по-русски: сайт, соцсети, телефон, почта), campaign, region, person.",
            "Who answers for a new request: the first rule that fits, else in turn. In a rule: channel (\"site\", "
                + "\"social\", \"phone\", \"mail\"), campaign, region, person."),
        [
            Key(
                "in_turn", "[]", "Имена сотрудников, как они названы в CRM.",
                "Names of people, as the CRM has them.")
        ], example: ["[[responsible.rules]]", "channel = \"site\"", "person = \"Анна Смирнова\""])

    private static let customers = Section(
        "customers",
        say(
            "Показатели клиентов по документам 1С: reports/customers.html (как считаются: docs/figures.md).",
            "Figures of customers from 1C's documents: reports/customers.html (how they are reckoned: docs/figures.md)."
        ),
        [
            Key("window_days", "90", "За сколько дней считается оборот.", "Over how many days turnover is reckoned."),
            Key(
                "tiers", "[]",
                "Накопительная скидка: с какого оборота, руб., какой процент. Пример: [{ from = 150000, percent = \"2.5\" }]",
                "Cumulative discount: from which turnover in roubles, how many per cent. Example: [{ from = 150000, percent "
                    + "= \"2.5\" }]"),
            Key(
                "basket_orders", "10", "По скольким последним заказам видно, что клиент обычно берёт.",
                "How many of the last orders show what a customer usually takes."),
            Key(
                "usual_orders", "3", "Обычным товар считается, если он был хотя бы в стольких из них…",
                "Goods are usual when they were in at least so many of them…"),
            Key("usual_percent", "30", "…и в такой их доле, %.", "…and in this share of them, %."),
            Key(
                "due_percent", "80", "Пора брать снова, когда прошла такая доля обычного промежутка, %.",
                "They are due when this share of the usual interval has passed, %."),
            Key(
                "points_requisite", "\"\"",
                "Реквизит документа, в котором 1С присылает бонусные баллы. Пусто — их нет.",
                "The requisite in which 1C sends loyalty points. Empty: there are none."),
            Key(
                "crm_fields", "[]",
                "Что из показателей записывать в поля карточек CRM: "
                    + FigureField.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") + ".",
                "Which figures go into fields of the CRM's cards: "
                    + FigureField.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") + ".")
        ])

    private static let deals = Section(
        "deals", say("Этапы сделки: reports/deals.html.", "Milestones of a deal: reports/deals.html."),
        [
            Key(
                "contract_stages", "[\"Договор подписан\"]", "Стадии CRM, на которых договор подписан.",
                "The CRM's stages in which the contract is signed."),
            Key(
                "prepayment_stages", "[\"Предоплата заказана\"]", "Стадии CRM, на которых заказана предоплата.",
                "The CRM's stages in which the prepayment is ordered."),
            Key(
                "prepayment_percent", "0", "Сколько процентов суммы — предоплата. 0 — любой платёж.",
                "How many per cent of the sum are the prepayment. 0: any payment."),
            Key(
                "documents_requisite", "\"Исполнено\"",
                "Реквизит документа 1С «закрывающие документы вернулись подписанными».",
                "1C's requisite “the closing documents came back signed”."),
            Key(
                "stuck_days", "14", "Через сколько дней без движения сделка считается застрявшей.",
                "After how many days without a movement a deal is stuck.")
        ])

    private static let visits = Section(
        "visits", say("Напоминания о записях: reports/visits.html.", "Reminders of bookings: reports/visits.html."),
        [Key("remind_days", "1", "За сколько дней напоминать.", "How many days before people are reminded.")])

    private static let reports = Section(
        "reports", say("Страницы в reports/ и quarantine/.", "The pages in reports/ and quarantine/."),
        [
            Key(
                "hide_contacts", "false",
                "Скрыть телефоны и адреса почты: видны последние четыре цифры, первая буква и домен. Скрываются и в таблицах "
                    + "CSV рядом со страницами, в том числе в списках для напоминаний; пакеты для CRM, файл для 1С, сами "
                    + "непринятые файлы и строки (quarantine) остаются полными.",
                "Hide telephone numbers and e-mail addresses: the last four digits, the first letter and the domain are seen. "
                    + "The CSV files beside the pages hide them too, lists for reminders among them; packs for the CRM, "
                    + "the file for 1C, and refused files and rows themselves (quarantine) stay whole.")
        ])

    private static let crmResponsible = Key(
        "responsible", "\"\"",
        "Ответственный за всё новое: «Имя Фамилия» сотрудника. Пусто — тот, кого выберут при загрузке.",
        "Who answers for all that is new: “First Last”. Empty: whoever is chosen when loading.")
    private static let pipeline = Key(
        "pipeline", "\"\"", "Воронка сделок. Пусто — основная.", "The pipeline of deals. Empty: the main one.")
    private static let codeField = Key(
        "code_field", "\"Код 1С\"", "Пользовательское поле для кода 1С. Пусто — не выгружать.",
        "The user field for 1C's code. Empty: it is not sent.")

    private static let limits = Section(
        "limits",
        say(
            "Сколько может быть в одном файле. Больше не бывает в настоящих выгрузках; такой файл не принимается и "
                + "объясняется.",
            "What one file may have. Real exports never have more; such a file is refused and explained."),
        [
            Key(
                "file_mb", "4096", "Размер файла, МБ. Файл больше остаётся на месте, о нём говорит index.html.",
                "Size of a file, MB. A larger one stays where it is, and index.html tells of it."),
            Key(
                "records", "10000000", "Записей в документе: товаров, предложений, заказов вместе.",
                "Records in a document: goods, offers, orders together."),
            Key("depth", "64", "Глубина вложения элементов XML.", "How deep XML elements nest."),
            Key("attributes", "256", "Атрибутов у одного элемента.", "Attributes of one element."),
            Key("tag_kb", "64", "Длина одного тега с атрибутами, КБ.", "Length of one tag with its attributes, KB."),
            Key("text_mb", "8", "Длина текста одного элемента, МБ.", "Length of the text of one element, MB."),
            Key("name_bytes", "1024", "Длина имени элемента или атрибута, байт.", "Length of a name, bytes."),
            Key("zip_entries", "20000", "Файлов в архиве ZIP.", "Files in a ZIP."),
            Key(
                "zip_entry_mb", "4096", "Размер одного файла из архива, МБ.", "Size of one unpacked file of a ZIP, MB."),
            Key(
                "zip_total_mb", "4096", "Размер всех файлов архива вместе, МБ.",
                "Size of all unpacked files of a ZIP together, MB."),
            Key(
                "zip_ratio", "200", "Во сколько раз файл больше МБ может быть сжат в архиве.",
                "How many times smaller a file above 1 MB may be packed.")
        ])

    private static let bitrix24 = Section(
        "bitrix24", nil,
        [
            crmResponsible, pipeline, codeField,
            Key(
                "article_field", "\"Артикул\"", "Свойство товара для артикула. Пусто — не выгружать.",
                "The property of goods for the article number. Empty: it is not sent."),
            Key(
                "units", "[\"шт\", \"кг\", \"г\", \"л\", \"м\"]",
                "Единицы измерения, которые заведены в Битрикс24; незнакомая осталась бы при загрузке пустой.",
                "The units that Bitrix24 has; an unknown one would stay empty when loading.")
        ])

    private static let bitrix24Stages = Section(
        "bitrix24.stages",
        say(
            "Стадия сделки для каждого состояния заказа (название или код стадии).",
            "The stage of a deal for each state of an order (its name or code)."),
        [
            Key("new", "\"NEW\"", "Новый.", "New."), Key("partlyPaid", "\"NEW\"", "Оплачен частично.", "Partly paid."),
            Key("paid", "\"NEW\"", "Оплачен.", "Paid."), Key("shipped", "\"NEW\"", "Отгружен.", "Shipped."),
            Key("completed", "\"WON\"", "Выполнен.", "Completed."),
            Key("cancelled", "\"LOSE\"", "Отменён.", "Cancelled.")
        ])

    private static let amoCRM = Section("amocrm", nil, [crmResponsible, pipeline, codeField])

    private static let amoCRMStages = Section(
        "amocrm.stages",
        say(
            "У amoCRM свои названия этапов; эти два есть в каждой воронке. Ещё: new, partlyPaid, paid, shipped.",
            "amoCRM has names of its own; these two are in every pipeline. Besides: new, partlyPaid, paid, shipped."),
        [
            Key("completed", "\"Успешно реализовано\"", "Выполнен.", "Completed."),
            Key("cancelled", "\"Закрыто и не реализовано\"", "Отменён.", "Cancelled.")
        ])
}
