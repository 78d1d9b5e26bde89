/// A hash that is the same on every machine and in every run, for looking things up; no secret hangs on it (FNV-1a).
public struct StableHash: Sendable {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    public init() {}

    /// The hash of several texts, told apart where they meet.
    public static func of(_ texts: String...) -> Int {
        var hash = StableHash()
        for text in texts { hash.add(text) }
        return hash.value
    }

    public mutating func add(_ text: String) {
        var text = text
        var state = state
        text.withUTF8 { bytes in
            for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        self.state = (state ^ 0xFF) &* 0x0000_0100_0000_01b3
    }

    public var value: Int { Int(bitPattern: UInt(state)) }
}
