internal import ExchangeModel

/// «ПакетПредложений», «ИзмененияПакетаПредложений» and their «Предложение».
///
/// ```
/// Предложение = Товар + Цены/Цена+{Представление? ИдТипаЦены! ЦенаЗаЕдиницу! Валюта? Единица? Коэффициент? …}
///   stock in three encodings:
///     2.06+  Склад*{@ИдСклада! @КоличествоНаСкладе?}
///     delta  Склады*{@ИдСклада! @КоличествоНаСкладе?}
///     3.1    Остатки/Остаток/Склад{Ид Количество}, or Остатки/Остаток/Количество for all warehouses
/// ```
func offerPackageRule(_ name: String, owner: Rule, signatories: Rule, counterparty: CounterpartyRules) -> Rule {
    object(
        name, "", attributes: [flag("СодержитТолькоИзменения", "changesOnly")],
        versioned() + [
            flag("СодержитТолькоИзменения", "changesOnly"),
            text("Ид", "id"), text("Наименование", "name"), text("ИдКаталога", "catalogueId"),
            text("ИдКлассификатора", "classifierId"), text("ДействительноС", "validFrom"),
            text("ДействительноДо", "validTo"), text("Описание", "description"), owner, signatories,
            groupsRule(), priceTypesRule(), warehousesRule(), propertyValues(),
            bracket(
                "Предложения",
                [
                    object("Предложение", "", attributes: statusAttributes(), offerFields(counterparty))
                        .record(.offer).counted(.offers)
                ])
        ]
    ).record(.offerPackage)
}

private func offerFields(_ counterparty: CounterpartyRules) -> [Rule] {
    productFields(counterparty) + [
        text("ИдХарактеристики", "characteristicId"), text("КодЕдиницыИзмерения", "unitCode"),
        bracket(
            "Цены",
            [
                items(
                    "Цена", "prices", by: "type",
                    [
                        text("Представление", "presentation"), text("ИдТипаЦены", "type"),
                        price("ЦенаЗаЕдиницу", "amount"), decimal("ЦенаЗаЕдиницуБезСкидки", "amountBeforeDiscount"),
                        currency("Валюта", "currency"), text("Единица", "unit"), text("ИдЕдиницыИзмерения", "unitId"),
                        text("Коэффициент", "coefficient"), decimal("МинКоличество", "minimumQuantity"),
                        decimal("КоличествоОт", "quantityFrom"), decimal("КоличествоДо", "quantityTo"),
                        text("ИдКаталога", "catalogueId"), taxItem(), additionalData()
                    ]
                ).counted(.prices)
            ]),
        warehouseStock("Склад").counted(.stocks, whenHas: "ИдСклада"),
        warehouseStock("Склады").counted(.stocks, whenHas: "ИдСклада"),
        bracket(
            "Остатки",
            [
                bracket(
                    "Остаток",
                    [
                        items(
                            "Склад", "stocks", by: "warehouse",
                            [
                                text("Ид", "warehouse"), text("Наименование", "name"), decimal("Количество", "quantity")
                            ]
                        ).counted(.stocks),
                        decimal("Количество", "stockTotal")
                    ])
            ])
    ]
}

/// Stock of one warehouse in attributes.
private func warehouseStock(_ name: String) -> Rule {
    items(
        name, "stocks", by: "warehouse",
        attributes: [text("ИдСклада", "warehouse"), decimal("КоличествоНаСкладе", "quantity")], [])
}
