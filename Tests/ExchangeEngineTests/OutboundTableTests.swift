import ExchangeModel
import SystemPackage
import TestSupport
import Testing

@testable import ExchangeEngine

/// What is said of a table's file as a whole.
@Suite struct OutboundTableTests {
    private let folder: TestSupport.TemporaryFolder

    init() throws { folder = try TestSupport.TemporaryFolder() }

    private func read(_ bytes: [UInt8]) throws -> OutboundSummary {
        let reading = OutboundReading(path: FilePath(try folder.file("table", bytes)))
        return try reading.read(take: { _ in }, reject: { _ in })
    }

    private static let headings = ["Номер заказа", "Клиент", "Товар", "Количество", "Цена"]
    private static let order = ["A-1", "Рябинин Олег", "Лампа", "2", "165"]

    private static func page(_ rows: [[String]]) -> String {
        let lines = rows.map { row in "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>" }
        return "<table>\(lines.joined())</table>"
    }

    private static func sheet(_ name: String, _ rows: [[String]]) -> XLSXBuilder.Sheet {
        let lines = rows.map { row in
            "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        }
        return XLSXBuilder.Sheet(name: name, data: lines.joined())
    }

    // MARK: Rows that are apart

    private static let deals = "ID;Название сделки;Стадия сделки;Сумма;Товар;Цена;Количество\n"

    private func deals(_ rows: [String]) throws -> (records: [FieldSet], rejected: [String]) {
        let table = Self.deals + rows.joined(separator: "\n")
        let reading = OutboundReading(path: FilePath(try folder.file("table", Array(table.utf8))))
        var (records, rejected): ([FieldSet], [String]) = ([], [])
        _ = try reading.read(
            take: { records.append($0.fields) },
            reject: { rejected.append("\($0.issue.line ?? 0) \($0.issue.code)") })
        return (records, rejected)
    }

    @Test func `brings the rows of a deal together that somebody sorted apart`() throws {
        let (records, rejected) = try deals([
            "1;Свет;Новая;100;Лампа;50;2", "2;Щиты;Новая;300;Лампа;50;6", "1;Свет;Новая;90;Провод;30;3"
        ])
        #expect(records.map { $0["sum"] } == ["190.00", "300.00"])
        #expect(records.map { $0.items("lines").count } == [2, 1])
        #expect(rejected.isEmpty)
    }

    @Test func `takes a deal once that was pasted twice`() throws {
        let deal = ["1;Свет;Новая;100;Лампа;50;2", "1;Свет;Новая;90;Провод;30;3"]
        let (records, rejected) = try deals(deal + ["2;Щиты;Новая;300;Лампа;50;6", ""] + deal)
        #expect(records.map { $0["sum"] } == ["190.00", "300.00"])
        #expect(rejected.isEmpty)
    }

    @Test(arguments: ["1;Свет;Успешно;100;Лампа;50;2", "1;Свет;Новая;90;Провод;30;3"])
    func `takes no deal of which two versions stand in a table`(_ other: String) throws {
        let (records, rejected) = try deals([
            "1;Свет;Новая;100;Лампа;50;2", "1;Свет;Новая;90;Провод;30;3", "2;Щиты;Новая;300;Лампа;50;6", other,
            "1;Свет;Новая;20;Щит;20;1", "3;Кабель;Новая;50;Кабель;50;1"
        ])
        #expect(records.map { $0["id"] } == ["2", "3"])
        #expect(
            rejected == [
                "2 table.record.apart", "3 table.record.apart", "5 table.record.apart", "6 table.record.apart"
            ])
    }

    // MARK: Further tables

    @Test func `tells that a page has more tables than the one that was read`() throws {
        let table = Self.page([Self.headings, Self.order])
        let summary = try read(Array((table + table).utf8))
        #expect(summary.records == 1)
        #expect(summary.issues.issues.map(\.code) == ["table.more"])
        #expect(summary.issues.worst == .warning)
        #expect(
            summary.issues.issues.first?.message.russian == "В файле ещё таблиц: 1. Прочитана только первая.")
        #expect(try read(Array(table.utf8)).issues.issues.isEmpty)
    }

    @Test func `tells which sheets of a workbook were not read`() throws {
        let rows = [Self.headings, Self.order]
        let book = XLSXBuilder([Self.sheet("Январь", rows), Self.sheet("Февраль", rows), Self.sheet("Итоги", [["9"]])])
        let summary = try read(book.bytes)
        #expect(summary.records == 1)
        #expect(
            summary.issues.issues.map(\.message.russian) == [
                "В книге ещё листов с данными: 2 («Февраль», «Итоги»). Прочитан только «Январь»."
            ])
    }

    @Test func `tells that the encoding of a table is none that is read`() throws {
        let table: [UInt8] = Array("Order number;Customer\nA-1;".utf8) + [0x90, 0xEF, 0xA1, 0xA8, 0xAD, 0xA8, 0xAD]
        let summary = try read(table + [0x20, 0x8E, 0xAB, 0xA5, 0xA3, 0x0A])
        #expect(summary.refusal?.code == "table.encoding")
    }
}
