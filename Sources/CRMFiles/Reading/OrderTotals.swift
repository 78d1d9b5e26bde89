internal import ExchangeModel

/// Settles what the sums of an order's rows mean.
struct OrderTotals {
    private(set) var lines: [LineDraft]
    private(set) var sum: ExactDecimal?
    /// Sums of the file that did not become fields.
    private(set) var kept: [(place: ColumnMap.Place, value: ExactDecimal)] = []
    /// A sum of the file that is neither that of its line nor that of all.
    private(set) var doubtful: ColumnMap.Place?

    /// `total` is what the file says of the whole order, and `keepsTotal` says that it may be of something else.
    init(
        _ all: [LineDraft], total: (value: ExactDecimal, place: ColumnMap.Place)?, keepsTotal: Bool,
        delivery: ExactDecimal?
    ) {
        lines = all.filter(\.hasProduct)
        guard !lines.isEmpty else {
            let loose = all.compactMap(\.rowSum)
            sum = total?.value ?? loose.first?.value
            for row in loose where row.value != sum { kept.append((row.place, row.value)) }
            return
        }
        for row in all where !row.hasProduct {
            guard let loose = row.rowSum else { continue }
            kept.append((loose.place, loose.value))
            doubtful = loose.place
        }
        settleRows(delivery)
        let sums = lines.map(\.sum)
        if sums.allSatisfy({ $0 != nil }) {
            sum = sums.reduce(delivery ?? .zero) { $0 + ($1 ?? .zero) }
            if let total, keepsTotal || total.value != sum {
                kept.append((total.place, total.value))
                if !keepsTotal { doubtful = doubtful ?? total.place }
            }
        } else {
            sum = total?.value
        }
    }

    /// «Сумма» of a row is that of its line, after a discount too, or is repeated on each row and is the order's.
    private mutating func settleRows(_ delivery: ExactDecimal?) {
        let rows = lines.compactMap(\.rowSum)
        for index in lines.indices { lines[index].sum = lines[index].product ?? lines[index].rowSum?.value }
        guard !rows.isEmpty, lines.contains(where: { $0.rowSum.map { $0.value } != $0.product && $0.rowSum != nil }),
            let first = rows.first
        else { return }
        let isRepeated = rows.allSatisfy { $0.value == first.value } && rows.count == lines.count
        let products = lines.compactMap(\.product)
        let goods = products.reduce(.zero, +)
        if isRepeated, products.count == lines.count {
            if first.value == goods || first.value == goods + (delivery ?? .zero) { return }
            if lines.count > 1 {
                kept.append((first.place, first.value))
                doubtful = first.place
                return
            }
        }
        for index in lines.indices {
            guard let row = lines[index].rowSum, let product = lines[index].product, row.value != product else {
                continue
            }
            if lines[index].isDiscounted(to: row.value, from: product) {
                lines[index].sum = row.value
            } else {
                kept.append((row.place, row.value))
                doubtful = row.place
            }
        }
    }
}

extension LineDraft {
    /// Whether a sum below price × quantity is what remained after a discount.
    ///
    /// Nothing at all is a formula that was never counted, and the price itself a heading that was misread: goods are
    /// not given away by mistake.
    fileprivate func isDiscounted(to sum: ExactDecimal, from product: ExactDecimal) -> Bool {
        sum < product && sum > .zero && (sum != price || quantity == ExactDecimal(1))
    }
}
