import ExchangeModel
import Testing

@testable import CRMFiles

struct CellTextTests {
    @Test(
        arguments: [
            ("2026-11-23", "23.11.2026"), ("2026-11-23T10:20:30", "23.11.2026"), ("2024-02-29", "29.02.2024"),
            ("2026-02-29", ""), ("2026-02-31", ""), ("2026-04-31", ""), ("2026-13-01", ""), ("2026-00-10", ""),
            ("0001-01-01", ""), ("0001-01-01T00:00:00", ""), ("23.11.2026", ""), ("завтра", ""), ("", ""), (nil, "")
        ] as [(String?, String)])
    func `writes a date and leaves empty what is none`(text: String?, cell: String) {
        #expect(CellText.date(text) == cell)
    }

    @Test(
        arguments: [
            ("руб", "RUB"), ("руб.", "RUB"), ("RUB", "RUB"), ("RUR", "RUB"), ("643", "RUB"), ("₽", "₽"), ("USD", "USD"),
            ("840", "USD"), ("Евро", "EUR"), ("978", "EUR"), ("тенге", "KZT"), ("BYN", "BYN"), ("CNY", "CNY"),
            ("", ""), (nil, "")
        ] as [(String?, String)])
    func `writes a currency by its ISO code and keeps one that it does not know`(text: String?, cell: String) {
        #expect(CellText.currency(text) == cell)
    }

    @Test(
        arguments: [
            ("796 ", "шт"), ("796", "шт"), ("Штука", "шт"), ("шт.", "шт"), ("ШТ", "шт"), ("PCE", "шт"), ("166", "кг"),
            ("Килограмм", "кг"), ("163", "г"), ("112", "л"), ("006", "м"), ("метр", "м"), ("м", "м"), ("778", "упак"),
            ("компл", "компл"), (nil, "")
        ] as [(String?, String)])
    func `writes a unit by its short name`(text: String?, cell: String) {
        #expect(CellText.unit(text) == cell)
    }

    @Test(arguments: [("1234567.5", "1234567.50"), ("0", "0.00"), ("9.995", "10.00"), ("-3", "-3.00")])
    func `writes money with a point and two digits`(text: String, cell: String) throws {
        #expect(try CellText.money(#require(ExactDecimal(text))) == cell)
    }

    @Test func `writes an extension behind its telephone and several with commas`() throws {
        let phones = try [#require(PhoneNumber("8 (495) 000-12-12 доб. 34")), #require(PhoneNumber("+7 916 000 11 22"))]
        #expect(CellText.phones(phones) == "+74950001212 доб. 34,+79160001122")
    }

    @Test(
        arguments: [
            ("две\nстроки", "две строки"), ("две\r\nстроки\tи табуляция", "две строки и табуляция"), (" края ", "края"),
            ("КР-68\\", "КР-68\\ "), ("КР\\\"68", "КР\\ \"68"), ("a\\\\\"", "a\\\\ \""), ("\"Север\"", "\"Север\""),
            ("C:\\temp", "C:\\temp"), ("", "")
        ])
    func `keeps a text of Bitrix24 on one line and a backslash away from quotes and the end`(
        text: String, cleaned: String
    ) {
        let crm = Bitrix24(settings: CRMSettings())
        #expect(crm.clean(text) == cleaned)
        #expect(crm.clean(cleaned) == cleaned, "a second time changes nothing")
    }

    @Test func `takes titles of Bitrix24 that differ by case, ё or masks alone for one`() {
        let crm = Bitrix24(settings: CRMSettings())
        #expect(crm.fold("Щётка 100%") == crm.fold("щетка 100_"))
        #expect(crm.fold("Щётка 100") != crm.fold("Щётка 101"))
    }
}
