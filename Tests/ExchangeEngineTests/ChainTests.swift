import ExchangeEngine
import ExchangeModel
import Foundation
import Ledger
import SystemPackage
import TestSupport
import Testing

/// Archive, ledger and chain of events: what was left alone fits, what was changed is found.
struct ChainTests {
    /// A history of both directions, on a clock that moves with every look at it.
    private func history(zone: Int? = nil) throws -> TestExchange {
        let exchange = try TestExchange()
        exchange.time.zone = zone
        exchange.time.tick(seconds: 1)
        try exchange.drop(
            "import.xml",
            Document.catalogue([Document.product("p1", "Лампа", Site.vat("20")), Document.product("p2", "Шнур")]))
        try exchange.drop("offers.xml", Document.offers([Document.offer("p1", "Лампа", prices: [("retail", "50")])]))
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041")]))
        try exchange.drop("bad.xml", "<КоммерческаяИнформация><Каталог>")
        try exchange.dropOutbound("site.xml", Site.orders([Site.order("880", [Site.line("p1", "Лампа", "2", "50")])]))
        _ = try exchange.round()
        try exchange.drop("again.xml", Document.orders([Document.order("d1", "1041")]))
        exchange.time.advance(seconds: 600)
        try exchange.drop(
            "answer.xml",
            Document.exchange(
                Site.answer("100001", [("Номер оплаты по 1С", "15")]), formedAt: Site.moment(exchange.time.now - 60)))
        _ = try exchange.round()
        return exchange
    }

    private func audit(_ exchange: TestExchange) throws -> Set<String> {
        var auditor = Auditor(exchange.folder)
        return Set(try auditor.audit().map(\.code))
    }

    @Test func `finds nothing in an exchange that was left alone`() throws {
        #expect(try audit(history()).isEmpty)
    }

    @Test func `finds nothing where the clock on the wall is another one now`() throws {
        // Noon of Greenwich is the next day in Kamchatka: in the names of packs, in orders without a date, in the letterbox.
        let exchange = try history(zone: 12 * 3_600)
        #expect(try audit(exchange).isEmpty)
        exchange.time.zone = 13 * 3_600  // Summer.
        try exchange.drop("more.xml", Document.catalogue([Document.product("p3", "Свеча")]))
        try exchange.dropOutbound("site.xml", Site.orders([Site.order("881", [Site.line("p1", "Лампа", "1", "50")])]))
        _ = try exchange.round()
        #expect(try audit(exchange).isEmpty)
    }

    @Test func `rebuilds the same state from the archive alone`() throws {
        let exchange = try history()
        let copy = ExchangeFolder(FilePath(exchange.files.path("copy")))
        let report = try Replay(exchange.folder, into: copy).run()
        #expect(report.isEqual, "\(report)")
        #expect(try exchange.files.text("copy/to-1c/orders.xml") == exchange.letterbox())
    }

    @Test func `rebuilds the state when the ledger is lost, and refuses to work without`() throws {
        let exchange = try history()
        try FileManager.default.removeItem(atPath: exchange.folder.ledger.string)
        #expect(throws: ExchangeFault.ledgerLost(exchange.folder.ledger.string)) { try exchange.open() }
        let copy = ExchangeFolder(FilePath(exchange.files.path("copy")))
        #expect(try Replay(exchange.folder, into: copy).run().divergedAt == nil)
    }

