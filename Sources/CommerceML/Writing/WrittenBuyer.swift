internal import ExchangeModel

/// A «Контрагент» as a profile tells it: what is written of a buyer, and what is left out.
struct WrittenBuyer {
    /// `nil` where it is longer than the schema lets an «Ид» be.
    let id: String?
    /// `nil`: it has none, and 1C would make an order without a counterparty (C02).
    let name: String?
    let fullName: String?
    /// «ОфициальноеНаименование» instead of «ПолноеНаименование», never both.
    let isCompany: Bool
    let inn: String?
    let kpp: String?

    init(_ buyer: OutgoingOrder.Buyer, profile: OrdersProfile) {
        id = OrderText.line(buyer.id, limit: 41).flatMap { $0.utf16.count <= 40 ? $0 : nil }
        name = OrderText.line(buyer.name, limit: OrderText.nameLength)
        fullName = OrderText.line(buyer.fullName, limit: OrderText.longNameLength) ?? name
        isCompany = buyer.kind == .company || buyer.kind == .soleTrader && profile.soleTrader == .company
        let kpp = buyer.kind == .company ? Self.kpp(buyer.kpp) : nil
        self.kpp = profile.writesKPP ? kpp : nil
        var inn = Self.inn(buyer.inn, digits: buyer.kind == .company ? 10 : 12)
        if buyer.kind == .person, profile.takesPersonWithINNForSoleTrader { inn = nil }
        // With an «ИНН» and no «КПП» it would not be found; without both it is found by its name, as 1C has it.
        if buyer.kind == .company, profile.searchesByINNAndKPP, kpp == nil, buyer.isKnownTo1C { inn = nil }
        self.inn = inn
    }

    private static func inn(_ text: String?, digits: Int) -> String? {
        guard let text = text?.trimmed, text.utf8.count == digits, text.utf8.allSatisfy(isDigit) else { return nil }
        return text
    }

    private static func kpp(_ text: String?) -> String? {
        guard let text = text?.trimmed, text.utf8.count == 9,
            text.utf8.allSatisfy({ isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        return text
    }
}

func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
