internal import ExchangeModel

/// The reasons that hold one order, as they are found; one function per kind.
struct Holds {
    private(set) var issues: [Issue] = []
    private let order: String
    private let subject: String

    init(order: String, subject: String) {
        self.order = order
        self.subject = subject
    }

    private mutating func hold(
        _ code: String, _ russian: String, _ english: String, advice: (russian: String, english: String)
    ) {
        issues.append(
            Issue(
                code: code, severity: .error,
                message: LocalizedText(
                    russian: "Заказ \(order): \(russian) Заказ задержан, остальные уходят.",
                    english: "Order \(order): \(english) The order is held, the others go."),
                advice: LocalizedText(russian: advice.russian, english: advice.english),
                subject: subject))
    }

    private static let correct = (
        russian: "Исправьте сделку в CRM и выгрузите её снова.",
        english: "Correct the deal in the CRM and export it again."
    )

    // MARK: The document

    mutating func badID() {
        hold(
            "order.id", "у заказа нет идентификатора до 40 знаков.", "it has no identifier of up to 40 characters.",
            advice: Self.correct)
    }

    mutating func badNumber(_ form: OrdersProfile.NumberForm) {
        let (russian, english) =
            switch form {
            case .text: ("без пробелов", "without blanks")
            case .digits: ("из одних цифр", "of digits only")
            case .plainDigits: ("из одних цифр и не с нуля", "of digits only, not beginning with 0")
            }
        hold(
            "order.number.form",
            "номер для 1С должен быть \(russian), иначе 1С не найдёт заказ при следующей загрузке.",
            "the number for 1C must be \(english), or 1C will not find the order at the next load.",
            advice: (
                "Дайте заказу другой номер: проверьте настройку нумерации заказов.",
                "Give the order another number: check how orders are numbered."
            ))
    }

    mutating func longNumber(_ limit: Int) {
        hold(
            "order.number.length", "номер длиннее \(limit) знаков, и 1С заводила бы заказ заново при каждом обмене.",
            "the number is longer than \(limit) characters, and 1C would make the order again at each exchange.",
            advice: (
                "Дайте заказу номер короче: проверьте настройку нумерации заказов.",
                "Give the order a shorter number: check how orders are numbered."
            ))
    }

    mutating func repeatedNumber() {
        hold(
            "order.number.repeated", "номер уже есть у другого заказа этой выгрузки, и 1С завела бы оба как новые.",
            "another order of this file has this number, and 1C would make two new ones.",
            advice: (
                "Дайте заказу другой номер: проверьте настройку нумерации заказов.",
                "Give the order another number: check how orders are numbered."
            ))
    }

    mutating func badDate(_ date: String) {
        hold(
            "order.date", "дата «\(date.prefix(40))» не читается как ГГГГ-ММ-ДД, и 1С поставила бы 01.01.0001.",
            "the date “\(date.prefix(40))” is no YYYY-MM-DD, and 1C would take 0001-01-01.", advice: Self.correct)
    }

    mutating func noCurrency() {
        hold(
            "order.currency", "не указана валюта, а на таком заказе загрузка в 1С останавливается.",
            "it has no currency, and at such an order the load into 1C stops.", advice: Self.correct)
    }

    mutating func currencyCode(_ code: String) {
        hold(
            "order.currency", "валюта указана кодом \(code.prefix(10)), а 1С ищет её по названию и взяла бы основную.",
            "its currency is told as the code \(code.prefix(10)); 1C looks for a name and would take its base currency.",
            advice: (
                "Укажите в настройке, как эта валюта называется в 1С.",
                "Say in the settings what this currency is called in 1C."
            ))
    }

    mutating func noLines() {
        hold(
            "order.lines.missing", "в нём нет ни одной строки; пустой заказ 1С больше не обновит.",
            "it has no lines; an empty order 1C would never update again.",
            advice: (
                "Добавьте в сделку товары и выгрузите её снова.", "Add products to the deal and export it again."
            ))
    }

    mutating func badTotal() {
        hold(
            "order.sum", "сумма больше, чем помещается в 1С.", "its sum is more than 1C can hold.",
            advice: Self.correct)
    }

    mutating func reservedRequisite(_ name: String) {
        hold(
            "order.requisite.reserved", "реквизит «\(name.prefix(60))» переписал бы в 1С собственное поле заказа.",
            "the requisite “\(name.prefix(60))” would overwrite a field of the order in 1C.",
            advice: ("Переименуйте это поле в настройке обмена.", "Rename this field in the settings of the exchange."))
    }

    mutating func badPaidFlag() {
        hold(
            "order.requisite.paid", "«Заказ оплачен» может быть только true или false.",
            "“Заказ оплачен” can only be true or false.", advice: Self.correct)
    }

    // MARK: The buyer

    mutating func noBuyerName() {
        hold(
            "order.buyer.name", "у покупателя нет названия или имени, и 1С завела бы заказ без контрагента.",
            "the buyer has no name, and 1C would make an order without a counterparty.",
            advice: (
                "Заполните название компании или имя контакта в CRM и выгрузите сделку снова.",
                "Fill in the name of the company or contact in the CRM and export the deal again."
            ))
    }

    mutating func noBuyerID() {
        hold(
            "order.buyer.id", "у покупателя нет идентификатора до 40 знаков, а 1С ищет его по нему.",
            "the buyer has no identifier of up to 40 characters, by which 1C looks for it.", advice: Self.correct)
    }

