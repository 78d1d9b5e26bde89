/// A number of an XLSX, as a person would read it in the cell's editing line.
enum ExcelNumber {
    /// Excel keeps no more digits than these; what it writes past them is the noise of binary fractions.
    static let significantDigits = 15

    /// `7.9991234567E10` → «79991234567», `1200.5000000000001` → «1200.5»; what is no number is given as it is.
    ///
    /// A whole number without an exponent stays as it was written: another program may have put a longer one there.
    static func text(_ stored: String) -> String { text(stored, shift: 0) }

    /// The share as Excel shows it: `0.2` → «20%».
    static func percent(_ stored: String) -> String {
        let text = text(stored, shift: 2)
        return text.last?.isNumber == true ? text + "%" : text
    }

    /// A whole number with zeros before it: 7 as «0007»; any other as it is.
    static func padded(_ stored: String, to digits: Int) -> String {
        let text = text(stored)
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return text }
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The number times ten to the power of `shift`.
    private static func text(_ stored: String, shift: Int) -> String {
        var rest = Array(stored.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        let whole = digits(&rest)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = digits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty, let written = exponent(rest),
            (-40...40).contains(written)
        else {
            return stored
        }
        let exponent = written + shift
        if exponent == 0, !whole.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            let isZero = whole.allSatisfy { $0 == UInt8(ascii: "0") }
            return (isNegative && !isZero ? "-" : "") + String(decoding: whole, as: UTF8.self)
        }
        let text = plain(Array(whole + fraction), point: whole.count + exponent)
        return isNegative && text != "0" ? "-" + text : text
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits
    }

    /// The power of ten that ends the number: 0 where there is none, `nil` where something else stands there.
    private static func exponent(_ rest: ArraySlice<UInt8>) -> Int? {
        guard let mark = rest.first else { return 0 }
        guard mark == UInt8(ascii: "E") || mark == UInt8(ascii: "e") else { return nil }
        return Int(String(decoding: rest.dropFirst(), as: UTF8.self))
    }

    /// Digits with a point before the one at `point`, rounded.
    private static func plain(_ all: [UInt8], point: Int) -> String {
        let zero = UInt8(ascii: "0")
        var digits = Array(all.drop { $0 == zero })
        var point = point - (all.count - digits.count)
        if digits.count > significantDigits {
            let roundsUp = digits[significantDigits] >= UInt8(ascii: "5")
            digits.removeLast(digits.count - significantDigits)
            if roundsUp, Self.increment(&digits) { point += 1 }
        }
        while digits.last == zero { digits.removeLast() }
        if digits.isEmpty { return "0" }
        if point <= 0 {
            digits.insert(contentsOf: repeatElement(zero, count: 1 - point), at: 0)
            point = 1
        } else if point > digits.count {
            digits.append(contentsOf: repeatElement(zero, count: point - digits.count))
        }
        if point < digits.count { digits.insert(UInt8(ascii: "."), at: point) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Adds one at the last place; `true` when the number became a digit longer, of which the last is then dropped.
    private static func increment(_ digits: inout [UInt8]) -> Bool {
        for index in digits.indices.reversed() {
            guard digits[index] == UInt8(ascii: "9") else {
                digits[index] += 1
                return false
            }
            digits[index] = UInt8(ascii: "0")
        }
        digits.insert(UInt8(ascii: "1"), at: 0)
        digits.removeLast()
        return true
    }
}
