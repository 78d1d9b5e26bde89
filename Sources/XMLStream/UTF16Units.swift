/// Makes of UTF-16 what ``XMLScanner`` reads: one byte a unit, every character beyond ASCII as 0x80.
struct UTF16Units {
    /// The first half of a unit that the bytes before it ended in.
    private var half: UInt8?
    /// Whether the high byte comes first; settled by the first unit, which is the mark or `<`.
    private var isBigEndian: Bool?
    private var narrow: [UInt8] = []

    /// Looks at the next bytes; the offset of a finding is in these bytes.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, with scanner: inout XMLScanner) -> XMLScanner.Finding? {
        narrow.removeAll(keepingCapacity: true)
        let carried = half == nil ? 0 : 1
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            if isBigEndian == nil { isBigEndian = first == 0xFE || first == 0 }
            let (high, low) = isBigEndian == true ? (first, byte) : (byte, first)
            narrow.append(high == 0 && low < 0x80 ? low : 0x80)
        }
        return narrow.withUnsafeBytes { scanner.scan($0) }
            .map { XMLScanner.Finding(kind: $0.kind, offset: max(0, $0.offset * 2 - carried)) }
    }
}
