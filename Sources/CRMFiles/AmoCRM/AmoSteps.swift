public import ExchangeModel

extension AmoCRM {
    public func steps(for files: [PackFile]) -> [LocalizedText] {
        var steps = [
            LocalizedText(
                russian: "Один раз, до первой загрузки: заведите у сделок поля «Сумма по 1С», «Состав заказа» (текст), "
                    + "«Дата заказа» (дата) и «\(settings.codeField)» (текст); «\(settings.codeField)» — также у "
                    + "контактов и компаний.",
                english: "Once, before the first import: add the deal fields “Сумма по 1С”, “Состав заказа” (text), "
                    + "“Дата заказа” (date) and “\(settings.codeField)” (text); the last also to contacts, companies.")
        ]
        let lists: Set<PackTable?> = [nil, .products, .companyFigures, .contactFigures]
        for file in files where !lists.contains(file.table) {
            let (place, englishPlace) =
                switch file.table {
                case .companies: ("Списки → Компании → ⋯ → Импорт", "Lists → Companies → Import")
                case .contacts: ("Списки → Контакты → ⋯ → Импорт", "Lists → Contacts → Import")
                default: ("Сделки → ⋯ → Импорт", "Leads → Import")
                }
            steps.append(
                LocalizedText(
                    russian: "\(place): файл \(file.name), разделитель — точка с запятой, «Не импортировать первую "
                        + "строку» — да. Сопоставьте колонки с полями: «… (контакт)» — поля контакта, «… (компания)» — "
                        + "поля компании. Строк: \(file.rows). Файл загружается один раз: импорт только добавляет.",
                    english: "\(englishPlace): \(file.name), semicolon, do not import the first line. Match columns "
                        + "with fields; “(контакт)” are the contact's, “(компания)” the company's. Rows: "
                        + "\(file.rows). Load it once: an import only adds."))
        }
        if files.contains(where: { $0.table == .companyFigures || $0.table == .contactFigures }) {
            steps.append(
                LocalizedText(
                    russian:
                        "Показатели клиентов — список для работы: загрузка файла в amoCRM только добавляет и завела "
                        + "бы клиентов второй раз. Перенесите нужное в карточки.",
                    english:
                        "Figures of customers are a list to work through: an import into amoCRM only adds, and would "
                        + "make the customers twice. Carry over what you need."))
        }
        if files.contains(where: { $0.table == .products }) {
            steps.append(
                LocalizedText(
                    russian:
                        "Список товаров — для справки: файлом товары сделок в amoCRM не загружаются, состав заказа "
                        + "стоит в поле «Состав заказа».",
                    english: "The list of products is for reference: amoCRM imports no deal products from a file."))
        }
        return steps
    }
}
