public import ExchangeModel
internal import GRDB

/// Reads goods and offers as the making of a pack wants them: nearly all of them, once.
///
/// What matters is how many pages of the ledger are read: the index of hashes is read all over, and does not fit into
/// memory beside the records.
public final class GoodsReader {
    private let find: RawStatement
    private let next: RawStatement
    private let offersOfGood: RawStatement
    private let offerCount: RawStatement
    private let allHashes: RawStatement
    private let changedOffers: RawStatement
    private let changedGoods: RawStatement
    private var last: Good?
    /// Numbers of the goods that were given for an offer while all were gone through.
    private var given = NumberSet()
    private var isAtOffers = false
    /// What the hashes of goods with several offers have in common.
    private var crowded: HashFilter?
    /// How often ``hasCharacteristics(_:hasOwn:)`` shall look a good up before it goes through all hashes.
    private var lookupsLeft: Int

    private struct Good {
        let id: Int
        let key: String
        let fields: FieldSet
        /// It stands a little behind the one that was asked for before it: the next may stand behind this one.
        let isInOrder: Bool
    }

    public init(_ transaction: LedgerTransaction) throws {
        try transaction.deferred.write()
        let connection = try transaction.connection
        find = try RawStatement(connection, EntityHash.select("id, body"))
        next = try RawStatement(connection, "SELECT key, body FROM entity WHERE id = ? AND kind = 'product'")
        offersOfGood = try RawStatement(
            connection,
            """
            SELECT key, revision FROM entity_hash JOIN entity ON id = entity
            WHERE hash BETWEEN ? AND ? AND kind = 'offer' ORDER BY key
            """)
        offerCount = try RawStatement(
            connection, "SELECT count(*) FROM (SELECT 1 FROM entity_hash WHERE hash BETWEEN ? AND ? LIMIT 2)")
        allHashes = try RawStatement(connection, "SELECT hash FROM entity_hash ORDER BY hash")
        let rows = try RawStatement(connection, "SELECT max(id) FROM entity").first { $0.integer(0) }
        lookupsLeft = (rows ?? 0) / Self.rowsPerLookup
        changedOffers = try RawStatement(
            connection, "SELECT key, body FROM entity WHERE kind = 'offer' AND revision > ? ORDER BY revision")
        changedGoods = try RawStatement(
            connection, "SELECT id FROM entity WHERE kind = 'product' AND revision > ? ORDER BY revision")
    }

    /// The offers changed above a revision, in the order of their last change.
    public func offers(changedAbove revision: Int, _ body: (_ key: String, FieldSet) throws -> Void) throws {
        changedOffers.bind(1, revision)
        isAtOffers = true
        defer {
            isAtOffers = false
            changedOffers.reset()
        }
        while try changedOffers.step() {
            try body(changedOffers.text(0), FieldSet(body: Array(changedOffers.blob(1))))
        }
    }

    /// A good, for offers that come one after the other.
    ///
    /// 1C writes offers in the order of their goods, and the ledger keeps the order of the files: so the good is the
    /// one of the offer before, or stands behind that one, and need not be looked up by its hash.
    public func good(_ key: String) throws -> FieldSet? {
        if let last, last.key == key { return last.fields }
        let found = try following(key) ?? lookedUp(key)
        if let found {
            last = found
            // A characteristic that stands among the goods is an item of its own.
            if isAtOffers, !key.utf8.contains(UInt8(ascii: "#")) { given.insert(found.id) }
        }
        return found?.fields
    }

    private func following(_ key: String) throws -> Good? {
        guard let last, last.isInOrder else { return nil }
        next.bind(1, last.id + 1)
        return try next.first { row in
            var key = key
            guard key.withUTF8({ row.blob(0).hasBytes(of: $0) }) else { return nil }
            return Good(id: last.id + 1, key: key, fields: FieldSet(body: Array(row.blob(1))), isInOrder: true)
        } ?? nil
    }

