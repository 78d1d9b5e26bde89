import ExchangeEngine
import ExchangeModel
import Foundation
import Ledger
import SystemPackage
import TestSupport
import Testing

private let goods = Document.catalogue([Document.product("p1", "Лампа"), Document.product("p2", "Скоба")])

struct IntakeTests {
    @Test func `takes a file out of the inbox and keeps it byte for byte`() throws {
        let exchange = try TestExchange()
        try exchange.drop("webdata/import0_1.xml", goods)
        let report = try exchange.round()
        let file = try #require(report.files.first)
        #expect(report.isClean)
        #expect(file.name == "webdata/import0_1.xml")
        #expect(file.state == .applied)
        #expect(file.created == 3, "the catalogue and two goods")
        let kept = try #require(file.keptPath)
        #expect(kept.hasPrefix("archive/2026/11/23/0000001-"))
        #expect(try exchange.files.text("watch/\(kept)") == goods)
        #expect(exchange.files.names(in: "watch/inbound/webdata") == [])
        #expect(exchange.files.names(in: "watch/inbound/.obmen-claimed") == [])
        #expect(exchange.files.names(in: "watch/.obmen/spool") == [])
    }

    @Test(arguments: [
        ".import.xml", "~import.xml", "import.xml.tmp", "import.xml.part", "Thumbs.db", "p.crdownload",
        "$RECYCLE.BIN/import.xml", "lost+found/import.xml", "@eaDir/import.xml", "import.xml.download"
    ])
    func `leaves a file alone that is being written`(name: String) throws {
        let exchange = try TestExchange()
        try exchange.drop(name, goods)
        #expect(try exchange.round().files.isEmpty)
        #expect(exchange.files.exists("watch/inbound/\(name)"))
    }

    @Test func `changes nothing when the same content comes under another name`() throws {
        let exchange = try TestExchange()
        let first = try exchange.apply([("import.xml", goods)])
        #expect(first.packs.map(\.number) == [1])
        let again = try exchange.apply([("copy of import.xml", goods)])
        #expect(again.files.map(\.state) == [.duplicate])
        #expect(again.files.map(\.duplicateOf) == [1])
        #expect(again.packs.isEmpty)
        #expect(exchange.files.names(in: "watch/to-crm/bitrix24") == ["0000001-2026-11-23"])
    }

