import ExchangeModel
import Testing

struct SpreadsheetDamageTests {
    @Test(arguments: [
        ("7.9991234567E+10", "+79991234567"), ("7,9991234567e10", "+79991234567"), ("79991234567.0", "+79991234567"),
        ("9,991234567E+09", "+79991234567")
    ])
    func `reads a phone of which a spreadsheet kept every digit`(text: String, number: String) {
        #expect(PhoneNumber(text)?.international == number)
        #expect(PhoneNumber.all(in: text).numbers.map(\.international) == [number])
    }

    @Test(arguments: ["7,9E+10", "7.99912E+10", "7E+10", "7,999123456E+10"])
    func `guesses at no phone of which a spreadsheet cut digits`(text: String) {
        #expect(PhoneNumber(text) == nil)
        #expect(PhoneNumber.all(in: text).unreadable == [text])
        #expect(SpreadsheetNumber(text)?.digits == nil)
    }

    @Test(
        arguments: [
            ("'+7 999 123-45-67", ["+79991234567"], []), ("+79991234567 доб. 12", ["+79991234567 доб. 12"], []),
            ("+79991234567 +79991234568", ["+79991234567", "+79991234568"], []),
            ("89991234567 89991234568", ["+79991234567", "+79991234568"], []),
            ("+7\u{A0}999\u{A0}123‑45‑67\n8 (812) 000-11-22", ["+79991234567", "+78120001122"], []),
            ("+7 999 123-45-67 (Олег)", ["+79991234567"], ["Олег)"])
        ] as [(String, [String], [String])])
    func `finds every phone of a cell`(text: String, numbers: [String], rest: [String]) {
        let found = PhoneNumber.all(in: text)
        #expect(found.numbers.map(\.description) == numbers)
        #expect(found.unreadable == rest)
    }

    @Test(arguments: [
        "\u{A0}", "\u{2009}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{3000}", "\u{1680}", "\u{85}", "\t", "  "
    ])
    func `makes one space of every kind of white space`(space: String) {
        #expect("«а»\(space)– №".singleLine == "«а» – №")
        #expect("\(space)а\(space)".trimmed == "а")
    }

    @Test func `compares phones by their last ten digits`() {
        #expect(PhoneNumber("8 999 123-45-67")?.comparisonKey == "9991234567")
    }

    @Test func `puts back a zero that a spreadsheet dropped from a tax number`() {
        #expect(TaxNumber.restoringZero("199023657")?.digits == "0199023657")
        #expect(TaxNumber.restoringZero("199023658") == nil)
        #expect(TaxNumber.restoringZero("5099051265") == nil)
    }

    @Test func `knows the codes of tax offices and registers`() {
        #expect(TaxReasonCode("779901001") != nil)
        #expect(TaxReasonCode("7799AB001") != nil)
        #expect(TaxReasonCode("77990100") == nil)
        #expect(TaxReasonCode("7799аб001") == nil)
        #expect(RegistrationNumber("1027700132195")?.isSoleTrader == false)
        #expect(RegistrationNumber("1027700132194") == nil)
        #expect(RegistrationNumber("304500116000157")?.isSoleTrader == true)
        #expect(RegistrationNumber("304500116000158") == nil)
    }
}
