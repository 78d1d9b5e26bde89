internal import ExchangeModel

/// Cards of one system that are of one customer, as far as they tell (docs/figures.md).
struct DuplicateGroups {
    struct Card: Sendable, Equatable {
        let key: String
        let name: String
        let inn: String?
        let kpp: String?
        /// The last ten digits of each.
        let phones: Set<String>
        let emails: Set<String>
    }

    struct Group: Sendable, Equatable {
        let cards: [Card]
        /// What joins them: `ИНН 7799037189`, `телефон +7…`.
        let evidence: [String]
    }

    static func of(_ cards: [Card]) -> [Group] {
        var groups = Joined(cards.count)
        var evidence: [(text: String, card: Int)] = []
        func join(_ members: [Int], _ text: String) {
            guard let first = members.first, members.count > 1 else { return }
            for other in members.dropFirst() { groups.join(first, other) }
            evidence.append((text, first))
        }
        func grouped(_ marks: (Card) -> [String]) -> [(key: String, value: [Int])] {
            var found: [String: [Int]] = [:]
            for (index, card) in cards.enumerated() {
                for mark in marks(card) { found[mark, default: []].append(index) }
            }
            return found.sorted { $0.key < $1.key }
        }
        for (inn, members) in grouped({ [$0.inn].compactMap { $0 } }) {
            // Branches of one company have a КПП each; a card without one may be any of them.
            let offices = Set(members.compactMap { cards[$0].kpp })
            if offices.count <= 1 {
                join(members, "ИНН \(inn)")
            } else {
                for office in offices.sorted() {
                    join(members.filter { cards[$0].kpp == office }, "ИНН \(inn), КПП \(office)")
                }
            }
        }
        for (phone, members) in grouped({ Array($0.phones) }) { join(members, "телефон …\(phone)") }
        for (email, members) in grouped({ Array($0.emails) }) { join(members, email) }
        let members = Dictionary(grouping: cards.indices) { groups.root($0) }
        return members.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { root, indices in
            Group(
                cards: indices.map { cards[$0] },
                evidence: evidence.filter { groups.root($0.card) == root }.map(\.text))
        }
    }

    /// Sets of numbers that are joined step by step.
    private struct Joined {
        private var parents: [Int]

        init(_ count: Int) {
            parents = Array(0..<count)
        }

        func root(_ number: Int) -> Int {
            var number = number
            while parents[number] != number { number = parents[number] }
            return number
        }

        mutating func join(_ left: Int, _ right: Int) {
            let (low, high) = (min(root(left), root(right)), max(root(left), root(right)))
            parents[high] = low
        }
    }
}
