import ExchangeEngine
import ExchangeModel
import Ledger
import SystemPackage
import TestSupport
import Testing

/// A «ДатаФормирования» that cannot be believed.
///
/// The test's clock stands at noon of 23 November 2026.
struct SessionDateTests {
    private static func goods(_ name: String, _ date: String?) -> String {
        let text = Document.catalogue([Document.product("p1", name)], formedAt: date ?? "")
        return date == nil ? text.replacing(" ДатаФормирования=\"\"", with: "") : text
    }

    private func name(_ exchange: TestExchange) throws -> String? {
        try exchange.read { try $0.entity(.product, key: "p1")?.fields["name"] }
    }

    private static let dates: [(date: String?, code: String?)] = [
        (nil, "commerceml.date.missing"), ("вчера", "commerceml.date.unreadable"),
        ("2026-02-30T10:00:00", "commerceml.date.unreadable"), ("20.11.2026 10:00:00", "commerceml.date.unreadable"),
        ("2026-11-20T25:00:00", "commerceml.date.unreadable"), ("2027-11-20T10:00:00", "commerceml.date.ahead"),
        ("9999-12-31T23:59:59", "commerceml.date.ahead"), ("2026-11-24T01:00:00", nil), ("2026-11-20", nil),
        ("2026-11-20T9:05:00", nil), ("2026-11-20UTC10:00:00", nil), ("2026-11-20 10:00:00", nil)
    ]

    @Test(arguments: dates) func `tells of a date that it does not use`(date: String?, code: String?) throws {
        let exchange = try TestExchange()
        let report = try exchange.apply(Self.goods("Лампа", date))
        #expect(report.isClean)
        #expect(report.files.map(\.issueCode) == [code])
        #expect(report.files.map { $0.formedAt == nil } == [code != nil])
    }

    @Test(arguments: ["2027-11-20T10:00:00", "скоро"])
    func `does not take later files for old ones because of one date that cannot be`(date: String) throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.goods("Лампа", "2026-11-20T10:00:00"))
        try exchange.apply(Self.goods("Лампа из будущего", date))
        #expect(try name(exchange) == "Лампа из будущего")
        let honest = try exchange.apply(Self.goods("Лампа настольная", "2026-11-21T10:00:00"))
        #expect(honest.files.map(\.issueCode) == [nil])
        #expect(try name(exchange) == "Лампа настольная")
    }

    @Test func `applies what has no usable date before what has one`() throws {
        let exchange = try TestExchange()
        try exchange.apply([
            ("a.xml", Self.goods("честная", "2026-11-20T10:00:00")),
            ("b.xml", Self.goods("из будущего", "2027-11-20T10:00:00"))
        ])
        #expect(try name(exchange) == "честная")
    }

    @Test func `knows that nine o'clock is before ten, however it is written`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.goods("в девять", "2026-11-20T9:00:00"))
        let later = try exchange.apply(Self.goods("в десять", "2026-11-20T10:00:00"))
        #expect(later.files.map(\.issueCode) == [nil])
        #expect(try name(exchange) == "в десять")
    }

    @Test func `comes out the same when the history is played again`() throws {
        let exchange = try TestExchange()
        try exchange.apply(Self.goods("из будущего", "2026-11-25T10:00:00"))
        try exchange.apply(Self.goods("Лампа", "2026-11-21T10:00:00"))
        let copy = ExchangeFolder(exchange.folder.root.removingLastComponent().appending("copy"))
        #expect(try Replay(exchange.folder, into: copy).run().isEqual)
    }

    // MARK: Portions

    @Test(arguments: [
        (["import0_1.xml", "import0_2.xml", "import0_3.xml"], [nil, nil, nil]),
        (["import0_1.xml", "import0_3.xml"], [nil, "file.portion.missing"]),
        (["webdata/offers1_10.xml", "webdata/offers1_9.xml"], ["file.portion.missing", nil]),
        (["прайс_7.xml", "import_3.xml", "import0_x.xml"], [nil, nil, nil])
    ])
    func `tells of a portion that came without the one before it`(names: [String], codes: [String?]) throws {
        let exchange = try TestExchange()
        for name in names { try exchange.drop(name, Self.goods("Из \(name)", "2026-11-20T10:00:00")) }
        #expect(try exchange.round().files.map(\.issueCode) == codes)
    }

    @Test func `takes a portion of another session for none before this one`() throws {
        let exchange = try TestExchange()
        try exchange.drop("import0_1.xml", Self.goods("Лампа", "2026-11-20T10:00:00"))
        try exchange.drop("import0_2.xml", Self.goods("Люстра", "2026-11-21T10:00:00"))
        #expect(try exchange.round().files.map(\.issueCode) == [nil, "file.portion.missing"])
    }
}
