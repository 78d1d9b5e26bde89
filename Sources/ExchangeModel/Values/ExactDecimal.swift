/// A decimal number exactly as written: money, quantity, rate.
///
/// Never a binary fraction.
///
/// Holds `unscaled · 10^-scale`. Up to 18 digits before and 18 after the point are
/// read, more than any base holds. Sums that leave 128 bits all the same, of absurd numbers, stay at 10³⁷ units: nothing
/// traps, and what is shown is as absurd.
public struct ExactDecimal: Hashable, Sendable, Comparable {
    public let unscaled: Int128
    /// Digits after the point, 0 or more.
    public let scale: Int

    public static let zero = ExactDecimal(unscaled: 0, scale: 0)

    public init(unscaled: Int128, scale: Int) {
        self.unscaled = unscaled
        self.scale = scale
    }

    public init(_ whole: Int) {
        self.init(unscaled: Int128(whole), scale: 0)
    }

    /// Reads a number as 1C, Bitrix and people write it: point or comma before the fraction, spaces or non-breaking
    /// spaces between thousands, which leave groups of three digits: «1 7 0» is no number.
    ///
    /// The whole text must be a number.
    public init?(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { Self.scan($0) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Whether bytes are a number that ``init(_:)`` would read; costs no copy.
    public static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        isPlain(bytes) || scan(bytes) != nil
    }

    /// Up to 18 digits, with or without a point between them: what nearly all numbers are, told without reckoning.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, isDigit(first), isDigit(last), bytes.count <= 18
        else { return false }
        var points = 0
        for byte in bytes where !isDigit(byte) {
            guard byte == UInt8(ascii: ".") else { return false }
            points += 1
        }
        return points <= 1
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
        var value: Int128 = 0
        var digits = 0, significant = 0, scale = 0
        var inFraction = false, negative = false
        // Digits since the last space.
        var group = 0
        var isGrouped = false, isAfterSpace = false
        var index = 0
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            index = 1
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isAfterSpace {
                    guard isGrouped ? group == 3 : group <= 3 else { return nil }
                    (isGrouped, isAfterSpace, group) = (true, false, 0)
                }
                digits += 1
                if !inFraction { group += 1 }
                if significant > 0 || byte != UInt8(ascii: "0") { significant += 1 }
                value = value * 10 + Int128(byte - UInt8(ascii: "0"))
                if inFraction { scale += 1 }
                guard significant - scale <= 18, scale <= 18 else { return nil }
            case UInt8(ascii: "."), UInt8(ascii: ","):
                guard !inFraction, digits > 0, !isAfterSpace else { return nil }
                inFraction = true
            case 0x20 where digits > 0 && !inFraction:
                isAfterSpace = true
            case 0xC2 where digits > 0 && !inFraction && index + 1 < bytes.count && bytes[index + 1] == 0xA0:
                isAfterSpace = true
                index += 1
            default:
                return nil
            }
            index += 1
        }
        guard digits > 0, !(inFraction && scale == 0), !isGrouped || group == 3 else { return nil }
        return ExactDecimal(unscaled: negative ? -value : value, scale: scale)
    }

    public var isZero: Bool { unscaled == 0 }
    public var isNegative: Bool { unscaled < 0 }

    /// The same value without zeros at the end of the fraction.
    public var normalized: ExactDecimal {
        var value = unscaled, digits = scale
        while digits > 0, value % 10 == 0 {
            value /= 10
            digits -= 1
        }
        return ExactDecimal(unscaled: value, scale: digits)
    }

    /// The value as a whole number, or `nil` where it has a fraction or is too large.
    public var whole: Int? {
        let plain = normalized
        return plain.scale == 0 ? Int(exactly: plain.unscaled) : nil
    }

    /// Rounded half away from zero, as accountants do, to that many digits after the point.
    public func rounded(to digits: Int) -> ExactDecimal {
        guard scale > digits else { return rescaled(to: digits) }
        let divisor = Self.power(scale - digits)
        let half = divisor / 2
        let unscaled = Self.clamped(unscaled)
        let value = unscaled < 0 ? -((-unscaled + half) / divisor) : (unscaled + half) / divisor
        return ExactDecimal(unscaled: value, scale: digits)
    }

    /// The value in kopecks, or `nil` where it is not whole kopecks.
    public var kopecks: Int? {
        let two = rounded(to: 2)
        return two == self ? Int(exactly: two.unscaled) : nil
    }

    public init(kopecks: Int) {
        self.init(unscaled: Int128(kopecks), scale: 2)
    }

    public static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        let scale = max(left.scale, right.scale)
        return ExactDecimal(
            unscaled: clamped(left.rescaled(to: scale).unscaled + right.rescaled(to: scale).unscaled), scale: scale)
    }

    public static prefix func - (value: ExactDecimal) -> ExactDecimal {
        ExactDecimal(unscaled: -value.unscaled, scale: value.scale)
    }

    public static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal { left + -right }

    /// The exact product, or `nil` where it has more digits than can be held.
    public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let left = normalized, right = other.normalized
        let (value, overflow) = left.unscaled.multipliedReportingOverflow(by: right.unscaled)
        guard !overflow, left.scale + right.scale <= 18, value.magnitude < Self.power(36).magnitude else { return nil }
        return ExactDecimal(unscaled: value, scale: left.scale + right.scale)
    }

    public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let (a, b) = (left.normalized, right.normalized)
        return a.unscaled == b.unscaled && a.scale == b.scale
    }

    public func hash(into hasher: inout Hasher) {
        let plain = normalized
        hasher.combine(plain.unscaled)
        hasher.combine(plain.scale)
    }

    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        (left - right).unscaled < 0
    }

    private func rescaled(to digits: Int) -> ExactDecimal {
        let (value, overflow) = unscaled.multipliedReportingOverflow(by: Self.power(digits - scale))
        let most = unscaled < 0 ? -Self.limit : Self.limit
        return ExactDecimal(unscaled: overflow ? most : Self.clamped(value), scale: digits)
    }

    /// Two of them can be added.
    private static let limit = power(37)

    private static func clamped(_ value: Int128) -> Int128 { min(max(value, -limit), limit) }

    private static func power(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<max(0, exponent) { result *= 10 }
        return result
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// With a point and as many digits as the scale says.
    public var description: String {
        let sign = unscaled < 0 ? "-" : ""
        let digits = String(unscaled.magnitude)
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
