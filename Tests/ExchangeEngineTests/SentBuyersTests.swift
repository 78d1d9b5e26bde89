@testable import ExchangeEngine
import ExchangeModel
import Testing

struct SentBuyersTests {
    @Test(.timeLimit(.minutes(1))) func `knows a customer with 200 000 telephones in seconds`() {
        let phones = (0..<200_000).map { "921\($0 + 1_000_000)" }
        let party = OutgoingOrder.Party(key: nil, name: "Ким Ян", phones: phones, emails: [])
        var sent = SentBuyers()
        let buyer = OutgoingOrder.Buyer(id: "obmen-1", isKnownTo1C: false, kind: .person, name: "Ким Ян")
        sent.note(buyer, party, crm: "bitrix24")
        sent.note(buyer, party, crm: "bitrix24")

        func found(phones: [String]) -> Bool {
            let asked = OutgoingOrder.Party(key: nil, name: "Ким Ян", phones: phones, emails: [])
            if case .one = sent.find(asked, inn: nil, kpp: nil, names: ["Ким Ян"], crm: "bitrix24") { return true }
            return false
        }
        #expect(found(phones: phones))
        #expect(found(phones: ["9211199999"]))
        // None of them his: a namesake.
        #expect(!found(phones: (0..<200_000).map { "905\($0 + 1_000_000)" }))
    }
}
