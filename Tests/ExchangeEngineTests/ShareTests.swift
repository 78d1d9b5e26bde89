import ExchangeModel
import Foundation
import Ledger
import SystemPackage
import TestSupport
import Testing

@testable import ExchangeEngine

/// Shares that are not what they were.
struct ShareTests {
    private let goods = Document.catalogue([Document.product("p1", "Лампа")])

    private func path(_ exchange: TestExchange, _ name: String) -> String { exchange.files.path("watch/\(name)") }

    @Test(arguments: ["inbound", "to-crm", "to-1c"])
    func `touches nothing where a share is not mounted, and goes on when it is back`(share: String) throws {
        let exchange = try TestExchange()
        _ = try exchange.round()
        try FileManager.default.moveItem(atPath: path(exchange, share), toPath: path(exchange, "away"))
        try FileManager.default.createDirectory(atPath: path(exchange, share), withIntermediateDirectories: false)
        let home = share == "inbound" ? "away" : "inbound"
        try exchange.files.write("watch/\(home)/import.xml", goods)
        let report = try exchange.round()
        #expect(!report.isClean)
        #expect(report.problems.map(\.code) == ["share.missing"])
        #expect(report.packs.isEmpty == (share != "to-1c"))
        #expect(exchange.files.names(in: "watch/\(share)") == [".obmen-claimed"].filter { _ in share == "inbound" })

        try FileManager.default.removeItem(atPath: path(exchange, share))
        try FileManager.default.moveItem(atPath: path(exchange, "away"), toPath: path(exchange, share))
        let later = try exchange.round()
        #expect(later.isClean)
        #expect(exchange.files.names(in: "watch/to-crm/bitrix24") == ["0000001-2026-11-23"])
        #expect(exchange.files.exists("watch/to-1c/orders.xml"))
    }

    @Test func `does not work in a folder of another exchange`() throws {
        let (one, other) = (try TestExchange(), try TestExchange())
        _ = try one.round()
        _ = try other.round()
        let marker = try one.files.text("watch/inbound/.obmen-share")
        try other.files.write("watch/inbound/.obmen-share", marker)
        try other.drop("import.xml", goods)
        let report = try other.round()
        #expect(report.problems.map(\.code) == ["share.foreign"])
        #expect(other.files.exists("watch/inbound/import.xml"))
    }

    @Test func `marks a folder again when a person says that it is the one`() throws {
        let exchange = try TestExchange()
        _ = try exchange.round()
        try FileManager.default.removeItem(atPath: path(exchange, "inbound/.obmen-share"))
        try exchange.drop("import.xml", goods)
        #expect(try !exchange.round().isClean)
        try exchange.folder.markShares()
        let report = try exchange.round()
        #expect(report.isClean)
        #expect(report.files.map(\.state) == [.applied])
    }

    @Test func `says which file it may not read, and goes on with the others`() throws {
        guard getuid() != 0 else { return }  // Root may read anything.
        let exchange = try TestExchange()
        try exchange.drop("secret.xml", goods)
        try exchange.drop("import.xml", goods.replacing("p1", with: "p2"))
        chmod(path(exchange, "inbound/secret.xml"), 0)
        let report = try exchange.round()
        #expect(report.problems.map(\.code) == ["file.read"])
        #expect(report.files.map(\.state) == [.applied])
    }

    @Test func `tells how it is`() throws {
        let exchange = try TestExchange()
        try exchange.drop("import.xml", goods)
        try exchange.drop("broken.xml", "<a>")
        _ = try exchange.round()
        let health = try Health(exchange.folder)
        #expect(health.files.map { "\($0.state) \($0.count)" } == ["applied 1", "refused 1", "waiting 0", "held 0"])
        #expect(health.lastSession?.formedAt == "2026-11-20T10:00:00")
        #expect(health.isWell)
        #expect(health.metrics.contains("obmen_files{state=\"applied\"} 1\n"))
        #expect(health.metrics.contains("obmen_running 0\n"))
    }
}
