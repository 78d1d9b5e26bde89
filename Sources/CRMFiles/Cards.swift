public import ExchangeModel

/// A person as a contact of the CRM.
public struct ContactCard: Sendable, Hashable {
    public var key: String
    public var name: ContactName
    public var position: String?
    public var companyTitle: String?
    public var phones: [PhoneNumber]
    public var emails: [EmailAddress]
    public var comment: String?
    public var responsible: String?

    public init(
        key: String, name: ContactName, position: String? = nil, companyTitle: String? = nil,
        phones: [PhoneNumber] = [], emails: [EmailAddress] = [], comment: String? = nil
    ) {
        self.key = key
        self.name = name
        self.position = position
        self.companyTitle = companyTitle
        self.phones = phones
        self.emails = emails
        self.comment = comment
    }
}

/// A contact's name as the CRM keeps it; deals find the contact by ``title``.
public struct ContactName: Sendable, Hashable {
    public let first: String
    public let middle: String
    public let last: String

    public init(first: String, middle: String, last: String) {
        self.first = first
        self.middle = middle
        self.last = last
    }

    /// «Имя Фамилия», without the patronymic: what importers compare.
    public var title: String { [first, last].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// An order as a deal, with the titles of what it links to.
public struct DealCard: Sendable {
    public let order: Order
    /// No two deals have the same; groups the rows of a deal.
    public let number: Int
    public let title: String
    public let companyTitle: String?
    public let contactTitle: String?
    public let lines: [DealLine]
    /// What the order says besides, for the comment.
    public let remarks: [String]
    /// The customer himself, where he has to be made along with the deal.
    public let company: Customer?
    public let contact: ContactCard?
    public let responsible: String?

    public init(
        order: Order, number: Int, title: String, companyTitle: String?, contactTitle: String?, lines: [DealLine],
        remarks: [String], company: Customer?, contact: ContactCard?, responsible: String? = nil
    ) {
        self.responsible = responsible
        self.order = order
        self.number = number
        self.title = title
        self.companyTitle = companyTitle
        self.contactTitle = contactTitle
        self.lines = lines
        self.remarks = remarks
        self.company = company
        self.contact = contact
    }

    /// The sum that the CRM will work out from the lines, in kopecks; that of the order where it has none.
    public var sum: ExactDecimal {
        lines.isEmpty
            ? order.sum.rounded(to: 2) : ExactDecimal(kopecks: lines.reduce(0) { $0 + $1.price * $1.quantity })
    }
}

/// A product row of a deal: whole quantity, price in kopecks.
public struct DealLine: Sendable, Hashable {
    public let title: String
    /// In kopecks.
    public let price: Int
    public let quantity: Int

    public init(title: String, price: Int, quantity: Int) {
        self.title = title
        self.price = price
        self.quantity = quantity
    }

    /// The rows of an order's lines, such that their sum is the lines' sum to the kopeck in both importers.
    ///
    /// Both CRMs work out a deal's sum from price × quantity; Bitrix24's new importer cuts a quantity to a whole
    /// number and takes equal rows for one. So a sum that does not divide becomes two rows a kopeck apart, a
    /// fractional quantity becomes one row with the quantity in its name, and equal rows are added up. A line with a
    /// negative sum, a discount, is no row to an importer; the largest lines become that much cheaper.
    ///
    /// `title` is the title of a line's product in the CRM.
    public static func rows(of lines: [Order.Line], title: (Order.Line) -> String) -> [DealLine] {
        var rows: [DealLine] = []
        var sums = lines.map { Int(clamping: $0.sum.rounded(to: 2).unscaled) }
        takeDiscounts(from: &sums)
        for (line, kopecks) in zip(lines, sums) {
            if let quantity = line.quantity.whole, quantity > 0, kopecks >= 0 {
                let (price, rest) = (kopecks / quantity, kopecks % quantity)
                if rest < quantity {
                    rows.append(DealLine(title: title(line), price: price, quantity: quantity - rest))
                }
                if rest > 0 { rows.append(DealLine(title: title(line), price: price + 1, quantity: rest)) }
            } else if kopecks >= 0 {
                rows.append(DealLine(title: "\(title(line)) × \(quantityText(line))", price: kopecks, quantity: 1))
            }
        }
        return merged(rows)
    }

    private static func takeDiscounts(from sums: inout [Int]) {
        var discount = -sums.filter { $0 < 0 }.reduce(0, +)
        for index in sums.indices.sorted(by: { (sums[$0], $1) > (sums[$1], $0) }) where discount > 0 && sums[index] > 0
        {
            let part = min(discount, sums[index])
            sums[index] -= part
            discount -= part
        }
    }

    static func quantityText(_ line: Order.Line) -> String {
        let number = line.quantity.normalized.description.replacing(".", with: ",")
        return line.unit.map { "\(number) \($0)" } ?? number
    }

    private static func merged(_ rows: [DealLine]) -> [DealLine] {
        var merged: [DealLine] = []
        for row in rows {
            if let index = merged.firstIndex(where: { $0.title == row.title && $0.price == row.price }) {
                merged[index] = DealLine(
                    title: row.title, price: row.price, quantity: merged[index].quantity + row.quantity)
            } else {
                merged.append(row)
            }
        }
        return merged
    }
}
