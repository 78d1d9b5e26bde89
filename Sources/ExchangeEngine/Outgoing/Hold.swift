internal import ExchangeModel

/// Why an order does not go to 1C yet; the others do.
struct Hold: Error {
    let issue: Issue

    init(_ issue: Issue) {
        self.issue = issue
    }
}

extension Issue {
    private static func hold(
        _ code: String, _ message: (String, String), _ advice: (String, String), severity: Severity = .error
    ) -> Issue {
        Issue(
            code: code, severity: severity, message: LocalizedText(russian: message.0, english: message.1),
            advice: LocalizedText(russian: advice.0, english: advice.1))
    }

    static let customerMissing = hold(
        "order.customer.missing", ("В заказе не назван покупатель.", "The order names no buyer."),
        (
            "Укажите в сделке компанию или контакт и выгрузите её снова.",
            "Name a company or a contact in the deal and export it again."
        ))

    static func customerAmbiguousInCRM(_ count: Int) -> Issue {
        hold(
            "order.customer.ambiguous",
            (
                "В CRM \(count) карточки с таким названием, и по сделке не понять, чья она.",
                "The CRM has \(count) cards of that name, and the deal does not tell which one it is of."
            ),
            (
                "Объедините дубли или переименуйте карточки, выгрузите клиентов и сделку снова.",
                "Merge the duplicates or rename the cards, then export the customers and the deal again."
            ))
    }

    static func customerAmbiguousIn1C(_ count: Int, evidence: String) -> Issue {
        let (russian, english) =
            switch evidence {
            case "inn": ("с этим ИНН", "with this ИНН")
            case "phone": ("с этим телефоном", "with this telephone")
            default: ("с этой почтой", "with this e-mail")
            }
        return hold(
            "order.customer.ambiguous1C",
            (
                "В 1С \(count) контрагента \(russian); ни с одним не связано.",
                "1C has \(count) counterparties \(english); none was linked."
            ),
            (
                "Проверьте контрагента в заказе 1С; лишние карточки объедините.",
                "Check the counterparty of the order in 1C; merge the surplus cards."
            ), severity: .warning)
    }

    static func customerAmbiguousByName(_ name: String) -> Issue {
        hold(
            "order.customer.namesakes1C",
            (
                "В 1С несколько контрагентов «\(name.prefix(80))» без ИНН; по имени 1С взяла бы первого.",
                "1C has several counterparties “\(name.prefix(80))” without ИНН; by name it would take the first."
            ),
            (
                "Различите их в 1С (имя или ИНН) и дождитесь выгрузки.",
                "Tell them apart in 1C (name or ИНН) and wait for its export."
            ))
    }

    static func customerNamesake(_ name: String) -> Issue {
        hold(
            "order.customer.namesake",
            (
                "«\(name.prefix(80))» уже есть, а у этого покупателя нет ни телефона, ни почты, ни ИНН: тот же он или "
                    + "другой, не понять.",
                "There is a “\(name.prefix(80))” already, and this buyer has no telephone, e-mail or ИНН: whether it is "
                    + "the same one cannot be told."
            ),
            (
                "Укажите в карточке клиента телефон или почту и выгрузите её снова.",
                "Give the customer's card a telephone or e-mail and export it again."
            ))
    }

    static func customerMarked(_ name: String, as marked: String) -> Issue {
        hold(
            "order.customer.marked",
            (
                "В 1С есть «\(name.prefix(80))», но ничто не говорит, что это тот же человек; заказ идёт на "
                    + "«\(marked.prefix(100))».",
                "1C has a “\(name.prefix(80))”, but nothing says that it is the same person; the order goes to "
                    + "“\(marked.prefix(100))”."
            ),
            (
                "Если это тот же человек, замените контрагента в заказе 1С: следующие заказы пойдут на него.",
                "If it is the same person, change the counterparty of the order in 1C: later orders will go to him."
            ), severity: .warning)
    }

    static func customerByName(_ name: String) -> Issue {
        hold(
            "order.customer.byName",
            (
                "«\(name.prefix(80))» в 1С найдётся только по названию: ни ИНН, ни телефон не совпали.",
                "1C will find “\(name.prefix(80))” by name alone: neither ИНН nor telephone are the same."
            ),
            (
                "Проверьте контрагента в заказе 1С; укажите ИНН в карточке CRM.",
                "Check the counterparty of the order in 1C; give the CRM's card its ИНН."
            ), severity: .warning)
    }

    static func customerOutdated(_ name: String) -> Issue {
        hold(
            "order.customer.outdated",
            (
                "Карточка покупателя в CRM изменилась, а 1С уже могла завести его как «\(name.prefix(80))»; чтобы он не "
                    + "удвоился, заказ идёт на прежнее имя.",
                "The buyer's card changed in the CRM, and 1C may have added him as “\(name.prefix(80))”; so as not to "
                    + "double him, the order goes to the earlier name."
            ),
            (
                "Поправьте карточку контрагента в 1С; заказ исправлять не нужно.",
                "Correct the counterparty's card in 1C; the order needs nothing."
            ), severity: .warning)
    }

