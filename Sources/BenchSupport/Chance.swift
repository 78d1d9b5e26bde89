/// Draws that depend on nothing but a name and numbers, so that the same good is the same in every file and every run.
package struct Chance {
    private var state: UInt64

    package init(_ kind: StaticString, _ numbers: Int...) { self.init(kind, numbers) }

    private init(_ kind: StaticString, _ numbers: [Int]) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        kind.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        for number in numbers { hash = Self.mixed((hash ^ UInt64(number)) &+ 0x9e37_79b9_7f4a_7c15) }
        state = hash
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mixed(state)
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, but not including, `bound`.
    package mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// An identifier in the form of 1C's GUIDs.
    package mutating func guid() -> String {
        let halves = (next(), next())
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    buffer[place] = UInt8(ascii: "-")
                    place += 1
                }
                let half = digit < 16 ? halves.0 : halves.1
                let value = UInt8(truncatingIfNeeded: half >> UInt64(60 - digit % 16 * 4)) & 15
                buffer[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
                place += 1
            }
            return 36
        }
    }

    package static func guid(_ kind: StaticString, _ numbers: Int...) -> String {
        var chance = Chance(kind, numbers)
        return chance.guid()
    }
}
