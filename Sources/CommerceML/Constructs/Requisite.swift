/// «ЗначениеРеквизита»: a free name with any number of values; what 1C cannot express otherwise.
///
/// ```
/// ЗначенияРеквизитов?/ЗначениеРеквизита+{Наименование! Значение*}
/// ```
func requisites(_ name: String = "ЗначенияРеквизитов", _ key: String = "requisites") -> Rule {
    list(
        name, of: "ЗначениеРеквизита", key, by: "name",
        [
            text("Ид", "id"), text("Наименование", "name"), values("Значение", "values"), text("Тип", "type")
        ])
}

/// «ДополнительныеДанные» of a price, a unit or a line.
func additionalData() -> Rule {
    bracket(
        "ДополнительныеДанные",
        [
            items(
                "ЗначениеРеквизита", "additional", by: "name",
                [
                    text("Наименование", "name"), values("Значение", "values")
                ])
        ])
}

/// «ЗначенияСвойств»: values of the classifier's properties.
///
/// Bitrix adds «ЗначениеСвойства» with a description.
func propertyValues() -> Rule {
    list(
        "ЗначенияСвойств", of: "ЗначенияСвойства", "properties", by: "id",
        [
            text("Ид", "id"), text("Наименование", "name"), values("Значение", "values"), text("Тип", "type"),
            text("ИдЗначения", "valueId"),
            items("ЗначениеСвойства", "described", [text("Значение", "value"), text("Описание", "description")])
        ])
}

/// What every object of the 3.1 dialect carries.
func versioned() -> [Rule] {
    [text("НомерВерсии", "version"), flag("ПометкаУдаления", "deletionMark")]
}
