import CRMFiles
import ExchangeModel
import Testing

/// Cells whose formula came to no value, and texts that say there is none.
struct ErrorCellTests {
    private static func orders(_ rows: String...) -> TableSample {
        TableSample((["Номер заказа;Дата;Клиент;Телефон;Товар;Артикул;Количество;Цена"] + rows).joined(separator: "\n"))
    }

    private static func places(_ issues: [ExchangeModel.Issue]) -> [String] {
        issues.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code)" }
    }

    @Test(arguments: ["#N/A", "#ССЫЛКА!"])
    func `takes an order without the customer whose cell has an error, and tells it`(error: String) throws {
        let sample = Self.orders("S-1;22.11.2026;\(error);+7 921 000-50-01;Лампа;L-1;2;165")
        let fields = try #require(sample.records.first).fields
        #expect(fields["contact"] == nil)
        #expect(fields["company"] == nil)
        #expect(fields["unreadable[Клиент]"] == error)
        #expect(sample.warnings == ["table.value.error"])
    }

    @Test func `takes no order of which nothing but errors says who it is`() {
        let sample = Self.orders("S-1;22.11.2026;#N/A;;Лампа;L-1;2;165")
        #expect(Self.places(sample.rejected) == ["2:0 table.customer.missing"])
    }

    @Test(arguments: [
        ("S-1;22.11.2026;Анна;;#REF!;;2;165", "2:5 table.row.error"),
        ("S-1;22.11.2026;Анна;;Лампа;L-1;2;#DIV/0!", "2:8 table.number.unreadable"),
        ("S-1;22.11.2026;Анна;;Лампа;L-1;#ЗНАЧ!;165", "2:7 table.number.unreadable"),
        ("#Н/Д;22.11.2026;Анна;;Лампа;L-1;2;165", "2:1 table.row.error")
    ])
    func `takes no row with an error for its goods, a number or its order`(row: String, place: String) {
        let sample = Self.orders(row)
        #expect(sample.records.isEmpty)
        #expect(Self.places(sample.rejected) == [place])
    }

    @Test func `takes goods by their article where the name is an error, and keeps the error aside`() throws {
        let fields = try #require(Self.orders("S-1;22.11.2026;Анна;;#N/A;L-1;2;165").records.first).fields
        #expect(fields["lines[1].name"] == nil)
        #expect(fields["lines[1].article"] == "L-1")
        #expect(fields["other[Товар]"] == "#N/A")
    }

    @Test func `gives goods whose order's number is an error to no other order`() {
        let sample = Self.orders(
            "S-1;22.11.2026;Анна;;Лампа;L-1;2;165", "#N/A;#N/A;#N/A;#N/A;Кабель;K-1;3;50",
            "S-2;22.11.2026;Вера;;Лампа;L-1;1;165")
        #expect(sample.records.map(\.key) == ["list/order/S-2"])
        #expect(Self.places(sample.rejected) == ["2:0 table.record.incomplete", "3:1 table.row.error"])
    }

    @Test(arguments: ["NULL", "null", "-", "—", "нет", "Нет", "n/a", "N/A"])
    func `takes a word for «none» for no customer`(word: String) {
        let sample = Self.orders(
            "S-1;22.11.2026;\(word);+7 921 000-50-01;Лампа;L-1;2;165", "S-2;22.11.2026;\(word);;Лампа;L-1;2;165")
        #expect(sample.records.map(\.key) == ["list/order/S-1"])
        #expect(sample.records.first?.fields["contact"] == nil)
        #expect(sample.records.first?.fields["company"] == nil)
        #expect(Self.places(sample.rejected) == ["3:0 table.customer.missing"])
    }

    @Test func `takes such a word for no name in lists of requests, and for goods as it is`() {
        let requests = TableSample("Номер заявки;Дата;Имя;Телефон;Сообщение\nF-1;21.11.2026;NULL;+79060003010;нет")
        #expect(requests.records.first?.fields["name"] == nil)
        #expect(requests.records.first?.fields["text"] == "нет")
        let order = Self.orders("S-1;22.11.2026;Неттов Олег;;нет;L-1;2;165")
        #expect(order.records.first?.fields["lines[1].name"] == "нет")
        #expect(order.records.first?.fields["contact"] == "Неттов Олег")
    }
}
