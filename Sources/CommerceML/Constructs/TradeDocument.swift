internal import ExchangeModel

/// «Документ», directly under the root (2.x) or in a «Контейнер» (3.1), with its «ПодчиненныйДокумент»s (2.10).
///
/// ```
/// Документ  Ид! Номер! Дата! ХозОперация! Роль! Валюта! Курс! Сумма! Контрагенты! Время? СрокПлатежа?
///   Комментарий? Налоги? Скидки? ДопРасходы? Склады?(2.07) Товары? ЗначенияРеквизитов? Подписанты?
///   ПодчиненныеДокументы?(2.10)   3.1: НомерВерсии ПометкаУдаления Номер1С Дата1С Основание ИнформацияОЧеках
/// ```
func documentRule(counterparty: CounterpartyRules, signatories: Rule) -> Rule {
    let lines = bracket(
        "Товары",
        [
            items("Товар", "lines", attributes: statusAttributes(), lineFields(counterparty)).counted(.documentLines)
        ])
    // A subordinate's own goods are part of it and no lines of the order.
    let subordinateLines = bracket(
        "Товары",
        [
            items("Товар", "lines", attributes: statusAttributes(), lineFields(counterparty))
        ])
    let common = documentFields(counterparty: counterparty, signatories: signatories)
    let subordinate = bracket(
        "ПодчиненныеДокументы",
        [
            items("ПодчиненныйДокумент", "subordinates", common + [subordinateLines]).counted(.subordinateDocuments)
        ])
    return object("Документ", "", common + [lines, subordinate]).record(.document).counted(.documents)
}

private func documentFields(counterparty: CounterpartyRules, signatories: Rule) -> [Rule] {
    versioned() + [
        text("Ид", "id"), text("Номер", "number"), text("Дата", "date"), text("Время", "time"),
        text("Номер1С", "number1C"), text("Дата1С", "date1C"), text("ХозОперация", "operation"),
        text("Роль", "role"), text("Валюта", "currency"), text("Курс", "rate"), decimal("Сумма", "sum"),
        text("Основание", "basis"), text("СрокПлатежа", "paymentDue"), text("Комментарий", "comment"),
        object("Организация", "organization", body: "name", counterparty.fields.filter { $0.key != "name" }),
        bracket(
            "Контрагенты",
            [
                items("Контрагент", "counterparties", counterparty.fields).counted(.counterparties)
            ]),
        bracket("Налоги", [taxItem()]), discounts(),
        list(
            "ДопРасходы", of: "ДопРасход", "expenses", by: "name",
            [
                text("Наименование", "name"), decimal("Сумма", "sum"), flag("УчтеноВСумме", "included"),
                text("Комментарий", "comment")
            ]),
        bracket("Склады", [items("Склад", "warehouses", by: "id", CounterpartyRules.warehouseFields())]),
        requisites(), signatories,
        list(
            "ИнформацияОЧеках", of: "ИнформацияОЧеке", "receipts",
            [
                text("Ид", "id"), text("Номер", "number"), text("Дата", "date"), decimal("Сумма", "sum"),
                requisites()
            ])
    ]
}

private func lineFields(_ counterparty: CounterpartyRules) -> [Rule] {
    productFields(counterparty) + [
        decimal("ЦенаЗаЕдиницу", "unitPrice"), decimal("Цена", "price"), decimal("Сумма", "sum"),
        text("Коэффициент", "coefficient"), text("СтранаПроисхождения", "origin"), text("ГТД", "customsDeclaration"),
        bracket("Налоги", [taxItem()]), discounts(),
        list(
            "ДопРасходы", of: "ДопРасход", "expenses", by: "name",
            [
                text("Наименование", "name"), decimal("Сумма", "sum"), flag("УчтеноВСумме", "included"),
                text("Комментарий", "comment")
            ]),
        requisites("ДополнительныеЗначенияРеквизитов", "additionalRequisites"), additionalData(),
        bracket("Склады", [items("Склад", "warehouses", by: "id", CounterpartyRules.warehouseFields())])
    ]
}

/// «Налог» of a price type, price, document or line.
func taxItem() -> Rule {
    items(
        "Налог", "taxes", by: "name",
        [
            text("Наименование", "name"), flag("УчтеноВСумме", "included"), flag("Акциз", "excise"),
            decimal("Сумма", "sum"), text("Ставка", "rate")
        ])
}

private func discounts() -> Rule {
    list(
        "Скидки", of: "Скидка", "discounts", by: "name",
        [
            text("Наименование", "name"), decimal("Сумма", "sum"), text("Процент", "percent"),
            flag("УчтеноВСумме", "included"), text("Комментарий", "comment")
        ])
}
