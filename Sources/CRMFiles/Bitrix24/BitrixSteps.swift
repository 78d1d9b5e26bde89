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
        if files.contains(where: { $0.table == .companyFigures || $0.table == .contactFigures }) {
            let captions = settings.figureHeadings.map { "«\($0)»" }.joined(separator: ", ")
            steps.append(
                LocalizedText(
                    russian: "Один раз: у компаний и контактов заведите поля (строка) \(captions).",
                    english: "Once: add the text fields \(captions) to companies and contacts."))
        }
        steps += files.compactMap { file in file.table.map { step(file, $0) } }
        return steps
    }

    private func step(_ file: PackFile, _ table: PackTable) -> LocalizedText {
        let (place, englishPlace) =
            switch table {
            case .products: ("CRM → Товары → Импорт товаров", "CRM → Products → Import")
            case .companies, .companyFigures: ("CRM → Компании → Импорт → Из файла CSV", "CRM → Companies → Import")
            case .contacts, .contactFigures: ("CRM → Контакты → Импорт → Из файла CSV", "CRM → Contacts → Import")
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
        if table == .companyFigures || table == .contactFigures {
            russian +=
                " Контроль дубликатов — «Заменить», искать по "
                + (table == .companyFigures ? "названию. " : "имени и телефону. ")
                + "«Объединить» не подойдёт: оно заполняет только пустые поля, и показатели не обновились бы. Телефоны, "
                + "почта и ответственный в файле — те, что известны обмену; если вы меняли их в CRM, сначала выгрузите "
                + "клиентов из CRM в outbound. Загружайте после остальных файлов, сначала попробуйте на одной строке."
            english +=
                " Duplicate control: replace, by \(table == .companyFigures ? "name" : "name and phone"). “Merge” fills "
                + "empty fields only. Phones, e-mail and responsible are those that the exchange knows: export the "
                + "customers from the CRM first where you changed them. Load it last, and try one row first."
        }
        if table == .deals {
            russian += " Повторно этот файл не загружайте: сделки создаются каждый раз."
            english += " Do not load this file twice: deals are made each time."
        }
        return LocalizedText(russian: russian, english: english)
    }
}
