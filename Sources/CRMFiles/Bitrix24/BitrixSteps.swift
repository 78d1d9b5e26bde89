public import ExchangeModel

extension Bitrix24 {
    public func steps(for files: [PackFile]) -> [LocalizedText] {
        var steps: [LocalizedText] = []
        let fields = [settings.codeField].filter { !$0.isEmpty }
        if !fields.isEmpty {
            steps.append(
                LocalizedText(
                    russian: "Один раз, до первой загрузки: в «CRM → Настройки → Пользовательские поля» у компаний, "
                        + "контактов, лидов и сделок заведите поле «\(settings.codeField)» (строка)"
                        + (settings.articleField.isEmpty
                            ? "." : ", а у товаров — свойство «\(settings.articleField)» (строка)."),
                    english: "Once, before the first import: add a text field “\(settings.codeField)” to companies, "
                        + "contacts and deals, and the property “\(settings.articleField)” to products."))
        }
        steps += files.compactMap { file in file.table.map { step(file, $0) } }
        return steps
    }

    private func step(_ file: PackFile, _ table: PackTable) -> LocalizedText {
        let (place, englishPlace) =
            switch table {
            case .products: ("CRM → Товары → Импорт товаров", "CRM → Products → Import")
            case .companies: ("CRM → Компании → Импорт → Из файла CSV", "CRM → Companies → Import")
            case .contacts: ("CRM → Контакты → Импорт → Из файла CSV", "CRM → Contacts → Import")
            case .deals: ("CRM → Сделки → Импорт → Из файла CSV", "CRM → Deals → Import")
            case .leads: ("CRM → Лиды → Импорт → Из файла CSV", "CRM → Leads → Import")
            }
        var russian =
            "\(place): выберите файл \(file.name). Кодировка — UTF-8, разделитель — точка с запятой, "
            + "«Первая строка содержит заголовки» — да. Поля подставятся сами, строк: \(file.rows)."
        var english =
            "\(englishPlace): choose \(file.name). Encoding UTF-8, separator semicolon, first row has headings. "
            + "Rows: \(file.rows)."
        if table == .companies || table == .contacts || table == .leads {
            russian +=
                " Контроль дубликатов — «Разрешить»: здесь только те, кого в CRM из этой программы ещё не было, "
                + "а сравнение по названию или общему телефону склеило бы разных."
            if table == .contacts { russian += " Формат имени — «Имя Фамилия»." }
            english +=
                " Duplicate control: allow. Only customers not sent before are here; matching by title or a shared "
                + "phone would merge different ones."
        }
        if table == .deals {
            russian += " Повторно этот файл не загружайте: сделки создаются каждый раз."
            english += " Do not load this file twice: deals are made each time."
        }
        return LocalizedText(russian: russian, english: english)
    }
}
