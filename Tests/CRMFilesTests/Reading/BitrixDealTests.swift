import CRMFiles
import ExchangeModel
import Testing

struct BitrixDealTests {
    private let deals = """
        \u{FEFF}"ID";"Название сделки";"Стадия сделки";"Сумма";"Валюта";"Ответственный";"Компания";"Контакт";"Дата создания";"Товар";"Цена";"Количество";"Комментарий";"Цвет коробки";
        "501";"Свет для офиса";"Подготовка документов";"3798.00";"Российский рубль";"Анна Смирнова";"ООО «Ромашка-Свет»";"";"21.11.2026 10:15:00";"Лампа «Полярис» A60";"189.90";"20";"Нужно к пятнице";"синий";
        "501";"Свет для офиса";"Подготовка документов";"1480.00";"Российский рубль";"Анна Смирнова";"ООО «Ромашка-Свет»";"";"21.11.2026 10:15:00";"Кабель ВВГнг";"118.40";"12.5";"Нужно к пятнице";"синий";
        "502";"Пустая сделка";"Новая";"1000.50";"Тенге";"Борис Котов";"";"Пётр Ильин";"22.11.2026 09:00:00";"";"";"";"";"";
        """

    @Test func `adds up the products of a deal and keeps the file's sums aside`() throws {
        let sample = TableSample(deals)
        #expect(sample.table?.title.russian == "Битрикс24: сделки с товарами")
        #expect(sample.table?.unknownHeadings == ["Цвет коробки"])
        #expect(
            try sample.text(0) == """
                id: 501
                title: Свет для офиса
                stage: Подготовка документов
                company: ООО «Ромашка-Свет»
                responsible: Анна Смирнова
                createdAt: 2026-11-21T10:15:00
                sum: 5278.00
                currency: RUB
                comment: Нужно к пятнице
                lines[1].name: Лампа «Полярис» A60
                lines[1].price: 189.90
                lines[1].quantity: 20
                lines[1].sum: 3798.00
                lines[2].name: Кабель ВВГнг
                lines[2].price: 118.40
                lines[2].quantity: 12.5
                lines[2].sum: 1480.00
                other[Сумма#2]: 1480.00
                other[Сумма]: 3798.00
                other[Цвет коробки]: синий
                """)
        #expect(sample.records[0].key == "bitrix24/deal/501")
        #expect(sample.records.map(\.line) == [2, 4])
        #expect(sample.rejected.isEmpty && sample.warnings.isEmpty)
    }

    @Test func `takes the sum of a deal without products`() throws {
        let fields = try #require(TableSample(deals).records.last?.fields)
        #expect(fields["sum"] == "1000.50")
        #expect(fields["currency"] == "KZT")
        #expect(fields["contact"] == "Пётр Ильин")
        #expect(fields.items("lines").isEmpty)
    }
}
