internal import CommerceML
internal import ExchangeModel

/// Under which key a record is kept, and by which other names it is found.
struct RecordKeys: Sendable {
    let key: String
    var references: [String] = []

    /// No «Ид» of 1C is longer: two GUIDs have 73 bytes, a name in place of one a few hundred.
    static let mostBytes = 1_024

    /// - Returns: `nil` where the record has nothing to be recognised by again, or something too long for that.
    init?(_ record: RecordView) {
        guard let keys = RecordKeys(anyLength: record), keys.key.utf8.count <= Self.mostBytes else { return nil }
        key = keys.key
        references = keys.references.filter { $0.utf8.count <= Self.mostBytes }
    }

    /// Whether a record would have a key, were it not so long.
    static func isTooLong(_ record: RecordView) -> Bool { RecordKeys(anyLength: record) != nil }

    private init?(anyLength record: RecordView) {
        switch record.kind {
        case .exchange, .counterpartyList: return nil
        case .offer:
            guard let id = record.value("id") else { return nil }
            // A delta names the characteristic beside the good, everywhere else the two are one «Ид».
            if let characteristic = record.value("characteristicId"), !id.contains("#"),
                characteristic.contains(where: { $0 != "0" && $0 != "-" })
            {
                key = "\(id)#\(characteristic)"
            } else {
                key = id
            }
        case .counterparty:
            let name = record.value("name") ?? record.value("officialName") ?? record.value("fullName")
            guard
                let known = CounterpartyKey.key(
                    id: record.value("id"), inn: record.value("inn"), kpp: record.value("kpp"), name: name)
            else { return nil }
            key = known
        case .document:
            let number = record.value("number")
            guard let known = record.value("id") ?? number.map({ "№\($0) \(record.value("date") ?? "")" }) else {
                return nil
            }
            key = known
            references = [Self.document(known)] + (number.map { [Self.document($0)] } ?? [])
            if let basis = record.value("basis") { references.append(Self.basis(basis)) }
        case .product:
            // Its name is no «Ид»: a good renamed in 1C would be another one, and its prices would not find it.
            guard let id = record.value("id") else { return nil }
            key = id
        default:
            guard let known = record.value("id") ?? record.value("code") ?? record.value("name") else { return nil }
            key = known
        }
    }

    static func document(_ name: String) -> String { "document \(name)" }
    static func basis(_ name: String) -> String { "basis \(name)" }
}