    private func lookedUp(_ key: String) throws -> Good? {
        find.bind(1, EntityHash.of(.product, key))
        find.bind(2, RecordKind.product.rawValue)
        find.bind(3, key)
        return try find.first { row in
            let id = row.integer(0)
            let isInOrder = last.map { $0.id < id && id <= $0.id + Self.reach } ?? true
            return Good(id: id, key: key, fields: FieldSet(body: Array(row.blob(1))), isInOrder: isInOrder)
        }
    }

    /// Goods without an offer stand between those that have some.
    private static let reach = 64

    /// The keys of the goods changed above a revision, in the order of their last change.
    ///
    /// `exceptGiven`: but for those that ``good(_:)`` gave for one of the ``offers(changedAbove:_:)``.
    public func goods(
        changedAbove revision: Int, exceptGiven: Bool, _ body: (_ key: String) throws -> Void
    ) throws {
        changedGoods.bind(1, revision)
        defer { changedGoods.reset() }
        while try changedGoods.step() {
            let id = changedGoods.integer(0)
            if exceptGiven, given.contains(id) { continue }
            next.bind(1, id)
            if let key = try next.first({ $0.text(0) }) { try body(key) }
        }
    }

    /// The offers of a good: its own, and those by characteristic (`Ид#…`).
    public func offers(of good: String) throws -> [(key: String, revision: Int)] {
        let hashes = EntityHash.ofOffers(good)
        offersOfGood.bind(1, hashes.lowerBound)
        offersOfGood.bind(2, hashes.upperBound)
        defer { offersOfGood.reset() }
        var offers: [(key: String, revision: Int)] = []
        while try offersOfGood.step() {
            let key = offersOfGood.text(0)
            // Offers of another good may have hashes that begin as this one's.
            if EntityHash.good(key) == good { offers.append((key, offersOfGood.integer(1))) }
        }
        return offers
    }

    /// The keys of a good's offers by characteristic.
    public func characteristics(of good: String) throws -> [String] {
        try offers(of: good).map(\.key).filter { $0 != good }
    }

    /// Whether a good has offers by characteristic; `hasOwn`: it has one that is none.
    public func hasCharacteristics(_ good: String, hasOwn: Bool) throws -> Bool {
        // The index alone answers this for most.
        let hashes = EntityHash.ofOffers(good)
        if hasOwn, try !isCrowded(hashes) { return false }
        offerCount.bind(1, hashes.lowerBound)
        offerCount.bind(2, hashes.upperBound)
        let count = try offerCount.first { $0.integer(0) } ?? 0
        guard count > (hasOwn ? 1 : 0) else { return false }
        return try !characteristics(of: good).isEmpty
    }

    /// Whether there may be several offers with hashes in a range; asked for many, it goes through all hashes once.
    private func isCrowded(_ hashes: ClosedRange<Int>) throws -> Bool {
        guard lookupsLeft == 0 else {
            lookupsLeft -= 1
            return true
        }
        if let crowded { return crowded.holds(hashes.lowerBound) }
        var filter = HashFilter(blockBits: 13)
        var last: Int?
        defer { allHashes.reset() }
        while try allHashes.step() {
            let start = EntityHash.startOfOffers(allHashes.integer(0))
            if start == last { _ = filter.insert(start) }
            last = start
        }
        crowded = filter
        return filter.holds(hashes.lowerBound)
    }

    /// As long as it takes to look one up, so many rows are gone through.
    private static let rowsPerLookup = 32
}

/// Numbers of rows, a bit each.
private struct NumberSet {
    private var words: [UInt64] = []

    mutating func insert(_ number: Int) {
        let word = number >> 6
        if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(number & 63)
    }

    func contains(_ number: Int) -> Bool {
        let word = number >> 6
        return word < words.count && words[word] & (1 << UInt64(number & 63)) != 0
    }
}
