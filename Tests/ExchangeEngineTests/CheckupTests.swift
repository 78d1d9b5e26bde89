@testable import ExchangeEngine
import ExchangeModel
import Foundation
import Ledger
import SystemPackage
import TestSupport
import Testing

/// `obmen doctor`: each finding comes with its remedy, and a folder that is fit gives none.
struct CheckupTests {
    private static let named = ("in_turn = []", "in_turn = [\"Анна Смирнова\"]")

    private func findings(_ exchange: TestExchange) throws -> [String] {
        let checkup = try Checkup(exchange.folder, clock: ExchangeClock { [time = exchange.time] in time.now })
        for finding in checkup.findings { #expect(finding.advice != nil, "\(finding.code) has no remedy") }
        return checkup.findings.filter { $0.code != "disk.little" }.map(\.code)
    }

    private func session(_ moment: String, _ exchange: TestExchange) throws {
        let product = Document.product(UUID().uuidString, "Лампа \(moment)")
        try exchange.apply([("\(moment).xml", Document.catalogue([product], formedAt: moment))])
    }

    @Test func `finds nothing in a fresh folder but that it never ran`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        #expect(try findings(exchange) == ["exchange.never", "service.none"])
    }

    @Test func `finds that nobody answers for requests`() throws {
        #expect(try findings(TestExchange()).contains("responsible.none"))
    }

    @Test func `tells of a wrong configuration and looks at the rest`() throws {
        let exchange = try TestExchange(edit: [("shrink_percent = 20", "shrink_precent = 20")])
        #expect(try findings(exchange) == ["configuration", "exchange.never", "service.none"])
    }

    @Test func `finds a share without its marker, and one of another exchange`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        _ = try exchange.round()
        #expect(try !findings(exchange).contains("share.missing"))
        try FileManager.default.removeItem(atPath: exchange.files.path("watch/inbound/.obmen-share"))
        #expect(try findings(exchange).first == "share.missing")
        try exchange.files.write("watch/inbound/.obmen-share", "ledger=ledger/other")
        #expect(try findings(exchange).first == "share.foreign")
    }

    @Test func `finds a folder in place of the letterbox`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        _ = try exchange.round()
        try FileManager.default.removeItem(atPath: exchange.folder.letterbox.string)
        try FileManager.default.createDirectory(
            atPath: exchange.folder.letterbox.string, withIntermediateDirectories: false)
        #expect(try findings(exchange).first == "file.folder")
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `finds a ledger that it may not write`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        _ = try exchange.round()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: exchange.folder.ledger.string)
        #expect(try findings(exchange).first == "file.rights")
    }

    @Test func `finds a price type that 1C does not send`() throws {
        let exchange = try TestExchange(edit: [Self.named, ("price_type = \"\"", "price_type = \"Оптовая\"")])
        try exchange.apply(Document.offers([Document.offer("1", "10")]))
        #expect(try findings(exchange).contains("price.type.missing"))
        let right = try TestExchange(edit: [Self.named, ("price_type = \"\"", "price_type = \"Розничная\"")])
        try right.apply(Document.offers([Document.offer("1", "10")]))
        #expect(try !findings(right).contains("price.type.missing"))
    }

    @Test func `finds that 1C comes more often than the exchange looks`() throws {
        let exchange = try TestExchange(edit: [Self.named, ("interval_seconds = 300", "interval_seconds = 3600")])
        for minute in ["10:00", "10:10", "10:20", "10:30", "10:40"] { try session("2026-11-23T\(minute):00", exchange) }
        #expect(try findings(exchange).contains("interval.slow"))
    }

    @Test func `finds that 1C comes less often than it is waited for`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        for hour in ["02", "04", "06", "08", "10"] { try session("2026-11-23T\(hour):00:00", exchange) }
        #expect(try findings(exchange) == ["interval.alert", "service.none"])
    }

    @Test func `finds clocks that differ, and one that went back`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        try session("2026-11-23T15:00:00", exchange)
        #expect(try findings(exchange).contains("clock.differs"))
        exchange.time.advance(seconds: -7_200)
        #expect(try findings(exchange).contains("clock.back"))
    }

    @Test func `finds that the CRM has no field for 1C's code`() throws {
        for hasField in [false, true] {
            let exchange = try TestExchange(edit: [Self.named])
            try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041")]))
            _ = try exchange.round()
            exchange.time.advance(seconds: 86_400)
            try exchange.dropOutbound(
                "deals.csv",
                "ID;Название сделки;Стадия сделки;Сумма;Валюта\(hasField ? ";Код 1С" : "")\n"
                    + "17;Заказ № 1041;Новая;100.00;RUB\(hasField ? ";d1" : "")\n")
            _ = try exchange.round()
            #expect(try exchange.read { try $0.files() }.last?.state == .applied)
            #expect(try findings(exchange).contains("field.missing") != hasField)
        }
    }

    @Test func `finds a service that stopped`() throws {
        let exchange = try TestExchange(edit: [Self.named])
        _ = try exchange.round()
        try exchange.files.write(
            "watch/.obmen/status.json",
            "{\"startedAt\":\"2026-11-23T11:00:00Z\",\"at\":\"2026-11-23T11:30:00Z\",\"running\":true,\"process\":1}")
        #expect(try findings(exchange).first == "service.stopped")
    }
}
