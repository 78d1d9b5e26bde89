internal import XMLStream

/// What an export may hold at most; the sizes are explained at ``XMLLimits``.
public struct ReadingLimits: Sendable, Equatable {
    public var depth = XMLLimits.standard.depth
    public var attributes = XMLLimits.standard.attributes
    public var tagBytes = XMLLimits.standard.tagBytes
    public var textBytes = XMLLimits.standard.textBytes
    public var nameBytes = XMLLimits.standard.nameBytes
    /// How many records one document may have: goods, offers, groups, orders and so on together.
    public var records = 10_000_000

    public init() {}

    public static let standard = ReadingLimits()

    /// The most that may be set.
    public static let most: ReadingLimits = {
        var most = ReadingLimits()
        most.depth = XMLLimits.most.depth
        most.attributes = XMLLimits.most.attributes
        most.tagBytes = XMLLimits.most.tagBytes
        most.textBytes = XMLLimits.most.textBytes
        most.nameBytes = XMLLimits.most.nameBytes
        most.records = 1_000_000_000
        return most
    }()

    var xml: XMLLimits {
        XMLLimits(
            depth: depth, attributes: attributes, tagBytes: tagBytes, textBytes: textBytes, nameBytes: nameBytes)
    }
}
