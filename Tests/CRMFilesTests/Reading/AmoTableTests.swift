import CRMFiles
import ExchangeModel
import Testing

struct AmoTableTests {
    @Test func `reads leads in the new layout`() throws {
        let sample = TableSample(
            """
            "ID","Название сделки","Компания","Основной контакт","Компания контакта","Ответственный","Этап сделки","Воронка","Бюджет ₸","Дата создания","Кем создана","Дата изменения","Кем изменена","Теги сделки","Ближайшая задача","Дата закрытия","Состав заказа","Сумма по 1С","Код 1С","Рабочий телефон (контакт)","Мобильный телефон (контакт)","Должность (контакт)","Рабочий email (контакт)","Рабочий телефон (компания)","ИНН (компания)","Размер"
            "9001","Ночники","ООО «Ветер»","Ветрова Дарья Ильинична","ООО «Ветер»","Анна Смирнова","Первичный контакт","Воронка","2000","21.11.2026 15:20:00","Анна Смирнова","21.11.2026 15:25:00","Борис Котов","сайт, дети","Позвонить","не закрыта","Ночник «Совёнок» × 10 шт = 1899.00 · Лента · LED × 2,5 м = 100.00","1999.00","o-77","'+79050009001, 8 905 000-90-02","'+79050009003","Директор","vetrova@example.com","8 (812) 000-11-22 доб. 12","7799037189","A
            B"
            """)
        #expect(sample.lost() == [])
        #expect(sample.warnings == [])
        #expect(sample.table?.unknownHeadings == ["Размер"])
        #expect(
            try sample.text(0) == """
                id: 9001
                title: Ночники
                stage: Первичный контакт
                pipeline: Воронка
                company: ООО «Ветер»
                contact: Ветрова Дарья Ильинична
                inn: 7799037189
                isClosed: false
                basket: Ночник «Совёнок» × 10 шт = 1899.00 · Лента · LED × 2,5 м = 100.00
                code1C: o-77
                responsible: Анна Смирнова
                createdAt: 2026-11-21T15:20:00
                changedAt: 2026-11-21T15:25:00
                sum: 1999.00
                currency: KZT
                phones[1]: +79050009001
                phones[2]: +79050009002
                phones[3]: +79050009003
                emails[1]: vetrova@example.com
                companyPhones[1]: +78120001122 доб. 12
                tags[1]: сайт
                tags[2]: дети
                lines[1].name: Ночник «Совёнок»
                lines[1].unit: шт
                lines[1].quantity: 10
                lines[1].sum: 1899.00
                lines[2].name: Лента · LED
                lines[2].unit: м
                lines[2].quantity: 2.5
                lines[2].sum: 100.00
                other[Ближайшая задача]: Позвонить
                other[Бюджет ₸]: 2000
                other[Дата закрытия]: не закрыта
                other[Должность (контакт)]: Директор
                other[Кем изменена]: Борис Котов
                other[Кем создана]: Анна Смирнова
                other[Размер]: A
                B
                """)
    }

    @Test func `reads leads in the old layout, with headings that repeat`() throws {
        let sample = TableSample(
            """
            ID,Название сделки,Бюджет,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Примечание 2,Примечание 3,Примечание 4,Примечание 5,Этап сделки,Воронка,Полное имя контакта,Компания контакта,Ответственный за контакт,Компания,Рабочий телефон,Мобильный телефон,Рабочий email,Адрес,Адрес,Город доставки,utm_source,utm_campaign
            15,Сделка с витриной,450 000,Анна Смирнова,23.11.2026 10:15:00,Робот,24.11.2026 11:00:00,Анна Смирнова,25.11.2026 18:00:00,опт,Первое,,"Третье
            со второй строкой",,,Успешно реализовано,Опт,Ильин Пётр,Витрина,Борис Котов,Витрина,'+7 812 000-15-15,'+79210001515,ilin@example.ru,Старый адрес,Новый адрес,Тверь,yandex,осень
            """)
        #expect(sample.lost() == [])
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["comment"] == "Первое\nТретье\nсо второй строкой")
        #expect(fields["sum"] == "450000")
        #expect(fields["address"] == "Новый адрес")
        #expect(fields["other[Адрес]"] == "Старый адрес")
        #expect(fields["isClosed"] == "true")
        #expect(fields["closeDate"] == "2026-11-25")
        #expect(fields["source"] == "yandex")
        #expect(fields.values("phones") == ["+78120001515", "+79210001515"])
        #expect(sample.table?.unknownHeadings == ["Город доставки"])
    }

    @Test func `reads leads under Portuguese headings`() throws {
        let sample = TableSample(
            """
            "ID","Lead título","Empresa lead 's","Contato principal","Empresa do contato","Lead usuário responsável","Etapa do lead","Funil de vendas","Venda","Data Criada","Criado por","Última modificação","Modificado por","Lead tags","Telefone comercial (contato)","Celular (contato)"
            "77","Pedido","Loja","Ana Silva","Loja","Rui","Novo","Vendas","120,50","23.11.2026 10:15:00","Rui","23.11.2026 10:16:00","Rui","a","'+551130000001","'+5511900000002"
            """)
        #expect(sample.lost() == [])
        let fields = try #require(sample.records.first?.fields)
        #expect(sample.records.first?.key == "amocrm/deal/77")
        #expect(fields["contact"] == "Ana Silva")
        #expect(fields["sum"] == "120.50")
        #expect(fields.values("phones") == ["+551130000001", "+5511900000002"])
    }

    @Test func `tells companies from contacts in one table`() throws {
        let sample = TableSample(
            """
            ID;Тип;Полное имя контакта;Имя;Фамилия;Название компании;Ответственный;Дата создания контакта;Кем создан контакт;Сделки;Дата редактирования;Кем редактирован;Теги;Примечание 1;Рабочий телефон;Рабочий прямой телефон;Мобильный телефон;Факс;Рабочий email;Web;Адрес;Должность
            1;контакт;Ильин Пётр Олегович;;;Витрина;Анна;23.11.2026 10:15:00;Анна;Сделка 1;23.11.2026 10:15:00;Анна;опт;Звонить утром;'+78120001515;;'+79210001515;;ilin@example.ru;;;Директор
            2;компания;;;;Витрина;Анна;23.11.2026 10:15:00;Анна;;23.11.2026 10:15:00;Анна;;;'+78120001515;;;;;vitrina.example.ru;Тверь;
            3;контакт;;;;;Анна;23.11.2026 10:15:00;Анна;;23.11.2026 10:15:00;Анна;;;;;;;;;;
            """)
        #expect(sample.lost() == [])
        #expect(sample.records.map(\.key) == ["amocrm/contact/1", "amocrm/company/2"])
        #expect(sample.records.map(\.kind) == [.contact, .company])
        let contact = try #require(sample.records.first?.fields)
        #expect([contact["last"], contact["first"], contact["middle"]] == ["Ильин", "Пётр", "Олегович"])
        #expect(contact["company"] == "Витрина")
        #expect(sample.records.last?.fields["name"] == "Витрина")
        #expect(sample.records.last?.fields["site"] == "vitrina.example.ru")
        #expect(sample.rejected.map(\.code) == ["table.name.missing"])
    }

    @Test func `reads companies`() throws {
        let sample = TableSample(
            """
            ID,Название компании,Рабочий телефон,Рабочий email,Web,Адрес,ИНН,Теги,Дата создания компании,Ответственный
            8,Витрина,'+78120001515,a@example.ru,vitrina.example.ru,"Тверь, Мира, 1",7799037189,опт,23.11.2026 10:15:00,Анна
            """)
        #expect(sample.lost() == [])
        #expect(sample.records.first?.key == "amocrm/company/8")
        #expect(sample.records.first?.fields["inn"] == "7799037189")
    }

    @Test(arguments: ["Стол, стул", "Лампа × много = 5", "Лампа × 2 шт = 5.00 · прочее", "Лампа × 0 шт = 0.00"])
    func `leaves a basket that is not in our form as a text`(basket: String) throws {
        let sample = TableSample("ID;Название сделки;Бюджет;Состав заказа\n1;Сделка;5;\(basket)")
        let fields = try #require(sample.records.first?.fields)
        #expect(fields["basket"] == basket)
        #expect(fields.items("lines").isEmpty)
    }
}
