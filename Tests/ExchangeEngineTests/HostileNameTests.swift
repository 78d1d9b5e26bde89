import ExchangeEngine
import ExchangeModel
import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// Names and cells that people and their programs would take for something else.
struct HostileNameTests {
    /// Writes a file under a name of bytes that need not be UTF-8.
    private func write(_ exchange: TestExchange, _ name: [UInt8], _ text: String) throws {
        let path = Array(exchange.files.path("watch/inbound").utf8) + [0x2F] + name + [0]
        let descriptor = open(path.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o644)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    }

    @Test func `takes a file whose name is not UTF-8, and one that begins with a combining mark`() throws {
        let exchange = try TestExchange()
        try write(
            exchange, Array("ok".utf8) + [0xFF] + Array(".xml".utf8), Document.catalogue([Document.product("1", "А")]))
        try FileManager.default.createDirectory(
            atPath: exchange.files.path("watch/inbound/sub"), withIntermediateDirectories: true)
        try exchange.drop("sub/\u{301}x.xml", Document.catalogue([Document.product("2", "Б")]))
        let report = try exchange.round()
        #expect(report.files.map(\.state) == [.applied, .applied])
        #expect(exchange.files.names(in: "watch/inbound").filter { $0.hasSuffix(".xml") }.isEmpty)
        for file in report.files { #expect(exchange.files.exists("watch/\(try #require(file.keptPath))")) }
    }

    @Test(arguments: ["почему.html", "page.SVG", "setup.exe", "setup.exe ", "setup.exe. ."])
    func `keeps what a click would run under a name that runs nothing`(name: String) throws {
        let exchange = try TestExchange()
        try exchange.drop(name, "<html><script>alert(1)</script></html>")
        let file = try #require(try exchange.round().files.first)
        let kept = try #require(file.keptPath)
        #expect(file.state == .refused && kept.hasSuffix(".txt"))
        #expect(exchange.files.exists("watch/\(kept)") && exchange.files.exists("watch/\(kept).почему.html"))
    }

    @Test func `keeps a name that steers a terminal as one line that obeys nothing`() throws {
        let exchange = try TestExchange()
        try exchange.drop("a\n\u{1B}[31m\u{202E}lmx.txt", "text")
        let kept = try #require(try exchange.round().files.first?.keptPath)
        #expect(kept.hasSuffix("-a__[31m_lmx.txt"))
        #expect(exchange.files.exists("watch/\(kept)") && exchange.files.exists("watch/\(kept).почему.html"))
    }

    @Test func `rejected rows run nothing in a spreadsheet and are read back as they were`() throws {
        let exchange = try TestExchange()
        try exchange.dropOutbound(
            "deals.csv",
            "Номер заказа;Клиент;Телефон;Товар;Цена;Количество\n=1+1;@SUM(1);+7 921 000-50-03;-2+3;триста;1\nкоротко;Анна\n"
        )
        let file = try #require(try exchange.round().files.first)
        #expect(file.rejected == 2)
        let name = try #require(exchange.files.names(in: "watch/quarantine").first { $0.hasSuffix(".строки.csv") })
        let text = try exchange.files.text("watch/quarantine/\(name)")
        #expect(text.contains("\"'=1+1\";\"'@SUM(1)\";\"'+7 921 000-50-03\";\"'-2+3\";\"триста\""))
        #expect(text.contains("\"коротко\";\"Анна\";\"\";\"\";\"\";\"\";\""), "the reason stands in the last column")
        try exchange.dropOutbound("mended.csv", text.replacing("\"триста\"", with: "\"300\""))
        _ = try exchange.round()
        let order = try #require(
            try exchange.read { try $0.entity(.deal, key: "list/order/=1+1") }?.fields)
        #expect(order["lines[1].name"] == "-2+3")
        #expect(order["phones[1]"]?.contains("9210005003") == true)
    }

    @Test func `a bidi character in a chart stays inside the picture`() throws {
        let exchange = try TestExchange()
        let customer = Document.company("c1", "Ром\u{202E}ашка")
        let requisites: [(name: String, value: String)] = [
            ("Номер по 1С", "7"), ("Номер отгрузки по 1С", "5"), ("Дата отгрузки по 1С", "2026-11-18")
        ]
        try exchange.apply(
            Document.orders([Document.order("d1", "1041", customer: customer, Document.requisites(requisites))]))
        let page = try exchange.files.text("watch/reports/customers.html")
        let picture = try #require(page.firstMatch(of: /(?s)<svg.*?<\/svg>/)).output
        #expect(picture.contains("⟨U+202E⟩") && !picture.contains("<code>"))
    }
}
