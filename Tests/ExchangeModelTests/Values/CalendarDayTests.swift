import ExchangeModel
import Testing

struct CalendarDayTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-25", 20_782), ("2026-11-25T10:00:00", 20_782),
            ("1969-12-31", -1)
        ])
    func `counts days from 1970`(_ text: String, _ number: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.number == number)
        #expect(day.text == text.prefix(10))
    }

    @Test(arguments: ["", "T", "0001-01-01", "2026-02-30", "2026-13-01", "2026-1-1", "25.11.2026", "20 6-11-25"])
    func `reads no day from what is none`(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func `goes through a leap year day by day`() throws {
        var day = try #require(CalendarDay("2027-12-31"))
        for month in 1...12 {
            let length = month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31
            for number in 1...length {
                day = day + 1
                let expected = "2028-" + (month < 10 ? "0" : "") + "\(month)-" + (number < 10 ? "0" : "") + "\(number)"
                #expect(day.text == expected)
                #expect(CalendarDay(expected) == day)
            }
        }
    }
}
