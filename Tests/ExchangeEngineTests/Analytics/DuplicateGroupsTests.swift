import Ledger
import Testing

@testable import ExchangeEngine

struct DuplicateGroupsTests {
    private func card(
        _ key: String, inn: String? = nil, kpp: String? = nil, phones: Set<String> = [], emails: Set<String> = []
    ) -> DuplicateGroups.Card {
        DuplicateGroups.Card(key: key, name: key, inn: inn, kpp: kpp, phones: phones, emails: emails)
    }

    private func groups(_ cards: [DuplicateGroups.Card], of systems: [String] = ["1С"]) throws -> [DuplicateGroups
        .Group]
    {
        let duplicates = try DuplicateGroups(Scratch(""))
        for system in systems { for card in cards { try duplicates.add(card, of: system) } }
        try duplicates.join()
        var groups: [DuplicateGroups.Group] = []
        try duplicates.forEach { groups.append($0) }
        #expect(duplicates.count == groups.count)
        return groups
    }

    @Test func `joins cards with one ИНН, also where one has no КПП`() throws {
        let found = try groups([card("a", inn: "77", kpp: "1"), card("b", inn: "77"), card("c", inn: "78")])
        #expect(found.map(\.keys) == [["a", "b"]])
    }

    @Test func `leaves branches of one company apart`() throws {
        #expect(try groups([card("a", inn: "77", kpp: "1"), card("b", inn: "77", kpp: "2")]).isEmpty)
        let three = try groups([
            card("a", inn: "77", kpp: "1"), card("b", inn: "77", kpp: "2"), card("c", inn: "77", kpp: "2")
        ])
        #expect(three.map(\.keys) == [["b", "c"]])
        #expect(three.first?.evidence == ["ИНН 77, КПП 2"])
    }

    @Test func `makes one group of what different evidence joins`() throws {
        let found = try groups([
            card("a", phones: ["9110000001"]), card("b", phones: ["9110000001"], emails: ["x@example.com"]),
            card("c", emails: ["x@example.com"]), card("d")
        ])
        #expect(found.map(\.keys) == [["a", "b", "c"]])
        #expect(found.first?.evidence == ["телефон …9110000001", "x@example.com"])
    }

    @Test func `joins groups that a later card brings together`() throws {
        let found = try groups([
            card("a", phones: ["1"]), card("b", phones: ["2"]), card("c", phones: ["2"], emails: ["x"]),
            card("d", phones: ["1"], emails: ["x"])
        ])
        #expect(found.map(\.keys) == [["a", "b", "c", "d"]])
        #expect(found.first?.evidence == ["телефон …1", "телефон …2", "x"])
    }

    @Test func `joins no cards of two systems`() throws {
        let cards = [card("a", inn: "77", phones: ["1"], emails: ["x"])]
        #expect(try groups(cards, of: ["1С", "amoCRM, компании"]).isEmpty)
    }

    @Test func `gives the first of many groups`() throws {
        let duplicates = try DuplicateGroups(Scratch(""))
        for number in 0..<20 { try duplicates.add(card("k\(number)", inn: "\(number / 2)"), of: "1С") }
        try duplicates.join()
        var keys: [[String]] = []
        try duplicates.forEach(limit: 2) { keys.append($0.keys) }
        #expect(duplicates.count == 10)
        #expect(keys == [["k0", "k1"], ["k2", "k3"]])
    }
}
