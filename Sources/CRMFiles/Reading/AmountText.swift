internal import ExchangeModel

/// An amount as people and programs write it: `1 200,50`, `450 000 ₸`, `1,200.50`, `12 000 &#8381;`.
struct AmountText: Hashable {
    let value: ExactDecimal
    /// The ISO code of a currency that stands beside the number.
    let currency: String?

    /// The whole text must be one amount.
    ///
    /// A single point or comma begins the fraction, also with three digits after it (`2,500` kg); of both, the later
    /// one. Several of one kind, and spaces, stand between thousands and must leave groups of three.
    init?(_ text: String) {
        // What nearly every cell is.
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let plain = ExactDecimal(text) {
            value = plain
            currency = nil
            return
        }
        guard let (number, name) = Self.split(text), let value = Self.number(number) else { return nil }
        if name.isEmpty {
            currency = nil
        } else if let code = CurrencyName.iso(name) {
            currency = code
        } else {
            return nil
        }
        self.value = value
    }

    /// The number, and what stands before or after it.
    private static func split(_ text: String) -> (number: [Character], name: String)? {
        let characters = Array(CurrencyName.withoutEntities(text).trimmed)
        guard let first = characters.firstIndex(where: isDigit), let last = characters.lastIndex(where: isDigit) else {
            return nil
        }
        var before = String(characters[..<first]).trimmed
        let after = String(characters[(last + 1)...]).trimmed
        var number = Array(characters[first...last])
        if let sign = ["-", "−", "+"].first(where: { before.hasPrefix($0) || before.hasSuffix($0) }) {
            before = (before.hasPrefix(sign) ? before.dropFirst() : before.dropLast()).trimmed
            if sign != "+" { number.insert("-", at: 0) }
        }
        guard before.isEmpty || after.isEmpty else { return nil }
        return (number, before.isEmpty ? after : before)
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static func number(_ characters: [Character]) -> ExactDecimal? {
        let spaces: Set<Character> = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "’"]
        let points = characters.filter { $0 == "." }.count
        let commas = characters.filter { $0 == "," }.count
        let fraction: Character? =
            switch (points, commas) {
            case (0, 0): nil
            case (1, 0): "."
            case (0, 1): ","
            case (1, 1...), (1..., 1): characters.last { $0 == "." || $0 == "," }
            default: nil
            }
        var plain = ""
        var group = 0
        var isGrouped = false
        var isFraction = false
        for character in characters {
            if isDigit(character) {
                plain.append(character)
                group += 1
            } else if character == "-" && plain.isEmpty {
                plain.append(character)
            } else if character == fraction {
                guard !isFraction, !isGrouped || group == 3 else { return nil }
                plain.append(".")
                isFraction = true
            } else if spaces.contains(character) || character == "." || character == "," {
                guard !isFraction, isGrouped ? group == 3 : (1...3).contains(group) else { return nil }
                isGrouped = true
                group = 0
            } else {
                return nil
            }
        }
        guard isFraction || !isGrouped || group == 3 else { return nil }
        return ExactDecimal(plain)
    }
}
