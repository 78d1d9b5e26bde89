internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports

/// Whom to remind of a visit, and to whom one may write afterwards: `visits.html`.
struct VisitsReport {
    let view: BusinessView

    private struct Visit {
        let draft: OrderDraft
        let fields: FieldSet
        let day: CalendarDay
        let order: BookedOrder?
        let responsible: String?

        var client: String { draft.party.person ?? draft.party.company ?? "" }
        var phone: String? {
            draft.party.phones.first.flatMap { PhoneNumber($0)?.international } ?? draft.party.phones.first
        }
        var came: Bool { order.map { $0.counts && $0.isShipped } ?? false }
        var isCancelled: Bool { draft.isLost || order.map { !$0.counts } ?? false }
        var campaign: String? { fields["campaign"] ?? fields["promo"] }
    }

    func page() throws -> ReportPage {
        let visits = try visits()
        let soon = view.today + view.configuration.remindDays
        let coming = visits.filter { $0.day == soon && !$0.isCancelled }
            .sorted { ($0.fields["time"] ?? "", $0.client) < ($1.fields["time"] ?? "", $1.client) }
        let open = visits.filter { $0.day < view.today && !$0.isCancelled && !$0.came }
            .sorted { ($0.day, $0.client) < ($1.day, $1.client) }
        let (writable, silent) = followUp(visits)
        return ReportPage(
            file: "visits", title: LocalizedText(russian: "Визиты", english: "Visits"), day: view.today,
            highlights: highlights(soon, coming, open, writable, silent),
            tables: [table(coming, soon), table(open), table(writable: writable, silent)], isEmpty: visits.isEmpty)
    }

    private func visits() throws -> [Visit] {
        var visits: [Visit] = []
        try view.transaction.entities([.booking], above: 0) { entity in
            guard let draft = OrderDraft(entity.fields, kind: .booking, key: entity.key),
                let day = draft.appointment.flatMap({ CalendarDay($0) })
            else { return }
            visits.append(
                Visit(
                    draft: draft, fields: entity.fields, day: day, order: try view.booked(entity.key),
                    responsible: try view.transaction.responsible(for: entity.key)))
        }
        return visits
    }

    private func highlights(
        _ soon: CalendarDay, _ coming: [Visit], _ open: [Visit], _ writable: [Visit], _ silent: Int
    ) -> [ReportPage.Highlight] {
        var found: [ReportPage.Highlight] = []
        if !coming.isEmpty {
            found.append(
                .init(
                    .good, "Напомнить о визите \(soon.russian): \(coming.count).",
                    "To remind of the visit on \(soon.russian): \(coming.count)."))
        }
        if !open.isEmpty {
            found.append(
                .init(
                    .bad, "День прошёл, а 1С не сообщила об услуге: \(open.count). Не пришли, или в 1С не проведено.",
                    "The day is over, and 1C told of no service: \(open.count). They did not come, or 1C has not posted it."
                ))
        }
        if !writable.isEmpty {
            found.append(
                .init(
                    .good, "Пришли по рекламе и согласны получать письма: \(writable.count), без согласия: \(silent).",
                    "Came through a campaign and may be written to: \(writable.count); without consent: \(silent)."))
        }
        return found
    }

    /// Each customer once, by his latest visit; how many said no, or nothing.
    private func followUp(_ visits: [Visit]) -> (writable: [Visit], silent: Int) {
        var latest: [String: Visit] = [:]
        var consents: [String: Bool] = [:]
        for visit in visits.sorted(by: { ($0.day, $0.draft.source) < ($1.day, $1.draft.source) }) {
            let customer = visit.draft.customerKey ?? visit.draft.source
            // Who said no later, said no.
            if let consent = visit.fields.flag("consent") { consents[customer] = consent }
            if visit.came, visit.campaign != nil { latest[customer] = visit }
        }
        let writable = latest.filter { consents[$0.key] == true }.values
        return (
            writable.sorted { ($0.client, $0.draft.source) < ($1.client, $1.draft.source) },
            latest.count - writable.count
        )
    }

    // MARK: Tables

    private func table(_ coming: [Visit], _ soon: CalendarDay) -> ReportTable {
        ReportTable(
            file: "visits",
            title: LocalizedText(
                russian: "Напомнить: кто придёт \(soon.russian)", english: "To remind: who comes on \(soon.russian)"),
            columns: [
                .init("Время", "Time"), .init("Услуга", "Service"), .init("Мастер", "Master"),
                .init("Клиент", "Customer"), .init("Телефон", "Telephone"), .init("Код", "Code"),
                .init("Ответственный", "Responsible")
            ],
            rows: coming.map { visit in
                .init([
                    .text(visit.fields["time"].map { String($0.prefix(5)) }), .text(visit.fields["service"]),
                    .text(visit.fields["master"]),
                    .text(visit.client), .phone(visit.phone), .text(visit.draft.id), .text(visit.responsible)
                ])
            }, nothing: LocalizedText(russian: "Записей на этот день нет.", english: "No bookings on that day."))
    }

    private func table(_ open: [Visit]) -> ReportTable {
        ReportTable(
            title: LocalizedText(
                russian: "Не пришли, или 1С не сообщила", english: "Did not come, or 1C did not tell"),
            columns: [
                .init("День", "Day"), .init("Услуга", "Service"), .init("Клиент", "Customer"),
                .init("Телефон", "Telephone"), .init("Код", "Code"), .init("Ответственный", "Responsible")
            ],
            rows: open.map { visit in
                .init(
                    [
                        .day(visit.day), .text(visit.fields["service"]), .text(visit.client), .phone(visit.phone),
                        .text(visit.draft.id), .text(visit.responsible)
                    ], tone: .bad)
            }, nothing: LocalizedText(russian: "Таких нет.", english: "None."))
    }

    private func table(writable: [Visit], _ silent: Int) -> ReportTable {
        ReportTable(
            file: "followup",
            title: LocalizedText(
                russian: "Можно написать: пришли по рекламе и дали согласие",
                english: "May be written to: came through a campaign and agreed"),
            note: LocalizedText(
                russian: "Без согласия на рассылку и потому не в списке: \(silent).",
                english: "Without consent, and so not in the list: \(silent)."),
            columns: [
                .init("Клиент", "Customer"), .init("Телефон", "Telephone"), .init("E-mail", "E-mail"),
                .init("Кампания", "Campaign"), .init("Визит", "Visit"), .init("Услуга", "Service"),
                .init("Сумма", "Sum"), .init("Ответственный", "Responsible")
            ],
            rows: writable.map { visit in
                .init([
                    .text(visit.client), .phone(visit.phone), .text(visit.draft.party.emails.first),
                    .text(visit.campaign), .day(visit.day), .text(visit.fields["service"]),
                    .money(visit.order.map { $0.kopecks - $0.returned }), .text(visit.responsible)
                ])
            }, nothing: LocalizedText(russian: "Пока никого.", english: "Nobody yet."))
    }
}
