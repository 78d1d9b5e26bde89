/// An e-mail address that a CRM's importer accepts; one that it does not costs it the whole row.
public struct EmailAddress: Hashable, Sendable {
    /// The domain in lower case.
    public let address: String

    /// HTML's rule for a valid address, with at least one dot in the domain.
    public init?(_ text: String) {
        let trimmed = text.trimmed
        let parts = trimmed.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].first, let last = parts[0].last, trimmed.utf8.count <= 250 else {
            return nil
        }
        guard parts[0].allSatisfy({ Self.isPlain($0) || Self.signs.contains($0) }), first != Self.point,
            last != Self.point, !Self.hasTwoPoints(parts[0])
        else { return nil }
        let labels = parts[1].split(separator: Self.point, omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { return nil }
        let isLower = !parts[1].contains { (0x41...0x5A).contains($0) }
        address = isLower ? trimmed : String(Substring(parts[0])) + "@" + Substring(parts[1]).lowercased()
    }

    private static let point = UInt8(ascii: ".")
    private static let signs = Array(".!#$%&'*+/=?^_~-{|}`".utf8)

    private static func hasTwoPoints(_ text: Substring.UTF8View) -> Bool {
        zip(text, text.dropFirst()).contains { $0 == point && $1 == point }
    }

    private static func isLabel(_ label: Substring.UTF8View.SubSequence) -> Bool {
        !label.isEmpty && label.count <= 63 && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
            && label.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
