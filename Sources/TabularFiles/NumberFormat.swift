/// What a cell's format makes of its number.
enum NumberFormat: Hashable {
    case number
    /// A number with zeros before it, as many digits as the format has: a code, `0000`.
    case padded(Int)
    /// An amount in a currency other than the rouble, by the name or sign that the format has: «$», «EUR».
    case amount(String)
    case percent
    case date
    /// A time of day.
    case time
    /// Hours that count past 24: `[h]:mm`.
    case elapsed

    /// A format that every workbook has, by its number (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are East Asian).
    ///
    /// The currency of 5–8 and 41–44 is that of whoever looks, so that they name none.
    init(builtIn id: Int) {
        self =
            switch id {
            case 9, 10: .percent
            case 14...17, 22, 27...36, 50...58: .date
            case 18...21, 45, 47: .time
            case 46: .elapsed
            default: .number
            }
    }

    /// A format of the workbook's own, by its code, such as `dd\.mm\.yyyy;@` or `#,##0.00\ [$€-1]`.
    ///
    /// Only the first section counts, the one for positive numbers. Letters in quotes, after a backslash, and in
    /// brackets (colours, currencies, languages) are no part of a date, but `[h]`, `[m]` and `[s]` are.
    init(code: String) {
        let positive = code.prefix { $0 != ";" }
        if (2...20).contains(positive.count), positive.allSatisfy({ $0 == "0" }) {
            self = .padded(positive.count)
            return
        }
        var letters: Set<Character> = []
        var isElapsed = false
        var isPercent = false
        var currency: String?
        // What the format shows beside the number.
        var words = ""
        var rest = code[...]
        scan: while let character = rest.popFirst() {
            switch character {
            case "\"":
                let quoted = rest.prefix { $0 != "\"" }
                words += quoted
                rest = rest.dropFirst(quoted.count + 1)
            case "\\":
                if let escaped = rest.popFirst() { words.append(escaped) }
            case "_", "*":
                rest = rest.dropFirst()
            case "[":
                let name = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(name.count + 1)
                if name.first == "$" { currency = currency ?? CurrencySign.inBrackets(name.dropFirst()) }
                let lower = name.lowercased()
                if let first = lower.first, "hms".contains(first), Set(lower).count == 1 { isElapsed = true }
            case ";": break scan
            case "%": isPercent = true
            case "d", "m", "y", "h", "s", "D", "M", "Y", "H", "S": letters.insert(Character(character.lowercased()))
            default: if CurrencySign.isSign(character) { words.append(character) }
            }
        }
        if isElapsed {
            self = .elapsed
        } else if letters.contains("d") || letters.contains("y") || letters == ["m"] {
            self = .date
        } else if !letters.isEmpty {
            self = .time
        } else if isPercent {
            self = .percent
        } else if let currency = currency ?? CurrencySign.inWords(words) {
            self = .amount(currency)
        } else {
            self = .number
        }
    }
}
