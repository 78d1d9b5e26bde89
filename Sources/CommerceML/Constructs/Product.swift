internal import ExchangeModel

/// «Каталог» and its «Товар».
///
/// ```
/// Товар @Статус?(Новый|Изменен|Удален)  Ид? Штрихкод? Артикул? Наименование! БазоваяЕдиница!
///   Группы?/Ид+ Описание? Картинка* Страна? ТорговаяМарка? Изготовитель? ЗначенияСвойств? СтавкиНалогов?
///   Комплектующие? Аналоги? ХарактеристикиТовара? ЗначенияРеквизитов?   УТ 10: child Статус
/// ```
func catalogueRule(owner: Rule, signatories: Rule, counterparty: CounterpartyRules) -> Rule {
    object(
        "Каталог", "", attributes: [flag("СодержитТолькоИзменения", "changesOnly")],
        versioned() + [
            flag("СодержитТолькоИзменения", "changesOnly"),
            text("Ид", "id"), text("ИдКлассификатора", "classifierId"), text("Наименование", "name"), owner,
            text("Описание", "description"), signatories, groupsRule(),
            bracket(
                "Товары",
                [
                    object("Товар", "", attributes: statusAttributes(), productFields(counterparty))
                        .record(.product).counted(.products)
                ])
        ]
    ).record(.catalogue)
}

/// `Статус` as an attribute; the deletion mark of УТ 11 and УНФ.
func statusAttributes() -> [Rule] { [text("Статус", "status")] }

/// What «Товар», «Предложение» and a document's line have in common.
func productFields(_ counterparty: CounterpartyRules) -> [Rule] {
    versioned() + [
        text("Ид", "id"), text("Штрихкод", "barcode"), text("Артикул", "article"), text("Код", "code"),
        text("Наименование", "name"), text("ПолноеНаименование", "fullName"), baseUnitRule(), unitRule(),
        bracket(
            "Единицы",
            [
                items(
                    "Единица", "units",
                    [
                        object("ЕдиницаИзмерения", "unit", unitFields()), text("Коэффициент", "coefficient"),
                        decimal("ВесБрутто", "grossWeight")
                    ])
            ]),
        text("ИдТовараУКонтрагента", "counterpartyProductId"), text("ИдКаталога", "catalogueId"),
        text("ИдКлассификатора", "classifierId"),
        bracket("Группы", [values("Ид", "groups")]), text("Категория", "category"),
        bracket("ОсновнаяГруппа", [text("Ид", "mainGroup")]),
        text("Описание", "description"), repeated(path("Картинка", "pictures")), text("Страна", "country"),
        text("ТорговаяМарка", "brand"), object("ВладелецТорговойМарки", "brandOwner", counterparty.fields),
        object("Изготовитель", "manufacturer", counterparty.fields), text("Комментарий", "comment"),
        text("Статус", "status"), propertyValues(), requisites(),
        list(
            "СтавкиНалогов", of: "СтавкаНалога", "taxRates", by: "name",
            [
                text("Наименование", "name"), text("Ставка", "rate")
            ]),
        list(
            "Акцизы", of: "Акциз", "excises", by: "name",
            [
                text("Наименование", "name"), decimal("СуммаЗаЕдиницу", "sumPerUnit"), text("Валюта", "currency")
            ]),
        list(
            "ХарактеристикиТовара", of: "ХарактеристикаТовара", "characteristics", by: "name",
            [
                text("Ид", "id"), text("Наименование", "name"), text("Значение", "value")
            ]),
        partsRule("Комплектующие", "Комплектующее", "components"), partsRule("Аналоги", "Аналог", "analogues"),
        decimal("Вес", "weight"), decimal("ВесНетто", "netWeight"), decimal("ВесБрутто", "grossWeight"),
        decimal("Объем", "volume"), decimal("Длина", "length"), decimal("Ширина", "width"),
        decimal("Высота", "height"), decimal("Количество", "quantity")
    ]
}

private func partsRule(_ name: String, _ item: String, _ key: String) -> Rule {
    list(
        name, of: item, key, by: "id",
        [
            text("Ид", "id"), text("ИдКаталога", "catalogueId"), text("ИдКлассификатора", "classifierId"),
            text("Артикул", "article"), text("Наименование", "name"), decimal("Количество", "quantity")
        ])
}

/// «БазоваяЕдиница»: in sixteen shapes in real files, from a bare code to nothing but «Пересчет».
private func baseUnitRule() -> Rule {
    object(
        "БазоваяЕдиница", "baseUnit",
        attributes: [
            text("Код", "code"), text("НаименованиеПолное", "fullName"),
            text("НаименованиеКраткое", "shortName"), text("МеждународноеСокращение", "international")
        ],
        body: "name",
        [
            items(
                "Пересчет", "conversions",
                [
                    text("Единица", "unit"), text("Коэффициент", "coefficient"), additionalData()
                ])
        ])
}

/// «Единица» of a good or line: a code or short name in 2.x, an object in 3.1.
func unitRule() -> Rule {
    object("Единица", "unit", body: "name", unitFields())
}
