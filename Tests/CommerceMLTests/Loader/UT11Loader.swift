import ExchangeModel

/// What УТ 11.5 and ERP 2.5 do with an orders file, rule by rule (`../shared/facts/1c-loader.md`).
///
/// Built from the facts alone: nothing of the writer is used.
struct UT11Loader {
    enum Identification {
        case taxNumbers, name
    }

    var base: Base1C
    var identification = Identification.taxNumbers
    /// The option «причины отмены».
    var marksCancelledLines = true
    private(set) var report = LoadReport()
    /// D11: not reset between requisites, nor between documents.
    private var requisiteValue = ""

    init(base: Base1C) {
        self.base = base
    }

    mutating func load(_ bytes: [UInt8]) -> LoadReport {
        report = LoadReport()
        requisiteValue = ""
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
        // F03: always UTF-8, whatever the declaration says.
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Refusal(rule: "F03") }
        let (root, namespace) = try XMLTreeBuilder.tree(of: bytes)
        // F05, F06: read typed, a document always has «Склады».
        let documents = root.list("Документ")
        if namespace == "urn:1C.ru:commerceml_2", !documents.isEmpty { throw Refusal(rule: "F06") }
        guard !documents.isEmpty else { return report.silent.append("F04") }
        let known = try ordersLoadedBefore(documents)
        var written: [Int] = []
        for (document, index) in zip(documents, known) {
            guard let operation = try document.need("ХозОперация", "D01").string,
                operation.lowercased() == "заказ товара"
            else { return report.stop = "D02" }
            guard let currency = try document.need("Валюта", "D01").string else { return report.stop = "D03" }
            if let index, isClosed(base.orders[index]) {
                report.skipped += 1
                continue
            }
            var order = Base1C.Order(number: "")
            try readHead(document, currency: currency, into: &order)
            try readRequisites(document, into: &order)
            order.counterparty = try counterparty(of: document)
            try checkWarehouses(document)
            try readLines(document, into: &order)
            if order.isCancelled, marksCancelledLines {
                for line in order.lines.indices { order.lines[line].isCancelled = true }
            }
            written.append(store(order, at: index))
        }
        for index in written { base.orders[index].isPosted = true }
    }

    /// The search runs once, before the loop (F10), with the number cut and not trimmed (D04, D05).
    private func ordersLoadedBefore(_ documents: [XMLNode]) throws(Refusal) -> [Int?] {
        var found: [Int?] = []
        for document in documents {
            let number = LoaderText.cut(try document.need("Номер", "D01").string ?? "", 11)
            _ = try document.need("Дата", "D01")
            found.append(base.orders.firstIndex { $0.number == number })
        }
        return found
    }

    /// D13, D23.
    private func isClosed(_ order: Base1C.Order) -> Bool {
        order.isClosed || order.lines.allSatisfy(\.isCancelled)
    }

    private mutating func readHead(_ document: XMLNode, currency: String, into order: inout Base1C.Order)
        throws(Refusal)
    {
        _ = try document.need("Ид", "D01")
        order.number = LoaderText.trim(try document.need("Номер", "D01").string ?? "")
        if let moment = LoaderText.dateTime(try document.text("Дата") ?? "", try document.text("Время")) {
            (order.date, order.time) = moment
        } else {
            (order.date, order.time) = ("0001-01-01", "00:00:00")
            report.silent.append("D06")
        }
        let found = base.currency(currency)
        order.currency = found.name
        if !found.isKnown { report.silent.append("D07") }
        order.comment = try document.text("Комментарий") ?? ""
    }

    private mutating func readRequisites(_ document: XMLNode, into order: inout Base1C.Order) throws(Refusal) {
        order.status = "НеСогласован"
        for requisite in try document.one("ЗначенияРеквизитов")?.list("ЗначениеРеквизита") ?? [] {
            let name = try requisite.need("Наименование", "D10").string ?? ""
            if let value = try requisite.need("Значение", "D10").string {
                requisiteValue = value
            } else {
                report.silent.append("D11")
            }
            order.requisites[name] = requisiteValue
            switch name {
            case "Отменен": order.isCancelled = requisiteValue.lowercased() == "true"
            case "Статус заказа":
                if base.statuses.contains(requisiteValue) { order.status = requisiteValue }
            case "Комментарии покупателя": order.comment += requisiteValue
            case "Заказ оплачен" where !["true", "false"].contains(requisiteValue.lowercased()):
                report.silent.append("D27")
            default: break
            }
        }
    }

    /// D08: what is there must be whole.
    private func checkWarehouses(_ document: XMLNode) throws(Refusal) {
        guard let warehouses = try document.one("Склады") else { return }
        let warehouse = try warehouses.need("Склад", "D08")
        for name in ["Ид", "Наименование"] { _ = try warehouse.need(name, "D08") }
        let field = try warehouse.need("Адрес", "D08").need("АдресноеПоле", "D08")
        let contact = try warehouse.need("Контакты", "D08").need("Контакт", "D08")
        for part in [field, contact] {
            _ = try part.need("Тип", "D08")
            _ = try part.need("Значение", "D08")
        }
    }

    private mutating func readLines(_ document: XMLNode, into order: inout Base1C.Order) throws(Refusal) {
        let goods = try document.one("Товары")?.list("Товар") ?? []
        let tax = try documentTax(document)
        // L11: not reset from line to line.
        var rate: Int?
        for good in goods {
            try LoaderLine.checkLists(good)
            if let own = try LoaderLine.rate(of: good) { rate = LoaderText.rate(own) ?? 0 }
            let product = try findProduct(good)
            guard let quantity = LoaderText.number(try good.text("Количество")), !quantity.isZero else {
                report.droppedLines += 1
                continue
            }
            var line = Base1C.Line(
                product: product, characteristic: try characteristic(of: good), quantity: quantity, price: .zero,
                sum: .zero, vat: Self.vat(rate ?? 0, document: tax?.rate))
            if let sum = LoaderText.number(try good.text("Сумма")) {
                line.sum = sum - (try LoaderLine.discount(of: good))
                line.price = LoaderText.number(try good.text("ЦенаЗаЕдиницу")) ?? .zero
            } else {
                report.silent.append("L08")
            }
            order.lines.append(line)
        }
        if order.lines.isEmpty { report.silent.append("D23") }
        if tax?.isIncluded != true { report.silent.append("D17") }
        for line in order.lines {
            order.total = order.total + line.sum
            // D17: prices taken as net of VAT.
            if tax?.isIncluded != true { order.total = order.total + LoaderText.vat(line.vat, in: line.sum) }
        }
        if let told = LoaderText.number(try document.text("Сумма")), told != order.total {
            report.silent.append("D21")
        }
    }

    /// L12: 0 counts as empty, and the document's rate takes its place.
    private static func vat(_ rate: Int, document: String?) -> String {
        if rate != 0 { return String(rate) }
        guard let document else { return "Без НДС" }
        return String(LoaderText.rate(document) ?? 0)
    }

    private func documentTax(_ document: XMLNode) throws(Refusal) -> (isIncluded: Bool, rate: String?)? {
        for tax in try document.one("Налоги")?.list("Налог") ?? []
        where try tax.need("Наименование", "L18").string?.lowercased() == "ндс" {
            guard let included = try tax.text("УчтеноВСумме") else { return nil }
            return (included == "true", try tax.text("Ставка"))
        }
        return nil
    }

    private mutating func store(_ order: Base1C.Order, at index: Int?) -> Int {
        if let index {
            report.updated += 1
            base.orders[index] = order
            return index
        }
        report.created += 1
        base.orders.append(order)
        return base.orders.count - 1
    }

    // MARK: Goods

    /// GUID → «Артикул» → name and kind → a new one (L01, L05, L22).
    private mutating func findProduct(_ good: XMLNode) throws(Refusal) -> String {
        let id = try good.text("Ид") ?? ""
        // L02: whatever follows the 36th character is taken to be ignored.
        let guid = LoaderText.cut(id, 36)
        let article = try good.text("Артикул") ?? ""
        let name = try good.text("Наименование") ?? ""
        let isService = try LoaderLine.isService(good)
        if let found = base.products(where: { LoaderText.isGUID(guid) && $0.guid == guid.lowercased() }) {
            return found.guid
        }
        if let found = base.products(where: { !article.isEmpty && $0.article == article }) { return found.guid }
        if let found = base.products(where: { $0.name == name && $0.isService == isService }) { return found.guid }
        let made = Base1C.Product(
            guid: LoaderText.isGUID(guid) ? guid.lowercased() : base.newGUID(), name: LoaderText.cut(name, 100),
            isService: isService)
        base.products.append(made)
        report.inventedProducts += 1
        return made.guid
    }

    /// After «#» of «Ид», else of the name: without the former the load ends (L14, L15).
    private mutating func characteristic(of good: XMLNode) throws(Refusal) -> String? {
        guard try !LoaderLine.isService(good) else { return nil }
        let parts = (try good.text("Ид") ?? "").split(separator: "#", maxSplits: 1).map(String.init)
        if parts.count == 2 {
            if !base.characteristics.contains(parts[1]) { report.silent.append("L15") }
            return parts[1]
        }
        if (try good.text("Наименование") ?? "").contains("#") { throw Refusal(rule: "L14") }
        return nil
    }

    // MARK: The counterparty

    /// C01: the first one only.
    private mutating func counterparty(of document: XMLNode) throws(Refusal) -> Int? {
        guard let node = try document.need("Контрагенты", "D01").list("Контрагент").first else {
            throw Refusal(rule: "D01")
        }
        let read = try UT11Counterparty(node)
        guard let name = read.name else {
            report.silent.append("C02")
            return nil
        }
        if let found = search(read, name: name) { return found }
        base.counterparties.append(
            Base1C.Counterparty(
                guid: base.newGUID(), name: LoaderText.trim(LoaderText.cut(name, 100)), fullName: read.fullName,
                inn: LoaderText.cut(read.inn ?? "", 12), kpp: LoaderText.cut(read.kpp, 9), kind: read.kind,
                contacts: read.contacts, addresses: read.addresses))
        report.newCounterparties += 1
        return base.counterparties.count - 1
    }

    private mutating func search(_ read: UT11Counterparty, name: String) -> Int? {
        if identification == .name { return first(of: read.kind) { $0.name == name } }
        switch read.inn {
        case nil: return first(of: read.kind) { $0.name == name }
        case "":
            // C04: the first one that has none.
            report.silent.append("C04")
            return first(of: read.kind) { $0.inn.isEmpty }
        case let inn?:
            return first(of: read.kind) { $0.inn == inn && (read.kind != .company || $0.kpp == read.kpp) }
        }
    }

    /// C16: companies among companies, persons and sole traders among themselves.
    private func first(of kind: Base1C.Kind, where isIt: (Base1C.Counterparty) -> Bool) -> Int? {
        base.counterparties.firstIndex { ($0.kind == .company) == (kind == .company) && isIt($0) }
    }
}
