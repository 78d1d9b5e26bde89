/// What an archive may have at most; more is refused before anything is unpacked.
public struct ZIPLimits: Sendable, Equatable {
    /// How many entries, folders included.
    public var entries: Int
    /// How many bytes one entry may unpack to.
    public var entryBytes: Int
    /// How many bytes all entries together may unpack to.
    public var totalBytes: Int
    /// How many times larger than packed an entry may be; text of 1C packs to a thirtieth at best.
    public var ratio: Int

    /// An entry that unpacks to no more than this does no harm, whatever its ratio.
    static let harmlessBytes = 1 << 20

    public init(entries: Int = 20_000, entryBytes: Int = 4 << 30, totalBytes: Int = 4 << 30, ratio: Int = 200) {
        self.entries = entries
        self.entryBytes = entryBytes
        self.totalBytes = totalBytes
        self.ratio = ratio
    }

    public static let standard = ZIPLimits()
}
