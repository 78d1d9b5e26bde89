internal import ExchangeModel

/// A line of goods as its row has it.
struct LineDraft {
    var texts: [(part: ColumnContent.LinePart, text: String)] = []
    var price: ExactDecimal?
    var quantity: ExactDecimal?
    /// As the row has it; what it means is seen when all rows are there.
    var rowSum: (value: ExactDecimal, place: ColumnMap.Place)?
    /// What the line comes to.
    var sum: ExactDecimal?
    var currencies: [CurrencyMention] = []
    /// There is something that is sold, not just numbers.
    var hasProduct: Bool { !texts.isEmpty }

    /// Price × quantity in kopecks; `nil` without a price.
    var product: ExactDecimal? {
        guard let price, let quantity, let product = price.multiplied(by: quantity) else { return nil }
        return product.rounded(to: 2)
    }

    /// Reads the cells of a line; the issue is why the row cannot be used.
    ///
    /// `nil` where the row has no goods and no numbers of them.
    static func read(
        _ cells: [String], _ map: ColumnMap, line: Int, subject: String?
    ) -> (draft: LineDraft, rest: [(place: ColumnMap.Place, text: String)], fault: Issue?)? {
        var draft = LineDraft()
        var rest: [(place: ColumnMap.Place, text: String)] = []
        var quantityPlace: ColumnMap.Place?
        var unitPlace: ColumnMap.Place?
        var numbers: [(place: ColumnMap.Place, text: String)] = []
        // Without its number the row would go to the order above.
        var fault = errorPlace(map.id, cells).map { Issue.errorInRow($0, line: line, subject: subject) }
        var nameless: ColumnMap.Place?
        for slot in map.line {
            guard case .line(let part) = slot.content else { continue }
            if part == .quantity { quantityPlace = slot.places.first }
            var chosen: (text: String, place: ColumnMap.Place)?
            for place in slot.places where place.index < cells.count {
                let text = CellValue.clean(cells[place.index])
                if text.isEmpty { continue }
                if let first = chosen, first.text != text {
                    if first.place.rank == place.rank {
                        fault = fault ?? .headingTwice(place, line: line, subject: subject)
                    }
                    rest.append((place, text))
                } else {
                    chosen = (text, place)
                }
            }
            guard let (text, place) = chosen else {
                guard let place = errorPlace(slot, cells) else { continue }
                switch part {
                case .price, .quantity, .sum:
                    fault = fault ?? .unreadableNumber(place, line: line, subject: subject)
                case .name: nameless = place
                case .article, .code1C, .unit: rest.append((place, cells[place.index].trimmed))
                }
                continue
            }
            switch part {
            case .name, .article, .code1C, .unit:
                draft.texts.append((part, text.singleLine))
                if part == .unit { unitPlace = place }
            case .price, .quantity, .sum:
                numbers.append((place, text))
                guard let amount = AmountText(text) ?? (part == .quantity ? quantityWithUnit(text, &draft) : nil) else {
                    fault = fault ?? .unreadableNumber(place, line: line, subject: subject)
                    continue
                }
                if let code = amount.currency ?? place.currency {
                    draft.currencies.append(CurrencyMention(code: code, place: place, text: text))
                }
                switch part {
                case .price: draft.price = amount.value
                case .quantity:
                    draft.quantity = amount.value
                    if amount.value.isZero || amount.value.isNegative {
                        fault = fault ?? .quantityNotPositive(place, line: line, subject: subject)
                    }
                default: draft.rowSum = (amount.value, place)
                }
            }
        }
        let isIdentified = draft.texts.contains { $0.part != .unit }
        if let nameless {
            // A line of an article alone still says what is sold.
            if isIdentified {
                rest.append((nameless, cells[nameless.index].trimmed))
            } else {
                fault = fault ?? .errorInRow(nameless, line: line, subject: subject)
            }
        }
        if !isIdentified {
            if draft.texts.isEmpty, numbers.isEmpty, fault == nil { return nil }
            // Numbers without goods: «Сумма» is then the order's; a zero quantity of nothing is no defect.
            for (place, text) in numbers where draft.rowSum?.place.index != place.index {
                rest.append((place, text))
            }
            if let unitPlace, let unit = draft.texts.first { rest.append((unitPlace, unit.text)) }
            draft.texts = []
            return (draft, rest, fault?.code == "table.quantity.notPositive" ? nil : fault)
        }
        if draft.quantity == nil, fault == nil {
            if let place = quantityPlace {
                fault = .unreadableNumber(place, line: line, subject: subject)
            } else {
                draft.quantity = ExactDecimal(1)
            }
        }
        return (draft, rest, fault)
    }

    /// The first of these columns that has an error in its cell, unless another has a value.
    private static func errorPlace(_ slot: ColumnMap.Slot?, _ cells: [String]) -> ColumnMap.Place? {
        var found: ColumnMap.Place?
        for place in slot?.places ?? [] where place.index < cells.count {
            if !CellValue.clean(cells[place.index]).isEmpty { return nil }
            if CellValue.isError(cells[place.index]) { found = found ?? place }
        }
        return found
    }

    /// Reads «2,5 м», «10 шт.».
    private static func quantityWithUnit(_ text: String, _ draft: inout LineDraft) -> AmountText? {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "," || $0 == "." }
        let unit = text[number.endIndex...].trimmed
        guard !number.isEmpty, !unit.isEmpty, unit.utf8.count <= 20, unit.allSatisfy({ $0.isLetter || $0 == "." }),
            number.last != ",", number.last != "."
        else { return nil }
        if !draft.texts.contains(where: { $0.part == .unit }) { draft.texts.append((.unit, unit)) }
        return AmountText(String(number))
    }

    func fields(_ paths: LinePaths) -> [Field] {
        var fields: [Field] = []
        fields.reserveCapacity(texts.count + 3)
        for (part, text) in texts { fields.append(Field(path: paths.path(part), value: text)) }
        if let price { fields.append(Field(path: paths.price, value: price.description)) }
        if let quantity { fields.append(Field(path: paths.quantity, value: quantity.description)) }
        if let sum { fields.append(Field(path: paths.sum, value: sum.description)) }
        return fields
    }
}

/// A currency that an amount or its heading names.
struct CurrencyMention {
    let code: String
    let place: ColumnMap.Place
    let text: String
}

/// The paths of one line's fields; made once for each number, not for each record.
struct LinePaths: Sendable {
    private let texts: [String]
    let price, quantity, sum: String

    init(_ number: Int) {
        let line = "lines[\(number)]"
        texts = ["name", "article", "code1C", "unit"].map { "\(line).\($0)" }
        price = "\(line).price"
        quantity = "\(line).quantity"
        sum = "\(line).sum"
    }

    func path(_ part: ColumnContent.LinePart) -> String {
        part.rawValue < texts.count ? texts[part.rawValue] : sum
    }
}
