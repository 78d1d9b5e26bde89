internal import ExchangeModel
internal import Ledger
internal import Reports

/// Every request, booking and order that came from a list or shop: in which pack it is, and who answers for it.
struct RequestList {
    let view: BusinessView

    struct Row {
        let key: String
        let kind: LocalizedText
        let name: String
        let phone: String?
        let channel: String?
        let responsible: String?
        /// The packs in which it went to the CRMs; `nil` where one of them has it not yet.
        let place: String?
        /// What became of it in 1C.
        let in1C: LocalizedText?

        func cells(tone: ReportTable.Row.Tone) -> ReportTable.Row {
            .init(
                [
                    .word(kind), .text(name), .phone(phone), .text(channel), .text(responsible),
                    place.map { .text($0) } ?? .word(LocalizedText(russian: "ждёт человека", english: "waits")),
                    in1C.map { .word($0) } ?? .empty, .text(key)
                ], tone: tone)
        }
    }

    static let columns: [ReportTable.Column] = [
        .init("Что", "What"), .init("От кого", "From"), .init("Телефон", "Telephone"), .init("Канал", "Channel"),
        .init("Ответственный", "Responsible"), .init("Пакет", "Pack"), .init("В 1С", "In 1C"),
        .init("Код", "Code", in: .nowhere)
    ]

    func rows() throws -> [Row] {
        var rows: [Row] = []
        try view.transaction.entities([.lead, .booking, .deal], above: 0) { entity in
            guard entity.kind == .lead ? entity.key.hasPrefix("list/") : OrderDraft.isOfList(entity) else { return }
            rows.append(try row(entity))
        }
        return rows
    }

    private func row(_ entity: Entity) throws -> Row {
        let fields = entity.fields
        let name = fields["name"] ?? fields["contact"] ?? fields["company"] ?? fields.values("emails").first ?? ""
        let order = view.outgoing[entity.key]?.row
        return Row(
            key: entity.key, kind: Self.kind(entity.kind), name: name, phone: fields.values("phones").first,
            channel: BusinessView.channel(fields["channel"]),
            responsible: try view.transaction.responsible(for: entity.key) ?? fields["responsible"],
            place: try place(entity), in1C: order.map { OrdersView.title($0.state) })
    }

    private func place(_ entity: Entity) throws -> String? {
        var packs: [String] = []
        for (crm, _) in view.crms {
            guard let item = try view.item(entity.kind == .lead ? "lead" : "deal", key: entity.key, of: crm),
                let pack = view.pack(item.firstPack)
            else { return nil }
            packs.append("\(crm)/\(pack.folder)")
        }
        return packs.isEmpty ? nil : packs.joined(separator: ", ")
    }

    private static func kind(_ kind: RecordKind) -> LocalizedText {
        switch kind {
        case .lead: LocalizedText(russian: "Заявка", english: "Request")
        case .booking: LocalizedText(russian: "Запись", english: "Booking")
        default: LocalizedText(russian: "Заказ", english: "Order")
        }
    }
}