    @Test func `calls a ledger into which first goods were being laid neither damaged nor well, and goes on with it`()
        throws
    {
        let exchange = try TestExchange()
        try exchange.drop("import.xml", Document.catalogue([Document.product("p1", "Лампа")]))
        let ledger = exchange.folder.ledger.string
        let body = FieldSet([Field(path: "name", value: String(repeating: "ж", count: 4_000))]).body
        try Ledger(path: ledger).write(.direct) { transaction in
            let writer = try EntityWriter(transaction, file: 1)
            for number in 0..<2_000 { _ = try writer.upsert(.product, key: "\(number)", body: body, line: 1) }
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(atPath: ledger + suffix, toPath: ledger + ".killed" + suffix)
            }
        }
        try FileManager.default.removeItem(atPath: ledger)
        for suffix in ["", "-journal"] {
            try FileManager.default.moveItem(atPath: ledger + ".killed" + suffix, toPath: ledger + suffix)
        }
        func isBusy(_ body: () throws -> Void) -> Bool {
            do { try body() } catch { return (error as? LedgerFault)?.kind == .busy }
            return false
        }
        #expect(isBusy { _ = try audit(exchange) })
        #expect(isBusy { _ = try Health(exchange.folder) })
        _ = try exchange.round()
        #expect(try exchange.read { try $0.entityCounts() }[.product] == 1)
        #expect(try audit(exchange).isEmpty)
    }

    @Test func `refuses a ledger of another exchange`() throws {
        let (exchange, other) = (try history(), try history())
        try FileManager.default.removeItem(atPath: exchange.folder.ledger.string)
        try FileManager.default.copyItem(atPath: other.folder.ledger.string, toPath: exchange.folder.ledger.string)
        #expect(throws: ExchangeFault.ledgerForeign(exchange.folder.journal.string)) { try exchange.open() }
    }

    /// Changes the database behind the program's back.
    private func tamper(_ exchange: TestExchange, _ statements: String) throws {
        try LedgerTampering.execute(statements, on: exchange.folder.ledger.string)
    }

    @Test(arguments: [
        ("UPDATE entity SET body = x'20' WHERE key = 'p1' AND kind = 'product'", "entity.changed"),
        (
            "UPDATE entity SET changed_file = 1 + (changed_file = 1) WHERE kind = 'document' AND key = 'd1'",
            "entity.changed"
        ),
        ("DELETE FROM item WHERE kind = 'product'", "item.missing"),
        ("UPDATE item SET sent = 'x' WHERE kind = 'deal'", "item.changed"),
        ("DELETE FROM reference", "reference.missing"),
        ("INSERT INTO reference VALUES ('document 5', 1)", "reference.extra"),
        ("UPDATE outgoing SET state = 'published'", "outgoing.changed"),
        ("DELETE FROM outgoing_body; DELETE FROM outgoing", "outgoing.missing"),
        ("UPDATE outgoing SET number = 7", "outgoing.changed"), ("DELETE FROM outgoing", "ledger.damaged"),
        ("UPDATE outgoing_body SET body = x'20'", "outgoing_body.changed"),
        ("UPDATE letterbox SET placed_at = '2020-01-01T00:00:00'", "letterbox.changed"),
        ("DELETE FROM letterbox", "letterbox.missing"), ("UPDATE pack SET counts = '{}'", "pack.changed"),
        ("DELETE FROM pack", "pack.missing"), ("UPDATE target SET revision = 0", "target.changed"),
        ("DELETE FROM link", "link.missing"), ("UPDATE file SET name = 'x' WHERE id = 1", "file.name"),
        ("UPDATE file SET sha256 = printf('%064d', 0) WHERE id = 1", "file.sha256"),
        ("UPDATE file SET size = 5 WHERE id = 1", "file.size"),
        ("UPDATE file SET received_at = 'x' WHERE id = 1", "file.receivedAt"),
        ("UPDATE file SET state = 'applied' WHERE state = 'refused'", "file.state"),
        ("UPDATE file SET created = 99 WHERE id = 1", "file.outcome"),
        ("UPDATE file SET finished_at = 'x' WHERE id = 1", "file.finishedAt"),
        ("UPDATE file SET settled = 0 WHERE id = 1", "file.settled"),
        ("UPDATE file SET kept_path = 'archive/x' WHERE id = 1", "file.kept"),
        ("UPDATE file SET side = 'outbound' WHERE id = 1", "file.side"),
        (
            "INSERT INTO file (name, size, sha256, received_at, state, spool_name) "
                + "VALUES ('x', 1, printf('%064d', 1), 'x', 'received', 'x')", "file.unknown"
        ),
        (
            "DROP TRIGGER event_unchanged; UPDATE event SET detail = '{}' WHERE id = 4; "
                + "CREATE TRIGGER event_unchanged BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are only added'); END",
            "chain.hash"
        ),
        (
            "DROP TRIGGER event_kept; DELETE FROM event WHERE id = 4; "
                + "CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are only added'); END",
            "chain.gap"
        ),
        ("DROP TRIGGER event_kept", "ledger.schema"), ("DROP INDEX change_file", "ledger.schema")
    ])
    func `finds what was changed in the ledger`(statements: String, code: String) throws {
        let exchange = try history()
        try tamper(exchange, statements)
        let codes = try audit(exchange)
        #expect(codes.contains(code), "\(codes)")
    }

    @Test func `keeps events from being changed or taken out`() throws {
        let exchange = try history()
        #expect(throws: (any Error).self) { try tamper(exchange, "UPDATE event SET at = 'x'") }
        #expect(throws: (any Error).self) { try tamper(exchange, "DELETE FROM event") }
    }

    private func archived(_ exchange: TestExchange) throws -> String {
        let kept = try exchange.read { try $0.files() }.first { $0.state == .applied }?.keptPath
        return exchange.folder.root.appending(try #require(kept)).string
    }

    @Test func `finds what was done to the archive`() throws {
        let manager = FileManager.default
        let changed = try history()
        var bytes = try Data(contentsOf: URL(filePath: archived(changed)))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: archived(changed)))
        #expect(try audit(changed).contains("archive.changed"))

        let cut = try history()
        try Data(bytes.dropLast()).write(to: URL(filePath: archived(cut)))
        #expect(try audit(cut).contains("archive.size"))

        let gone = try history()
        try manager.removeItem(atPath: archived(gone))
        #expect(try audit(gone).contains("archive.missing"))

        let added = try history()
        try added.files.write("watch/archive/2026/x.xml", "<x/>")
        #expect(try audit(added) == ["archive.extra"])

        let linked = try history()
        let path = try archived(linked)
        try manager.moveItem(atPath: path, toPath: linked.files.path("elsewhere.xml"))
        try manager.createSymbolicLink(atPath: path, withDestinationPath: linked.files.path("elsewhere.xml"))
        #expect(try audit(linked).contains("archive.kind"))

        let refused = try history()
        let bad = try #require(refused.files.names(in: "watch/quarantine").first { $0.hasSuffix("bad.xml") })
        try refused.files.write("watch/quarantine/\(bad)", "<КоммерческаяИнформация><Каталок>")
        #expect(try audit(refused).contains("quarantine.changed"))
    }

    @Test(arguments: [
        ("cut", "journal.short"), ("line", "journal.line"), ("edit", "journal.hash"), ("middle", "journal.gap"),
        ("twice", "journal.order"), ("gone", "journal.missing"), ("more", "journal.ahead")
    ])
    func `finds what was done to the journal`(how: String, code: String) throws {
        let exchange = try history()
        let name = "watch/archive/journal.jsonl"
        var lines = try exchange.files.text(name).split(separator: "\n").map(String.init)
        switch how {
        case "cut": lines.removeLast(2)
        case "line": lines[3] = "{}"
        case "edit": lines[3] = lines[3].replacing("file/", with: "file/0")
        case "middle": lines.remove(at: 3)
        case "twice": lines.insert(lines[3], at: 3)
        case "more":
            lines.append(lines[lines.count - 1].replacing("\"id\":\(lines.count),", with: "\"id\":\(lines.count + 1),"))
        default: break
        }
        try exchange.files.write(name, lines.joined(separator: "\n") + "\n")
        if how == "gone" { try FileManager.default.removeItem(atPath: exchange.files.path(name)) }
        let codes = try audit(exchange)
        #expect(codes.contains(code), "\(codes)")
    }
}
