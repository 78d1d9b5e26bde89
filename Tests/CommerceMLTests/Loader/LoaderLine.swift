import ExchangeModel

/// What both loaders read of a «Товар».
enum LoaderLine {
    /// L18, D10: what a list's items must have.
    static func checkLists(_ good: XMLNode) throws(Refusal) {
        for rate in try good.one("СтавкиНалогов")?.list("СтавкаНалога") ?? [] {
            _ = try rate.need("Наименование", "L18")
            _ = try rate.need("Ставка", "L18")
        }
        for discount in try good.one("Скидки")?.list("Скидка") ?? [] { _ = try discount.need("Сумма", "L18") }
        for requisite in try good.one("ЗначенияРеквизитов")?.list("ЗначениеРеквизита") ?? [] {
            _ = try requisite.need("Наименование", "L18")
            _ = try requisite.need("Значение", "L18")
        }
    }

    /// The НДС of a line, as it is written.
    static func rate(of good: XMLNode) throws(Refusal) -> String? {
        let lists = [
            try good.one("СтавкиНалогов")?.list("СтавкаНалога") ?? [], try good.one("Налоги")?.list("Налог") ?? []
        ]
        for tax in lists.joined() where try tax.text("Наименование")?.lowercased() == "ндс" {
            if let rate = try tax.text("Ставка") { return rate }
        }
        return nil
    }

    /// L16.
    static func isService(_ good: XMLNode) throws(Refusal) -> Bool {
        for requisite in try good.one("ЗначенияРеквизитов")?.list("ЗначениеРеквизита") ?? []
        where try requisite.text("Наименование") == "ТипНоменклатуры" {
            return try requisite.text("Значение") == "Услуга"
        }
        return false
    }

    /// L13: subtracted unless it says «true», or says nothing.
    static func discount(of good: XMLNode) throws(Refusal) -> ExactDecimal {
        var total = ExactDecimal.zero
        for discount in try good.one("Скидки")?.list("Скидка") ?? [] {
            guard let included = try discount.text("УчтеноВСумме"), included != "true" else { continue }
            total = total + (LoaderText.number(try discount.text("Сумма")) ?? .zero)
        }
        return total
    }
}
