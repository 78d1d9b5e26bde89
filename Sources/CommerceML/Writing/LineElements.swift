internal import ExchangeModel

extension XMLBytes {
    /// «Товар» of a document, in the order of the schema.
    ///
    /// ```
    /// Ид? Артикул? Наименование БазоваяЕдиница СтавкиНалогов ЗначенияРеквизитов ЦенаЗаЕдиницу Количество Сумма
    ///   (Единица Коэффициент)? Налоги
    /// ```
    /// In 2.x no «Единица» and «Коэффициент»: the loaders do not apply them (L17), and УТ keeps those of the line
    /// before. The price is rounded to the kopeck, as the schema and 1C have it; 1C goes by the sum (L09).
    ///
    /// - Parameters:
    ///   - line: what is ordered.
    ///   - tax: `nil` for a rate that cannot be told; the line then has none.
    ///   - profile: how 1C wants it.
    mutating func write(_ line: OutgoingOrder.Line, tax: LineTax?, profile: OrdersProfile) {
        let sum = Kopecks.rounded(line.sum)
        open("Товар")
        element("Ид", optional: OrderText.line(line.productID, limit: OrderText.lineLength))
        element("Артикул", optional: OrderText.line(line.article, limit: OrderText.lineLength))
        element("Наименование", optional: OrderText.line(line.name, limit: OrderText.nameLength))
        let unit = WrittenUnit(line.unit)
        base(unit)
        if let tax {
            raw("<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование>")
            element("Ставка", tax.rate)
            raw("</СтавкаНалога></СтавкиНалогов>")
        }
        let kind = line.isService ? "Услуга" : "Товар"
        open("ЗначенияРеквизитов")
        requisite("ВидНоменклатуры", kind)
        requisite("ТипНоменклатуры", kind)
        close("ЗначенияРеквизитов")
        for name in profile.priceElements { element(named: name, kopecks: Kopecks.rounded(line.price)) }
        element("Количество", line.quantity.normalized.description)
        element("Сумма", kopecks: sum)
        if profile.isVersion3 { structured(unit) }
        if let tax {
            raw("<Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме>")
            element("Сумма", kopecks: tax.kopecks(of: sum))
            element("Ставка", tax.rate)
            raw("</Налог></Налоги>")
        }
        close("Товар")
        lineBreak()
    }

    mutating func requisite(_ name: String, _ value: String) {
        open("ЗначениеРеквизита")
        element("Наименование", name)
        element("Значение", value)
        close("ЗначениеРеквизита")
    }

    /// «БазоваяЕдиница», with what the schema lets be said of it.
    private mutating func base(_ unit: WrittenUnit) {
        raw("<БазоваяЕдиница")
        attribute("Код", unit.code)
        attribute("НаименованиеПолное", unit.fullName)
        attribute("МеждународноеСокращение", unit.international)
        raw(">")
        escaped(unit.name)
        close("БазоваяЕдиница")
    }

    /// «Единица» of 3.1, with «Коэффициент».
    private mutating func structured(_ unit: WrittenUnit) {
        open("Единица")
        element("Код", optional: unit.code)
        element("НаименованиеПолное", unit.fullName ?? unit.name)
        close("Единица")
        raw("<Коэффициент>1</Коэффициент>")
    }
}

/// A unit with what the schema lets be said of it.
private struct WrittenUnit {
    let name: String
    let code: String?
    let fullName: String?
    let international: String?

    init(_ unit: OutgoingOrder.Unit) {
        let length = OrderText.lineLength
        code = OrderText.line(unit.code, limit: length).flatMap {
            (3...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) ? $0 : nil
        }
        fullName = OrderText.line(unit.fullName, limit: length)
        international = OrderText.line(unit.international, limit: length).flatMap { $0.utf16.count <= 3 ? $0 : nil }
        // An empty element is never written, and the schema wants this one.
        name = OrderText.line(unit.name, limit: length) ?? fullName ?? international ?? OutgoingOrder.Unit.piece.name
    }
}
