import Crypto
import ExchangeEngine
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
}
