internal import Glibc

/// The time, as a parameter: tests bring their own.
public struct ExchangeClock: Sendable {
    /// Seconds since 1970.
    public var now: @Sendable () -> Int

    public init(now: @escaping @Sendable () -> Int) {
        self.now = now
    }

    public static let system = ExchangeClock { time(nil) }

    /// The moment in UTC, as `2026-11-25T04:33:00Z`.
    public var utc: String {
        var seconds = now()
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return Self.date(parts) + "T" + Self.pad(parts.tm_hour) + ":" + Self.pad(parts.tm_min) + ":"
            + Self.pad(parts.tm_sec) + "Z"
    }

    /// The day where the program runs: `2026-11-25`.
    public var day: String {
        var seconds = now()
        var parts = tm()
        localtime_r(&seconds, &parts)
        return Self.date(parts)
    }

    private static func date(_ parts: tm) -> String {
        "\(parts.tm_year + 1900)-\(pad(parts.tm_mon + 1))-\(pad(parts.tm_mday))"
    }

    private static func pad(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
