import ExchangeModel

/// What УНФ 3.0 does with an orders file, rule by rule (`../shared/facts/1c-loader.md`).
struct UNFLoader {
    var base: Base1C
    /// L19: a table of delivery services is filled in.
    var hasDeliveryTable = false
    private(set) var report = LoadReport()

    init(base: Base1C) {
        self.base = base
    }

    mutating func load(_ bytes: [UInt8]) -> LoadReport {
        report = LoadReport()
        let before = base
        do {
            try loadWhole(bytes)
        } catch {
            base = before
            report = LoadReport(refusal: error)
        }
        return report
    }

    private mutating func loadWhole(_ bytes: [UInt8]) throws(Refusal) {
        // F02: what XML forbids is deleted first.
        let legal = bytes.filter { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let (root, namespace) = try XMLTreeBuilder.tree(of: legal)
        let documents = root.list("Документ")
        guard !documents.isEmpty else { return report.silent.append("F04") }
        var known: [Int?] = []
        for document in documents {
            let number = try document.need("Номер", "D01").string ?? ""
            known.append(base.orders.firstIndex { $0.number == number })
        }
        var written: [Int] = []
        for (document, index) in zip(documents, known) {
            guard let operation = try document.need("ХозОперация", "D01").string,
                operation.lowercased() == "заказ товара"
            else { return report.stop = "D02" }
            guard let currency = try document.text("Валюта") else { return report.stop = "D03" }
            if let index, base.orders[index].isClosed || base.orders[index].hasFollowers {
                report.skipped += 1
                continue
            }
            var order = Base1C.Order(number: try document.need("Номер", "D01").string ?? "")
            try readHead(document, currency: currency, into: &order)
            // D22: read typed, the date is lost.
            if namespace == "urn:1C.ru:commerceml_2" { order.date = "" }
            try readRequisites(document, into: &order)
            order.counterparty = try counterparty(of: document)
            try readLines(document, into: &order)
            written.append(store(order, at: index))
        }
        for index in written { base.orders[index].isPosted = true }
    }

    private mutating func readHead(_ document: XMLNode, currency: String, into order: inout Base1C.Order)
        throws(Refusal)
    {
        let date = try document.need("Дата", "D01").string ?? ""
        if let moment = LoaderText.dateTime(date, try document.text("Время")) {
            (order.date, order.time) = moment
        } else {
            (order.date, order.time) = ("0001-01-01", "00:00:00")
            report.silent.append("D06")
        }
        let found = base.currency(currency)
        order.currency = found.name
        if !found.isKnown { report.silent.append("D07") }
        // D19: digits (and capital letters), padded to 6; that is all there is room for.
        let kept = order.number.filter { $0.isWholeNumber || $0.isUppercase }
        order.number1C = LoaderText.cut(String(repeating: "0", count: max(0, 6 - kept.count)) + kept, 6)
    }

    private mutating func readRequisites(_ document: XMLNode, into order: inout Base1C.Order) throws(Refusal) {
        for requisite in try document.one("ЗначенияРеквизитов")?.list("ЗначениеРеквизита") ?? [] {
            let name = try requisite.need("Наименование", "D10").string ?? ""
            guard let value = try requisite.need("Значение", "D10").string else { continue }
            order.requisites[name] = value
            if ["Курс", "Кратность", "СуммаДокумента"].contains(name.filter({ $0 != " " })) {
                report.silent.append("D25")
            }
        }
        order.isCancelled = order.requisites["Отменен"]?.lowercased() == "true"
        let status = order.requisites["Статуса заказа ИД"] ?? order.requisites["Статус заказа"] ?? ""
        order.status = order.isCancelled ? "Завершен" : base.statuses.contains(status) ? status : "Открыт"
        order.isClosed = order.isCancelled
        // D30.
        let comment = try document.text("Комментарий") ?? ""
        order.comment = order.requisites["Комментарии покупателя"] ?? order.requisites["Комментарий"] ?? comment
    }

    private mutating func readLines(_ document: XMLNode, into order: inout Base1C.Order) throws(Refusal) {
        let tax = try documentTax(document)
        for good in try document.one("Товары")?.list("Товар") ?? [] {
            try LoaderLine.checkLists(good)
            if hasDeliveryTable, try good.text("Ид") == "ORDER_DELIVERY" {
                report.silent.append("L19")
                continue
            }
            let product = try findProduct(good)
            guard let quantity = LoaderText.number(try good.text("Количество")), !quantity.isZero else {
                report.droppedLines += 1
                continue
            }
            var line = Base1C.Line(
                product: product, characteristic: try characteristic(of: good), quantity: quantity,
                price: LoaderText.number(try good.text("ЦенаЗаЕдиницу")) ?? .zero, sum: .zero,
                vat: vat(try LoaderLine.rate(of: good), document: tax))
            if let sum = LoaderText.number(try good.text("Сумма")) {
                line.sum = sum - (try LoaderLine.discount(of: good))
            } else {
                report.silent.append("L08")
            }
            order.lines.append(line)
            order.total = order.total + line.sum
        }
        if order.lines.isEmpty { report.silent.append("D23") }
        if tax == nil { report.silent.append("D17") }
        if let told = LoaderText.number(try document.text("Сумма")), told != order.total {
            report.silent.append("D21")
        }
    }

    /// D17, D18, L10.
    private mutating func vat(_ own: String?, document: String??) -> String {
        guard let document else { return "не облагается" }
        if let own {
            guard let rate = LoaderText.rate(own) else {
                if own != "Без НДС" { report.silent.append("L10") }
                return "Без НДС"
            }
            return String(rate)
        }
        report.silent.append("D18")
        return document ?? "20"
    }

    /// The rate of the document's НДС: `nil` without any, and `.some(nil)` without a rate.
    private func documentTax(_ document: XMLNode) throws(Refusal) -> String?? {
        for tax in try document.one("Налоги")?.list("Налог") ?? []
        where try tax.need("Наименование", "L18").string?.lowercased() == "ндс" {
            return .some(try tax.text("Ставка"))
        }
        return nil
    }

    private mutating func store(_ order: Base1C.Order, at index: Int?) -> Int {
        if let index {
            report.updated += 1
            base.orders[index] = order
            return index
        }
        // D19: another order has this number already.
        if base.orders.contains(where: { $0.number1C == order.number1C && $0.date.prefix(4) == order.date.prefix(4) }) {
            report.silent.append("D19")
        }
        report.created += 1
        base.orders.append(order)
        return base.orders.count - 1
    }

    // MARK: Goods

    /// GUID → «Артикул», or name if there is none → a new one (L01, L03, L05).
    private mutating func findProduct(_ good: XMLNode) throws(Refusal) -> String {
        let guid = (try good.text("Ид") ?? "").split(separator: "#").first.map { $0.lowercased() } ?? ""
        let article = try good.text("Артикул") ?? ""
        let name = try good.text("Наименование") ?? ""
        let found =
            base.products { LoaderText.isGUID(guid) && $0.guid == guid }
            ?? base.products { article.isEmpty ? $0.name == name : $0.article == article }
        if let found { return found.guid }
        let made = Base1C.Product(
            guid: base.newGUID(), article: article, name: LoaderText.cut(name, 100),
            isService: try LoaderLine.isService(good))
        base.products.append(made)
        report.inventedProducts += 1
        return made.guid
    }

    /// L15: one that is not there is made.
    private mutating func characteristic(of good: XMLNode) throws(Refusal) -> String? {
        let parts = (try good.text("Ид") ?? "").split(separator: "#", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        if base.characteristics.insert(parts[1]).inserted { report.silent.append("L15") }
        return parts[1]
    }

    // MARK: The counterparty

    private mutating func counterparty(of document: XMLNode) throws(Refusal) -> Int {
        guard let node = try document.need("Контрагенты", "D01").list("Контрагент").first else {
            throw Refusal(rule: "D01")
        }
        let read = try UNFCounterparty(node)
        if let found = search(read) {
            // Contacts and addresses are added to those that it has.
            for contact in read.contacts where !base.counterparties[found].contacts.contains(contact) {
                base.counterparties[found].contacts.append(contact)
            }
            base.counterparties[found].addresses.merge(read.addresses) { old, _ in old }
            return found
        }
        if read.name == nil { report.silent.append("C02") }
        base.counterparties.append(
            Base1C.Counterparty(
                guid: base.newGUID(),
                name: LoaderText.trim(LoaderText.cut(read.name ?? "<Наименование не указано>", 100)),
                fullName: read.fullName, inn: LoaderText.cut(read.inn, 12), kpp: LoaderText.cut(read.kpp, 9),
                kind: read.kind, contacts: read.contacts, addresses: read.addresses))
        report.newCounterparties += 1
        return base.counterparties.count - 1
    }

    /// C11: «Ид», «ИНН», «КПП» alone, contacts, name, full name; the first that is found.
    private mutating func search(_ read: UNFCounterparty) -> Int? {
        let all = base.counterparties
        if LoaderText.isGUID(read.id), let found = all.firstIndex(where: { $0.guid == read.id }) { return found }
        if !read.inn.isEmpty, let found = all.firstIndex(where: { $0.inn == read.inn }) { return found }
        if !read.kpp.isEmpty, let found = all.firstIndex(where: { $0.kpp == read.kpp }) {
            report.silent.append("C11")
            return found
        }
        for contact in read.contacts {
            if let found = all.firstIndex(where: { $0.contacts.contains(contact) }) { return found }
        }
        return all.firstIndex { $0.name == read.name }
            ?? all.firstIndex { !read.fullName.isEmpty && $0.fullName == read.fullName }
    }
}
