/// Hides telephone numbers and e-mail addresses in what people read, so that a page can lie on a share that many open.
///
/// The last four digits of a number and the first letter and the domain of an address stay: enough to know again a
/// person whom one knows, too little to call or to write.
public enum ContactMask {
    /// A text with every telephone number and e-mail address in it hidden.
    ///
    /// A number is eleven digits that begin with 7 or 8, ten that begin with 9, or eight to fifteen after a plus, with
    /// spaces, hyphens and brackets between them. Sums, ИНН and article numbers stay as they are, but for an ИНН that
    /// looks like a mobile number.
    public static func hide(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) || $0 == 0x40 }) else { return text }
        let scalars = Array(text.unicodeScalars)
        var hidden = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let end = endOfAddress(scalars, index) {
                hidden.append(scalars[index])
                hidden.append("…")
                let at = scalars[index..<end].firstIndex(of: "@") ?? index
                hidden.append(contentsOf: scalars[at..<end])
                index = end
            } else if let end = endOfNumber(scalars, index) {
                var rest = scalars[index..<end].count(where: isDigit)
                for scalar in scalars[index..<end] {
                    let isShown = !isDigit(scalar) || rest <= 4
                    hidden.append(isShown ? scalar : "•")
                    if isDigit(scalar) { rest -= 1 }
                }
                index = end
            } else {
                hidden.append(scalars[index])
                index += 1
            }
        }
        return String(hidden)
    }

    /// Where an e-mail address that begins here ends; `nil` where none does.
    private static func endOfAddress(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        guard isOfAddress(text[start]), start == 0 || !isOfAddress(text[start - 1]) else { return nil }
        guard let at = text[start...].firstIndex(where: { !isOfAddress($0) }), text[at] == "@" else { return nil }
        let domain = text[(at + 1)...].prefix { isOfAddress($0) }
        return domain.contains(".") ? domain.endIndex : nil
    }

    private static func isOfAddress(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || isDigit(scalar) || "._%+-".unicodeScalars.contains(scalar)
    }

    /// Where a telephone number that begins here ends; `nil` where none does.
    private static func endOfNumber(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        guard text[start] == "+" || text[start] == "(" || isDigit(text[start]) else { return nil }
        if start > 0, isWord(text[start - 1]) || "+.,".unicodeScalars.contains(text[start - 1]) { return nil }
        var (digits, end, index) = ([Unicode.Scalar](), start, start)
        while index < text.count {
            if isDigit(text[index]) {
                digits.append(text[index])
                end = index + 1
            } else if !(index == start && text[index] == "+"), !" \u{A0}-‑–()".unicodeScalars.contains(text[index]) {
                break
            }
            index += 1
        }
        if end < text.count, isWord(text[end]) { return nil }
        // A fraction is a sum or a quantity.
        if end + 1 < text.count, ".,".unicodeScalars.contains(text[end]), isDigit(text[end + 1]) { return nil }
        let isNumber =
            switch digits.first {
            case _ where text[start] == "+": (8...15).contains(digits.count)
            case "7", "8": digits.count == 11
            case "9": digits.count == 10
            default: false
            }
        return isNumber ? end : nil
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || isDigit(scalar) }
}

extension Issue {
    /// With the telephone numbers and e-mail addresses in its words hidden.
    public var withoutContacts: Issue {
        Issue(
            code: code, severity: severity, message: message.withoutContacts, advice: advice?.withoutContacts,
            line: line,
            column: column, subject: subject)
    }
}

extension LocalizedText {
    /// With the telephone numbers and e-mail addresses in it hidden.
    public var withoutContacts: LocalizedText {
        LocalizedText(russian: ContactMask.hide(russian), english: ContactMask.hide(english))
    }
}
