import ExchangeModel
import Foundation
import TestSupport
import Testing

/// 4.4: tables that a person has edited, Excel has mangled, or an attacker has filled in.
enum TableCases {
    private static let headings = "Номер заказа;Дата;Клиент;Телефон;Товар;Количество;Цена"

    /// A list of one good order and rows of others.
    private static func orders(_ rows: String..., separator: String = "\n") -> String {
        ([headings, order("S-1")] + rows).joined(separator: separator) + separator
    }

    private static func order(
        _ number: String, date: String = "22.11.2026", customer: String = "Рябинин Олег",
        phone: String = "+7 921 000-50-01", goods: String = "Лампа", quantity: String = "2", price: String = "165,00"
    ) -> String { [number, date, customer, phone, goods, quantity, price].joined(separator: ";") }

    private static func table(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "",
        _ text: @autoclosure @escaping @Sendable () -> String
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { try $0.outbound(text(), as: "orders.csv") }
    }

    private static func workbook(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "", name: String = "orders.xlsx",
        _ bytes: @autoclosure @escaping @Sendable () -> [UInt8]
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { try $0.outbound(bytes(), as: name) }
    }

    static let all: [BadInput] = formulas + shapes + values + workbooks

    // MARK: What a spreadsheet would run

    private static let steering = [
        "=cmd|'/C calc'!A0", "@SUM(1+1)", "＝1", "=HYPERLINK(\"http://192.0.2.1\",\"счёт\")",
        "=WEBSERVICE(\"http://192.0.2.1\")", "+7-900", "-5"
    ]

    /// Rows that are set aside, with such cells: they come back in a table that a person opens in a spreadsheet.
    private static let rejected = orders(
        steering.map { order("S-\($0.utf8.count + 100)", customer: CSV.quoted($0), quantity: "много") }.joined(
            separator: "\n"))

