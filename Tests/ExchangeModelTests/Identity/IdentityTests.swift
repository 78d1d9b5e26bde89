import ExchangeModel
import Testing

struct IdentityTests {
    @Test(
        arguments: [
            ("8 (900) 000-12-34", "+79000001234", nil), ("+7 900 000 12 34", "+79000001234", nil),
            ("9000001234", "+79000001234", nil), ("79000001234 доб. 12", "+79000001234", "12"),
            ("+375 29 000-00-00", "+375290000000", nil), ("8-900-000-12-34 ext 5", "+79000001234", "5")
        ] as [(String, String, String?)])
    func `reads a telephone number as people write it`(text: String, number: String, inner: String?) {
        let phone = PhoneNumber(text)
        #expect(phone?.international == number)
        #expect(phone?.extensionDigits == inner)
    }

    @Test(arguments: ["", "7,9E+10", "нет", "123", "00-00-00", "19000001234", "+1234567", "+1234567890123456"])
    func `takes no telephone number that would be a guess`(text: String) {
        #expect(PhoneNumber(text) == nil)
    }

    @Test func `gives every number of a cell once and what it cannot read`() {
        let found = PhoneNumber.all(in: "8 900 000-12-34, +7(900)0001234; спросить Олега\n8 900 000-00-01")
        #expect(found.numbers.map(\.international) == ["+79000001234", "+79000000001"])
        #expect(found.unreadable == ["спросить Олега"])
    }

    @Test(arguments: [
        (" Ivan.Petrov@Example.RU ", "Ivan.Petrov@example.ru"), ("a+b@sub.example.com", "a+b@sub.example.com")
    ])
    func `takes an address and writes its domain in lower case`(text: String, address: String) {
        #expect(EmailAddress(text)?.address == address)
    }

    @Test(arguments: [
        "", "нет", "a@b", "a@@example.ru", ".a@example.ru", "a.@example.ru", "a..b@example.ru", "a@-example.ru",
        "почта@example.ru", "a b@example.ru", "a@example.ru, b@example.ru", "a@example..ru"
    ])
    func `takes no address that an importer refuses`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [("5099051265", false), (" 0199023657 ", false), ("7899112400", false), ("500100732259", true)])
    func `takes a tax number whose checksum is right`(text: String, isPersonal: Bool) {
        #expect(TaxNumber(text)?.isPersonal == isPersonal)
    }

    @Test(arguments: ["0000000000", "000000000000"])
    func `takes no zeros for a tax number, though their checksum is right`(text: String) {
        #expect(TaxNumber(text) == nil)
        #expect(TaxNumber.restoringZero(String(text.dropFirst())) == nil)
    }

    @Test(arguments: ["", "5099051266", "509905126", "500100732258", "50990512650", "509905126O", "5099 051265"])
    func `takes no tax number whose length or checksum is wrong`(text: String) {
        #expect(TaxNumber(text) == nil)
    }

    @Test(arguments: [
        ("Иванов Пётр Сергеевич", ["Иванов", "Пётр", "Сергеевич"]),
        ("Пётр Сергеевич Иванов", ["Иванов", "Пётр", "Сергеевич"]), ("Смирнова  Ольга", ["Смирнова", "Ольга", ""]),
        ("Алиев Вагиф Гейдар оглы", ["Алиев", "Вагиф", "Гейдар оглы"])
    ])
    func `splits a person's name`(text: String, parts: [String]) {
        let name = PersonName(text)
        #expect([name?.last, name?.first, name?.middle] == parts)
    }

    @Test(arguments: ["", "Ольга", "ООО \"Вектор\"", "Цех 5", "один два три четыре пять"])
    func `splits no name that it would have to guess at`(text: String) {
        #expect(PersonName(text) == nil)
    }

    @Test(arguments: [
        ("ООО «Полярная звезда»", "полярная звезда"), ("\"Вектор\", ООО", "вектор"), ("ЗАО Ёлка", "елка"),
        ("ООО", "ооо")
    ])
    func `folds a company's name to what tells it apart`(name: String, folded: String) {
        #expect(OrganizationName.folded(name) == folded)
    }

    @Test(arguments: [
        ("Café «Ёж»", "café «еж»"), ("ÄÖ ё", "äö е"), ("Ж é е\u{308}", "ж é е"), ("日本 Ё", "日本 е")
    ])
    func `folds names with letters of other scripts alike`(name: String, folded: String) {
        #expect(OrganizationName.fold(name) == folded)
    }

    @Test(arguments: [
        ("ИП Ковалёв", true), ("Ковалёв А. ИП", true), ("Индивидуальный предприниматель Ковалёв", true),
        ("ООО Тип", false), ("Типография", false)
    ])
    func `knows a sole trader by the name`(name: String, isSoleTrader: Bool) {
        #expect(OrganizationName.isSoleTrader(name) == isSoleTrader)
    }
}
