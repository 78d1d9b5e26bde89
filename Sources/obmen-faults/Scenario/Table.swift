/// Tables of the CRM and of people.
enum Table {
    struct Deal: Sendable {
        let id: Int
        let company: String
        let good: String
        let price: Int
        let quantity: Int

        init(_ id: Int, _ company: String, _ good: String, price: Int, quantity: Int) {
            self.id = id
            self.company = company
            self.good = good
            self.price = price
            self.quantity = quantity
        }
    }

    /// Bitrix24's export of deals, with their goods.
    static func deals(_ deals: [Deal]) -> String {
        let headings = [
            "ID", "Название сделки", "Стадия сделки", "Сумма", "Валюта", "Ответственный", "Компания", "Контакт",
            "Дата создания", "Товар", "Цена", "Количество", "Комментарий"
        ]
        let rows = deals.map { deal in
            [
                String(deal.id), "Сделка \(deal.good)", "Подготовка документов", "\(deal.price * deal.quantity).00",
                "Российский рубль", "Анна", deal.company, "", "21.11.2024 10:15:00", deal.good, "\(deal.price).00",
                String(deal.quantity), ""
            ]
        }
        let lines = ([headings] + rows).map { $0.map { "\"\($0)\";" }.joined() }
        return "\u{FEFF}" + lines.map { $0 + "\r\n" }.joined()
    }

    /// A list of orders: the first row is good, the second has words where the price should be.
    static func list(number: Int) -> String {
        """
        \u{FEFF}Номер заказа;Дата;Клиент;Телефон;ИНН;Товар;Количество;Цена
        S-\(number);22.11.2024;Рябинин Олег;+7 921 000-50-0\(number);;Патрон;4;53,00
        T-\(number);22.11.2024;Дубов Иван;+7 921 000-60-0\(number);;Лента;1;триста

        """
    }
}
