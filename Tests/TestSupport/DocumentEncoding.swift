/// The encodings in which 1C writes its exports.
public enum DocumentEncoding: String, CaseIterable, Sendable {
    case utf8, utf8WithMark, utf16WithMark, windows1251

    /// The document in this encoding, under a declaration that names it.
    public func document(_ body: String) -> [UInt8] {
        let text = "<?xml version=\"1.0\" encoding=\"\(label)\"?>\n" + body
        return switch self {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16WithMark: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .windows1251: inWindows1251(text)
        }
    }

    private var label: String {
        switch self {
        case .utf8, .utf8WithMark: "UTF-8"
        case .utf16WithMark: "UTF-16"
        case .windows1251: "windows-1251"
        }
    }
}

/// Text in windows-1251; only the characters that the tests use, others become «?».
public func inWindows1251(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
        switch scalar {
        case "\u{0}"..."\u{7F}": UInt8(scalar.value)
        case "А"..."я": UInt8(scalar.value - 0x0410 + 0xC0)
        case "Ё": 0xA8
        case "ё": 0xB8
        case "«": 0xAB
        case "»": 0xBB
        case "№": 0xB9
        case "—": 0x97
        case "\u{A0}": 0xA0
        default: UInt8(ascii: "?")
        }
    }
}

extension Array where Element == UInt8 {
    /// Gives the bytes in pieces of that size, as they come from a disk or an archive.
    public func inPieces(of size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: size) {
                try body(UnsafeRawBufferPointer(rebasing: bytes[start..<Swift.min(start + size, bytes.count)]))
            }
        }
    }
}
