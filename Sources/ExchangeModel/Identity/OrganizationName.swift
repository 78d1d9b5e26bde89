/// A name of a company as it is compared, never as it is shown.
public enum OrganizationName {
    /// Legal forms that say nothing about which company it is.
    private static let legalForms: Set<String> = [
        "ооо", "оао", "зао", "пао", "нао", "ао", "аозт", "ип", "чп", "тоо", "нии", "нпп", "нпо", "кб", "гуп", "муп",
        "фгуп", "нко", "тд"
    ]

    /// Lower case, ё as е, without quotes, punctuation and legal form.
    ///
    /// - Returns: what is left; the name without quotes where that would be nothing.
    public static func folded(_ name: String) -> String {
        let words = fold(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let kept = words.filter { !legalForms.contains($0) }
        return (kept.isEmpty ? words : kept).joined(separator: " ")
    }

    /// As MySQL compares: letters' case, ё and е, and spaces at the end make no difference.
    public static func fold(_ name: String) -> String {
        var line = name.singleLine
        return line.withUTF8(foldCyrillic) ?? line.lowercased().replacing("ё", with: "е")
    }

    /// - Returns: `nil` for text with letters of other scripts, which goes the long way.
    private static func foldCyrillic(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var lead: UInt8 = 0
        for byte in bytes {
            switch (lead, byte) {
            case (0xD0, 0x81), (0xD1, 0x91): folded += [0xD0, 0xB5]  // Ё, ё → е
            case (0xD0, 0x90...0x9F): folded += [0xD0, byte + 0x20]  // А…П
            case (0xD0, 0xA0...0xAF): folded += [0xD1, byte - 0x20]  // Р…Я
            case (0xD0, 0x80...0x8F): folded += [0xD1, byte + 0x10]  // Ѐ…Џ
            case (0xD0, _), (0xD1, _): folded += [lead, byte]
            case (_, 0xD0), (_, 0xD1):
                lead = byte
                continue
            case (_, 0x41...0x5A): folded.append(byte + 0x20)
            case (_, 0..<0x80): folded.append(byte)
            default: return nil
            }
            lead = 0
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Whether a name says that it is of a sole trader.
    public static func isSoleTrader(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasPrefix("ип ") || lower.hasSuffix(" ип") || lower.contains("индивидуальный предприниматель")
    }
}
