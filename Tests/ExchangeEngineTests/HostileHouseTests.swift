import ExchangeEngine
import ExchangeModel
import Foundation
import Glibc
import Ledger
import SystemPackage
import TestSupport
import Testing

/// What others lay in the place of our own files and folders.
struct HostileHouseTests {
    private static let export = Document.catalogue([Document.product("p1", "Лампа")])

    private func link(_ exchange: TestExchange, _ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: exchange.files.path("watch/" + name), withDestinationPath: exchange.files.path(target))
    }

    /// The only file of a kind that a round leaves in a folder, which is kept under the name that the ledger says.
    private func kept(_ exchange: TestExchange) throws -> String {
        try exchange.files.text("watch/" + #require(exchange.read { try $0.files().last?.keptPath }))
    }

    @Test func `keeps a refused file beside another that lies under its name`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("watch/quarantine/0000001-b.xml", "other")
        try exchange.drop("b.xml", "<x>precious")
        _ = try exchange.round()
        #expect(try exchange.files.text("watch/quarantine/чужое-1-0000001-b.xml") == "other")
        #expect(try kept(exchange) == "<x>precious")
        var auditor = Auditor(exchange.folder)
        #expect(try auditor.audit().map(\.code) == ["quarantine.extra"], "the one of others")
    }

    @Test func `keeps a refused file where a link leads nowhere under its name`() throws {
        let exchange = try TestExchange()
        try link(exchange, "quarantine/0000001-b.xml", to: "nowhere")
        try exchange.drop("b.xml", "<x>precious")
        _ = try exchange.round()
        #expect(try kept(exchange) == "<x>precious")
        #expect(!exchange.files.exists("nowhere"))
    }

    @Test func `deletes and writes nothing where a link in the folder of packs leads`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("elsewhere/report.doc", "mine")
        try FileManager.default.createDirectory(
            atPath: exchange.files.path("watch/to-crm/bitrix24"), withIntermediateDirectories: true)
        try link(exchange, "to-crm/bitrix24/.0000001-2026-11-23.part", to: "elsewhere")
        try exchange.drop("import.xml", Self.export)
        #expect(try exchange.round().packs.count == 1)
        #expect(exchange.files.names(in: "elsewhere") == ["report.doc"])
        #expect(exchange.files.names(in: "watch/to-crm/bitrix24/0000001-2026-11-23").contains("01-products.csv"))
    }

    @Test func `makes a pack although a folder of others lies in the place of its beginning`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("watch/to-crm/bitrix24/.0000001-2026-11-23.part/inner/note.txt", "mine")
        try exchange.drop("import.xml", Self.export)
        #expect(try exchange.round().packs.count == 1)
        let aside = try #require(exchange.files.names(in: "watch/to-crm/bitrix24").first { $0.hasSuffix("чужое") })
        #expect(try exchange.files.text("watch/to-crm/bitrix24/\(aside)/inner/note.txt") == "mine")
    }

    @Test func `leaves what others have in the spool, also where a link put it elsewhere`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("elsewhere/report.doc", "mine")
        try exchange.files.write("elsewhere/cafe/inner.txt", "mine")
        try FileManager.default.removeItem(atPath: exchange.folder.spool.string)
        try link(exchange, ".obmen/spool", to: "elsewhere")
        try exchange.drop("import.xml", Self.export)
        #expect(try exchange.round().isClean)
        #expect(exchange.files.names(in: "elsewhere").sorted() == ["cafe", "report.doc"])
    }

    @Test(arguments: ["to-1c/.orders.xml.part", "to-1c/orders.xml", "reports/.orders.html.part"])
    func `is not held up by a pipe in the place of a file that it writes`(_ name: String) throws {
        let exchange = try TestExchange()
        try #require(mkfifo(exchange.files.path("watch/" + name), 0o644) == 0)
        try exchange.drop("import.xml", Self.export)
        #expect(try exchange.round().isClean)
        #expect(try exchange.letterbox().contains("КоммерческаяИнформация"))
    }

    @Test func `tells of a subfolder that it may not enter`() throws {
        // For root all folders are open.
        guard geteuid() != 0 else { return }
        let exchange = try TestExchange()
        try exchange.drop("closed/import.xml", Self.export)
        try #require(chmod(exchange.files.path("watch/inbound/closed"), 0) == 0)
        defer { chmod(exchange.files.path("watch/inbound/closed"), 0o755) }
        #expect(try exchange.round().problems.map(\.code) == ["file.strange"])
    }

    @Test func `refuses a ledger where the last line of the journal says nothing`() throws {
        let exchange = try TestExchange()
        try exchange.drop("import.xml", Self.export)
        _ = try exchange.round()
        let journal = exchange.folder.journal.string
        let text = try exchange.files.text("watch/archive/journal.jsonl")
        try exchange.files.write("watch/archive/journal.jsonl", text + "x\n")
        #expect(throws: ExchangeFault.journalDamaged(journal)) { try exchange.open() }
    }

    @Test func `takes none of the files named where one is not there`() throws {
        let exchange = try TestExchange()
        let path = try exchange.files.write("documents/import.xml", Self.export)
        #expect(throws: FileFault.self) { try exchange.open().apply([.init(path), .init(path + "x")]) }
        #expect(try exchange.read { try $0.files().isEmpty })
    }
}