    static let linesMissing = hold(
        "order.lines.missing", ("В заказе нет товаров.", "The order has no goods."),
        (
            "Добавьте товары в сделку и выгружайте сделки с колонками «Товар; Цена; Количество».",
            "Add goods to the deal, and export deals with the columns of goods."
        ))

    static func productUnknown(_ name: String) -> Issue {
        hold(
            "order.product.unknown",
            (
                "Товара «\(name.prefix(100))» 1С не присылала; новый заводиться не будет.",
                "1C never sent the product “\(name.prefix(100))”; none is invented."
            ),
            (
                "Выберите в сделке товар из каталога 1С или заведите его в 1С и выгрузите каталог.",
                "Choose a product of 1C's catalogue in the deal, or add it in 1C and export the catalogue."
            ))
    }

    static func productAmbiguous(_ name: String) -> Issue {
        hold(
            "order.product.ambiguous",
            (
                "Под «\(name.prefix(100))» в 1С несколько товаров или характеристик.",
                "“\(name.prefix(100))” is several products or characteristics in 1C."
            ),
            (
                "Выберите в сделке товар с характеристикой, как он назван в пакете товаров.",
                "Choose the product with its characteristic in the deal, as the pack of goods names it."
            ))
    }

    static let deliveryUnknown = hold(
        "order.delivery.unknown",
        (
            "В заказе есть доставка, а услуги доставки 1С не присылала.",
            "The order has a delivery, and 1C sent no delivery service."
        ),
        (
            "Укажите «Ид» услуги в obmen.toml: [to_1c] delivery_product.",
            "Name the Ид of the service in obmen.toml: [to_1c] delivery_product."
        ))

    static let deliveryNegative = hold(
        "order.delivery.negative",
        ("Доставка в заказе дешевле нуля.", "The order's delivery costs less than nothing."),
        (
            "Скидку укажите в ценах товаров, а доставку — её ценой, и выгрузите заказ снова.",
            "Give a discount in the prices of the goods and the delivery its price, and export the order again."
        ))

    static func priceMissing(_ name: String) -> Issue {
        hold(
            "order.price.missing",
            ("У товара «\(name.prefix(100))» нет цены.", "The product “\(name.prefix(100))” has no price."),
            ("Укажите цену в сделке.", "Give a price in the deal."))
    }

    static func currencyUnknown(_ currency: String) -> Issue {
        hold(
            "order.currency.unknown",
            (
                "Валюту «\(currency)» 1С в своих ценах не называет; она молча заменила бы её на основную.",
                "1C names no currency “\(currency)” in its prices; it would silently take its base currency."
            ),
            (
                "Назовите валюту так, как в 1С: obmen.toml, [to_1c.currencies].",
                "Name the currency as 1C does: obmen.toml, [to_1c.currencies]."
            ))
    }

    static let vatUnknown = hold(
        "order.vat.missing",
        ("1С не прислала ставку НДС товара.", "1C sent no VAT rate of a product."),
        (
            "Задайте ставку по умолчанию в obmen.toml: [to_1c] default_vat.",
            "Set a default in obmen.toml: [to_1c] default_vat."
        ))

    static let numbersExhausted = hold(
        "order.number.exhausted",
        ("Номера заказов для 1С кончились.", "The order numbers for 1C are used up."),
        ("Задайте другое начало: obmen.toml, [to_1c] first_number.", "Set another start: [to_1c] first_number."))

    static let changedAfterReading = hold(
        "order.changed.afterReading",
        (
            "Заказ изменился в CRM после того, как 1С его прочла; в 1С он не тронут.",
            "The order changed in the CRM after 1C had read it; in 1C it was left alone."
        ),
        (
            "Внесите изменение в 1С или передайте заказ заново: obmen resend.",
            "Make the change in 1C, or send the order again: obmen resend."
        ), severity: .warning)

    static let answerOfEarlierVersion = hold(
        "order.answer.earlier",
        (
            "1С ответила о прежней версии заказа; есть ли у неё новая, покажет следующий ответ.",
            "1C answered for the version before; whether it has the new one, its next answer shows."
        ),
        (
            "Если это останется и после обмена, сверьте заказ в 1С.",
            "Where that stays after the next exchange, compare the order in 1C."
        ), severity: .warning)

    static let cancelledAfterChange = hold(
        "order.cancelled.changedIn1C",
        (
            "Сделка в CRM отменена, а в 1С заказ изменён людьми; отмена не передана.",
            "The deal was cancelled in the CRM, and people changed the order in 1C; the cancellation was not sent."
        ),
        ("Отмените заказ в 1С или передайте отмену: obmen resend.", "Cancel it in 1C, or send it: obmen resend."),
        severity: .warning)
}
