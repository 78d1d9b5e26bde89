import ExchangeEngine
import ExchangeModel
import Foundation
@testable import Ledger
import SystemPackage
import TestSupport
import Testing

/// Sessions of 1C that come late, and files that wait for a person.
struct WaitingTests {
    private static func price(_ price: String, _ day: Int, of product: String = "p1") -> String {
        Document.offers(
            [Document.offer(product, "Лампа", prices: [("retail", price)])],
            formedAt: "2026-11-\(day)T10:00:00")
    }

    private static func full(_ goods: Int, _ day: Int) -> String {
        Document.catalogue(
            (1...goods).map { Document.product("p\($0)", "Товар \($0)") }, formedAt: "2026-11-\(day)T10:00:00"
        ).replacing("СодержитТолькоИзменения=\"true\"", with: "СодержитТолькоИзменения=\"false\"")
    }

    private func price(_ exchange: TestExchange, of key: String = "p1") throws -> String? {
        try exchange.read { try $0.entity(.offer, key: key)?.fields["prices[retail].amount"] }
    }

    // MARK: Out of order

    @Test func `does not let a late session undo a newer one`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.price("10", 10))
        try exchange.apply(Self.price("30", 12))
        let late = try exchange.apply(Self.price("20", 11))
        #expect(try price(exchange) == "30")
        #expect(late.files.map(\.issueCode) == ["file.older"])
    }

    @Test func `does not let a late session undo what a newer one said once more`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.price("10", 10))
        try exchange.apply(Self.price("10", 12))
        try exchange.apply(Self.price("20", 11))
        #expect(try price(exchange) == "10")
    }

    @Test func `takes of a late session what no newer one told`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.price("10", 10))
        try exchange.apply(Self.price("99", 12, of: "p2"))
        try exchange.apply(Self.price("20", 11))
        #expect(try price(exchange) == "20")
        #expect(try price(exchange, of: "p2") == "99")
    }

    @Test func `changes nothing by a full export that is older than another`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.full(3, 12))
        let older = Self.full(4, 11).replacing("Товар 2", with: "Прежнее имя")
        try exchange.apply(older)
        let names = try exchange.read { transaction in
            try ["p2", "p4"].map { try transaction.entity(.product, key: $0)?.fields["name"] }
        }
        #expect(names == ["Товар 2", "Товар 4"])
    }

    @Test func `needs no note for each record of a full export, however long its classifier`() throws {
        let values = (1...12_000).map { "<Справочник><ИдЗначения>v\($0)</ИдЗначения></Справочник>" }
        let classifier =
            "<Классификатор><Ид>k</Ид><Свойства><Свойство><Ид>c</Ид><Наименование>Цвет</Наименование>"
            + "<ВариантыЗначений>\(values.joined())</ВариантыЗначений></Свойство></Свойства></Классификатор>"
        let exchange = try TestExchange()
        try exchange.apply(Self.full(3, 12).replacing("<Каталог", with: classifier + "<Каталог"))
        #expect(try notes(exchange) == 0)
        try exchange.apply(Self.full(4, 11).replacing("\"false\"", with: "\"true\""))
        let names = try exchange.read { try $0.entity(.product, key: "p4")?.fields["name"] }
        #expect(names == "Товар 4", "new to the newer session all the same")
        #expect(try notes(exchange) == 4)
    }

    /// What sessions of changes named.
    private func notes(_ exchange: TestExchange) throws -> Int? {
        try exchange.read { transaction in
            // The catalogue's own record is of the file, not a good.
            try RawStatement(
                transaction.connection,
                "SELECT count(*) FROM told JOIN entity ON entity.id = told.entity WHERE kind = 'product'"
            ).first { $0.integer(0) }
        }
    }

    // MARK: Held

    @Test func `holds a full export that suddenly shrinks until a person confirms it`() throws {
        let exchange = try TestExchange()
        try exchange.drop("import.xml", Self.full(100, 10))
        _ = try exchange.round()
        try exchange.drop("import.xml", Self.full(79, 11))
        let report = try exchange.round()
        #expect(!report.isClean)
        #expect(report.files.map(\.isHeld) == [true])
        #expect(report.files.map(\.issueCode) == ["file.shrinks"])
        #expect(report.packs.isEmpty)
        let page = try exchange.files.text("watch/quarantine/0000002-import.xml.почему.html")
        #expect(page.contains("было 100, стало 79"))
        #expect(page.contains("obmen confirm 2"))
        #expect(try exchange.round().files.isEmpty, "it goes on waiting, and says so once")
        #expect(try audit(exchange) == [], "it is in no archive yet, and is found where it waits")

        let confirmed = try #require(try exchange.open().confirm(2, applies: true))
        #expect(confirmed.files.map(\.state) == [.applied])
        #expect(!exchange.files.exists("watch/quarantine/0000002-import.xml.почему.html"))
        #expect(exchange.files.names(in: "watch/inbound/.obmen-claimed") == [])
        #expect(try audit(exchange) == [])
    }

    @Test func `puts a held file into quarantine when a person rejects it`() throws {
        let exchange = try TestExchange()
        try exchange.drop("import.xml", Self.full(100, 10))
        _ = try exchange.round()
        try exchange.drop("import.xml", Self.full(50, 11))
        _ = try exchange.round()
        let report = try #require(try exchange.open().confirm(2, applies: false))
        #expect(report.files.map(\.state) == [.refused])
        #expect(exchange.files.exists("watch/quarantine/0000002-import.xml"))
        #expect(try audit(exchange) == [])
    }

    @Test(arguments: [(100, 80), (30, 26), (6, 2)])
    func `takes a full export that shrinks a little`(before: Int, after: Int) throws {
        let exchange = try TestExchange()
        try exchange.drop("import.xml", Self.full(before, 10))
        _ = try exchange.round()
        try exchange.drop("import.xml", Self.full(after, 11))
        #expect(try exchange.round().isClean)
    }

    @Test func `holds a file of changes that came before another one`() throws {
        let exchange = try TestExchange()
        let (first, second) = (Self.price("10", 10), Self.price("20", 10))
        let undated = [first, second].map { $0.replacing(" ДатаФормирования=\"2026-11-10T10:00:00\"", with: "") }
        for text in undated { #expect(try exchange.apply(text).isClean) }
        let report = try exchange.apply(undated[0])
        #expect(report.files.map(\.issueCode) == ["file.returns"])
        #expect(try price(exchange) == "20")
        _ = try exchange.open().confirm(3, applies: true)
        #expect(try price(exchange) == "10")
        #expect(try audit(exchange) == [])
    }

    @Test func `knows nothing to confirm or try again where nothing waits`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.price("10", 10))
        #expect(try exchange.open().confirm(1, applies: true) == nil)
        #expect(try exchange.open().confirm(9, applies: true) == nil)
        #expect(try exchange.open().requeue(1) == nil)
    }

    // MARK: Once more

    @Test func `tries a refused file again when a person asks for it`() throws {
        let exchange = try TestExchange()
        try exchange.drop("broken.xml", "<КоммерческаяИнформация><Каталог>")
        _ = try exchange.round()
        try exchange.drop("broken.xml", "<КоммерческаяИнформация><Каталог>")
        let again = try exchange.round()
        #expect(again.files.map(\.duplicateOf) == [1])
        let report = try #require(try exchange.open().requeue(1))
        #expect(report.files.map(\.state) == [.refused])
        #expect(report.files.map(\.duplicateOf) == [nil])
        #expect(try audit(exchange) == [])
    }

    private func audit(_ exchange: TestExchange) throws -> [String] {
        var auditor = Auditor(exchange.folder)
        return try auditor.audit().map { "\($0.code) \($0.subject)" }
    }
}
