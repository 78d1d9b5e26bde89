internal import ExchangeModel

/// Who it is: names that come whole or in parts, and texts that are of a company or a person.
extension HeadReading {
    mutating func finishNames() {
        if kind == .company {
            finishCompany()
        } else if kind == .contact {
            finishContact()
        } else {
            let path = kind == .deal ? "contact" : "name"
            let joined = nameParts.sorted { $0.part.rawValue < $1.part.rawValue }.map(\.text).joined(separator: " ")
            if let whole = draft[path] { keepParts(notIn: whole) } else { draft.set(path, joined) }
            finishCustomer(path)
        }
    }

    private mutating func keepParts(notIn whole: String) {
        guard !nameParts.isEmpty else { return }
        let words = whole.split(separator: " ")
        for part in nameParts where !part.text.split(separator: " ").allSatisfy(words.contains) {
            draft.keep(part.place, part.text)
        }
    }

    private mutating func finishCompany() {
        for part in nameParts { draft.keep(part.place, part.text) }
        if draft["name"] == nil, let name = draft["company"] { draft.set("name", name) }
    }

    private mutating func finishContact() {
        func part(_ part: ColumnContent.NamePart) -> String { nameParts.first { $0.part == part }?.text ?? "" }
        var (last, first, middle) = (part(.last), part(.first), part(.middle))
        let whole = draft["name"]
        if last.isEmpty, middle.isEmpty, let split = PersonName(first.isEmpty ? whole ?? "" : first) {
            // The whole name, in one column or in that of the first name.
            (last, first, middle) = (split.last, split.first, split.middle)
        }
        draft.set("last", last)
        draft.set("first", first)
        draft.set("middle", middle)
        if let whole {
            keepParts(notIn: whole)
        } else {
            draft.set("name", [last, first, middle].filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    private mutating func finishCustomer(_ person: String) {
        guard let (text, place) = customer else { return }
        if draft["company"] == text || draft[person] == text { return }
        let path = isCompany(text) ? "company" : person
        if draft[path] == nil { draft.set(path, text) } else { draft.keep(place, text) }
    }

    /// Whether a text is a company's name; a person has capital words and no legal form.
    private func isCompany(_ text: String) -> Bool {
        if draft["inn"]?.utf8.count == 10 || draft["kpp"] != nil || isCompanyByTaxNumber { return true }
        if OrganizationName.isSoleTrader(text) || text.contains(where: { "«»\"“”".contains($0) }) { return true }
        let words = text.split(separator: " ")
        if OrganizationName.folded(text).split(separator: " ").count < words.count { return true }
        guard words.allSatisfy({ $0.first?.isUppercase ?? false && $0.allSatisfy { $0.isLetter || "-.".contains($0) } })
        else {
            return words.count > 1 || text.contains(where: \.isNumber)
        }
        return words.count > 4
    }
}
