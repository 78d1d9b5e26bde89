/// Tells which hashes cannot have been inserted: a Bloom filter.
///
/// One of 2^15 blocks takes two megabytes, and is wrong for two of a thousand when it holds a million.
struct HashFilter {
    private let blockBits: Int
    private var words: [UInt64]

    /// A block is 64 bytes.
    init(blockBits: Int) {
        self.blockBits = blockBits
        words = [UInt64](repeating: 0, count: 8 << blockBits)
    }

    /// - Returns: `false` where the hash may have been inserted before.
    mutating func insert(_ hash: Int) -> Bool {
        let (word, bits) = place(hash)
        var isNew = false
        for turn in 0..<4 {
            let bit = Self.bit(bits, turn)
            isNew = isNew || words[word + bit.word] & bit.mask == 0
            words[word + bit.word] |= bit.mask
        }
        return isNew
    }

    /// Whether the hash may have been inserted.
    func holds(_ hash: Int) -> Bool {
        let (word, bits) = place(hash)
        return (0..<4).allSatisfy { turn in
            let bit = Self.bit(bits, turn)
            return words[word + bit.word] & bit.mask != 0
        }
    }

    /// Where the bits of a hash are: all in one line of the processor's cache.
    private func place(_ hash: Int) -> (word: Int, bits: UInt64) {
        let mixed = UInt64(bitPattern: Int64(hash)) &* 0x9e37_79b9_7f4a_7c15
        return (Int(mixed >> UInt64(64 - blockBits)) * 8, mixed)
    }

    private static func bit(_ bits: UInt64, _ turn: Int) -> (word: Int, mask: UInt64) {
        let bit = Int(truncatingIfNeeded: bits >> UInt64(turn * 9)) & 511
        return (bit >> 6, 1 << UInt64(bit & 63))
    }
}
