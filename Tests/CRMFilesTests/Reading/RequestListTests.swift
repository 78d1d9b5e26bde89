import CRMFiles
import ExchangeModel
import Testing

struct RequestListTests {
    @Test func `reads requests of a site`() throws {
        let sample = TableSample(
            """
            Номер заявки;Дата;Имя;Телефон;E-mail;Сообщение;utm_source;utm_medium;utm_campaign;Промокод;Страница
            F-301;21.11.2026 18:02;Игорь Белов;8 (906) 000-30-10;belov@example.com;"Сколько стоит осветить кафе?
            Площадь 80 м²";yandex;cpc;osen-2026;СВЕТ10;https://shop.example.ru/kafe
            F-302;21.11.2026 18:40;Ольга Зимина;+7 903 000-31-31;;Перезвоните мне;vk;;osen-2026;;
            F-303;21.11.2026 19:05;Семён;7,906E+10;;Телефон испортил Excel;vk;;;;
            F-304;21.11.2026 19:05;;7,906E+10;;;vk;;;;
            """)
        #expect(sample.lost() == [])
        #expect(sample.table?.title.english == "List: requests from a site")
        #expect(
            try sample.text(0) == """
                id: F-301
                createdAt: 2026-11-21T18:02:00
                name: Игорь Белов
                source: yandex
                campaign: osen-2026
                promo: СВЕТ10
                url: https://shop.example.ru/kafe
                channel: site
                text: Сколько стоит осветить кафе?
                Площадь 80 м²
                phones[1]: +79060003010
                emails[1]: belov@example.com
                other[utm_medium]: cpc
                """)
        #expect(sample.records.map(\.key) == ["list/site/F-301", "list/site/F-302", "list/site/F-303"])
        #expect(sample.records[2].fields["unreadable[Телефон]"] == "7,906E+10")
        #expect(sample.warnings == ["table.phone.damaged"])
        #expect(sample.rejected.map(\.code) == ["table.customer.missing"])
    }

    @Test func `gives a request without an id the same key in every file`() throws {
        let text = """
            Дата и время заявки;Имя;Телефон;Кампания;Объявление;Форма
            2026-11-21T18:40:00+0300;Ольга;+79030003131;Осень;Кафе;Расчёт
            2026-11-21T18:40:00+0300;Ольга;+79030003131;Осень;Кафе;Расчёт
            2026-11-21 18:41;Ольга;+79030003131;Осень;Кафе;Расчёт
            """
        let sample = TableSample(text)
        #expect(sample.lost() == [])
        #expect(sample.records.count == 2)
        #expect(sample.rejected.isEmpty)
        #expect(sample.records.map(\.key) == TableSample(text).records.map(\.key))
        #expect(sample.records[0].key.hasPrefix("list/social/h"))
        #expect(sample.records[0].fields["campaign"] == "Осень")
        #expect(sample.records[0].fields["channel"] == "social")
        #expect(sample.records[0].fields["other[Объявление]"] == "Кафе")
    }

    @Test func `reads calls`() throws {
        let sample = TableSample(
            """
            Дата звонка,Откуда,Куда,Длительность,Статус
            22.11.2026 09:31,+79060003333,88120007701,01:42,Принят
            22.11.2026 09:31,+79060003333,88120007701,00:00,Пропущен
            """)
        #expect(sample.lost() == [])
        #expect(sample.records.count == 2)
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["channel"] == "phone")
        #expect(fields["source"] == "88120007701")
        #expect(fields["status"] == "Принят")
        #expect(fields["other[Длительность]"] == "01:42")
    }

    @Test func `reads letters`() throws {
        let sample = TableSample(
            """
            От;Тема;Текст;Дата
            "Пётр Ильин <Ilin@Example.RU>";Заказ ламп;"Нужно 20 ламп; срочно";22.11.2026 09:31
            buh@example.ru;Счёт;;22.11.2026 09:35
            """)
        #expect(sample.lost() == [])
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["name"] == "Пётр Ильин")
        #expect(fields.values("emails") == ["Ilin@example.ru"])
        #expect(fields["title"] == "Заказ ламп")
        #expect(fields["text"] == "Нужно 20 ламп; срочно")
        #expect(sample.records.map { $0.fields["channel"] } == ["mail", "mail"])
    }

    @Test func `reads bookings`() throws {
        let sample = TableSample(
            """
            Код;Дата;Время;Услуга;Клиент;Телефон;Промокод;Канал;Мастер;Стоимость;Статус
            Z-17;28.11.2026;15:00;Подбор света;Зимина Анна;+7 911 000-17-17;ЗИМА;сайт;Пётр;1500;Подтверждена
            Z-18;45989;0.729166666667;Подбор света;Белов Иван;8 911 000 18 18;;звонок;Пётр;1 500,00;
            Z-19;28.11.2026;17:30;Подбор света;;;;звонок;Пётр;1500;
            """)
        #expect(
            try sample.text(0) == """
                id: Z-17
                date: 2026-11-28
                time: 15:00:00
                service: Подбор света
                name: Зимина Анна
                channel: site
                promo: ЗИМА
                master: Пётр
                status: Подтверждена
                sum: 1500
                phones[1]: +79110001717
                """)
        #expect(sample.records.last?.fields["date"] == "2025-11-28")
        #expect(sample.records.last?.fields["time"] == "17:30:00")
        #expect(sample.rejected.map(\.code) == ["table.customer.missing"])
    }
}
