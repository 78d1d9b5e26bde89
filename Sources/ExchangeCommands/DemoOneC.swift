internal import CommerceML
internal import ExchangeEngine
internal import ExchangeModel
internal import SystemPackage

/// Plays 1C in the demonstration: loads `orders.xml` and sends the orders back with numbers of its own, the first one
/// paid, as УТ 11 writes them.
struct DemoOneC {
    /// - Returns: the orders file that 1C would write in its next session.
    func answer(to letterbox: FilePath, formedAt: String) throws -> String {
        let orders = Orders()
        let reader = CommerceMLReader(handler: orders)
        try FolderCopy.contents(letterbox).withUnsafeBytes { _ = try reader.push($0) }
        _ = try reader.finish()
        let documents = orders.found.enumerated().map { index, fields in Self.document(fields, index + 1) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" ДатаФормирования="\(formedAt)">
            \(documents.joined(separator: "\n"))
            </КоммерческаяИнформация>

            """
    }

    private final class Orders: RecordHandler {
        private(set) var found: [FieldSet] = []

        func take(_ record: RecordView) {
            if record.kind == .document { found.append(record.fields) }
        }
    }

    private static func document(_ fields: FieldSet, _ index: Int) -> String {
        func element(_ name: String, _ value: String?) -> String {
            value.map { "<\(name)>\(escape($0))</\(name)>" } ?? ""
        }
        let buyer = fields.items("counterparties").first?.item
        let guid = guid(fields["number"] ?? "")
        // A customer that 1C knows came under 1C's own GUID.
        let id = buyer?["id"] ?? ""
        var customer = element("Ид", id.utf8.count == 36 ? id : Self.guid(id)) + element("Наименование", buyer?["name"])
        customer += element("ОфициальноеНаименование", buyer?["officialName"])
        customer += element("ПолноеНаименование", buyer?["fullName"])
        customer += element("ИНН", buyer?["inn"]) + element("КПП", buyer?["kpp"]) + element("Роль", "Покупатель")
        let lines = fields.items("lines").map { item in
            let line = item.item
            return "<Товар>" + element("Ид", line["id"]) + element("Наименование", line["name"])
                + element("ЦенаЗаЕдиницу", line["unitPrice"]) + element("Количество", line["quantity"])
                + element("Сумма", line["sum"]) + "</Товар>"
        }
        var requisites = [
            ("Номер по 1С", "УТ00-00" + String(1_000 + index)), ("Дата по 1С", "\(fields["date"] ?? "")T9:05:00"),
            ("ПометкаУдаления", "false"), ("Проведен", "true")
        ]
        if index == 1 {
            requisites += [("Номер оплаты по 1С", "УТ00-000077"), ("Дата оплаты по 1С", fields["date"] ?? "")]
        }
        let values = requisites.map {
            "<ЗначениеРеквизита><Наименование>\($0)</Наименование><Значение>\(escape($1))</Значение></ЗначениеРеквизита>"
        }
        return "<Документ>" + element("Ид", guid) + element("Номер", fields["number"]) + element("Дата", fields["date"])
            + "<ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>643</Валюта>"
            + element("Сумма", fields["sum"]) + "<Контрагенты><Контрагент>\(customer)</Контрагент></Контрагенты>"
            + "<Товары>\(lines.joined())</Товары><ЗначенияРеквизитов>\(values.joined())</ЗначенияРеквизитов></Документ>"
    }

    /// A GUID that is the same whenever the text is.
    private static func guid(_ text: String) -> String {
        func hexadecimal(_ salt: String) -> String {
            let digits = String(UInt(bitPattern: StableHash.of(salt, text)), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        let digits = Array(hexadecimal("a") + hexadecimal("b"))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
