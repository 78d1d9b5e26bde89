internal import CRMFiles
internal import ExchangeModel

/// The keys of the customers of lists, where several have one telephone or e-mail.
///
/// The key that these make is of whoever came under it first; the others' have a hash of their name behind it.
enum SharedKey {
    static func key(_ shared: String, of name: String?) -> String {
        shared + "/" + String(UInt(bitPattern: StableHash.of(OrganizationName.fold(name ?? ""))), radix: 36)
    }

    /// Whether `key` is of one of those who share a telephone or e-mail with whoever came first.
    static func isOther(_ key: String, than shared: String) -> Bool { key.hasPrefix(shared + "/") }

    /// Whether two keys may be of one customer; no key may be anybody's.
    static func isSame(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return true }
        return one == other || ListCustomer.isKey(one) && (isOther(one, than: other) || isOther(other, than: one))
    }

    /// By what the customer of a list is known; a telephone that is nobody's makes nobody known.
    static func of(_ draft: OrderDraft) -> String? {
        guard let shared = draft.customerKey else { return nil }
        let party = draft.party
        let phone = party.phones.lazy.compactMap { PhoneNumber($0)?.international }.first
        guard party.inn == nil, let phone, PartyIndex.phoneKey(phone) == nil else { return shared }
        return key(shared, of: party.company ?? party.person ?? party.emails.first)
    }
}
