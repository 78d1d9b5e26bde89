public import ExchangeModel

/// What about a customer has no field of its own in an import.
public enum CommentText {
    public static func of(_ customer: Customer) -> [String] {
        var parts: [String] = []
        if let comment = customer.comment { parts.append(comment) }
        if let address = customer.address { parts.append("Адрес: \(address)") }
        if !customer.unreadableContacts.isEmpty {
            parts.append("В 1С записано: \(customer.unreadableContacts.joined(separator: "; "))")
        }
        return parts
    }
}
