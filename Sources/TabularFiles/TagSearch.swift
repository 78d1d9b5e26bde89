/// Looks for a tag in the bytes of a page or a sheet, which is far cheaper than to read it.
struct TagSearch {
    private let tag: [UInt8]
    /// How often the tag came.
    private(set) var count = 0
    /// How much of the tag has come.
    private var matched = 0

    /// - Parameter tag: in small letters, the first of which stands in it only once: `<table`.
    init(_ tag: String) {
        self.tag = Array(tag.utf8)
    }

    /// Takes bytes; `true` once the tag has come so often.
    mutating func finds(_ times: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        // Of UTF-16 every second byte of the tag is a zero.
        for byte in bytes where byte != 0 {
            let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            // The first letter stands in the tag only once: a match that breaks begins anew with nothing but this byte.
            matched = lower == tag[matched] ? matched + 1 : lower == tag[0] ? 1 : 0
            if matched == tag.count {
                count += 1
                matched = 0
                if count == times { return true }
            }
        }
        return false
    }
}
