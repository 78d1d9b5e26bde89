internal import ExchangeModel
internal import Ledger

/// Compares what 1C, our packs and the CRM's exports say of the same orders; sums in kopecks.
struct TotalsCheck {
    let view: BusinessView

    /// A comparison of two systems.
    struct Line {
        let title: LocalizedText
        let count: Int
        let kopecks: Int
        /// How many of them the other system has, what they come to here, and what there.
        let matched: Int
        let ours: Int
        let theirs: Int
    }

    struct Difference {
        let title: String
        let place: LocalizedText
        let ours: Int
        let theirs: Int
    }

    struct Result {
        var lines: [Line] = []
        var differences: [Difference] = []
    }

    /// Orders in one comparison.
    private struct Side {
        var count = 0
        var kopecks = 0
        var matched = 0
        var ours = 0
        var theirs = 0

        mutating func add(_ ours: Int, _ theirs: Int?) {
            count += 1
            kopecks += ours
            guard let theirs else { return }
            matched += 1
            self.ours += ours
            self.theirs += theirs
        }

        func line(_ title: LocalizedText) -> Line {
            Line(title: title, count: count, kopecks: kopecks, matched: matched, ours: ours, theirs: theirs)
        }
    }

    /// Less than that may come of a CRM that keeps whole roubles.
    private static let rouble = 100

    func compare() throws -> Result {
        var result = Result()
        for (id, title) in view.crms {
            try comparePacks(id, title, &result)
            try compareExports(id, title, &result)
        }
        try compareOrders(&result)
        return result
    }

    /// 1C's orders against what our packs last told of them.
    private func comparePacks(_ crm: String, _ title: String, _ result: inout Result) throws {
        let place = LocalizedText(russian: "1С → пакеты \(title)", english: "1C → packs of \(title)")
        var side = Side()
        try forEachCounted { order in
            // Born in this CRM: no pack has it but the changes of it.
            let source = try view.transaction.outgoing(document: order.key)?.source
            let item =
                try view.item("deal", key: order.key, of: crm)
                ?? source.flatMap { try view.item("deal", key: $0, of: crm) }
            let told = item.flatMap { FieldSet(body: Array($0.sent.utf8)).decimal("sum") }.map(Self.kopecks)
            side.add(Self.kopecks(order.sum), told)
            if let told, told != Self.kopecks(order.sum) {
                result.differences.append(
                    Difference(title: Self.title(order), place: place, ours: Self.kopecks(order.sum), theirs: told))
            }
        }
        if side.count > 0 { result.lines.append(side.line(place)) }
    }

    /// 1C's orders against the deals that the CRM showed of them.
    private func compareExports(_ crm: String, _ title: String, _ result: inout Result) throws {
        let place = LocalizedText(russian: "1С → выгрузки \(title)", english: "1C → exports of \(title)")
        var side = Side()
        try forEachCounted { order in
            var theirs: Int?
            for link in try view.transaction.links(to: order.key, .document, crm: crm) {
                guard let fields = try view.transaction.entity(.deal, key: link.source)?.fields else { continue }
                theirs = (theirs ?? 0) + Self.kopecks(Self.sum(ofDeal: fields))
            }
            let ours = Self.kopecks(order.sum)
            side.add(ours, theirs)
            if let theirs, abs(theirs - ours) >= Self.rouble {
                result.differences.append(
                    Difference(title: Self.title(order), place: place, ours: ours, theirs: theirs))
            }
        }
        if side.matched > 0 { result.lines.append(side.line(place)) }
    }

    /// The orders that we laid before 1C against what 1C made of them.
    private func compareOrders(_ result: inout Result) throws {
        let place = LocalizedText(russian: "Заказы для 1С → 1С", english: "Orders for 1C → 1C")
        var side = Side()
        for (source, sent) in view.outgoing.sorted(by: { $0.value.row.id < $1.value.row.id })
        where sent.row.number != nil && sent.row.state != .withdrawn {
            let order = try view.booked(source)
            // Cancelled in 1C: its sum is 0, and that is told elsewhere.
            if let order, !order.counts { continue }
            let theirs = order.map { Self.kopecks($0.sum) }
            side.add(sent.kopecks, theirs)
            if let theirs, abs(theirs - sent.kopecks) >= Self.rouble {
                result.differences.append(
                    Difference(title: sent.row.title, place: place, ours: sent.kopecks, theirs: theirs))
            }
        }
        if side.count > 0 { result.lines.append(side.line(place)) }
    }

    private func forEachCounted(_ body: (BookedOrder) throws -> Void) throws {
        try view.book.documents.forEachOrder { if $0.counts { try body($0) } }
    }

    private static func sum(ofDeal fields: FieldSet) -> ExactDecimal {
        fields.decimal("sum")
            ?? fields.items("lines").reduce(.zero) { sum, line in
                let price = line.item.decimal("price") ?? .zero
                return sum
                    + (line.item.decimal("sum") ?? price.multiplied(by: line.item.decimal("quantity") ?? .zero) ?? .zero)
            }
    }

    private static func kopecks(_ sum: ExactDecimal) -> Int { sum.sumInKopecks ?? 0 }

    private static func title(_ order: BookedOrder) -> String { "Заказ № \(order.number) от \(order.day.russian)" }
}
