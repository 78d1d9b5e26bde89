import Crypto
@testable import ExchangeEngine
import Foundation
import Ledger
import TestSupport
import Testing

/// The first page, the ledger of files, and that no file makes a page do anything.
struct IndexReportTests {
    private func page(_ exchange: TestExchange, _ name: String) throws -> String {
        try exchange.files.text("watch/reports/\(name).html")
    }

    @Test func `says that nothing waits, and leads to the packs and the other pages`() throws {
        let exchange = try TestExchange()
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041")]))
        let pack = try #require(try exchange.round().packs.first)
        let index = try page(exchange, "index")
        #expect(index.contains("человека ничто не ждёт"))
        #expect(index.contains("href=\"../to-crm/bitrix24/\(pack.folder)/%D0%9A%D0%90%D0%9A"))
        #expect(index.contains("href=\"./customers.html\""))
        #expect(index.contains("20.11.2026 10:00"), "the session of 1C")
    }

    @Test func `writes a page again that somebody took away`() throws {
        let exchange = try TestExchange()
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041")]))
        _ = try exchange.round()
        for name in ["index", "deals"] {
            let whole = try page(exchange, name)
            try FileManager.default.removeItem(atPath: exchange.files.path("watch/reports/\(name).html"))
            _ = try exchange.round()
            #expect(try page(exchange, name) == whole)
        }
    }

