/// What a cell's format makes of its number.
enum NumberFormat: Equatable {
    case number
    case date
    /// A time of day.
    case time
    /// Hours that count past 24: `[h]:mm`.
    case elapsed

    /// A format that every workbook has, by its number (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are East Asian).
    init(builtIn id: Int) {
        self =
            switch id {
            case 14...17, 22, 27...36, 50...58: .date
            case 18...21, 45, 47: .time
            case 46: .elapsed
            default: .number
            }
    }

    /// A format of the workbook's own, by its code, such as `dd\.mm\.yyyy;@`.
    ///
    /// Only the first section counts, the one for positive numbers. Letters in quotes, after a backslash, and in
    /// brackets (colours, currencies, languages) are no part of a date, but `[h]`, `[m]` and `[s]` are.
    init(code: String) {
        var letters: Set<Character> = []
        var isElapsed = false
        var rest = code.lowercased()[...]
        scan: while let character = rest.popFirst() {
            switch character {
            case "\"":
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*":
                rest = rest.dropFirst()
            case "[":
                let name = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(name.count + 1)
                if let first = name.first, "hms".contains(first), Set(name).count == 1 { isElapsed = true }
            case ";": break scan
            case "d", "m", "y", "h", "s": letters.insert(character)
            default: break
            }
        }
        if isElapsed {
            self = .elapsed
        } else if letters.isEmpty {
            self = .number
        } else if letters.contains("d") || letters.contains("y") || letters == ["m"] {
            self = .date
        } else {
            self = .time
        }
    }
}
