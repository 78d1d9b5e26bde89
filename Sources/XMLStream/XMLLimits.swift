/// What a document may have at most; more is refused before libxml2 sees it.
///
/// Sizes are in bytes of the file (in UTF-16 in its units). No export of 1C comes near any of them; without them a few
/// megabytes of attributes occupy libxml2 2.9.14 for over a minute (facts/reliability.md, X30).
public struct XMLLimits: Sendable, Equatable {
    /// How deep elements may nest; 1C's deepest, groups in groups, stay far below.
    public var depth: Int
    /// How many attributes and namespace declarations one start tag may have.
    public var attributes: Int
    /// How long a tag may be, its attributes included.
    public var tagBytes: Int
    /// How long the text between two tags may be, and a comment, a CDATA section, a processing instruction.
    public var textBytes: Int
    /// How long the name of an element or an attribute may be.
    public var nameBytes: Int

    /// How many different names a document may have, its prefixes and namespaces included; CommerceML has some hundreds.
    ///
    /// libxml2 finds a name among others in time that grows with their number: 14 MB of invented ones took it half a
    /// minute. Counted after each piece that it was given.
    static let names = 10_000

    public init(
        depth: Int = 64, attributes: Int = 256, tagBytes: Int = 64 << 10, textBytes: Int = 8 << 20,
        nameBytes: Int = 1 << 10
    ) {
        self.depth = depth
        self.attributes = attributes
        self.tagBytes = tagBytes
        self.textBytes = textBytes
        self.nameBytes = nameBytes
    }

    public static let standard = XMLLimits()

    /// The most that may be set: above it libxml2 refuses by itself, or costs more than linear time.
    public static let most = XMLLimits(
        depth: 250, attributes: 4_096, tagBytes: 1 << 20, textBytes: 9_900_000, nameBytes: 50_000)
}
