internal import ExchangeModel

extension XMLBytes {
    /// «Контрагент», in the order of the schema.
    ///
    /// ```
    /// Ид? Наименование? (ОфициальноеНаименование ЮридическийАдрес? ИНН? КПП?
    ///   | ПолноеНаименование ИНН? АдресРегистрации?) Адрес? Контакты? Роль
    /// ```
    /// An address is its «Представление» only: from two «АдресноеПоле» on УТ puts together its own. No «Фамилия» and
    /// «Имя»: where they differ from the full name УНФ adds them to it.
    mutating func write(_ written: WrittenBuyer, of buyer: OutgoingOrder.Buyer, profile: OrdersProfile) {
        open("Контрагент")
        element("Ид", optional: written.id)
        element("Наименование", optional: written.name)
        if written.isCompany {
            element("ОфициальноеНаименование", optional: written.fullName)
            address("ЮридическийАдрес", buyer.legalAddress)
            element("ИНН", optional: written.inn)
            element("КПП", optional: written.kpp)
        } else {
            element("ПолноеНаименование", optional: written.fullName)
            element("ИНН", optional: written.inn)
            address("АдресРегистрации", buyer.legalAddress)
        }
        address("Адрес", buyer.address)
        contacts(of: buyer, profile: profile)
        raw("<Роль>Покупатель</Роль>")
        close("Контрагент")
    }

    private mutating func address(_ name: StaticString, _ text: String?) {
        guard let text = OrderText.line(text, limit: OrderText.longNameLength) else { return }
        open(name)
        element("Представление", text)
        close(name)
    }

    /// The only types that УТ keeps (C07), each with a value (C08).
    private mutating func contacts(of buyer: OutgoingOrder.Buyer, profile: OrdersProfile) {
        let phone = OrderText.line(buyer.phone, limit: OrderText.lineLength)
        let email = OrderText.line(buyer.email, limit: OrderText.lineLength)
        guard phone != nil || email != nil else { return }
        open("Контакты")
        if let phone { contact("Телефон рабочий", phone) }
        if let email { for type in profile.emailTypes { contact(type, email) } }
        close("Контакты")
    }

    private mutating func contact(_ type: String, _ value: String) {
        open("Контакт")
        element("Тип", type)
        element("Значение", value)
        close("Контакт")
    }
}
