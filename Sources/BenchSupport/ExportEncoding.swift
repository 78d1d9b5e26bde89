/// The encodings in which 1C writes its exports.
package enum ExportEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1251 = "windows-1251"

    /// The name in the XML declaration.
    package var declared: String { self == .utf8 ? "UTF-8" : rawValue }

    /// A character in windows-1251, or nil where it has none (then 1C's writer makes a numeric reference).
    static func windows1251(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0..<0x80: UInt8(scalar.value)
        case 0x410...0x44F: UInt8(scalar.value - 0x410 + 0xC0)
        case 0x401: 0xA8
        case 0x451: 0xB8
        case 0x2116: 0xB9
        case 0x2014: 0x97
        case 0xA0, 0xAB, 0xB0, 0xB1, 0xBB: UInt8(scalar.value)
        default: nil
        }
    }
}
