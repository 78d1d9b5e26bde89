import ExchangeEngine
import ExchangeModel
import Ledger
import Testing

/// Customers who share a telephone or an e-mail: each stays himself.
struct SharedContactTests {
    private static let phone = "+7 921 000-50-01"
    private static let companies = ["ООО Сигма", "ООО Дельта", "ООО Эпсилон", "Петров Пётр"]

    private func exchange(profile: String = "ut11") throws -> TestExchange {
        let exchange = try TestExchange(profile: profile)
        try exchange.drop("import.xml", Document.catalogue([Document.product("p1", "Лампа", Site.vat("20"))]))
        return exchange
    }

    private func list(_ orders: [(id: String, customer: String, contact: String)], _ contact: String = "Телефон")
        -> String
    {
        (["Номер заказа;Дата;Клиент;\(contact);Товар;Количество;Цена"]
            + orders.map { "\($0.id);22.11.2026;\($0.customer);\($0.contact);Лампа;2;50" }).joined(separator: "\n")
            + "\n"
    }

    /// A counterparty that 1C told of in an order of its own.
    private func known(_ name: String, _ details: String = "", phone: String = phone) -> String {
        Document.orders([
            Document.order(
                "d1", "7",
                customer: """
                    <Контрагент><Ид>11111111-1111-1111-1111-111111111111</Ид><Наименование>\(name)</Наименование>\(details)
                    <Контакты><Контакт><Тип>Телефон рабочий</Тип><Значение>\(phone)</Значение></Контакт></Контакты>
                    <Роль>Покупатель</Роль></Контрагент>
                    """)
        ])
    }

    private func answer(_ exchange: TestExchange, _ answers: [(number: String, customer: String)]) throws {
        exchange.time.advance(seconds: 120)
        let documents = answers.map { answer in
            Site.answer(answer.number).replacing("guid-anna", with: "guid-\(answer.customer)")
                .replacing("Лисицына Анна", with: answer.customer)
        }
        try exchange.drop(
            "answer.xml", Document.exchange(documents.joined(), formedAt: Site.moment(exchange.time.now - 60)))
        _ = try exchange.round()
    }

    // MARK: New customers

    @Test(arguments: [("Телефон", phone), ("E-mail", "no@mail.ru")])
    func `gives each of those who share a telephone or e-mail an «Ид» of his own, and the same again`(
        heading: String, contact: String
    ) throws {
        let exchange = try exchange()
        let orders = Self.companies.enumerated().map { ("A-\($0)", $1, contact) }
        try exchange.dropOutbound("a.csv", list(orders, heading))
        _ = try exchange.round()
        let first = try exchange.buyers()
        #expect(first.map(\.name) == Self.companies)
        #expect(Set(first.map(\.id)).count == 4)

        try exchange.dropOutbound("b.csv", list(orders.reversed().map { ("B-" + $0.0, $0.1, contact) }, heading))
        _ = try exchange.round()
        #expect(try exchange.buyers().dropFirst(4).map(\.id) == first.map(\.id).reversed())
    }

    /// A marketplace writes one telephone into all its orders.
    @Test func `knows each of very many who share a telephone again by his name`() throws {
        let exchange = try exchange()
        let letters = Array("абвгдежзиклмнопрст")
        let orders = (0..<150).map { number in
            let word = String(repeating: String(letters[number % 18]), count: 3) + String(letters[number / 18]) + "ов"
            return ("A-\(number)", "ООО \(word)\(word)", Self.phone)
        }
        try exchange.dropOutbound("a.csv", list(orders))
        _ = try exchange.round()
        let first = try exchange.buyers().map(\.id)
        #expect(Set(first).count == 150)
        try exchange.dropOutbound("b.csv", list(orders.map { ("B-" + $0.0, $0.1, Self.phone) }))
        _ = try exchange.round()
        #expect(try exchange.buyers().dropFirst(150).map(\.id) == first)
    }

