/// Chance that can be repeated: SplitMix64.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Array {
    /// At most so many of the elements, spread evenly, beginning where chance says.
    func sample(_ count: Int, _ chance: inout Chance) -> [Element] {
        guard count < self.count, count > 0 else { return self }
        let start = Int.random(in: 0..<self.count, using: &chance)
        return (0..<count).map { self[(start + $0 * self.count / count) % self.count] }
    }
}
