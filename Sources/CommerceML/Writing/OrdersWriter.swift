public import ExchangeModel

/// Writes `to-1c/orders.xml`: the one shape that 1C's loaders take whole.
///
/// The map of writing: an ``OutgoingOrder`` and an ``OrdersProfile`` → ``OrdersProfile/holds(_:)`` says why it must
/// not be written, if it must not → `OrdersWriter` → bytes.
///
/// - No `xmlns`: with one, 1C reads the file typed, and УТ then refuses every such file (F05, F06).
/// - No element is ever empty: an empty one takes over the value before it or finds the first counterparty without
///   «ИНН» (D11, C04).
/// - The order of elements is the schema's (2.08, 2.10), so that the file is valid once a namespace is added.
/// - What 1C does not read and could stumble over is left out: «Скидки», «Склады», «Представители».
///
/// What the order's holds name is the caller's to respect: a held order that is added anyway gives a document that
/// 1C may refuse, and with it the file.
public struct OrdersWriter {
    private let profile: OrdersProfile
    private var out = XMLBytes()

    /// Begins the document.
    ///
    /// - Parameters:
    ///   - profile: how 1C wants it.
    ///   - formedAt: «ДатаФормирования», `2026-11-23T10:15:00`.
    public init(profile: OrdersProfile, formedAt: String) {
        self.profile = profile
        if profile.writesByteOrderMark { out.bytes += [0xEF, 0xBB, 0xBF] }
        out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<КоммерческаяИнформация")
        out.attribute("ВерсияСхемы", profile.schemaVersion)
        out.attribute("ДатаФормирования", OrderText.line(formedAt, limit: OrderText.lineLength))
        out.raw(">\n")
    }

    /// Appends one «Документ».
    public mutating func add(_ order: OutgoingOrder) {
        if profile.usesContainers { out.open("Контейнер") }
        out.open("Документ")
        out.lineBreak()
        head(order)
        out.open("Контрагенты")
        out.write(WrittenBuyer(order.buyer, profile: profile), of: order.buyer, profile: profile)
        out.close("Контрагенты")
        out.lineBreak()
        out.element("Время", optional: order.time.flatMap(DateText.time))
        out.element("Комментарий", optional: OrderText.paragraph(order.comment, limit: OrderText.commentLength))
        lines(order)
        requisites(order)
        out.close("Документ")
        if profile.usesContainers { out.close("Контейнер") }
        out.lineBreak()
    }

    /// Takes out what was written so far, so that a long file need not be held.
    public mutating func drain() -> [UInt8] {
        defer { out.bytes.removeAll(keepingCapacity: true) }
        return out.bytes
    }

    /// Ends the document; without any order it is a root without documents, which 1C takes as a success.
    ///
    /// - Returns: what was not yet drained.
    public mutating func finish() -> [UInt8] {
        out.close("КоммерческаяИнформация")
        out.lineBreak()
        return drain()
    }

    private mutating func head(_ order: OutgoingOrder) {
        out.element("Ид", optional: OrderText.line(order.id, limit: OrderText.lineLength))
        if profile.isVersion3 {
            out.element("НомерВерсии", OrderVersion.of(order))
            out.element("ПометкаУдаления", "false")
        }
        out.element("Номер", optional: OrderText.line(order.number, limit: OrderText.lineLength))
        out.element("Дата", optional: DateText.date(order.date))
        out.raw("<ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль>")
        out.element("Валюта", optional: OrderText.line(order.currency, limit: OrderText.lineLength))
        out.raw("<Курс>1</Курс>")
        out.element("Сумма", kopecks: order.lines.reduce(0) { $0 + Kopecks.rounded($1.sum) })
        out.lineBreak()
    }

    /// «Налоги» of the document and «Товары».
    ///
    /// The document has no «Ставка»: УТ would put it in the place of a line's 0 (L12). Every line has one (L11).
    private mutating func lines(_ order: OutgoingOrder) {
        guard !order.lines.isEmpty else { return }
        let taxes = order.lines.map { LineTax($0.vatRate, profile: profile) }
        let total = zip(order.lines, taxes).reduce(0) { sum, line in
            sum + (line.1?.kopecks(of: Kopecks.rounded(line.0.sum)) ?? 0)
        }
        out.raw("<Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме>")
        out.element("Сумма", kopecks: total)
        out.raw("</Налог></Налоги>\n<Товары>\n")
        for (line, tax) in zip(order.lines, taxes) { out.write(line, tax: tax, profile: profile) }
        out.close("Товары")
        out.lineBreak()
    }

    private mutating func requisites(_ order: OutgoingOrder) {
        let written = OrderRequisites.written(order)
        guard !written.isEmpty else { return }
        out.open("ЗначенияРеквизитов")
        for requisite in written { out.requisite(requisite.name, requisite.value) }
        out.close("ЗначенияРеквизитов")
        out.lineBreak()
    }
}
