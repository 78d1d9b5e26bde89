import ExchangeEngine
import ExchangeModel
import Foundation
import Ledger
import Synchronization
import SystemPackage
import TabularFiles
import TestSupport
import Testing

/// An exchange folder of its own, with a clock that stands still at noon of 23 November 2026.
final class TestExchange {
    let files: TemporaryFolder
    let folder: ExchangeFolder
    /// Seconds since 1970.
    let time = TestTime(1_795_435_200)
    private let clock: ExchangeClock

    // `edit` says what of `obmen.toml` is replaced by what.
    init(crms: [String] = ["bitrix24"], profile: String = "ut11", edit: [(String, String)] = []) throws {
        // Nobody writes beside the test, so that no time passes between two looks.
        clock = ExchangeClock(
            zone: { [time] in time.zone ?? ExchangeClock.zoneHere($0) }, pause: { _ in }, now: { [time] in time.now })
        files = try TemporaryFolder()
        folder = ExchangeFolder(FilePath(files.path("watch")))
        var text = ExchangeConfiguration.template(crms: crms, profile: profile)
        for (old, new) in edit {
            try #require(text.contains(old), "\(old) is not in the template")
            text = text.replacing(old, with: new)
        }
        try folder.make(configuration: text)
    }

    func open() throws -> Exchange { try Exchange(folder, clock: clock) }

    /// Puts a file into the inbox.
    func drop(_ name: String, _ text: String) throws { try files.write("watch/inbound/\(name)", text) }

    /// Puts a file where people put what comes from the CRM.
    func dropOutbound(_ name: String, _ text: String) throws { try files.write("watch/outbound/\(name)", text) }

    /// What 1C would read.
    func letterbox() throws -> String { try files.text("watch/to-1c/orders.xml") }

    func orders() throws -> [OutgoingRow] {
        try read { transaction in
            var rows: [OutgoingRow] = []
            try transaction.outgoing(in: OutgoingRow.State.allCases) { rows.append($0) }
            return rows
        }
    }

    /// The buyers of the orders for 1C, in the order in which those came.
    func buyers() throws -> [OutgoingOrder.Buyer] { try orders().compactMap { OutgoingOrder($0.order)?.buyer } }

    func round() throws -> RoundReport { try open().round() }

    /// Applies documents under the names given, in one go.
    @discardableResult
    func apply(_ documents: [(name: String, text: String)]) throws -> RoundReport {
        let paths = try documents.map { FilePath(try files.write("documents/\($0.name)", $0.text)) }
        return try open().apply(paths)
    }

    @discardableResult
    func apply(_ text: String) throws -> RoundReport { try apply([("document.xml", text)]) }

    /// What the ledger says.
    func read<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try Ledger(readingFrom: folder.ledger.string).read(body)
    }

    /// A table of the only pack of a report, as cells by heading; no rows where the pack has no such file.
    func table(_ report: RoundReport, _ name: String, of target: String = "bitrix24") throws -> [[String: String]] {
        guard let pack = report.packs.first(where: { $0.target == target }) else { return [] }
        let home = "watch/to-crm/\(target)/\(pack.folder)"
        let found = files.names(in: home).filter { $0.contains(name) && $0.hasSuffix(".csv") }
        var all: [[String: String]] = []
        for file in found {
            var rows: [[String]] = []
            var reader = CSVReader(delimiter: UInt8(ascii: ";"), encoding: .utf8)
            reader.push(try Data(contentsOf: files.url.appending(path: "\(home)/\(file)"))) { rows.append($0.cells) }
            try reader.finish { rows.append($0.cells) }
            let headings = try #require(rows.first)
            #expect(rows.allSatisfy { $0.count == headings.count })
            all += rows.dropFirst().map { Dictionary(zip(headings, $0), uniquingKeysWith: { first, _ in first }) }
        }
        return all
    }
}

extension TestExchange {
    /// A table of `reports/`, as cells by heading; no rows where there is none.
    func report(_ name: String) throws -> [[String: String]] {
        guard files.exists("watch/reports/\(name).csv") else { return [] }
        var rows: [[String]] = []
        var reader = CSVReader(delimiter: UInt8(ascii: ";"), encoding: .utf8)
        reader.push(try Data(contentsOf: files.url.appending(path: "watch/reports/\(name).csv"))) {
            rows.append($0.cells)
        }
        try reader.finish { rows.append($0.cells) }
        let headings = rows.first ?? []
        return rows.dropFirst().map { Dictionary(zip(headings, $0), uniquingKeysWith: { first, _ in first }) }
    }

    /// One field of a record on the sheet of changes.
    struct Change: Equatable {
        let what: String
        let title: String
        let field: String
        let old: String
        let new: String
    }

    /// The fields on the sheet of changes of a report's pack, though each record has one line there.
    func changes(_ report: RoundReport, of target: String = "bitrix24") throws -> [Change] {
        try table(report, "ИЗМЕНЕНИЯ", of: target).flatMap { row in
            func fields(_ cell: String?) -> [[String]] {
                (cell ?? "").components(separatedBy: " · ").map { $0.components(separatedBy: ": ") }
            }
            return zip(fields(row["Внести"]), fields(row["Было"])).map { new, old in
                Change(
                    what: row["Что"] ?? "", title: row["Название"] ?? "", field: new.first ?? "",
                    old: old.dropFirst().joined(separator: ": ").replacing("(пусто)", with: ""),
                    new: new.dropFirst().joined(separator: ": ").replacing("(пусто)", with: ""))
            }
        }
    }
}

/// A time that a test moves.
final class TestTime: Sendable {
    private struct State {
        var seconds: Int
        var step = 0
        var zone: Int?
    }

    private let state: Mutex<State>

    init(_ seconds: Int) {
        state = Mutex(State(seconds: seconds))
    }