    @Test func `leads from what waits to its explanation, with what to do`() throws {
        let exchange = try TestExchange()
        try exchange.drop("broken.xml", "<КоммерческаяИнформация>")
        try exchange.drop("empty.xml", "nothing of the kind")
        _ = try exchange.round()
        let index = try page(exchange, "index")
        #expect(index.contains("Ждёт человека: "))
        let refused = try exchange.read { try $0.files() }.filter { $0.state == .refused }
        #expect(!refused.isEmpty)
        for file in refused {
            #expect(index.contains(">\(file.name)</a>"))
            let link = try #require(
                index.firstMatch(of: try Regex("href=\"\\.\\./(quarantine/[^\"]*)\">\(file.name)</a>")))
            let path = try #require(String(link.output[1].substring ?? "").removingPercentEncoding)
            #expect(exchange.files.exists("watch/\(path)"), "\(path)")
        }
        #expect(try page(exchange, "ledger").contains("не принят"))
    }

    @Test func `makes nothing active of what a file brings`() throws {
        let exchange = try TestExchange()
        let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;=1+1\u{202E}"
        let requisites: [(name: String, value: String)] = [
            ("Номер по 1С", "7"), ("Номер отгрузки по 1С", "5"), ("Дата отгрузки по 1С", "2026-11-18")
        ]
        try exchange.drop(
            "javascript:alert(1)\"><b>.xml",
            Document.orders([
                Document.order(
                    "d1", "=1041", customer: Document.company("=cmd|'/c calc'!A1", escaped),
                    Document.requisites(requisites))
            ]))
        _ = try exchange.round()
        for page in ["index", "customers", "deals", "rules", "ledger"] {
            let text = try self.page(exchange, page)
            #expect(!text.contains("<script>alert"), "\(page)")
            #expect(!text.contains("<b>.xml"), "\(page)")
            #expect(!text.contains("\u{202E}"), "\(page)")
            #expect(!text.contains("href=\"javascript:"), "\(page)")
            #expect(text.components(separatedBy: "<script>").count == 2, "one script, ours: \(page)")
        }
        let row = try #require(try exchange.report("customers").first)
        #expect(row["Код 1С"] == "'=cmd|'/c calc'!A1")
    }

    @Test func `lets a browser run the page's own script and no other`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Document.orders([Document.order("d1", "1041")]))
        let text = try page(exchange, "ledger")
        let script = try #require(
            text.components(separatedBy: "<script>").last?.components(separatedBy: "</script>").first)
        let hash = Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
        #expect(text.contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'"))
    }

    @Test func `says when the exchange was last alive, at least every hour`() throws {
        let exchange = try TestExchange()
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041")]))
        _ = try exchange.round()
        #expect(try page(exchange, "index").contains("data-alive=\"2026-11-23T12:00:00Z\""))
        let customers = try exchange.files.text("watch/reports/customers.html")
        exchange.time.advance(seconds: 60)
        _ = try exchange.round()
        #expect(try page(exchange, "index").contains("data-alive=\"2026-11-23T12:00:00Z\""), "nothing happened")
        exchange.time.advance(seconds: 3_600)
        _ = try exchange.round()
        #expect(try page(exchange, "index").contains("data-alive=\"2026-11-23T13:01:00Z\""))
        #expect(try page(exchange, "customers") == customers)
    }

    @Test func `says what stands in the way of the exchange`() throws {
        let exchange = try TestExchange()
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041")]))
        _ = try exchange.round()
        try FileManager.default.removeItem(atPath: exchange.files.path("watch/outbound/.obmen-share"))
        _ = try exchange.round()
        let index = try page(exchange, "index")
        #expect(index.contains("сетевая папка не подключена"))
        #expect(index.contains("Ждёт человека: 1."))
    }

    @Test func `shows a refused file's damage, and no letter or digit of its values`() throws {
        let exchange = try TestExchange()
        try exchange.drop(
            "broken.xml", "<КоммерческаяИнформация Имя=\"Анна\">\n<Телефон>8 (911) 000-10-42 & Ко</Телефон>\n<не закрыт"
        )
        _ = try exchange.round()
        let name = try #require(exchange.files.names(in: "watch/quarantine").first { $0.hasSuffix("почему.html") })
        let page = try exchange.files.text("watch/quarantine/\(name)")
        #expect(page.contains("&lt;Телефон&gt;• (•••) •••-••-•• &amp; ••&lt;/Телефон&gt;"))
        #expect(page.contains("Имя=&quot;••••&quot;&gt;") || page.contains("Имя=\"••••\"&gt;"))
        #expect(!page.contains("Анна") && !page.contains("911"))
    }

    @Test(arguments: [
        (
            "<Комментарий>Анна <anna@example.ru>, срочно</Комментарий>",
            "<Комментарий>•••• <••••@•••••••.••>, ••••••</Комментарий>"
        ),
        ("<Комментарий><Анна Ромашкина></Комментарий>", "<Комментарий><•••• •••••••••></Комментарий>"),
        ("<Комментарий>Анна</Ромашкина>", "<Комментарий>••••</•••••••••>"),
        ("<![CDATA[Анна]]> &", "<![CDATA[••••]]> &"), ("<td>Анна<br/>и<b>Ко", "<td>••••<br/>•<b>••"),
        ("<!-- Анна -- -->", "<!-- •••• -- -->"), ("2 < 3", "• < •")
    ])
    func `shows names of elements that a format has, and takes others for values`(line: String, shown: String) {
        #expect(ExcerptMask.mask(line) == shown)
    }

    @Test func `hides telephones and addresses where that is switched on`() throws {
        for hides in [false, true] {
            let exchange = try TestExchange(edit: hides ? [("hide_contacts = false", "hide_contacts = true")] : [])
            let customer = Document.company("c1", "ООО Ромашка, +7 911 000-10-42, anna@romashka.ru")
            try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041", customer: customer)]))
            _ = try exchange.round()
            let texts = try ["customers.html", "customers.csv", "rules.html"].map {
                try exchange.files.text("watch/reports/\($0)")
            }
            let all = texts.joined()
            #expect(all.contains("911 000-10-42") != hides)
            #expect(all.contains("anna@romashka.ru") != hides)
            #expect(all.contains("a…@romashka.ru") == hides)
        }
    }

    @Test func `leads from each file to what it changed`() throws {
        let exchange = try TestExchange()
        try exchange.drop("a.xml", Document.catalogue([Document.product("1", "Лампа")]))
        _ = try exchange.round()
        let later = Document.catalogue([Document.product("1", "Лампа настольная")], formedAt: "2026-11-21T10:00:00")
        try exchange.drop("b.xml", later)
        try exchange.drop("broken.xml", "<КоммерческаяИнформация>")
        _ = try exchange.round()
        let ledger = try page(exchange, "ledger")
        for file in try exchange.read({ try $0.files() }) {
            #expect(ledger.contains("<a href=\"./files/000000\(file.id).html\">\(file.name)</a>"))
            let page = try self.page(exchange, "files/000000\(file.id)")
            let kept = try #require(file.keptPath)
            #expect(page.contains(">\(try #require(file.keptPath))<"))
            #expect(exchange.files.exists("watch/\(kept)"))
            #expect(page.contains("почему.html</a>") == false && page.contains(file.sha256))
            #expect(page.contains("<td>Лампа</td><td>Лампа настольная</td>") == (file.name == "b.xml"))
        }
    }

    @Test func `writes the pages of files anew when contacts are to be hidden, and those of new files only`() throws {
        let exchange = try TestExchange()
        let customer = Document.company("c1", "ООО Ромашка +7 911 000-10-42")
        try exchange.drop("orders.xml", Document.orders([Document.order("d1", "1041", customer: customer)]))
        _ = try exchange.round()
        #expect(try page(exchange, "files/0000001").contains("000-10-42"))
        let configuration = exchange.files.path("watch/obmen.toml")
        let text = try String(contentsOfFile: configuration, encoding: .utf8)
        try text.replacing("hide_contacts = false", with: "hide_contacts = true")
            .write(toFile: configuration, atomically: true, encoding: .utf8)
        _ = try exchange.round()
        #expect(try !page(exchange, "files/0000001").contains("000-10-42"))
        try "left alone".write(
            toFile: exchange.files.path("watch/reports/files/0000001.html"), atomically: true, encoding: .utf8)
        try exchange.drop("goods.xml", Document.catalogue([Document.product("1", "Лампа")]))
        _ = try exchange.round()
        #expect(try page(exchange, "files/0000001") == "left alone")
        #expect(try page(exchange, "files/0000002").contains("Лампа"))
    }
}
