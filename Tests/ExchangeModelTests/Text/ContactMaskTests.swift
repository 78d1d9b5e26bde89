import ExchangeModel
import Testing

@Suite("Hidden telephones and addresses")
struct ContactMaskTests {
    @Test(
        "Numbers keep their last four digits, addresses their first letter and domain",
        arguments: [
            ("+7 (911) 000-10-42", "+• (•••) •••-10-42"), ("8 911 000 10 42", "• ••• ••• 10 42"),
            ("79110001042", "•••••••1042"), ("9110001042", "••••••1042"), ("+375 29 111-22-33", "+••• •• •••-22-33"),
            ("звоните 8-911-000-10-42, спросить Анну", "звоните •-•••-•••-10-42, спросить Анну"),
            ("anna.smirnova@mail.ru", "a…@mail.ru"), ("почта: анна@пример.рф.", "почта: а…@пример.рф."),
            ("<Телефон>89110001042</Телефон>", "<Телефон>•••••••1042</Телефон>"),
            ("a@b.ru, 8(911)0001042; c@d.com", "a…@b.ru, •(•••)•••1042; c…@d.com")
        ])
    func hides(_ text: String, _ hidden: String) {
        #expect(ContactMask.hide(text) == hidden)
    }

    @Test(
        "What is no number of a telephone stays",
        arguments: [
            "7707083893", "770708389312", "1 234 567,80", "12500.00 руб", "Заказ № 100017", "26.11.2026 14:05",
            "6206e2db-7b0c-11ec-8f2c-00155d0a8901", "0000042-79110001042ab.xml", "12 345 678 901,50", "арт. 8-12",
            "user@localhost", "@", "+"
        ])
    func leaves(_ text: String) {
        #expect(ContactMask.hide(text) == text)
    }
}