    private static let formulas: [BadInput] = [
        table(
            "C01", "a formula as a customer's name", .applied(), orders(order("S-2", customer: "=cmd|' /C calc'!A0"))),
        table("C02", "formulas in rows that a person is to mend", .partly("table.number.unreadable"), rejected).and {
            exchange in
            // Each becomes a text, and what was taken off again is what it was.
            let cells = try exchange.setAside().map { $0[2] }
            #expect(cells == steering.map { "'" + $0 })
        },
        table(
            "C03", "negative numbers and phones on the way to a person", .partly("table.quantity.notPositive"),
            remark: "In a table to be mended every such cell is a text; numbers of packs are written by type.",
            orders(order("S-2", quantity: "-12,50", price: "много"))
        ).and { exchange in
            let cells = try exchange.setAside().map { [$0[3], $0[5]] }
            #expect(cells == [["'+7 921 000-50-01", "'-12,50"]])
        },
        BadInput("C04", "such a table mended and dropped again", .applied()) { exchange in
            try exchange.outbound(rejected, as: "orders.csv")
            try exchange.round()
            let mended = try exchange.setAsideText().replacing("много", with: "3")
            try exchange.outbound(mended, as: "исправлено.csv")
        }.and { exchange in
            // The apostrophes are gone: names are what they were.
            let names = try exchange.names(of: .deal)
            for name in steering { #expect(names.contains(name)) }
        },
        BadInput("C05", "a formula as the name of goods, on the way to the CRM", .applied()) { exchange in
            try exchange.inbound(XMLCases.document("", name: "=HYPERLINK(\"http://192.0.2.1\")"))
        }.and { exchange in
            // What the CRM loads is exact; what a person opens is harmless.
            try exchange.round()
            let tables = try exchange.tables(in: "watch/reports")
            #expect(!tables.isEmpty)
            for cell in tables.joined().joined() { #expect(cell.first != "=") }
        }
    ]

    // MARK: Shapes

    private static let shapes: [BadInput] = [
        table("C06", "a line that names the separator", .applied(), "sep=;\n" + orders()),
        table("C06a", "tabs", .applied(), orders().replacing(";", with: "\t")),
        table(
            "C06b", "headings parted by «;», rows by «,»", .refused("file.format.unknown"),
            headings + "\n" + order("S-1").replacing(";", with: ",").replacing("165,00", with: "165") + "\n"),
        workbook(
            "C07", "windows-1251 without a word about it", .applied(), name: "orders.csv", inWindows1251(orders())),
        workbook(
            "C07a", "the mark of UTF-8", .applied(), name: "orders.csv", [0xEF, 0xBB, 0xBF] + Array(orders().utf8)),
        table(
            "C08", "a quote that nothing closes", .partly("table.row.unclosedQuote"),
            remark: "The row is set aside, the others are taken.",
            orders(order("S-2", customer: "\"Рябинин"), order("S-3"))),
        table(
            "C09", "a quote inside a quoted cell", .partly("table.row.textAfterQuote"),
            orders(order("S-2", customer: "\"ООО \"Ромашка\" и Ко\""), order("S-3"))),
        table(
            "C09a", "a quote inside a plain cell", .applied(), remark: "An inch, or a title: it is what people write.",
            orders(order("S-2", goods: "Труба 3/4\""))),
        table("C10", "line breaks inside quotes", .applied(), orders(order("S-2", goods: "\"Лампа\r\nсветодиодная\""))),
        table(
            "C11", "a row with a cell too few", .partly("table.row.short"),
            remark:
                "The row is set aside with its place, the others are taken: nobody has to retype a list for one row.",
            orders("S-2;22.11.2026;Рябинин Олег")),
        table("C11a", "a row with a cell too many", .partly("table.row.long"), orders(order("S-2") + ";ещё;и ещё")),
        table(
            "C12", "the columns in another order", .applied(),
            "Цена;Количество;Товар;Телефон;Клиент;Дата;Номер заказа\n165;2;Лампа;+7 921 000-50-01;Рябинин Олег;22.11.2026;S-1\n"
        ),
        table("C12a", "no headings", .refused("table.layout.unknown"), order("S-1") + "\n" + order("S-2") + "\n"),
        table(
            "C12b", "a heading twice, with other values", .partly("table.heading.twice"),
            headings + ";Цена\n" + order("S-1") + ";165,00\n" + order("S-2") + ";170,00\n"),
        table(
            "C12c", "an order that was pasted twice", .applied(), remark: "Taken once.",
            orders(order("S-2"), order("S-1"))),
        table(
            "C12d", "two versions of an order, apart", .partly("table.record.apart"),
            remark: "Nobody knows which is meant, so none is taken.",
            orders(
                order("S-2"), order("S-2", goods: "Шнур"), order("S-3"), order("S-2"),
                order("S-2", goods: "Шнур", quantity: "5"))),
        table(
            "C13", "headings and nothing else", .applied(),
            remark: "A table is never a full picture: what is not in it is not deleted.", headings + "\n"),
        table(
            "C14", "no end of the last line", .applied(), remark: "On a share it waits a quarter of an hour first.",
            String(orders().dropLast())),
        table("C15", "a zero in a cell", .refused("file.format.unknown"), orders(order("S-2", customer: "Ряби\0нин"))),
        table(
            "C15a", "a zero far behind the beginning", .refused("table.damaged"),
            orders((2...3_000).map { order("S-\($0)") }.joined(separator: "\n"), order("S-9000", customer: "Ряби\0нин"))
        ),
        table(
            "C16", "a line of 10 MiB", .refused("table.tooLarge"),
            orders(order("S-2", customer: String(repeating: "я", count: 5 << 20)))),
        table(
            "C16a", "100 000 columns", .refused("file.format.unknown"),
            String(repeating: "а;", count: 100_000) + "\n" + String(repeating: "1;", count: 100_000) + "\n")
    ]

    // MARK: Values

    private static let values: [BadInput] = [
        table(
            "C21d", "12 customers with one telephone and names of 50 KB", .applied(),
            remark: "Names are compared as far as a name goes.",
            ([headings] + (1...12).map { order("S-\($0)", customer: "Ф\($0) " + String(repeating: "я", count: 25_000)) })
                .joined(separator: "\n") + "\n"),
        table(
            "C21e", "one order number for 1 000 customers", .applied("table.rows.differ"),
            remark: "Their rows stand in one order, which cannot be of all of them.",
            ([headings] + (1...1_000).map { order("б/н", customer: "Рябинин \($0)", phone: "+7 921 \(1_000_000 + $0)") })
                .joined(separator: "\n") + "\n"),
        table(
            "C21f", "5 000 telephones in one cell", .applied(),
            orders(order("S-2", phone: (1...5_000).map { "+7 921 \(1_000_000 + $0)" }.joined(separator: ", ")))),
        table(
            "C17a", "a price and a quantity of 18 nines each", .applied(),
            orders(
                order("S-2", quantity: String(repeating: "9", count: 18), price: String(repeating: "9", count: 18)),
                order("S-2", quantity: "1", price: "0,000000000000000001"))),
        table(
            "C17", "amounts with spaces of all kinds", .applied(),
            orders(
                order("S-2", price: "1 234,56"), order("S-3", price: "1\u{A0}234,56"),
                order("S-4", price: "1\u{2009}234,56"))),
        table(
            "C18", "«1.234»", .applied(),
            remark: "A point is a decimal point: nobody parts thousands with one in Russian tables.",
            orders(order("S-2", price: "1.234"))),
        table(
            "C19", "a barcode that Excel made 4,6E+12", .applied(),
            remark: "No list has a column for barcodes; an unknown one is passed over and named.",
            headings + ";Штрихкод\n" + order("S-1") + ";4,60701E+12\n"),
        table("C20", "a code that lost its zeros", .applied(), headings + ";Артикул\n" + order("S-1") + ";7\n"),
        table("C21", "a date as Excel counts it", .applied(), orders(order("S-2", date: "45231"))),
        table("C21a", "a date that may be two", .applied(), orders(order("S-2", date: "01.02.03"))),
        table(
            "C21b", "a date that is none", .applied("table.date.unreadable"), orders(order("S-2", date: "32.13.2026")))
    ]

    // MARK: Workbooks

    private static func cells(_ values: [String], row: Int) -> String {
        let cells = values.enumerated().map { index, value in
            "<c r=\"\(["A", "B", "C", "D", "E", "F", "G"][index])\(row)\" t=\"inlineStr\"><is><t>\(value)</t></is></c>"
        }
        return "<row r=\"\(row)\">\(cells.joined())</row>"
    }

    private static func rows(_ lines: [String]) -> String {
        lines.enumerated().map { cells($1.components(separatedBy: ";"), row: $0 + 1) }.joined()
    }

    private static let sheet = rows([headings, order("S-1")])

    private static func builder(_ change: (inout XLSXBuilder) -> Void = { _ in }) -> XLSXBuilder {
        var builder = XLSXBuilder(sheet)
        change(&builder)
        return builder
    }

    private static func formula(_ cell: String) -> [UInt8] {
        XLSXBuilder(
            sheet.replacing("</row>", with: "", maxReplacements: 0).replacing(
                "<c r=\"F2\" t=\"inlineStr\"><is><t>2</t></is></c>", with: cell)
        ).bytes
    }

    /// Orders of one text in 3 000 cells, which the workbook stores once.
    private static var amplified: [UInt8] {
        let rows = (3...3_002).map { row in
            cells(order("S-\(row)").components(separatedBy: ";"), row: row).replacing(
                "<c r=\"E\(row)\" t=\"inlineStr\"><is><t>Лампа</t></is></c>",
                with: "<c r=\"E\(row)\" t=\"s\"><v>0</v></c>")
        }
        var builder = XLSXBuilder(sheet + rows.joined())
        builder.texts = "<si><t>\(String(repeating: "я", count: 32_767))</t></si>"
        return builder.bytes
    }

    /// A table as a CRM exports it «for Excel», with something between the headings and a good order.
    private static func page(_ between: String) -> String {
        func row(_ line: String) -> String {
            "<tr>" + line.components(separatedBy: ";").map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        return "<html><table>\(row(headings))\(between)\(row(order("S-1")))</table></html>"
    }

    private static let workbooks: [BadInput] = [
        BadInput("C22", "what Excel lays beside an open file", .ignored) {
            try $0.outbound([0x05] + Array("Иван".utf8), as: "~$orders.xlsx")
        },
        workbook(
            "C23", "a DOCTYPE in a sheet", .refused("table.doctype"),
            builder { $0.prolog = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" }.bytes),
        workbook(
            "C24", "a store of texts that unpacks to 40 MiB", .refused("table.tooLarge"),
            ZIPBuilder.archive(
                builder().parts.map { .init(name: $0.name, data: Array($0.text.utf8)) } + [
                    .deflated("xl/sharedStrings.xml", [UInt8](repeating: 0x20, count: 40 << 20))
                ])),
        workbook(
            "C24a", "one text of 32 767 letters for 3 000 cells: 200 MB out of 70 KB", .refused("table.tooLarge"),
            amplified),
        BadInput("C24b", "a page with 100 000 attributes in a tag", .refused("table.tooLarge")) {
            let attributes = (0..<100_000).map { "a\($0)=1" }.joined(separator: " ")
            try $0.outbound(page("<tr \(attributes)>"), as: "orders.xls")
        },
        BadInput("C24c", "a page with 100 new attributes in each of 1 000 tags", .refused("table.tooLarge")) {
            let rows = (0..<1_000).map { row in
                "<tr " + (0..<100).map { "a\(row)x\($0)=1" }.joined(separator: " ") + "></tr>"
            }
            try $0.outbound(page(rows.joined()), as: "orders.xls")
        },
        workbook("C25", "a formula with the value it had", .applied(), formula("<c r=\"F2\"><f>1+1</f><v>2</v></c>")),
        workbook(
            "C25a", "a formula that was never counted", .partly("table.number.unreadable"),
            formula("<c r=\"F2\"><f>1+1</f></c>")),
        workbook(
            "C26", "a workbook of the old kind", .refused("table.binaryExcel"), name: "orders.xls",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 2_000)),
        workbook(
            "C26a", "a binary workbook", .refused("table.binaryExcel"), name: "orders.xlsb",
            ZIPBuilder.archive([
                .init(name: "[Content_Types].xml", data: Array("<Types/>".utf8)),
                .init(name: "xl/workbook.bin", data: [1, 2, 3])
            ])),
        workbook(
            "C27", "a hidden sheet before the visible one", .applied(),
            XLSXBuilder([
                .init(name: "Черновик", state: "hidden", data: rows(["Чужое;Другое", "1;2"])), .init(data: sheet)
            ]).bytes),
        workbook(
            "C27a", "an order whose number and customer are merged over its rows", .applied(),
            remark: "Read as a person reads it: what is merged stands in each of its rows.",
            XLSXBuilder([
                .init(
                    data: rows([headings, order("S-1"), order("", date: "", customer: "", phone: "", goods: "Шнур")]),
                    rest: "<mergeCells>" + "ABCD".map { "<mergeCell ref=\"\($0)2:\($0)3\"/>" }.joined()
                        + "</mergeCells>")
            ]).bytes),
        workbook(
            "C27b", "one long text merged over 3 000 rows: 90 MB out of 70 KB", .refused("table.tooLarge"),
            XLSXBuilder([
                .init(
                    data: rows(
                        [headings, order("S-1", customer: String(repeating: "ж", count: 30_000))]
                            + [String](repeating: order("S-1", customer: ""), count: 3_000)),
                    rest: "<mergeCells><mergeCell ref=\"C2:C3002\"/></mergeCells>")
            ]).bytes),
        workbook(
            "C28", "a million rows with a style and nothing else", .applied(),
            remark: "100 000 here, as the tests run a build with all checks; empty rows are passed over.",
            XLSXBuilder(sheet + (3...100_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\" s=\"1\"/></row>" }.joined()).bytes
        )
    ]
}

/// A cell as CSV has it.
enum CSV {
    static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
}
