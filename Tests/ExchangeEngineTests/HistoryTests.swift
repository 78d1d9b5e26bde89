import ExchangeEngine
import Foundation
import Ledger
import SystemPackage
import TestSupport
import Testing

/// A random history of both directions, and what is left of it when it is played again.
struct HistoryTests {
    @Test(arguments: [1] as [UInt64])
    func `plays a random history of two hundred files again, equal row by row`(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        while history.dropped < 200 { try history.round() }
        let states = Set(try history.exchange.read { try $0.files() }.map(\.state))
        #expect(states == [.applied, .duplicate, .refused], "the history has something of everything")
        #expect(try history.exchange.read { try $0.files() }.count >= 200)

        let copy = ExchangeFolder(FilePath(history.exchange.files.path("copy")))
        let report = try Replay(history.exchange.folder, into: copy).run()
        #expect(report.isEqual, "\(report)")
        #expect(try history.exchange.files.text("copy/to-1c/orders.xml") == history.exchange.letterbox())
        var auditor = Auditor(history.exchange.folder)
        #expect(try auditor.audit().map { "\($0.code) \($0.subject)" } == [])
    }
}

/// Drops files of every kind in random order, among them broken ones, repetitions, late sessions, exports that shrink;
/// people confirm, reject, try again and resend.
private struct RandomHistory {
    let exchange: TestExchange
    private(set) var dropped = 0
    private var random: SeededRandom
    private var seen: [(name: String, text: String, isOutbound: Bool)] = []

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        exchange = try TestExchange()
        exchange.time.tick(seconds: 1)
    }

    mutating func round() throws {
        for _ in 0..<Int.random(in: 1...9, using: &random) { try drop() }
        _ = try exchange.round()
        exchange.time.advance(seconds: Int.random(in: 1...4_000, using: &random))
        try decide()
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func drop() throws {
        dropped += 1
        if !seen.isEmpty, random.chance(10) {
            let file = seen[number(0...(seen.count - 1))]
            return try write("again-\(dropped)-\(file.name)", file.text, file.isOutbound)
        }
        // A session of any day, so that many come late.
        let formedAt = "2026-11-\(number(10...22))T\(number(10...19)):00:00"
        let products = (1...number(1...60)).map {
            Document.product("p\($0)", "Товар \($0)\(random.chance(10) ? " нов" : "")", Site.vat("20"))
        }
        switch number(0...6) {
        case 0: try write("import-\(dropped).xml", Document.catalogue(products, formedAt: formedAt))
        case 1:
            let full = Document.catalogue(products, formedAt: formedAt)
                .replacing("СодержитТолькоИзменения=\"true\"", with: "СодержитТолькоИзменения=\"false\"")
            try write("import.xml", full)
        case 2:
            let offers = (1...number(1...20)).map { number in
                Document.offer("p\(number)", "Товар \(number)", prices: [("retail", "\(self.number(10...99))")])
            }
            let text = Document.offers(offers, formedAt: formedAt)
            try write(
                "offers-\(dropped).xml",
                random.chance(30) ? text.replacing(" ДатаФормирования=\"\(formedAt)\"", with: "") : text)
        case 3:
            let order = Document.order("d\(number(1...15))", "\(number(1...15))", sum: "\(number(1...9))00")
            try write("orders-\(dropped).xml", Document.orders([order], formedAt: formedAt))
        case 4:
            let row =
                "\(number(1...20));Сделка;Новая;ООО К\(number(1...5));21.11.2026 10:00:00;Товар \(number(1...9));50;2"
            try write(
                "deals-\(dropped).csv",
                "ID;Название сделки;Стадия сделки;Компания;Дата создания;Товар;Цена;Количество\n\(row)\n", true)
        case 5:
            try write(
                "site-\(dropped).xml",
                Site.orders([Site.order("\(number(800...820))", [Site.line("p1", "Товар 1", "\(number(1...9))", "50")])]
                ),
                true)
        default: try write("broken-\(dropped).xml", "<КоммерческаяИнформация><Каталог>\(dropped % 3)")
        }
    }

    private mutating func write(_ name: String, _ text: String, _ isOutbound: Bool = false) throws {
        seen.append((name, text, isOutbound))
        try isOutbound ? exchange.dropOutbound(name, text) : exchange.drop(name, text)
    }

    /// What people do between two rounds.
    private mutating func decide() throws {
        let files = try exchange.read { try $0.files() }
        for file in files where file.isHeld && random.chance(60) {
            _ = try exchange.open().confirm(file.id, applies: random.chance(70))
        }
        if random.chance(20), let refused = files.last(where: { $0.state == .refused && $0.duplicateOf == nil }) {
            _ = try exchange.open().requeue(refused.id)
        }
        if random.chance(20), let order = try exchange.orders().first(where: { $0.number != nil })?.number {
            _ = try exchange.open().resend(order)
        }
    }
}
