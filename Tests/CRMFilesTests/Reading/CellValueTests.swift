import ExchangeModel
import Testing

@testable import CRMFiles

struct CellValueTests {
    @Test(
        arguments: [
            ("1 200,50", "1200.50", nil), ("450 000 ₸", "450000", "KZT"), ("1\u{A0}200\u{202F}300", "1200300", nil),
            ("1,200.50", "1200.50", nil), ("1.200,50", "1200.50", nil), ("1,200,300", "1200300", nil),
            ("12", "12", nil),
            ("2,500", "2.500", nil), ("-10,5", "-10.5", nil), ("−10", "-10", nil), ("100 руб.", "100", "RUB"),
            ("1200р", "1200", "RUB"), ("USD 5", "5", "USD"), ("-$5", "-5", "USD"), ("1'200.50", "1200.50", nil),
            // As cells of a workbook come whose format names a currency.
            ("100 $", "100", "USD"), ("100 €", "100", "EUR"), ("99.5 USD", "99.5", "USD"), ("-5 $", "-5", "USD")
        ] as [(String, String, String?)])
    func `reads an amount`(text: String, value: String, currency: String?) {
        #expect(AmountText(text)?.value.description == value)
        #expect(AmountText(text)?.currency == currency)
    }

    @Test(arguments: [
        "", "триста", "12,5O", "1 2", "10 20 000", "1,2,3", "5 штук", "руб", "1.2.3", "12-13", "10 %", "20%", "100 у.е."
    ])
    func `takes no amount that would be a guess`(text: String) {
        #expect(AmountText(text) == nil)
    }

    @Test(arguments: [
        ("23.11.2026", "2026-11-23"), ("23.11.2026 10:15", "2026-11-23T10:15:00"),
        ("3.1.2026 9:05:07", "2026-01-03T09:05:07"), ("2026-11-23", "2026-11-23"),
        ("2026-11-23T10:15:00", "2026-11-23T10:15:00"), ("2026-11-23 10:15:00.000", "2026-11-23T10:15:00"),
        ("23/11/2026", "2026-11-23"), ("23.11.26", "2026-11-23"), ("46349", "2026-11-23"),
        ("46349.5", "2026-11-23T12:00:00"), ("29.02.2024", "2024-02-29"), ("23.11.2026, 10:15", "2026-11-23T10:15:00"),
        ("2026-11-23T10:15:00+03:00", "2026-11-23T10:15:00")
    ])
    func `reads a date`(text: String, value: String) {
        #expect(DateText(text)?.text == value)
    }

    @Test(arguments: [
        "", "31.02.2026", "29.02.2026", "11/23/2026", "завтра", "23.11", "123456", "23.11.2026 25:00", "00.11.2026"
    ])
    func `takes no date that is none`(text: String) {
        #expect(DateText(text) == nil)
    }

    @Test(arguments: [
        "#N/A", "#Н/Д", "#REF!", "#ССЫЛКА!", "#VALUE!", "#ЗНАЧ!", "#DIV/0!", "#ДЕЛ/0!", "#NAME?", "#ИМЯ?", "#NULL!",
        "#ПУСТО!", "#NUM!", "#ЧИСЛО!", " #N/A "
    ])
    func `takes an error of Excel for no value`(cell: String) {
        #expect(CellValue.isError(cell))
        #expect(CellValue.clean(cell) == "")
    }

    @Test(arguments: ["", "#", "#1045", "#АКЦИЯ!", "Ошибка #N/A", "#N/A в отчёте"])
    func `takes no other text for an error`(cell: String) {
        #expect(!CellValue.isError(cell))
        #expect(CellValue.clean(cell) == cell)
    }

    @Test(arguments: [
        ("'+79991234567", "+79991234567"), ("'=1+1", "=1+1"), ("='x'", "='x'"), ("=\"0123\"", "0123"),
        ("  a\u{A0}", "a"),
        ("'quoted'", "'quoted'"), ("\u{FEFF}a", "a")
    ])
    func `takes off what a spreadsheet put around a value`(cell: String, value: String) {
        #expect(CellValue.clean(cell) == value)
    }
}
