import ExchangeModel
import Testing

@Suite struct ExactDecimalTests {
    @Test(arguments: [
        ("0", 0, 0), ("1200.50", 120_050, 2), ("1200,50", 120_050, 2), ("1 200,50", 120_050, 2),
        ("1\u{A0}200\u{A0}300.5", 12_003_005, 1), ("-3", -3, 0), ("+7", 7, 0), ("0.10", 10, 2), ("007", 7, 0),
        ("-0.5", -5, 1), ("0.000", 0, 3), ("12 345 678", 12_345_678, 0), ("5 ", 5, 0)
    ])
    func `reads a number as 1C and people write it`(_ text: String, _ unscaled: Int, _ scale: Int) throws {
        let number = try #require(ExactDecimal(text))
        #expect(number.unscaled == Int128(unscaled))
        #expect(number.scale == scale)
    }

    @Test(arguments: [
        "", " ", "-", "+", ".", ",", ".5", "5.", "5,", "12abc", "abc", "12.5O", "1.2.3", "1,2,3", "1.2 3", " 5",
        "--1", "1-", "1e5", "0x10", "NaN", "inf", "١٢", "1\u{2009}000", "5 руб.", "1.5\u{A0}", "1 7 0",
        "1 20", "1 2000", "1234 567", "12 34.5", "1 200 ,5"
    ])
    func `does not take for a number what is only partly one`(_ text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    /// Nearly all numbers are told without reckoning; every short text of these signs is told as it would be read.
    @Test func `tells what is a number as it would read it`() {
        let signs = ["0", "7", ".", ",", "-", "+", " ", "\u{A0}", "x"]
        var texts = [""]
        for _ in 0..<5 {
            for text in texts {
                let isNumber = Array(text.utf8).withUnsafeBufferPointer { ExactDecimal.isNumber($0) }
                #expect(isNumber == (ExactDecimal(text) != nil), "«\(text)»")
            }
            texts = texts.flatMap { text in signs.map { text + $0 } }
        }
        for count in 15...40 {
            for text in ["9", "0"].map({ String(repeating: $0, count: count) }) {
                for text in [text, "\(text).\(text)", "1.\(text)", "\(text).1"] {
                    let isNumber = Array(text.utf8).withUnsafeBufferPointer { ExactDecimal.isNumber($0) }
                    #expect(isNumber == (ExactDecimal(text) != nil), "«\(text)»")
                }
            }
        }
    }

    @Test func `reads eighteen digits before the point and after it, and no more`() {
        let nines = String(repeating: "9", count: 18)
        #expect(ExactDecimal("\(nines).\(nines)")?.description == "\(nines).\(nines)")
        #expect(ExactDecimal(nines + "9") == nil)
        #expect(ExactDecimal("0.\(nines)9") == nil)
    }

    @Test func `compares and adds the largest and the smallest number`() throws {
        let large = try #require(ExactDecimal(String(repeating: "9", count: 18)))
        let small = try #require(ExactDecimal("0.000000000000000001"))
        #expect(small < large)
        #expect((large + small).description == "999999999999999999.000000000000000001")
    }

    @Test func `does not count zeros in front as digits`() {
        #expect(ExactDecimal(String(repeating: "0", count: 50) + "12")?.description == "12")
    }

    @Test func `writes a number with the digits that it was read with`() {
        #expect(ExactDecimal("-0,050")?.description == "-0.050")
        #expect(ExactDecimal("1 200,50")?.description == "1200.50")
    }

    @Test(arguments: [("1.50", "1.5"), ("0", "0.000"), ("-0", "0"), ("100", "100,0")])
    func `takes the same value for equal, however it is written`(_ left: String, _ right: String) throws {
        let left = try #require(ExactDecimal(left)), right = try #require(ExactDecimal(right))
        #expect(left == right)
        #expect(Set([left, right]).count == 1)
    }

    @Test(arguments: [("1.5", "1.49"), ("0", "-0.01"), ("-1", "-2"), ("10", "9.999"), ("0.1", "0.0999999999")])
    func `orders by value`(_ larger: String, _ smaller: String) throws {
        let larger = try #require(ExactDecimal(larger)), smaller = try #require(ExactDecimal(smaller))
        #expect(smaller < larger)
        #expect(!(larger < smaller))
    }

    @Test(arguments: [
        ("0.1", "0.2", "0.3"), ("1.05", "-0.05", "1.00"), ("33.33", "66.67", "100.00"), ("5", "0.001", "5.001")
    ])
    func `adds exactly`(_ left: String, _ right: String, _ sum: String) throws {
        let left = try #require(ExactDecimal(left)), right = try #require(ExactDecimal(right))
        #expect((left + right).description == sum)
        #expect(left + right - right == left)
    }

    @Test(arguments: [
        ("12.5", "100", "1250"), ("0.1", "0.1", "0.01"), ("-3", "33.33", "-99.99"), ("100.75", "58.90", "5934.175")
    ])
    func `multiplies exactly`(_ left: String, _ right: String, _ product: String) throws {
        let left = try #require(ExactDecimal(left)), right = try #require(ExactDecimal(right))
        #expect(left.multiplied(by: right) == ExactDecimal(product))
    }

    @Test func `gives no product that it cannot hold`() throws {
        let large = try #require(ExactDecimal(String(repeating: "9", count: 18) + ".9"))
        #expect(large.multiplied(by: large) == nil)
    }

    @Test(arguments: [
        ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("0.0049", 2, "0.00"), ("2.5", 0, "3"), ("-2.5", 0, "-3"),
        ("1.45", 1, "1.5"), ("1.4", 3, "1.400"), ("99.995", 2, "100.00")
    ])
    func `rounds half away from zero`(_ text: String, _ digits: Int, _ rounded: String) throws {
        #expect(try #require(ExactDecimal(text)).rounded(to: digits).description == rounded)
    }

    @Test(arguments: [
        ("3124", 312_400), ("0.5", 50), ("-7,05", -705), ("1.500", 150), ("0.005", nil), ("33.333", nil),
        ("999999999999999999", nil)
    ])
    func `gives kopecks only where they are whole`(_ text: String, _ kopecks: Int?) throws {
        #expect(try #require(ExactDecimal(text)).kopecks == kopecks)
    }

    @Test func `is made of kopecks`() {
        #expect(ExactDecimal(kopecks: -705).description == "-7.05")
    }

    @Test(arguments: [
        ("5", 5), ("5.00", 5), ("-12", -12), ("5.01", nil), ("999999999999999999", 999_999_999_999_999_999)
    ])
    func `gives a whole number only where it is one`(_ text: String, _ whole: Int?) throws {
        #expect(try #require(ExactDecimal(text)).whole == whole)
    }

    @Test func `loses the zeros at the end when it is normalised`() {
        #expect(ExactDecimal("12.3400")?.normalized.description == "12.34")
        #expect(ExactDecimal("1200")?.normalized.description == "1200")
    }

    @Test(arguments: [("0", true, false), ("-0.00", true, false), ("-0.01", false, true), ("0.01", false, false)])
    func `knows zero and the sign`(_ text: String, _ isZero: Bool, _ isNegative: Bool) throws {
        let number = try #require(ExactDecimal(text))
        #expect(number.isZero == isZero)
        #expect(number.isNegative == isNegative)
    }

    @Test func `never traps on sums of absurd numbers`() throws {
        let huge = try #require(ExactDecimal(String(repeating: "9", count: 18)))
        let tiny = try #require(ExactDecimal("0.000000000000000001"))
        let product = try #require(huge.multiplied(by: huge))
        for sum in [product + tiny, product - tiny, -product - tiny, product + product + product] {
            #expect(sum.rounded(to: 2).isNegative == (sum < .zero))
            #expect(sum == sum + .zero)
        }
        let many = (0..<1_000).reduce(tiny) { sum, _ in sum + huge }
        #expect(many > huge)
    }
}
