internal import ExchangeModel

/// Money as 1C stores it: up to 13 digits of roubles and two of kopecks.
enum Kopecks {
    static let limit = 1_000_000_000_000_000

    /// The nearest kopeck, half away from zero; what 1C could not store is cut down to its limit.
    static func rounded(_ value: ExactDecimal) -> Int {
        let kopecks = value.rounded(to: 2).unscaled
        return Int(min(max(kopecks, -Int128(limit)), Int128(limit)))
    }

    /// The value in kopecks where it is one exactly and 1C can store it.
    static func exact(_ value: ExactDecimal) -> Int? {
        guard let kopecks = value.kopecks, kopecks.magnitude < limit else { return nil }
        return kopecks
    }
}
