/// «ОГРН» of a legal entity, 13 digits, or «ОГРНИП» of a sole trader, 15 digits, with a correct checksum.
public struct RegistrationNumber: Hashable, Sendable {
    public let digits: String

    public var isSoleTrader: Bool { digits.count == 15 }

    /// The last digit is the rest of the others by 11, or by 13 for «ОГРНИП», without its tens (crm.md, section 4).
    ///
    /// - Returns: `nil` where length or checksum is wrong.
    public init?(_ text: String) {
        let digits = text.trimmed
        let bytes = Array(digits.utf8)
        guard bytes.count == 13 || bytes.count == 15, bytes.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits), number > 0
        else { return nil }
        guard number / 10 % (bytes.count - 2) % 10 == number % 10 else { return nil }
        self.digits = digits
    }
}
