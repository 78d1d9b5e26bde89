import ExchangeModel
import Testing

struct ExactDecimalTests {
    @Test(arguments: [
        ("0", "0"), ("12", "12"), ("12.50", "12.50"), ("12,5", "12.5"), ("-3.25", "-3.25"), ("+7", "7"),
        ("1 234 567,89", "1234567.89"), ("1\u{A0}200.5", "1200.5"), ("007", "7"), ("0.001", "0.001"),
        ("123456789012345678901234567890", "123456789012345678901234567890")
    ])
    func `reads a number as people write it`(text: String, number: String) {
        #expect(ExactDecimal(text)?.description == number)
    }

    @Test(arguments: [
        "", " ", "12abc", "12.5O", "1.2.3", "1,2,3", "12.", ".5", "-", "+", "--1", "1e5", "NaN", "٣",
        "1234567890123456789012345678901", "0.1234567890123456789012345678901"
    ])
    func `takes nothing that is not a number as a whole`(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test func `keeps the digits after the point and still compares by value`() {
        #expect(ExactDecimal("1.50") == ExactDecimal("1.5"))
        #expect(ExactDecimal("1.50")?.description == "1.50")
        #expect(ExactDecimal("1.50")?.hashValue == ExactDecimal("1.5")?.hashValue)
    }

    @Test(arguments: [("0.1", "0.2", "0.3"), ("10", "-0.05", "9.95"), ("-1.5", "-2.25", "-3.75")])
    func `adds and subtracts exactly`(left: String, right: String, sum: String) throws {
        let (a, b, c) = try (#require(ExactDecimal(left)), #require(ExactDecimal(right)), #require(ExactDecimal(sum)))
        #expect(a + b == c)
        #expect(c - b == a)
    }

    @Test(arguments: [("33.33", "3", "99.99"), ("12.5", "0.08", "1"), ("-2", "1.5", "-3")])
    func `multiplies exactly`(left: String, right: String, product: String) throws {
        let (a, b) = try (#require(ExactDecimal(left)), #require(ExactDecimal(right)))
        #expect(a.multiplied(by: b) == ExactDecimal(product))
    }

    @Test func `gives no product that has more digits than can be held`() throws {
        let large = try #require(ExactDecimal("123456789012345678901234567891"))
        #expect(large.multiplied(by: large) == nil)
    }

    @Test(arguments: [
        ("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("2.344", 2, "2.34"), ("0.5", 0, "1"), ("-0.5", 0, "-1"),
        ("1.5", 2, "1.50"), ("9.995", 2, "10.00")
    ])
    func `rounds half away from zero`(text: String, digits: Int, rounded: String) {
        #expect(ExactDecimal(text)?.rounded(to: digits).description == rounded)
    }

    @Test(
        arguments: [("12.5", 1250), ("-0.01", -1), ("3.100", 310), ("0.001", nil), ("99.999", nil)] as [(String, Int?)])
    func `gives kopecks only where they are whole`(text: String, kopecks: Int?) throws {
        let number = try #require(ExactDecimal(text))
        #expect(number.kopecks == kopecks)
    }

    @Test(arguments: [("5.00", 5), ("5.01", nil), ("99999999999999999999", nil)] as [(String, Int?)])
    func `is a whole number only without a fraction`(text: String, whole: Int?) throws {
        let number = try #require(ExactDecimal(text))
        #expect(number.whole == whole)
    }

    @Test func `orders by value and not by text`() {
        let sorted = ["10", "9.5", "-1", "0.05"].compactMap { ExactDecimal($0) }.sorted().map(\.description)
        #expect(sorted == ["-1", "0.05", "9.5", "10"])
    }
}