    var now: Int {
        state.withLock { state in
            state.seconds += state.step
            return state.seconds
        }
    }

    /// By how many seconds the clock on the wall is ahead of UTC; `nil` as the machine has it.
    var zone: Int? {
        get { state.withLock { $0.zone } }
        set { state.withLock { $0.zone = newValue } }
    }

    func advance(seconds more: Int) { state.withLock { $0.seconds += more } }

    /// From now on every look at the clock finds it that much later.
    func tick(seconds step: Int) { state.withLock { $0.step = step } }
}

/// CommerceML documents, as short as they can be.
enum Document {
    static func exchange(_ content: String, formedAt: String = "2026-11-20T10:00:00") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" ДатаФормирования="\(formedAt)">
        \(content)
        </КоммерческаяИнформация>
        """
    }

    static func catalogue(_ products: [String], formedAt: String = "2026-11-20T10:00:00") -> String {
        exchange(
            """
            <Каталог СодержитТолькоИзменения="true"><Ид>cat</Ид><Наименование>Товары</Наименование><Товары>
            \(products.joined(separator: "\n"))
            </Товары></Каталог>
            """, formedAt: formedAt)
    }

    static func product(_ id: String, _ name: String, _ more: String = "") -> String {
        "<Товар><Ид>\(id)</Ид><Наименование>\(name)</Наименование>\(more)</Товар>"
    }

    static func offers(
        _ offers: [String], prices types: [(id: String, name: String)] = [("retail", "Розничная")],
        formedAt: String = "2026-11-20T10:00:00"
    ) -> String {
        let list = types.map {
            "<ТипЦены><Ид>\($0.id)</Ид><Наименование>\($0.name)</Наименование><Валюта>руб</Валюта></ТипЦены>"
        }
        return exchange(
            """
            <ПакетПредложений СодержитТолькоИзменения="true"><Ид>cat#</Ид><Наименование>Пакет</Наименование>
            <ТипыЦен>\(list.joined())</ТипыЦен><Предложения>
            \(offers.joined(separator: "\n"))
            </Предложения></ПакетПредложений>
            """, formedAt: formedAt)
    }

    static func offer(
        _ id: String, _ name: String? = nil, prices: [(type: String, amount: String)] = [], stock: String? = nil
    ) -> String {
        let list = prices.map {
            "<Цена><ИдТипаЦены>\($0.type)</ИдТипаЦены><ЦенаЗаЕдиницу>\($0.amount)</ЦенаЗаЕдиницу>"
                + "<Валюта>руб</Валюта></Цена>"
        }
        return "<Предложение><Ид>\(id)</Ид>" + (name.map { "<Наименование>\($0)</Наименование>" } ?? "")
            + (list.isEmpty ? "" : "<Цены>\(list.joined())</Цены>")
            + (stock.map { "<Склад ИдСклада=\"w1\" КоличествоНаСкладе=\"\($0)\"/>" } ?? "") + "</Предложение>"
    }

    static func orders(_ documents: [String], formedAt: String = "2026-11-20T10:00:00") -> String {
        exchange(documents.joined(separator: "\n"), formedAt: formedAt)
    }

    static func company(_ id: String, _ name: String) -> String {
        "<Контрагент><Ид>\(id)</Ид><Наименование>\(name)</Наименование>"
            + "<ОфициальноеНаименование>\(name)</ОфициальноеНаименование><Роль>Покупатель</Роль></Контрагент>"
    }

    static func person(_ id: String, _ name: String) -> String {
        "<Контрагент><Ид>\(id)</Ид><Наименование>\(name)</Наименование><ПолноеНаименование>\(name)"
            + "</ПолноеНаименование><Роль>Покупатель</Роль></Контрагент>"
    }

    static func requisites(_ values: [(name: String, value: String)]) -> String {
        "<ЗначенияРеквизитов>"
            + values.map {
                "<ЗначениеРеквизита><Наименование>\($0.name)</Наименование><Значение>\($0.value)</Значение>"
                    + "</ЗначениеРеквизита>"
            }.joined() + "</ЗначенияРеквизитов>"
    }

    static func order(
        _ id: String, _ number: String, sum: String = "100", customer: String = company("c1", "Вектор ООО"),
        _ more: String = ""
    ) -> String {
        """
        <Документ><Ид>\(id)</Ид><Номер>\(number)</Номер><Дата>2026-11-16</Дата>
        <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>руб</Валюта><Сумма>\(sum)</Сумма>
        <Контрагенты>\(customer)</Контрагенты>
        <Товары><Товар><Ид>p1</Ид><Наименование>Лампа</Наименование><Количество>1</Количество><Сумма>\(sum)</Сумма>
        </Товар></Товары>\(more)</Документ>
        """
    }

    static func subordinates(_ documents: [(operation: String, sum: String, more: String)]) -> String {
        "<ПодчиненныеДокументы>"
            + documents.enumerated().map { index, document in
                "<ПодчиненныйДокумент><Ид>s\(index)</Ид><Дата>2026-11-18</Дата>"
                    + "<ХозОперация>\(document.operation)</ХозОперация><Сумма>\(document.sum)</Сумма>\(document.more)"
                    + "</ПодчиненныйДокумент>"
            }.joined() + "</ПодчиненныеДокументы>"
    }

    /// A payment or shipment as a document of its own: 3.1.
    static func linked(_ id: String, _ operation: String, basis: String, sum: String, _ more: String = "") -> String {
        """
        <Документ><Ид>\(id)</Ид><Номер>\(basis)/\(id)</Номер><Дата>2026-11-21</Дата>
        <ХозОперация>\(operation)</ХозОперация><Основание>\(basis)</Основание><Сумма>\(sum)</Сумма>\(more)</Документ>
        """
    }
}
