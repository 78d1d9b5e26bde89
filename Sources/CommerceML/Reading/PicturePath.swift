/// Where a picture of an export lies.
enum PicturePath {
    /// Whether a path stays in the folder of the export: relative, without a drive, a scheme or a step upwards.
    ///
    /// Whether 1C writes `/` or `\\` between folders is up to it. An address in the internet is none of its own: nothing
    /// is fetched from anywhere.
    static func staysInside(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard let first = path.first, !isSlash(first) else { return false }
        // `C:`, `file:`, `http:`; and what Windows keeps behind a file (`a.jpg:b`).
        guard !path.contains(UInt8(ascii: ":")) else { return false }
        return !path.split(whereSeparator: isSlash).contains { folder in
            // Windows takes «.. » and «...» for a step upwards as well.
            folder.count >= 2 && folder.allSatisfy { $0 == UInt8(ascii: ".") || $0 == 0x20 } && folder.first != 0x20
        }
    }
}
