/// «КПП»: why a legal entity is registered with that tax office; a sole trader has none.
public struct TaxReasonCode: Hashable, Sendable {
    public let code: String

    /// - Returns: `nil` unless it is four digits, two digits or Latin capitals, three digits (crm.md, section 4).
    public init?(_ text: String) {
        let code = text.trimmed
        let bytes = Array(code.utf8)
        guard bytes.count == 9 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let isDigit = (0x30...0x39).contains(byte)
            guard isDigit || (index == 4 || index == 5) && (0x41...0x5A).contains(byte) else { return nil }
        }
        self.code = code
    }
}
