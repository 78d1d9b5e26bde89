internal import ExchangeModel

/// «Классификатор»: what the catalogue and the offers refer to.
///
/// ```
/// Классификатор @СодержитТолькоИзменения?(3.1)  Ид! Наименование! Владелец! Описание?
///   Группы?/Группа+{Ид! Наименование! Описание? Свойства? Группы?}
///   Свойства?/Свойство+{Ид! Наименование! … ВариантыЗначений?{Значение* | Справочник*{ИдЗначения? Значение!}}}
///   ТипыЦен?/ТипЦены+   3.1: Склады?, ЕдиницыИзмерения?   УНФ: Категории
/// ```
func classifierRule(owner: Rule, signatories: Rule) -> Rule {
    object(
        "Классификатор", "", attributes: [flag("СодержитТолькоИзменения", "changesOnly")],
        versioned() + [
            flag("СодержитТолькоИзменения", "changesOnly"),
            text("Ид", "id"), text("Наименование", "name"), owner, text("Описание", "description"), signatories,
            groupsRule(), propertiesRule(), priceTypesRule(), warehousesRule(), unitsRule(),
            list(
                "Категории", of: "Категория", "categories", by: "id",
                [
                    text("Ид", "id"), text("Наименование", "name"),
                    bracket("Свойства", [values("Ид", "properties")])
                ])
        ]
    ).record(.classifier)
}

/// «Группы», each «Группа» a record of its own, nested ones too; the reader adds the parent.
func groupsRule() -> Rule {
    let group = object("Группа", "", []).record(.group).counted(.groups)
    let groups = bracket("Группы", [group])
    group.children =
        versioned() + [
            text("Ид", "id"), text("Наименование", "name"), text("Описание", "description"),
            path("Картинка", "picture"), text("Сортировка", "sort"),
            // Properties of a group are references; where a file writes them out, they are fields of the group.
            bracket("Свойства", [values("Ид", "propertyIds"), items("Свойство", "properties", propertyFields())]),
            requisites(), propertyValues(), groups
        ]
    return groups
}

func propertiesRule() -> Rule {
    bracket("Свойства", [object("Свойство", "", propertyFields()).record(.property).counted(.properties)])
}

private func propertyFields() -> [Rule] {
    versioned() + [
        text("Ид", "id"), text("Наименование", "name"), text("Описание", "description"),
        flag("Обязательное", "required"), flag("Множественное", "multiple"), text("ТипЗначений", "valueType"),
        text("ТипСправочника", "dictionaryType"), flag("Внешний", "external"),
        flag("Информационное", "informational"), flag("ДляТоваров", "forProducts"),
        flag("ДляПредложений", "forOffers"), flag("ДляДокументов", "forDocuments"),
        flag("ЭтоФильтр", "isFilter"), requisites(), bracket("Группы", [values("Ид", "groups")]),
        bracket(
            "ВариантыЗначений",
            [
                values("Значение", "values"),
                items(
                    "Справочник", "dictionary", by: "id",
                    [
                        text("ИдЗначения", "id"), text("Значение", "value"), path("Картинка", "picture")
                    ])
            ])
    ]
}

/// «ТипыЦен», of a classifier (3.1) or of a package (2.x).
func priceTypesRule() -> Rule {
    bracket(
        "ТипыЦен",
        [
            text("ИдКлассификатора", "priceTypesClassifierId"),
            object(
                "ТипЦены", "",
                versioned() + [
                    text("Ид", "id"), text("Наименование", "name"), text("Валюта", "currency"),
                    text("Описание", "description"), taxItem()
                ]
            ).record(.priceType).counted(.priceTypes)
        ])
}

/// «Склады» of a classifier or a package: a list of warehouses.
func warehousesRule() -> Rule {
    bracket(
        "Склады",
        [
            object("Склад", "", CounterpartyRules.warehouseFields()).record(.warehouse).counted(.warehouses)
        ])
}

func unitsRule() -> Rule {
    bracket("ЕдиницыИзмерения", [object("ЕдиницаИзмерения", "", unitFields()).record(.unit).counted(.units)])
}

func unitFields() -> [Rule] {
    versioned() + [
        text("Ид", "id"), text("Код", "code"), text("Наименование", "name"),
        text("НаименованиеКраткое", "shortName"),
        text("НаименованиеПолное", "fullName"), text("МеждународноеСокращение", "international")
    ]
}