    @Test func `keeps the «Ид» that the first two of a telephone had before 0.13`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound("a.csv", list(Self.companies.map { ($0, $0, Self.phone) }))
        _ = try exchange.round()
        let key = "customer/+79210005001"
        let ids = [key, key + "/9210005001"].map {
            "obmen-" + String(UInt(bitPattern: StableHash.of($0)), radix: 36)
        }
        #expect(try exchange.buyers().prefix(2).map(\.id) == ids)
    }

    @Test func `knows each of them by 1C's answer to his own order`() throws {
        let exchange = try exchange()
        let companies = Array(Self.companies.prefix(3))
        try exchange.dropOutbound("a.csv", list(companies.map { ("A-" + $0, $0, Self.phone) }))
        _ = try exchange.round()
        try answer(exchange, zip(["100001", "100002", "100003"], companies).map { ($0, $1) })
        #expect(try exchange.orders().allSatisfy { !$0.isChangedIn1C })
        try exchange.dropOutbound("b.csv", list(companies.map { ("B-" + $0, $0, Self.phone) }))
        _ = try exchange.round()
        let buyers = try exchange.buyers().dropFirst(3)
        #expect(buyers.map(\.name) == companies)
        #expect(buyers.map(\.isKnownTo1C) == [true, true, true])
    }

    // MARK: Customers of 1C

    @Test func `takes no other company for 1C's because of a telephone, whoever ordered for that before`() throws {
        let exchange = try exchange()
        try exchange.drop("d.xml", known("Вектор ООО", "<ИНН>7799037189</ИНН>"))
        let orders = [("A-1", "Петров Пётр", Self.phone), ("A-2", "ООО Совсем Другая", Self.phone)]
        try exchange.dropOutbound("a.csv", list(orders))
        _ = try exchange.round()
        // A person orders for his company.
        #expect(try exchange.buyers().map(\.name) == ["Вектор ООО", "ООО Совсем Другая"])
        #expect(try exchange.buyers().map(\.isKnownTo1C) == [true, false])

        try exchange.dropOutbound(
            "b.csv", list([("A-3", "ООО «Вектор»", Self.phone), ("A-4", orders[1].1, Self.phone)]))
        _ = try exchange.round()
        #expect(try exchange.buyers().dropFirst(2).map(\.name) == ["Вектор ООО", "ООО Совсем Другая"])
    }

    @Test func `takes no other person for 1C's because of a telephone`() throws {
        let exchange = try exchange()
        try exchange.drop("d.xml", known("Котов Иван"))
        try exchange.dropOutbound(
            "a.csv", list([("A-1", "Белова Анна", Self.phone), ("A-2", "Иван Котов", Self.phone)]))
        _ = try exchange.round()
        #expect(try exchange.buyers().map(\.name) == ["Белова Анна", "Котов Иван"])
    }

    @Test func `sends the CRM a customer of 1C although a card of another company has his telephone`() throws {
        let exchange = try exchange()
        try exchange.dropOutbound(
            "companies.csv",
            "ID;Название компании;Тип компании;Рабочий телефон\n5;ООО Совсем Другая;Клиент;+79210005001\n")
        _ = try exchange.round()
        try exchange.drop("d.xml", known("Вектор ООО"))
        let report = try exchange.round()
        #expect(try exchange.table(report, "companies").count == 1)
    }

    @Test(arguments: ["+7 999 999-99-99", "8 000 000 00 00", "+7 (111) 111-11-11"])
    func `takes a telephone that is nobody's for no evidence`(filler: String) throws {
        let exchange = try exchange(profile: "unf")
        try exchange.drop("d.xml", known("Вектор", phone: filler))
        try exchange.dropOutbound(
            "a.csv", list([("A-1", "Ким Ян", filler), ("A-2", "Белова Анна", filler), ("A-3", "Ян", filler)]))
        _ = try exchange.round()
        let buyers = try exchange.buyers()
        #expect(buyers.map(\.name) == ["Ким Ян", "Белова Анна", "Ян"])
        #expect(Set(buyers.map(\.id)).count == 3)
        #expect(buyers.allSatisfy { $0.phone == nil })
    }

    // MARK: Cards by number

    @Test func `knows the buyer of a deal that names only the numbers of his cards`() throws {
        let exchange = try exchange()
        func deal(_ id: Int, company: String, contact: String) throws {
            try exchange.dropOutbound(
                "\(id).csv",
                """
                ID;TITLE;STAGE_ID;OPPORTUNITY;CURRENCY_ID;COMPANY_ID;CONTACT_ID;PRODUCT_ID;PRODUCT_PRICE;PRODUCT_QUANTITY
                \(id);Свет;NEW;330;RUB;\(company);\(contact);Лампа;165;2

                """)
        }
        try deal(501, company: "77", contact: "12")
        #expect(try exchange.round().orders == [.held: 1])
        #expect(try exchange.orders().first?.hold?.code == "order.customer.missing")

        try exchange.dropOutbound(
            "companies.csv", "ID;Название компании;ИНН;КПП\n77;ООО Ветер;5399044117;539901001\n")
        try exchange.dropOutbound("people.csv", "ID;Имя;Фамилия;Мобильный телефон\n12;Ян;Ким;+79110000077\n")
        try deal(502, company: "0", contact: "12")
        _ = try exchange.round()
        #expect(try exchange.buyers().map(\.name) == ["ООО Ветер", "Ким Ян"])
        #expect(try exchange.buyers().map(\.inn) == ["5399044117", nil])
    }
}
