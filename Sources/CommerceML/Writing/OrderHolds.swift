public import ExchangeModel

extension OrdersProfile {
    /// Why this order cannot be written safely for this profile; empty: it can.
    ///
    /// A held order must not be added to a file: 1C would refuse the file, drop a line, make a product or a duplicate,
    /// or take another rate of VAT. What only one order can show is looked at here; what two of them show,
    /// ``OrdersRegister`` looks at; that a number is never used again is the business of who hands them out (D29).
    public func holds(_ order: OutgoingOrder) -> [Issue] {
        var holds = Holds(order: order.number.isEmpty ? order.id : order.number, subject: order.id)
        document(order, &holds)
        buyer(order.buyer, &holds)
        for (index, line) in order.lines.enumerated() { check(line, at: index + 1, &holds) }
        for requisite in OrderRequisites.written(order) { check(requisite, &holds) }
        return holds.issues
    }

    private func document(_ order: OutgoingOrder, _ holds: inout Holds) {
        if OrderText.line(order.id, limit: 41).map({ $0.utf16.count > 40 }) ?? true { holds.badID() }
        number(order.number, &holds)
        if DateText.date(order.date) == nil { holds.badDate(order.date) }
        if let currency = OrderText.line(order.currency, limit: OrderText.lineLength) {
            if currency.utf8.allSatisfy(isDigit) { holds.currencyCode(currency) }
        } else {
            holds.noCurrency()
        }
        if order.lines.isEmpty { holds.noLines() }
        let total = order.lines.reduce(Int128(0)) { $0 + Int128(Kopecks.rounded($1.sum)) }
        if total.magnitude >= Kopecks.limit { holds.badTotal() }
    }

    private func number(_ number: String, _ holds: inout Holds) {
        let isWellFormed =
            switch numberForm {
            case .text: !number.isEmpty && !number.contains { $0.isWhitespace } && OrderText.isUnchanged(number)
            case .digits: !number.isEmpty && number.utf8.allSatisfy(isDigit)
            case .plainDigits:
                !number.isEmpty && number.utf8.allSatisfy(isDigit) && number.utf8.first != UInt8(ascii: "0")
            }
        if !isWellFormed { return holds.badNumber(numberForm) }
        if number.utf16.count > numberLength { holds.longNumber(numberLength) }
    }

    private func buyer(_ buyer: OutgoingOrder.Buyer, _ holds: inout Holds) {
        let written = WrittenBuyer(buyer, profile: self)
        if written.name == nil { holds.noBuyerName() }
        if needsBuyerID, written.id == nil { holds.noBuyerID() }
        guard !buyer.isKnownTo1C else { return }
        switch buyer.kind {
        case .company where searchesByINNAndKPP && written.inn != nil && written.kpp == nil: holds.noKPP()
        case .soleTrader where written.inn == nil: holds.noINN()
        default: break
        }
    }

    private func check(_ line: OutgoingOrder.Line, at number: Int, _ holds: inout Holds) {
        let product = OrderText.line(line.productID, limit: OrderText.lineLength)
        let name = OrderText.line(line.name, limit: OrderText.commentLength)
        product == nil ? withoutProduct(name, number, &holds) : checkID(product ?? "", number, &holds)
        if name == nil { holds.noName(number) }
        // In УТ the part after «#» is a characteristic: the load ends there, and with it the file (L14).
        let hash = UInt8(ascii: "#")
        if line.name.utf8.contains(hash), !line.isService, product?.utf8.contains(hash) != true { holds.hash(number) }
        // What is rounded to 0 in 1C is dropped as well (L07).
        if line.quantity.rounded(to: 3).unscaled <= 0 { holds.badQuantity(number) }
        if line.price.isNegative || Kopecks.rounded(line.price) >= Kopecks.limit { holds.badPrice(number) }
        if let sum = Kopecks.exact(line.sum), sum >= 0 {
            // For nothing although it has a price: a 100 % discount in УНФ, and in УТ the price is gone (L08).
            if sum == 0, !line.price.isZero { holds.badSum(number) }
        } else {
            holds.badSum(number)
        }
        if LineTax(line.vatRate, profile: self) == nil { holds.unknownVAT(line.vatRate, number, known: vatRates) }
    }

    private func checkID(_ product: String, _ number: Int, _ holds: inout Holds) {
        if product == OutgoingOrder.Line.delivery {
            if !takesOrderDelivery, !allowsNewProducts { holds.unknownDelivery(number) }
        } else if product.utf16.count > 80 {
            holds.unknownProduct(number)
        }
    }

    private func withoutProduct(_ name: String?, _ number: Int, _ holds: inout Holds) {
        if !allowsNewProducts { return holds.unknownProduct(number) }
        if let name, name.utf16.count > OrderText.nameLength { holds.longName(number) }
    }

    private func check(_ requisite: OutgoingOrder.Requisite, _ holds: inout Holds) {
        if reservedRequisites.contains(OrderRequisites.key(requisite.name)) { holds.reservedRequisite(requisite.name) }
        // Another word breaks the posting, and for a posted order the load (D27).
        if OrderRequisites.key(requisite.name) == "заказоплачен", !["true", "false"].contains(requisite.value) {
            holds.badPaidFlag()
        }
    }
}

extension OutgoingOrder.Line {
    /// «Ид» of a delivery that is no product of 1C; a convention of Bitrix that 1C knows.
    static let delivery = "ORDER_DELIVERY"
}
