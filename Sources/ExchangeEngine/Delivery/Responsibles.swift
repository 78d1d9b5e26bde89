internal import ExchangeModel
internal import Ledger

/// Names the person who answers for a new request: the current owner, a rule, else whoever's turn it is.
///
/// Whom a request was given to is kept, so a second CRM, a second pack or a repetition names the same person.
final class Responsibles {
    private let settings: ResponsibleSettings
    private let transaction: LedgerTransaction
    private let clock: ExchangeClock
    private var counts: [String: Int]

    init(_ settings: ResponsibleSettings, _ transaction: LedgerTransaction, clock: ExchangeClock) throws {
        self.settings = settings
        self.transaction = transaction
        self.clock = clock
        counts = try transaction.assignmentCounts()
    }

    /// `key` and `fields` are the request's; `owner` answers for this customer already.
    ///
    /// - Returns: `nil` where the configuration names nobody; then it is whom the CRM's wizard is told.
    func person(for key: String, _ fields: FieldSet, owner: String?) throws -> String? {
        if let person = try transaction.responsible(for: key) { return person }
        let byRule = settings.rules.first { rule in
            Self.fits(rule.channel.map(Self.channel), fields["channel"]) && Self.fits(rule.campaign, fields["campaign"])
                && Self.fits(rule.region, fields["region"])
        }?.person
        let inTurn = settings.inTurn.min { counts[$0, default: 0] < counts[$1, default: 0] }
        guard let person = owner ?? byRule ?? inTurn else { return nil }
        counts[person, default: 0] += 1
        try transaction.assign(person, to: key, at: clock.utc)
        return person
    }

    /// A channel as lists keep it; pages, and so people, say it in Russian.
    private static func channel(_ name: String) -> String {
        switch name.lowercased() {
        case "сайт": "site"
        case "соцсети", "социальные сети": "social"
        case "телефон", "звонок": "phone"
        case "почта", "e-mail", "email": "mail"
        default: name
        }
    }

    private static func fits(_ wanted: String?, _ value: String?) -> Bool {
        guard let wanted else { return true }
        return wanted.lowercased() == value?.lowercased()
    }
}
