/// A name of a company as it is compared, never as it is shown.
public enum OrganizationName {
    /// Legal forms that say nothing about which company it is.
    static let legalForms: Set<String> = [
        "ооо", "оао", "зао", "пао", "нао", "ао", "аозт", "ип", "чп", "тоо", "нии", "нпп", "нпо", "кб", "гуп", "муп",
        "фгуп", "нко", "тд"
    ]

    /// The same in full words, as registers write them.
    private static let longForms = [
        "общество с ограниченной ответственностью", "акционерное общество", "унитарное предприятие",
        "товарищество с ограниченной ответственностью", "некоммерческая организация", "потребительский кооператив"
    ].map { Array($0.utf8) }

    /// Whether a name says that it is of an organisation; a sole trader is none.
    public static func namesOrganization(_ name: String) -> Bool {
        let folded = fold(name)
        if Array(folded.utf8).holds(longForms) { return true }
        let words = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return words.contains { legalForms.contains($0) && $0 != "ип" && $0 != "чп" && $0 != "кб" && $0 != "нии" }
    }

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
        return line.withUTF8(foldCyrillic) ?? foldAny(line)
    }

    /// Text with letters of any script.
    private static func foldAny(_ line: String) -> String {
        let lower = line.lowercased()
        var folded: [UInt8] = []
        folded.reserveCapacity(lower.utf8.count)
        for byte in lower.utf8 {
            if byte == 0x91, folded.last == 0xD1 {
                folded[folded.count - 1] = 0xD0
                folded.append(0xB5)
            } else if byte == 0x88, folded.last == 0xCC {
                return lower.replacing("ё", with: "е")  // Two dots over a letter of their own.
            } else {
                folded.append(byte)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// - Returns: `nil` for text with letters of other scripts, which goes the long way.
    private static func foldCyrillic(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        // An array literal for each letter would be an allocation for each.
        func append(_ first: UInt8, _ second: UInt8) {
            folded.append(first)
            folded.append(second)
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch (byte, next) {
            case (0x41...0x5A, _): folded.append(byte + 0x20)
            case (0..<0x80, _): folded.append(byte)
            case (0xD0, 0x81), (0xD1, 0x91): append(0xD0, 0xB5)  // Ё, ё → е
            case (0xD0, 0x90...0x9F): append(0xD0, next + 0x20)  // А…П
            case (0xD0, 0xA0...0xAF): append(0xD1, next - 0x20)  // Р…Я
            case (0xD0, 0x80...0x8F): append(0xD1, next + 0x10)  // Ѐ…Џ
            // «», °, ± and the like; –, “”, …, №; × and ÷: no letters.
            case (0xD0, _), (0xD1, _), (0xC2, _), (0xC3, 0x97), (0xC3, 0xB7): append(byte, next)
            case (0xE2, 0x80...0x83), (0xE2, 0x88...0x9F):
                folded += bytes[index..<min(index + 3, bytes.count)]
                index += 1
            case (0xE2, 0x84) where index + 2 < bytes.count && bytes[index + 2] == 0x96:
                folded += [0xE2, 0x84, 0x96]
                index += 1
            default: return nil
            }
            index += byte < 0x80 ? 1 : 2
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Whether a name says that it is of a sole trader.
    public static func isSoleTrader(_ name: String) -> Bool {
        let lower = fold(name)
        if lower.hasPrefix("ип ") || lower.hasSuffix(" ип") { return true }
        // The long words begin with the same letters; a search through every name would cost more than all the rest.
        return lower.utf8.count > 45 && lower.contains("индивидуальный предприниматель")
    }
}
