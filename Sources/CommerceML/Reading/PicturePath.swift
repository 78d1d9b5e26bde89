/// Where a picture of an export lies.
enum PicturePath {
    /// Whether a path stays in the folder of the export: relative, without a drive, a scheme or a step upwards.
    ///
    /// Whether 1C writes `/` or `\\` between folders is up to it. An address in the internet is none of its own: nothing
    /// is fetched from anywhere.
    static func staysInside(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard let first = path.first, !isSlash(first) else { return false }
        // A folder of nothing but points, and spaces behind them: Windows takes «.. » and «...» for a step upwards too.
        var (length, isPoints) = (0, true)
        for byte in path {
            // `C:`, `file:`, `http:`; and what Windows keeps behind a file (`a.jpg:b`).
            if byte == UInt8(ascii: ":") { return false }
            if isSlash(byte) {
                if isPoints, length >= 2 { return false }
                (length, isPoints) = (0, true)
            } else {
                if byte != UInt8(ascii: "."), byte != 0x20 || length == 0 { isPoints = false }
                length += 1
            }
        }
        return !(isPoints && length >= 2)
    }
}
