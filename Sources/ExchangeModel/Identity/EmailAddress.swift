/// An e-mail address that a CRM's importer accepts; one that it does not costs it the whole row.
public struct EmailAddress: Hashable, Sendable {
    /// The domain in lower case.
    public let address: String

    /// HTML's rule for a valid address, with at least one dot in the domain.
    public init?(_ text: String) {
        let trimmed = text.trimmed
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, trimmed.utf8.count <= 250 else { return nil }
        guard parts[0].allSatisfy({ Self.isPlain($0) || ".!#$%&'*+/=?^_~-{|}`".contains($0) }),
            parts[0].first != ".", parts[0].last != ".", !parts[0].contains("..")
        else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { return nil }
        address = parts[0] + "@" + parts[1].lowercased()
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            && label.allSatisfy { isPlain($0) || $0 == "-" }
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}
