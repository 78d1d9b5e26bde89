import Foundation
import TestSupport
import Testing

/// The three businesses as a newcomer plays them: `obmen demo --scenario …`, and what the pages and packs then say.
struct ScenarioTests {
    private func played(_ scenario: String) throws -> (program: Program, output: String) {
        let program = try Program()
        let result = try program.run("demo", "--scenario", scenario, program.root)
        #expect(result.code == 0, "\(result.errors)")
        #expect(try program.run("audit", "--root", program.root).code == 0)
        return (program, result.output)
    }

    /// Chosen columns of a table of `reports/`, one line a row.
    private func table(_ program: Program, _ name: String, _ columns: String...) throws -> [String] {
        let text = try program.folder.text("watch/reports/\(name).csv")
        let rows = text.split(separator: "\n").map { line in
            line.trimmingPrefix("\u{FEFF}").dropFirst().dropLast().components(separatedBy: "\";\"").map {
                $0.replacing("\"\"", with: "\"")
            }
        }
        let headings = try #require(rows.first)
        let places = try columns.map { try #require(headings.firstIndex(of: $0), "\($0)") }
        return rows.dropFirst().map { row in places.map { row[$0] }.joined(separator: " | ") }
    }

    private func lastPack(_ program: Program, _ crm: String) throws -> String {
        "watch/to-crm/\(crm)/" + (try #require(program.folder.names(in: "watch/to-crm/\(crm)").last))
    }

    @Test func `salon: bookings to 1C and the CRM, services back, reminders, what advertising brought`() throws {
        let (program, output) = try played("salon")
        #expect(output.contains("Напомнить о визите 26.11.2026: 5."))
        #expect(output.contains("Не окупились: «Отзывы на картах», «Контекст», «Розыгрыш»."))
        #expect(
            try table(
                program, "campaigns", "Канал", "Кампания", "Заявки", "Записи", "Пришли", "Клиенты", "Выручка",
                "Средний чек", "Расход", "Прибыль", "Цена клиента", "Окупаемость, %") == [
                    "соцсети | Осень-2026 | 3 | 8 | 5 | 4 | 18500,00 | 3700,00 | 12500,00 | 6000,00 | 3125,00 | 48,0",
                    "сайт | Красота зимой | 1 | 3 | 2 | 2 | 8400,00 | 4200,00 | 4800,00 | 3600,00 | 2400,00 | 75,0",
                    "сайт |  | 1 | 4 | 2 | 2 | 5000,00 | 2500,00 | 0,00 | 5000,00 | 0,00 | ",
                    "карты |  | 0 | 2 | 1 | 1 | 2900,00 | 2900,00 | 0,00 | 2900,00 | 0,00 | ",
                    " | промокод ПОДРУГА | 0 | 1 | 0 | 0 | 0,00 |  | 0,00 | 0,00 |  | ",
                    "карты | Отзывы на картах | 0 | 0 | 0 | 0 | 0,00 |  | 2000,00 | -2000,00 |  | -100,0",
                    "сайт | Контекст | 2 | 0 | 0 | 0 | 0,00 |  | 7350,50 | -7350,50 |  | -100,0",
                    "соцсети | Розыгрыш | 0 | 0 | 0 | 0 | 0,00 |  | 3000,00 | -3000,00 |  | -100,0",
                    "телефон |  | 2 | 1 | 0 | 0 | 0,00 |  | 0,00 | 0,00 |  | ",
                    "не определено |  | 0 | 1 | 1 | 1 | 2200,00 | 2200,00 | 0,00 | 2200,00 | 0,00 | ",
                    "Всего |  | 9 | 20 | 11 | 9 | 37000,00 | 3363,64 | 29650,50 | 7349,50 | 3294,50 | 24,8"
                ])
        #expect(
            try table(program, "visits", "Время", "Клиент", "Код", "Ответственный") == [
                "10:00 | Римма Зотова | S-1057 | Борис Котов", "11:30 | Ольга Демидова | S-1058 | Анна Смирнова",
                "13:00 | Мария Голубева | S-1059 | Вера Лапина", "15:00 | Ирина Соколова | S-1061 | Анна Смирнова",
                "18:30 | Кира Панина | S-1060 | Анна Смирнова"
            ])
        #expect(
            try table(program, "followup", "Клиент", "Сумма") == [
                "Анна Ветрова | 3600,00", "Елена Шубина | 4800,00", "Ирина Соколова | 2300,00",
                "Ольга Демидова | 5300,00"
            ])
        let changes = try program.folder.text(lastPack(program, "bitrix24") + "/06-ИЗМЕНЕНИЯ.csv")
        #expect(changes.contains("\"Запись S-1052: Чистка лица\";\"Состояние: услуга оказана и оплачена · "))
        #expect(changes.contains("\"Запись S-1045: Мелирование\";\"Возвращено: 1500.00\""))
        // Nobody is lost: 9 requests, 20 bookings, and the one bad row beside its page.
        #expect(try table(program, "requests", "Код").count == 29)
        #expect(
            try !table(program, "requests", "Пакет", "Ответственный").contains {
                $0.hasSuffix("| ") || $0.contains("ждёт")
            })
        #expect(try table(program, "request-files", "Не принято строк").filter { $0 != "0" } == ["1"])
    }

    @Test func `wholesale: turnover, tiers, and what the current order lacks`() throws {
        let (program, output) = try played("wholesale")
        #expect(output.contains("В текущем заказе нет того, что обычно берут: Буфет-Сервис АО."))
        #expect(
            try table(
                program, "customers", "Клиент", "Ответственный", "Оборот за 90 дней", "Скидка, %",
                "До следующего уровня",
                "Дата снижения", "Бонусы", "Ждём заказ", "Опаздывает", "Текущий заказ") == [
                    "Чайный дом Нева ООО | Анна Смирнова | 861002,00 | 6 | 138998,00 | 07.12.2026 | 1355 | 30.11.2026 | нет | 100001",
                    "Кофейня на Мойке ООО | Борис Котов | 575214,00 | 4 | 174786,00 | 19.12.2026 | 480 | 30.11.2026 | нет | 100002",
                    "Буфет-Сервис АО | Борис Котов | 433692,80 | 2 | 16307,20 | 16.01.2027 |  | 03.12.2026 | нет | 4094",
                    "Вкус дня ООО | Анна Смирнова | 280932,00 | 2 | 169068,00 | 01.12.2026 |  | 10.12.2026 | нет | ",
                    "Мельников А. Ю. ИП | Вера Лапина | 95060,00 | 0 | 54940,00 | 08.02.2027 | 131 | 14.12.2026 | нет | 4095",
                    "Гостиница Ладога ООО | Вера Лапина | 22146,00 | 0 | 127854,00 | 08.12.2026 |  | 29.09.2026 | да | ",
                    "Пекарня Колос ООО |  | 7848,00 | 0 | 142152,00 | 14.01.2027 |  | 10.12.2026 | нет | ",
                    "Колос пекарня |  | 2940,00 | 0 | 2060,00 |  |  |  | нет | ",
                    "Тимофеева Ольга Павловна | Анна Смирнова | 2452,40 | 0 | 2547,60 |  |  | 17.12.2026 | нет | "
                ])
        #expect(try table(program, "born-in-1c", "Клиент") == ["Колос пекарня", "Пекарня Колос ООО"])
        #expect(
            try table(program, "duplicates", "Где", "Почему") == [
                "1С | ИНН 7801990070", "Битрикс24, компании | телефон …8120003102"
            ])
        #expect(try table(program, "differences", "Заказ").isEmpty)
        let figures = try program.folder.text(lastPack(program, "bitrix24") + "/07-company-figures.csv")
        #expect(figures.contains("\"Чай с бергамотом, 100 пак.; Какао-порошок, 1 кг; Размешиватель, 1000 шт.\""))
        let letterbox = try program.folder.text("watch/to-1c/orders.xml")
        #expect(letterbox.components(separatedBy: "<Документ>").count == 3)
    }

    @Test func `telecom: every deal at its stage, with the file that moved it`() throws {
        let (program, output) = try played("telecom")
        #expect(output.contains("Застряли: 3"))
        #expect(
            try table(
                program, "deals", "Сделка", "Чего ждёт", "Предоплата получена", "Документы подписаны",
                "Оплачено полностью",
                "Отгружено", "Стоит, дней") == [
                    "Сеть для бизнес-центра | Подписания договора |  |  |  |  | 34",
                    "Гарнитуры колл-центру | Подписания договора |  |  |  |  | 0",
                    "Связь для отеля | Счёта на предоплату |  |  |  |  | 20",
                    "Второй этаж бизнес-центра | Предоплаты |  |  |  |  | 20",
                    "Телефония для клиники | Закрывающих документов | 25.11.2026 |  |  |  | 0",
                    "Склад: коммутаторы и шкафы | Полной оплаты | 10.11.2026 | 20.11.2026 |  | 17.11.2026 | 5",
                    "Маршрутизаторы для отделений | Отгрузки | 11.11.2026 | 20.11.2026 | 18.11.2026 |  | 5",
                    "Wi-Fi в лицее | Ничего: завершены | 09.11.2026 | 20.11.2026 | 19.11.2026 | 16.11.2026 | 5"
                ])
        #expect(try table(program, "differences", "Заказ").isEmpty)
        let changes = try program.folder.text(lastPack(program, "bitrix24") + "/06-ИЗМЕНЕНИЯ.csv")
        #expect(changes.contains("Телефония для клиники (ID 902)\";\"Состояние: оплачен частично · Оплачено: 44703.00"))
    }

    @Test func `reckons a report for another day into another folder`() throws {
        let (program, _) = try played("wholesale")
        let result = try program.run(
            "report", "--root", program.root, "--today", "2026-12-02", "--into", program.folder.path("later"))
        #expect(result.code == 0)
        let text = try program.folder.text("later/customers.csv")
        #expect(text.contains("\"Вкус дня ООО\""))
        #expect(try program.folder.text("watch/reports/customers.csv") != text)
        #expect(try program.run("report", "--root", program.root, "--today", "завтра").code == 2)
        #expect(try program.run("report", "--root", program.folder.path("nowhere")).code == 3)
    }
}
