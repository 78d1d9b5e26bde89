/// How the names in a ZIP are to be read: archivers say it by a flag, or not at all.
enum ZIPName {
    /// - Parameters:
    ///   - bytes: as they stand in the directory.
    ///   - isUTF8: bit 11 of the entry's flags.
    ///   - host: the system that made the archive: 0 FAT, 3 Unix, 11 NTFS.
    /// - Returns: the name, with `/` between folders.
    static func text(_ bytes: [UInt8], isUTF8: Bool, host: UInt8) -> String {
        decoded(bytes, isUTF8: isUTF8, host: host).replacing("\\", with: "/")
    }

    private static func decoded(_ bytes: [UInt8], isUTF8: Bool, host: UInt8) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if isUTF8 { return String(decoding: bytes, as: UTF8.self) }
        // Windows' own archiver writes names as DOS had them, others as Windows has them. Read the wrong way, letters
        // become frames and signs.
        let dos = bytes.map { scalar(ofDOS: $0) }
        let windows = Windows1251.decode(bytes)
        let (dosLetters, windowsLetters) = (letters(dos), letters(windows.unicodeScalars))
        let isWindows = dosLetters == windowsLetters ? host == 11 : windowsLetters > dosLetters
        return isWindows ? windows : String(String.UnicodeScalarView(dos))
    }

    private static func letters(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
        scalars.count { ("А"..."я").contains($0) || $0 == "ё" || $0 == "Ё" }
    }

    /// Code page 866; what is neither letter nor ASCII stays a sign that no name of ours has.
    private static func scalar(ofDOS byte: UInt8) -> Unicode.Scalar {
        let value: UInt32? =
            switch byte {
            case ..<0x80: UInt32(byte)
            case 0x80...0xAF: 0x0410 + UInt32(byte - 0x80)
            case 0xE0...0xEF: 0x0440 + UInt32(byte - 0xE0)
            case 0xF0: 0x0401
            case 0xF1: 0x0451
            case 0xFC: 0x2116
            default: nil
            }
        return value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    }
}