    mutating func noKPP() {
        hold(
            "order.kpp.missing",
            "у новой для 1С организации есть ИНН, но нет КПП из 9 знаков: 1С ищет по обоим и заводила бы её заново "
                + "при каждом обмене.",
            "a company new to 1C has an ИНН but no КПП of 9 characters: 1C searches by both and would make it again "
                + "at each exchange.",
            advice: (
                "Заполните КПП в реквизитах компании в CRM и выгрузите её снова.",
                "Fill in the КПП of the company in the CRM and export it again."
            ))
    }

    mutating func noINN() {
        hold(
            "order.inn.missing", "у предпринимателя нет ИНН из 12 цифр, а без него 1С не отличит его от других видов.",
            "the sole trader has no ИНН of 12 digits, and without it 1C cannot tell what kind of customer it is.",
            advice: (
                "Заполните ИНН предпринимателя в CRM (или заведите покупателя как физическое лицо).",
                "Fill in the sole trader's ИНН in the CRM (or enter the buyer as a person)."
            ))
    }

    mutating func confusedBuyer() {
        hold(
            "order.buyer.confused",
            "у нового для 1С покупателя телефон, почта или название те же, что у другого покупателя из этой же выгрузки, "
                + "и 1С записала бы заказ на того.",
            "a buyer new to 1C has the telephone, e-mail or name of another buyer of this file, and 1C would enter the "
                + "order for that one.",
            advice: (
                "Если это один и тот же покупатель, объедините карточки в CRM; если разные, сделайте названия и контакты "
                    + "разными. Или дождитесь, пока 1С загрузит первый заказ, и заведите второго покупателя в 1С.",
                "If they are the same, merge their cards in the CRM; if not, make names and contacts differ. Or wait "
                    + "until 1C has loaded the first order, and enter the second buyer in 1C."
            ))
    }

    // MARK: A line

    mutating func unknownProduct(_ line: Int) {
        hold(
            "order.product.unknown", "товара в строке \(line) нет среди полученных из 1С, и 1С завела бы новый.",
            "the product of line \(line) never came from 1C, and 1C would make a new one.",
            advice: (
                "Заведите товар в 1С и дождитесь выгрузки, или выберите в сделке товар из 1С. Заводить новые товары "
                    + "в 1С можно разрешить в настройке.",
                "Enter the product in 1C and wait for its export, or choose one from 1C in the deal. The settings can "
                    + "allow new products."
            ))
    }

    mutating func unknownDelivery(_ line: Int) {
        hold(
            "order.delivery.unknown", "доставка в строке \(line) не услуга из 1С, и 1С завела бы новую.",
            "the delivery in line \(line) is no service of 1C, and 1C would make a new one.",
            advice: (
                "Укажите в настройке, какая услуга из 1С означает доставку, или разрешите ORDER_DELIVERY.",
                "Say in the settings which service of 1C means delivery, or allow ORDER_DELIVERY."
            ))
    }

    mutating func noName(_ line: Int) {
        hold(
            "order.line.name", "у товара в строке \(line) нет названия.", "the product of line \(line) has no name.",
            advice: Self.correct)
    }

    mutating func longName(_ line: Int) {
        hold(
            "order.name.length",
            "название нового товара в строке \(line) длиннее 100 знаков, и 1С заводила бы его при каждом обмене.",
            "the new product of line \(line) has a name over 100 characters; 1C would make it again at each exchange.",
            advice: ("Сократите название или заведите товар в 1С.", "Shorten the name or enter the product in 1C."))
    }

    mutating func hash(_ line: Int) {
        hold(
            "order.name.hash",
            "в названии товара в строке \(line) есть «#», а 1С принимает написанное после него за характеристику.",
            "the name of the product in line \(line) has a “#”, and 1C takes what follows for a characteristic.",
            advice: (
                "Уберите «#» из названия товара в 1С и дождитесь его выгрузки.",
                "Remove the “#” from the name of the product in 1C and wait for its export."
            ))
    }

    mutating func badQuantity(_ line: Int) {
        hold(
            "order.line.quantity", "количество в строке \(line) не больше нуля, и 1С пропустила бы строку.",
            "the quantity in line \(line) is not above 0, and 1C would skip the line.", advice: Self.correct)
    }

    mutating func badPrice(_ line: Int) {
        hold(
            "order.line.price", "цена в строке \(line) меньше нуля или не помещается в 1С.",
            "the price in line \(line) is below 0 or more than 1C can hold.", advice: Self.correct)
    }

    mutating func badSum(_ line: Int) {
        hold(
            "order.line.sum",
            "сумма в строке \(line) не целое число копеек, меньше нуля или нулевая при ненулевой цене.",
            "the sum in line \(line) is not in whole kopecks, is below 0, or is 0 although there is a price.",
            advice: Self.correct)
    }

    mutating func unknownVAT(_ rate: String, _ line: Int, known: [String]) {
        let rates = known.joined(separator: ", ")
        hold(
            "order.vat.unknown",
            "ставку НДС «\(rate.prefix(20))» в строке \(line) эта 1С не знает (знает \(rates), «Без НДС») и поставила бы "
                + "другую.",
            "the VAT rate “\(rate.prefix(20))” in line \(line) is unknown to this 1C (it knows \(rates), “Без НДС”), "
                + "and it would take another one.",
            advice: (
                "Если ваша 1С эту ставку загружает, добавьте её в настройку профиля; иначе внесите заказ в 1С вручную.",
                "If your 1C loads this rate, add it to the profile in the settings; else enter the order in 1C by hand."
            ))
    }
}
