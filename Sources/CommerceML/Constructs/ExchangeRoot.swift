internal import ExchangeModel

/// «КоммерческаяИнформация», the root of every file, in 2.x and 3.1 at once: names are matched by their local
/// part, wherever an element may stand in either dialect, and never by namespace or version number.
func exchangeRule() -> Rule {
    let counterparty = CounterpartyRules()
    let owner = object("Владелец", "owner", counterparty.fields)
    let signatories = list(
        "Подписанты", of: "Подписант", "signatories",
        [
            object("Контрагент", "counterparty", counterparty.fields), text("Отношение", "relation")
        ] + counterparty.fields.filter { $0.key != "relation" })
    let document = documentRule(counterparty: counterparty, signatories: signatories)
    let counterparties = object(
        "Контрагенты", "", attributes: [flag("СодержитТолькоИзменения", "changesOnly")],
        versioned() + [
            text("Ид", "id"), text("Наименование", "name"),
            object("Контрагент", "", counterparty.fields).record(.counterparty).counted(.counterparties)
        ]
    ).record(.counterpartyList)

    return object(
        "КоммерческаяИнформация", "",
        attributes: [
            // Real files have a Latin C in it.
            Rule(["ВерсияСхемы", "ВерсияCхемы"], "schemaVersion", .value(.text)),
            text("ДатаФормирования", "formedAt"), text("Ид", "id"),
            flag("СинхронизацияТоваров", "synchronizesProducts"), text("ФорматДаты", "dateFormat"),
            text("ФорматВремени", "timeFormat"), text("РазделительДатаВремя", "dateTimeSeparator"),
            text("ФорматСуммы", "sumFormat"), text("ФорматКоличества", "quantityFormat")
        ],
        [
            classifierRule(owner: owner, signatories: signatories),
            catalogueRule(owner: owner, signatories: signatories, counterparty: counterparty),
            offerPackageRule(
                "ПакетПредложений", owner: owner, signatories: signatories, counterparty: counterparty),
            offerPackageRule(
                "ИзмененияПакетаПредложений", owner: owner, signatories: signatories, counterparty: counterparty),
            counterparties, document, bracket("Контейнер", [document]),
            groupsRule(), propertiesRule(), priceTypesRule(), warehousesRule(), unitsRule()
        ]
    ).record(.exchange)
}
