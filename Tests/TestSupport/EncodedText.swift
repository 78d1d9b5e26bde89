/// Text as the bytes of an encoding that exports come in.
public enum EncodedText: String, CaseIterable, Sendable {
    case utf8, utf8WithMark, utf16LittleEndian, windows1251

    /// What the XML declaration calls it.
    public var label: String {
        switch self {
        case .utf8, .utf8WithMark: "UTF-8"
        case .utf16LittleEndian: "UTF-16"
        case .windows1251: "windows-1251"
        }
    }

    public func bytes(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16LittleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .windows1251: text.unicodeScalars.map(Self.byte)
        }
    }

    /// Russian letters and ASCII; anything else becomes «?».
    private static func byte(_ scalar: Unicode.Scalar) -> UInt8 {
        switch scalar.value {
        case 0..<0x80: UInt8(scalar.value)
        case 0x410...0x44F: UInt8(scalar.value - 0x410 + 0xC0)
        case 0x401: 0xA8
        case 0x451: 0xB8
        default: UInt8(ascii: "?")
        }
    }
}

extension Array where Element == UInt8 {
    /// The bytes in pieces of that size, the last one shorter.
    public func chunks(of size: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
