internal import ExchangeModel

/// The columns by which Bitrix24 takes legal details: the only native way for ИНН and КПП.
///
/// Off by default.
enum BitrixRequisites {
    static let headings = [
        "Реквизит: ID", "Реквизит: Шаблон", "Реквизит: Название", "Реквизит (Россия): ИНН",
        "Реквизит (Россия): КПП", "Реквизит (Россия): ОГРН", "Реквизит (Россия): ОГРНИП", "Реквизит (Россия): ОКПО",
        "Реквизит (Россия): Сокращенное наименование организации",
        "Реквизит (Россия): Полное наименование организации"
    ]

    static func cells(_ customer: Customer, number: Int, clean: (String) -> String) -> [String] {
        let legal = customer.legal
        guard !legal.isEmpty else { return headings.map { _ in "" } }
        let isSoleTrader = customer.kind == .soleTrader
        return [
            String(number), isSoleTrader ? "ИП" : "Организация", clean(customer.name), clean(legal.inn ?? ""),
            clean(legal.kpp ?? ""), isSoleTrader ? "" : clean(legal.ogrn ?? ""),
            isSoleTrader ? clean(legal.ogrn ?? "") : "", clean(legal.okpo ?? ""), clean(customer.name),
            clean(customer.fullName ?? customer.name)
        ]
    }
}
