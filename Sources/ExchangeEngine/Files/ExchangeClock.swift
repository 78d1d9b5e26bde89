internal import ExchangeModel
internal import Glibc

/// The time, as a parameter: tests bring their own.
public struct ExchangeClock: Sendable {
    /// Seconds since 1970.
    public var now: @Sendable () -> Int
    /// Seconds by which the clock on the wall is ahead of UTC at a moment.
    var zone: @Sendable (_ moment: Int) -> Int
    /// Waits so many microseconds.
    var pause: @Sendable (_ microseconds: UInt32) -> Void

    /// A clock whose wall is where the program runs, or where `zone` says.
    public init(
        zone: @escaping @Sendable (_ moment: Int) -> Int = Self.zoneHere,
        pause: @escaping @Sendable (_ microseconds: UInt32) -> Void = Self.sleep,
        now: @escaping @Sendable () -> Int
    ) {
        self.zone = zone
        self.pause = pause
        self.now = now
    }

    public static let system = ExchangeClock { Glibc.time(nil) }

    /// The present, held: what one step writes down in several places is one moment.
    var frozen: ExchangeClock { at(now()) }

    /// The same wall at another moment.
    func at(_ moment: Int) -> ExchangeClock { ExchangeClock(zone: zone, pause: pause) { moment } }

    /// Time that passes as everywhere.
    @Sendable public static func sleep(_ microseconds: UInt32) { usleep(microseconds) }

    /// The machine's own time zone.
    @Sendable public static func zoneHere(_ moment: Int) -> Int {
        var seconds = moment
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }

    /// The moment in UTC, as `2026-11-25T04:33:00Z`.
    public var utc: String { Self.utc(now()) }

    /// The seconds of a moment in that form; `nil` for any other text.
    static func seconds(_ text: String) -> Int? {
        let digits = text.utf8.map { Int($0) - 0x30 }
        let places = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
        guard digits.count == 20, places.allSatisfy({ (0...9).contains(digits[$0]) }) else { return nil }
        func number(_ from: Int, _ count: Int) -> Int32 {
            Int32(digits[from..<(from + count)].reduce(0) { $0 * 10 + $1 })
        }
        var parts = tm()
        parts.tm_year = number(0, 4) - 1900
        parts.tm_mon = number(5, 2) - 1
        parts.tm_mday = number(8, 2)
        parts.tm_hour = number(11, 2)
        parts.tm_min = number(14, 2)
        parts.tm_sec = number(17, 2)
        return timegm(&parts)
    }

    /// The moment that a folder of samples names, where the program runs: `2026-11-24T09-00`; `nil` for another name.
    public static func moment(ofFolder name: String) -> Int? {
        let day = name.prefix(10), clock = name.dropFirst(11).split(separator: "-")
        guard let utc = seconds("\(day)T\(clock.joined(separator: ":")):00Z") else { return nil }
        // What the clock on the wall shows there, not in Greenwich.
        var seconds = utc
        var parts = tm()
        gmtime_r(&seconds, &parts)
        parts.tm_isdst = -1
        return mktime(&parts)
    }

    /// Another moment in the same form.
    static func utc(_ moment: Int) -> String {
        var seconds = moment
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return date(parts) + "T" + time(parts) + "Z"
    }

    /// The moment on the wall, without a zone, as 1C writes it: `2026-11-25T07:33:00`.
    public var local: String { String(Self.utc(shifted).dropLast()) }

    /// Now, as if the wall's time were UTC.
    private var shifted: Int {
        let moment = now()
        return moment + zone(moment)
    }

    /// The day of a moment in UTC where the program runs; empty for a text that is none.
    static func localDay(_ utc: String) -> Substring {
        seconds(utc).map { moment in ExchangeClock { moment }.local.prefix(10) } ?? ""
    }

    /// A moment in UTC as people read it where the program runs: `25.11.2026 17:25`; the text itself where it is none.
    static func wall(_ utc: String) -> String {
        guard let moment = seconds(utc) else { return utc }
        let local = ExchangeClock { moment }.local
        guard let day = CalendarDay(local) else { return utc }
        return "\(day.russian) \(local.dropFirst(11).prefix(5))"
    }

    /// The day on the wall: `2026-11-25`.
    public var day: String { String(local.prefix(10)) }

    private static func date(_ parts: tm) -> String {
        "\(parts.tm_year + 1900)-\(pad(parts.tm_mon + 1))-\(pad(parts.tm_mday))"
    }

    private static func time(_ parts: tm) -> String {
        pad(parts.tm_hour) + ":" + pad(parts.tm_min) + ":" + pad(parts.tm_sec)
    }

    private static func pad(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
