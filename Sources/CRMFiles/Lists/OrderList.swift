internal import ExchangeModel

/// A list of orders of a web shop, or any other: one row per product, the number repeated, rows of one order together.
///
/// | column | meaning |
/// |---|---|
/// | Номер заказа | needed; rows with the same number are one order |
/// | Дата | with or without a time |
/// | Клиент, Телефон, E-mail, ИНН, КПП, Адрес | who; one of the first three is needed |
/// | Товар, Артикул, Код товара 1С | what; 1С's own «Ид» is the surest |
/// | Количество, Цена, Сумма | of the row; «Сумма заказа» of the whole |
/// | Доставка | its sum, or its way |
/// | Комментарий, Промокод, Канал | as they are |
enum OrderList {
    static let layout = ImportLayout(
        title: Lists.text("Список: заказы", "List: orders"), kind: .deal, crm: nil, keyPrefix: "list/order/",
        columns: [
            ImportColumn(
                .id, "Номер заказа", "№ заказа", "Номер", "№", "Заказ", "Заказ №", "ID заказа", "Заказ номер", "Order",
                "Order number", "Order ID", "order_id",
                about: Lists.text("Строки с одним номером — один заказ", "Rows with one number are one order")),
            ImportColumn(
                .orderDate, "Дата", "Дата заказа", "Дата и время заказа", "Дата создания", "Дата оформления", "Date",
                "Order date", "Created at", about: Lists.text("С временем или без", "With or without a time")),
            ImportColumn(
                .customer, "Клиент", "Покупатель", "Заказчик", "Контрагент", "Имя клиента", "Customer",
                about: Lists.text("Компания или ФИО", "A company or a person")),
            ImportColumn(
                .text("company"), "Организация", "Компания", "Название компании", "Юр. лицо", "Юридическое лицо",
                "Название организации", "Company"),
            ImportColumn(
                .text("contact"), "Контактное лицо", "Контакт", "ФИО", "ФИО клиента", "Получатель", "ФИО получателя",
                "Имя и фамилия", "Full name", "Contact", "Name")
        ] + Lists.personParts + [
            Lists.phone, Lists.email,
            ImportColumn(
                .taxNumber, "ИНН", "ИНН/КПП", "ИНН клиента", "ИНН организации", "INN",
                about: Lists.text("10 или 12 цифр", "10 or 12 digits")),
            ImportColumn(.reasonCode, "КПП", "KPP", about: Lists.text("9 знаков", "9 characters")),
            ImportColumn(.registration, "ОГРН", "ОГРНИП", "ОГРН/ОГРНИП"),
            ImportColumn(
                .text("address"), "Адрес", "Адрес доставки", "Address", "Shipping address",
                about: Lists.text("Куда везти", "Where to deliver")),
            ImportColumn(
                .line(.name), "Товар", "Наименование", "Название товара", "Наименование товара", "Номенклатура",
                "Позиция",
                "Название", "Product", "Product name", "Item",
                about: Lists.text("Название товара", "Name of the product")),
            ImportColumn(
                .line(.article), "Артикул", "SKU", "Артикул товара", "Код товара", "Article",
                about: Lists.text("Артикул", "Its article")),
            ImportColumn(
                .line(.code1C), "Код товара 1С", "Ид товара", "Код номенклатуры", "GUID товара", "Ид товара 1С",
                "XML_ID",
                about: Lists.text("«Ид» товара, как его дала 1С", "The product's “Ид” as 1C gave it")),
            ImportColumn(
                .line(.quantity), "Количество", "Кол-во", "Кол.", "Кол", "Количество товара", "Quantity", "Qty",
                about: Lists.text("Больше нуля", "Above zero")),
            ImportColumn(
                .line(.unit), "Единица", "Ед.", "Ед. изм.", "Единица измерения", "Ед", "Unit",
                about: Lists.text("шт, м, кг", "Unit")),
            ImportColumn(
                .line(.price), "Цена", "Цена за единицу", "Цена товара", "Цена за шт", "Цена со скидкой", "Price",
                about: Lists.text("За единицу, со скидкой", "Of one unit, after discounts")),
            ImportColumn(
                .line(.sum), "Сумма", "Стоимость", "Сумма строки", "Сумма по позиции", "Сумма товара", "Line total",
                about: Lists.text(
                    "Строки; без товаров — заказа", "Of the row; of the order where there are no products")),
            ImportColumn(
                .amount("sum"), "Сумма заказа", "Итого", "Всего", "Итого по заказу", "Общая сумма", "К оплате", "Total",
                "Order total", about: Lists.text("Всего заказа", "Of the whole order")),
            ImportColumn(.currency, "Валюта", "Currency", about: Lists.text("RUB, если пусто", "RUB where empty")),
            ImportColumn(
                .delivery, "Доставка", "Delivery", "Shipping",
                about: Lists.text("Сумма или способ", "Its sum, or its way")),
            ImportColumn(
                .amount("delivery"), "Стоимость доставки", "Цена доставки", "Сумма доставки", "Shipping cost"),
            ImportColumn(
                .text("deliveryName"), "Способ доставки", "Служба доставки", "Вид доставки", "Shipping method"),
            Lists.comment
        ] + Lists.source + [
            Lists.channel,
            ImportColumn(.text("stage"), "Статус", "Статус заказа", "Состояние", "Status"),
            ImportColumn(.kept, "Оплата", "Способ оплаты", "Статус оплаты", "Скидка", "Payment method")
        ] + Lists.common,
        needs: [
            [
                "Номер заказа", "№ заказа", "Заказ", "Заказ №", "ID заказа", "Номер", "№", "Order number", "Order ID",
                "Order", "order_id", "Заказ номер"
            ],
            [
                "Товар", "Наименование", "Название товара", "Наименование товара", "Номенклатура", "Позиция", "Артикул",
                "Код товара 1С", "Сумма", "Сумма заказа", "Итого", "Product", "Product name", "Item", "SKU", "Total",
                "Название"
            ],
            [
                "Клиент", "Телефон", "E-mail", "Email", "Покупатель", "Заказчик", "Контрагент", "Организация",
                "Компания",
                "ФИО", "Имя", "Получатель", "ИНН", "Контактное лицо", "Имя клиента", "Customer", "Phone",
                "Телефон клиента",
                "ФИО клиента", "Номер телефона", "Контактный телефон", "Эл. почта", "Электронная почта", "Юр. лицо",
                "Name",
                "Full name", "Company", "Название компании"
            ]
        ],
        excludes: ["Дата звонка", "Услуга"], gathersRows: true, needsCustomer: true, addsUpLines: true)
}