    @Test func `applies equal files of one round once`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply([("a.xml", goods), ("b.xml", goods)])
        #expect(report.files.map(\.state) == [.applied, .duplicate])
    }

    @Test func `makes no pack when a file says what is known`() throws {
        let exchange = try TestExchange()
        try exchange.apply(goods)
        let later = goods.replacingOccurrences(of: "2026-11-20T10", with: "2026-11-21T10")
        let report = try exchange.apply(later)
        #expect(report.files.map(\.state) == [.applied])
        #expect(report.files.map(\.changed) == [0])
        #expect(report.packs.isEmpty)
    }

    @Test func `refuses a damaged file whole, explains it, and applies the others`() throws {
        let exchange = try TestExchange()
        let whole = Document.catalogue((1...9).map { Document.product("bad\($0)", "Товар \($0)") })
        let cut = try #require(whole.range(of: "<Товар><Ид>bad6"))
        let damaged = String(whole[..<cut.lowerBound])
        try exchange.drop("a-damaged.xml", damaged)
        try exchange.drop("b-good.xml", goods)
        let report = try exchange.round()
        #expect(!report.isClean)
        let states = Dictionary(uniqueKeysWithValues: report.files.map { ($0.name, $0.state) })
        #expect(states == ["a-damaged.xml": .refused, "b-good.xml": .applied])
        let refused = try #require(report.files.first { $0.state == .refused })
        let kept = try #require(refused.keptPath)
        #expect(try exchange.files.text("watch/\(kept)") == damaged)
        let page = try exchange.files.text("watch/\(kept).почему.html")
        #expect(page.contains("a-damaged.xml"))
        #expect(page.contains(refused.sha256))
        #expect(page.contains(try #require(refused.issueCode)))
        try exchange.read { transaction throws in
            var goods: [String] = []
            try transaction.keys(of: [.product], above: 0) { _, key in goods.append(key) }
            #expect(goods == ["p1", "p2"])
            #expect(try transaction.entities(createdByFile: refused.id, limit: 99).isEmpty)
        }
        #expect(exchange.files.names(in: "watch/inbound") == [".obmen-claimed", ".obmen-share"])
        #expect(try exchange.table(report, "products").map { $0["XML_ID"] } == ["p1", "p2"])
    }

    @Test(arguments: [
        ("", "file.empty"), ("  \n", "file.empty"), ("Здравствуйте.\n", "file.format.unknown"),
        ("a;b\n1;2\n", "table.layout.unknown")
    ])
    func `refuses what is no export`(text: String, code: String) throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(text)
        #expect(report.files.map(\.state) == [.refused])
        #expect(report.files.map(\.issueCode) == [code])
        #expect(report.packs.isEmpty)
    }

    @Test func `applies goods, offers and documents in this order, whatever their names`() throws {
        let exchange = try TestExchange()
        try exchange.drop("a-orders.xml", Document.orders([Document.order("d1", "1041")]))
        try exchange.drop("b-offers.xml", Document.offers([Document.offer("p1", prices: [("retail", "100")])]))
        try exchange.drop("c-import.xml", goods)
        let report = try exchange.round()
        #expect(report.files.map(\.name) == ["c-import.xml", "b-offers.xml", "a-orders.xml"])
        #expect(try exchange.table(report, "deals").map { $0["Товар"] } == ["Лампа"])
    }

    @Test func `applies portions by their number`() throws {
        let exchange = try TestExchange()
        let portions = [10, 2, 1, 11].map { number in
            ("import0_\(number).xml", Document.catalogue([Document.product("p", "Портия \(number)")]))
        }
        let report = try exchange.apply(portions)
        let names = report.files.compactMap { FilePath($0.name).lastComponent?.string }
        #expect(names == ["import0_1.xml", "import0_2.xml", "import0_10.xml", "import0_11.xml"])
        #expect(try exchange.table(report, "products").map { $0["Название"] } == ["Портия 11"])
    }

    @Test func `applies the earlier session of 1C first`() throws {
        let exchange = try TestExchange()
        let report = try exchange.apply([
            ("a.xml", Document.catalogue([Document.product("p", "новое имя")], formedAt: "2026-11-21T09:00:00")),
            ("b.xml", Document.catalogue([Document.product("p", "старое имя")], formedAt: "2026-11-20T09:00:00"))
        ])
        #expect(report.files.compactMap { FilePath($0.name).lastComponent?.string } == ["b.xml", "a.xml"])
        #expect(try exchange.table(report, "products").map { $0["Название"] } == ["новое имя"])
    }

    // MARK: Interrupted work

    @Test func `goes on with a file that was claimed but not entered`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("watch/inbound/.obmen-claimed/1f2e__webdata%2Fimport0_1.xml", goods)
        let report = try exchange.round()
        #expect(report.files.map(\.name) == ["webdata/import0_1.xml"])
        #expect(report.files.map(\.state) == [.applied])
        #expect(exchange.files.names(in: "watch/inbound/.obmen-claimed") == [])
    }

    @Test(arguments: [FileRow.State.received, .applied])
    func `goes on with a file that was entered but not put away`(state: FileRow.State) throws {
        let exchange = try TestExchange()
        try exchange.files.write("watch/.obmen/spool/5a", goods)
        try exchange.files.write("watch/inbound/.obmen-claimed/1f__import.xml", goods)
        var row = FileRow()
        row.name = "import.xml"
        row.sha256 = String(repeating: "b", count: 64)
        row.receivedAt = "2026-11-23T11:59:00Z"
        row.claimedPath = "inbound/.obmen-claimed/1f__import.xml"
        row.spoolName = "5a"
        row.state = state
        try Ledger(path: exchange.folder.ledger.string).write { _ = try $0.add(row) }
        let report = try exchange.round()
        #expect(report.files.map(\.state) == [.applied])
        let kept = try #require(report.files.first?.keptPath)
        #expect(try exchange.files.text("watch/\(kept)") == goods)
        #expect(exchange.files.names(in: "watch/inbound/.obmen-claimed") == [])
        #expect(exchange.files.names(in: "watch/.obmen/spool") == [])
        #expect(try exchange.read { try $0.unsettledFiles() }.isEmpty)
        #expect(try exchange.read { try $0.files() }.count == 1)
    }

    @Test func `removes a copy that no row knows`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("watch/.obmen/spool/77.part", "half")
        _ = try exchange.round()
        #expect(exchange.files.names(in: "watch/.obmen/spool") == [])
    }

    @Test func `gives a pack its name that was written but not published`() throws {
        let exchange = try TestExchange()
        let name = "0000001-2026-11-22"
        try exchange.files.write("watch/to-crm/bitrix24/.\(name).part/01-products.csv", "rows")
        let pack = PackRow(
            number: 1, target: "bitrix24", folder: name, madeAt: "2026-11-22T12:00:00Z", counts: "{}")
        try Ledger(path: exchange.folder.ledger.string).write { try $0.add(pack) }
        _ = try exchange.round()
        #expect(exchange.files.names(in: "watch/to-crm/bitrix24") == [name])
        #expect(try exchange.files.text("watch/to-crm/bitrix24/\(name)/01-products.csv") == "rows")
        #expect(try exchange.read { try $0.packs() }.map(\.isPublished) == [true])
    }

    @Test func `makes a pack anew over what a crash left of it`() throws {
        let exchange = try TestExchange()
        try exchange.files.write("watch/to-crm/bitrix24/.0000001-2026-11-23.part/04-deals.csv", "half")
        try exchange.apply(goods)
        #expect(
            exchange.files.names(in: "watch/to-crm/bitrix24/0000001-2026-11-23") == [
                "01-products.csv", "КАК-ЗАГРУЗИТЬ.html"
            ])
    }

    // MARK: Whose folder it is

    @Test func `lets one exchange at a time have a folder`() throws {
        let exchange = try TestExchange()
        let first = try exchange.open()
        #expect(throws: ExchangeFault.locked(exchange.folder.lock.string)) { try exchange.open() }
        #expect(first.intervalSeconds == 300)
    }

    @Test func `works in no folder that is none of an exchange`() throws {
        let exchange = try TestExchange()
        let path = FilePath(exchange.files.path("elsewhere"))
        #expect(throws: ExchangeFault.noFolder(path.string)) { try Exchange(ExchangeFolder(path)) }
        #expect(!exchange.files.exists("elsewhere"))
    }
}

/// What a person reads about an encoding that is not the one named.
struct EncodingGuessTests {
    @Test func `says which encoding the file names and which it has`() throws {
        let exchange = try TestExchange()
        let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<КоммерческаяИнформация><Ид>Лампа</Ид>"
        try exchange.drop("utf8.xml", text)
        let cyrillic: [UInt8] = [0xCA, 0xEE, 0xEC, 0xEC, 0xE5, 0xF0, 0xF7, 0xE5, 0xF1, 0xEA, 0xE0, 0xFF]
        _ = try exchange.files.file(
            "watch/inbound/1251.xml",
            Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<".utf8) + cyrillic + Array("/>".utf8))
        let files = try exchange.round().files
        #expect(files.map(\.issueCode) == ["xml.encoding", "xml.encoding"])
        for file in files {
            let page = try exchange.files.text("watch/\(try #require(file.keptPath)).почему.html")
            let said =
                file.name == "utf8.xml"
                ? "указана кодировка windows-1251, а записан он, похоже, в UTF-8"
                : "указана кодировка UTF-8, а записан он, похоже, в windows-1251"
            #expect(page.contains(said), "\(file.name)")
        }
    }
}
