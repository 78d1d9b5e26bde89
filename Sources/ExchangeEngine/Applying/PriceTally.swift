internal import ExchangeModel
internal import Ledger

/// What a file does to prices, counted while it is applied: whether a person must be asked is known at its end.
struct PriceTally {
    /// Prices in the file.
    private(set) var all = 0
    /// Prices of 0 that were not 0 before.
    ///
    /// One that is 0 in every export, a price type that nobody keeps, is asked about once.
    private(set) var newZeros = 0
    /// Offers of which a price was known.
    private(set) var known = 0
    /// Those of them that now cost more than ten times as much, or less than a tenth.
    private(set) var jumped = 0

    private static let jump = ExactDecimal(10)

    mutating func add(_ prices: (all: Int, zero: Int), _ outcome: UpsertOutcome) {
        guard prices.all > 0 else { return }
        all += prices.all
        switch outcome {
        case .created: newZeros += prices.zero
        case .unchanged: known += 1
        case .changed(let changes):
            var (isJump, new) = (false, 0)
            for change in changes where change.path.hasPrefix("prices[") && change.path.hasSuffix("].amount") {
                let old = change.old.flatMap { ExactDecimal($0) }
                if old == nil { new += 1 }
                guard let now = change.new.flatMap({ ExactDecimal($0) }) else { continue }
                if now.isZero, old?.isZero != true { newZeros += 1 }
                if let old, Self.isJump(from: old, to: now) { isJump = true }
            }
            // Told now for the first time, though the good was known.
            if new < prices.all { known += 1 }
            if isJump { jumped += 1 }
        }
    }

    private static func isJump(from old: ExactDecimal, to new: ExactDecimal) -> Bool {
        guard old > .zero, new > .zero else { return false }
        let (less, more) = old < new ? (old, new) : (new, old)
        return less.multiplied(by: jump).map { $0 < more } ?? false
    }
}
