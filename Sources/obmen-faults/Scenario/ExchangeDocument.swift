/// Documents of 1C, as short as they can be.
enum ExchangeDocument {
    static func catalogue(_ goods: [(id: String, name: String)], at moment: String) -> String {
        let list = goods.map { id, name in
            "<Товар><Ид>\(id)</Ид><Артикул>A-\(id)</Артикул><Наименование>\(name)</Наименование>"
                + "<БазоваяЕдиница Код=\"796 \">шт</БазоваяЕдиница><СтавкиНалогов><СтавкаНалога>"
                + "<Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов></Товар>"
        }
        return whole(
            "<Каталог СодержитТолькоИзменения=\"true\"><Ид>cat</Ид><Наименование>Товары</Наименование>"
                + "<Товары>\(list.joined(separator: "\n"))</Товары></Каталог>", at: moment)
    }

    static func offers(_ goods: [(id: String, name: String, price: Int)], at moment: String) -> String {
        let list = goods.map { id, name, price in
            "<Предложение><Ид>\(id)</Ид><Наименование>\(name)</Наименование><Цены><Цена><ИдТипаЦены>retail</ИдТипаЦены>"
                + "<ЦенаЗаЕдиницу>\(price)</ЦенаЗаЕдиницу><Валюта>руб</Валюта></Цена></Цены></Предложение>"
        }
        return whole(
            "<ПакетПредложений СодержитТолькоИзменения=\"true\"><Ид>cat#</Ид><Наименование>Пакет</Наименование>"
                + "<ТипыЦен><ТипЦены><Ид>retail</Ид><Наименование>Розничная</Наименование><Валюта>руб</Валюта>"
                + "</ТипЦены></ТипыЦен><Предложения>\(list.joined(separator: "\n"))</Предложения></ПакетПредложений>",
            at: moment)
    }

    static func orders(_ orders: [String], at moment: String) -> String {
        whole(orders.joined(separator: "\n"), at: moment)
    }

    static func order(_ id: String, _ number: String, customer: String) -> String {
        """
        <Документ><Ид>\(id)</Ид><Номер>\(number)</Номер><Дата>2024-11-16</Дата>
        <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>руб</Валюта><Сумма>50</Сумма>
        <Контрагенты>\(customer)</Контрагенты>
        <Товары><Товар><Ид>p1</Ид><Наименование>Лампа</Наименование><Количество>1</Количество><Сумма>50</Сумма>
        </Товар></Товары></Документ>
        """
    }

    static func company(_ id: String, _ name: String) -> String {
        customer(id, name, "<ОфициальноеНаименование>\(name)</ОфициальноеНаименование>")
    }

    static func person(_ id: String, _ name: String) -> String {
        customer(id, name, "<ПолноеНаименование>\(name)</ПолноеНаименование>")
    }

    /// No XML; `mark` makes its bytes differ from another's.
    static func broken(_ mark: String) -> String {
        whole("<Каталог><!-- \(mark) --></Товары>", at: "2024-11-20T10:03:00")
    }

    private static func customer(_ id: String, _ name: String, _ more: String) -> String {
        "<Контрагент><Ид>\(id)</Ид><Наименование>\(name)</Наименование>\(more)<Роль>Покупатель</Роль></Контрагент>"
    }

    private static func whole(_ content: String, at moment: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" ДатаФормирования="\(moment)">
        \(content)
        </КоммерческаяИнформация>

        """
    }
}
