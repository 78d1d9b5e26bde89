internal import ExchangeModel

/// What the prices of a file name: their types and their currencies, each with how often.
///
/// A base has a handful of either, so they are told apart by a look through a short list.
public struct PriceWords: Sendable {
    /// How many different ones are told apart; what comes behind them is not counted.
    static let kept = 64

    private var types = Tally()
    private var currencies = Tally()

    public init() {}

    /// «ИдТипаЦены», in the order of their first price.
    public var typeCounts: [(word: String, count: Int)] { types.counts }
    /// «Валюта», in the order of their first price.
    public var currencyCounts: [(word: String, count: Int)] { currencies.counts }

    mutating func add(_ offer: RecordView) {
        offer.forEachPrice { price in
            if let type = price.type { types.add(type) }
            if let currency = price.currency { currencies.add(currency) }
        }
    }

    /// Adds what another file of the same archive named.
    public mutating func add(_ other: PriceWords) {
        types.add(other.types)
        currencies.add(other.currencies)
    }

    /// Words with how often each was named.
    private struct Tally {
        private struct Word {
            let range: Range<Int>
            var count: Int
        }

        private var words: [Word] = []
        /// The words, one behind the other: an array for each would be retained and released at every look.
        private var text: [UInt8] = []

        var counts: [(word: String, count: Int)] {
            words.map { (String(decoding: text[$0.range], as: UTF8.self), $0.count) }
        }

        mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, count: Int = 1) {
            let known = text.withUnsafeBufferPointer { text in
                words.firstIndex { UnsafeBufferPointer(rebasing: text[$0.range]).hasBytes(of: bytes) }
            }
            if let known {
                words[known].count += count
            } else if words.count < kept {
                words.append(Word(range: text.count..<(text.count + bytes.count), count: count))
                text.append(contentsOf: bytes)
            }
        }

        mutating func add(_ other: Tally) {
            other.text.withUnsafeBufferPointer { text in
                for word in other.words { add(UnsafeBufferPointer(rebasing: text[word.range]), count: word.count) }
            }
        }
    }
}

extension RecordView {
    /// A «Цена» of an offer, as bytes that are valid only while it is given.
    struct Price {
        let type: UnsafeBufferPointer<UInt8>?
        let amount: UnsafeBufferPointer<UInt8>
        let currency: UnsafeBufferPointer<UInt8>?
    }

    /// Gives the prices that can be used.
    func forEachPrice(_ body: (Price) -> Void) {
        var depth = 0
        var identity = Grammar.none
        var (type, amount, currency): (RecordTape.Entry?, RecordTape.Entry?, RecordTape.Entry?)
        for entry in entries {
            switch entry.kind {
            case .begin:
                if depth == 0 {
                    identity = grammar.hot[Int(entry.state)].identity
                    (type, amount, currency) = (nil, nil, nil)
                }
                depth += 1
            case .end:
                depth -= 1
                guard depth == 0, let amount else { break }
                body(Price(type: type.map(bytes), amount: bytes(amount), currency: currency.map(bytes)))
            case .value where depth == 1:
                if entry.state == identity { type = entry }
                switch grammar.hot[Int(entry.state)].valueKind {
                case .price: amount = entry
                case .currency: currency = entry
                default: break
                }
            case .value, .unusable: break
            }
        }
    }

    /// How many prices an offer has, and how many of them are 0.
    public var priceCounts: (all: Int, zero: Int) {
        var (all, zero) = (0, 0)
        forEachPrice { price in
            all += 1
            // Known to be a number.
            if !price.amount.contains(where: { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) { zero += 1 }
        }
        return (all, zero)
    }
}
