/// Looks for `<table` in the bytes of a page, which is far cheaper than to read the page.
struct TagSearch {
    private static let tag = Array("<table".utf8)

    private(set) var count = 0
    /// How much of the tag has come.
    private var matched = 0

    /// Takes bytes; `true` once the tag has come twice.
    mutating func findsSecondTable(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // Of UTF-16 every second byte of the tag is a zero.
        for byte in bytes where byte != 0 {
            let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            // «<» stands in the tag only once, so that a match that breaks can begin anew with nothing but this byte.
            matched = lower == Self.tag[matched] ? matched + 1 : lower == Self.tag[0] ? 1 : 0
            if matched == Self.tag.count {
                count += 1
                matched = 0
                if count == 2 { return true }
            }
        }
        return false
    }
}
