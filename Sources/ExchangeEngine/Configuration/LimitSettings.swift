public import CommerceML
public import TabularFiles

/// What `[limits]` of the configuration says: what a file may have at most.
public struct LimitSettings: Sendable, Equatable {
    /// A larger file stays where it is, and is told of.
    ///
    /// Memory does not grow with a file, so this guards the disk and not the reader: half a million goods with their
    /// properties are 2.1 GB of XML.
    public var fileBytes = 4 << 30
    public var reading = ReadingLimits.standard
    /// Of an archive, and of an XLSX, which is one.
    public var zip = ZIPLimits.standard

    public init() {}
}
