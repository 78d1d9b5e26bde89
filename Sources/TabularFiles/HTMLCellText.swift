/// The text of one HTML cell, gathered piece by piece.
struct HTMLCellText {
    private var bytes: [UInt8] = []
    /// The last that came was a tag which ends a line.
    private var wasBroken = false
    /// The last that came was a line break of the source, or the indent after it.
    private var sourceBreak = false

    var length: Int { bytes.count }

    /// The text without the white space around it.
    var value: String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// Begins a new line, as `<br>` and the end of a paragraph do.
    mutating func breakLine() {
        while let last = bytes.last, last == 0x20 || sourceBreak && last == 0x0A {
            bytes.removeLast()
            if last == 0x0A { sourceBreak = false }
        }
        bytes.append(0x0A)
        wasBroken = true
        sourceBreak = false
    }

    /// Adds text of the page.
    ///
    /// A line break in the source is kept, for comments come with theirs; but one that only follows a `<br>` is that
    /// same break, and one that is followed by an indent is how the page was laid out, hence a space.
    mutating func append(_ text: some Sequence<UInt8>) {
        for byte in text where byte != 0x0D {
            switch byte {
            case 0x0A where wasBroken: continue
            case 0x20 where wasBroken, 0x09 where wasBroken: continue
            case 0x20 where sourceBreak, 0x09 where sourceBreak:
                if bytes.last == 0x0A { bytes[bytes.count - 1] = 0x20 }
            case 0x0A:
                bytes.append(byte)
                sourceBreak = true
            default:
                bytes.append(byte)
                sourceBreak = false
                wasBroken = false
            }
        }
    }
}
