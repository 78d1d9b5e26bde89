extension GeneratedExport {
    /// `orders.xml`: orders of customers over the goods of this export, with payments and shipments.
    package func writeOrders(to path: String) throws(BenchFault) {
        try document(path) { out in for number in 0..<orders { order(out, number) } }
    }

    private func order(_ out: XMLWriter, _ number: Int) {
        var chance = Chance("order", number, revision(of: 2, number))
        let (day, month) = (1 + chance.below(28), 1 + chance.below(12))
        func date(_ later: Int) -> String { "2026-\(padded(month, 2))-\(padded(min(28, day + later), 2))" }
        let lines = (0...chance.below(5)).map { _ in OrderLine(self, &chance) }
        let total = lines.reduce(0) { $0 + $1.price * $1.quantity }
        out.element("Документ") {
            out.leaf("Ид", Chance.guid("order", number))
            out.leaf("Номер", "УТ-\(padded(number, 8))")
            out.leaf("Дата", date(0))
            out.leaf("ХозОперация", "Заказ товара")
            out.leaf("Роль", "Продавец")
            out.leaf("Валюта", "RUB")
            out.leaf("Курс", "1")
            out.leaf("Сумма", roubles(total))
            out.element("Контрагенты") { counterparty(out, &chance) }
            out.leaf(
                "Время", "\(padded(chance.below(24), 2)):\(padded(chance.below(60), 2)):\(padded(chance.below(60), 2))")
            if chance.below(3) > 0 {
                out.empty("Комментарий")
            } else {
                out.leaf("Комментарий", "Позвонить за час & \"оставить у двери\"")
            }
            out.element("Налоги") {
                out.element("Налог") {
                    out.leaf("Наименование", "НДС")
                    out.leaf("УчтеноВСумме", "true")
                    out.leaf("Сумма", roubles(total / 6))
                }
            }
            out.element("Товары") { for line in lines { write(out, line) } }
            let status = chance.below(Words.statuses.count)
            var values = [
                ("Номер по 1С", "УТ-\(padded(number, 8))"), ("Дата по 1С", date(0)), ("ПометкаУдаления", "false"),
                ("Проведен", "true"), ("Статус заказа", Words.statuses[status]),
                ("Отменен", status == 3 ? "true" : "false")
            ]
            if status == 1 || status == 2 {
                values += [("Дата оплаты по 1С", date(1)), ("Номер оплаты по 1С", "П-\(padded(number, 7))")]
            }
            if status == 2 {
                values += [("Дата отгрузки по 1С", date(3)), ("Номер отгрузки по 1С", "Р-\(padded(number, 7))")]
            }
            requisites(out, values)
        }
    }

    private func write(_ out: XMLWriter, _ line: OrderLine) {
        out.element("Товар") {
            out.leaf("Ид", line.id)
            out.leaf("Артикул", line.good.article)
            out.leaf("ИдКаталога", catalogue)
            out.leaf("Наименование", line.good.name)
            out.leaf("БазоваяЕдиница", line.good.unit.attributes, line.good.unit.short)
            out.leaf("ЦенаЗаЕдиницу", roubles(line.price))
            out.leaf("Количество", String(line.quantity))
            out.leaf("Сумма", roubles(line.price * line.quantity))
            out.element("СтавкиНалогов") {
                out.element("СтавкаНалога") {
                    out.leaf("Наименование", "НДС")
                    out.leaf("Ставка", "20")
                }
            }
            requisites(out, [("ВидНоменклатуры", "Товар"), ("ТипНоменклатуры", "Товар")])
        }
    }

    /// One of 20 000 customers, every third a company.
    private func counterparty(_ out: XMLWriter, _ chance: inout Chance) {
        let isCompany = chance.below(3) == 0
        let number = chance.below(20000)
        let street = chance.pick(Words.streets)
        let index = padded(101_000 + chance.below(60000), 6)
        let address = "\(index), \(chance.pick(Words.cities)), \(street), дом № \(1 + chance.below(120))"
        out.element("Контрагент") {
            out.leaf("Ид", Chance.guid("counterparty", isCompany ? 1 : 0, number))
            if isCompany {
                let name = "\(Words.companies[number % Words.companies.count]) \(number)"
                out.leaf("Наименование", name)
                out.leaf("ОфициальноеНаименование", name)
                out.element("ЮридическийАдрес") { out.leaf("Представление", address) }
                out.leaf("ИНН", "77\(padded(number * 4999 % 100_000_000, 8))")
                out.leaf("КПП", "772\(padded(number, 6))")
            } else {
                let parts = [
                    Words.surnames[number % 10], Words.names[number / 10 % 8], Words.patronymics[number / 80 % 6]
                ]
                out.leaf("Наименование", parts.joined(separator: " "))
                out.leaf("ПолноеНаименование", parts.joined(separator: " "))
                for (name, part) in zip(["Фамилия", "Имя", "Отчество"], parts) { out.leaf(name, part) }
            }
            out.leaf("Роль", "Покупатель")
            out.element("Адрес") {
                out.leaf("Представление", "\(address), кв. \(1 + chance.below(300))")
                for (type, value) in [("Почтовый индекс", index), ("Улица", street)] {
                    out.element("АдресноеПоле") {
                        out.leaf("Тип", type)
                        out.leaf("Значение", value)
                    }
                }
            }
            let telephone = "+7 9\(padded(number % 100, 2)) \(padded(number / 100, 3))-20-\(isCompany ? "01" : "02")"
            out.element("Контакты") {
                for (type, value) in [("Почта", "client\(number)@example.ru"), ("ТелефонРабочий", telephone)] {
                    out.element("Контакт") {
                        out.leaf("Тип", type)
                        out.leaf("Значение", value)
                    }
                }
            }
        }
    }
}

private struct OrderLine {
    let good: Good
    let id: String
    /// Kopecks.
    let price: Int
    let quantity: Int

    init(_ export: GeneratedExport, _ chance: inout Chance) {
        good = export.good(chance.below(export.goods))
        id = good.characteristics > 0 ? good.offer(chance.below(good.characteristics)) : good.id
        price = 1000 + chance.below(60000) * 10
        quantity = 1 + chance.below(9)
    }
}
