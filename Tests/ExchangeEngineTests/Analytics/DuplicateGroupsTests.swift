import Testing

@testable import ExchangeEngine

struct DuplicateGroupsTests {
    private func card(
        _ key: String, inn: String? = nil, kpp: String? = nil, phones: Set<String> = [], emails: Set<String> = []
    ) -> DuplicateGroups.Card {
        DuplicateGroups.Card(key: key, name: key, inn: inn, kpp: kpp, phones: phones, emails: emails)
    }

    private func groups(_ cards: DuplicateGroups.Card...) -> [[String]] {
        DuplicateGroups.of(cards).map { $0.cards.map(\.key) }
    }

    @Test func `joins cards with one ИНН, also where one has no КПП`() {
        #expect(groups(card("a", inn: "77", kpp: "1"), card("b", inn: "77"), card("c", inn: "78")) == [["a", "b"]])
    }

    @Test func `leaves branches of one company apart`() {
        #expect(groups(card("a", inn: "77", kpp: "1"), card("b", inn: "77", kpp: "2")).isEmpty)
        let three = DuplicateGroups.of([
            card("a", inn: "77", kpp: "1"), card("b", inn: "77", kpp: "2"), card("c", inn: "77", kpp: "2")
        ])
        #expect(three.map { $0.cards.map(\.key) } == [["b", "c"]])
        #expect(three.first?.evidence == ["ИНН 77, КПП 2"])
    }

    @Test func `makes one group of what different evidence joins`() {
        let found = DuplicateGroups.of([
            card("a", phones: ["9110000001"]), card("b", phones: ["9110000001"], emails: ["x@example.com"]),
            card("c", emails: ["x@example.com"]), card("d")
        ])
        #expect(found.map { $0.cards.map(\.key) } == [["a", "b", "c"]])
        #expect(found.first?.evidence == ["телефон …9110000001", "x@example.com"])
    }
}
