/// What the head of the configuration says of files that wait for a person: shares beyond which one is asked, in per cent.
///
/// 100 asks never, except where a full export has nothing left at all.
public struct DoubtSettings: Sendable, Equatable {
    /// Of its goods, that a full export has lost.
    public var shrinkPercent = 20
    /// Of the prices in a file, that became 0.
    public var zeroPricePercent = 30
    /// Of the goods in a file with a known price, that changed more than tenfold.
    public var priceJumpPercent = 10

    public init() {}
}
