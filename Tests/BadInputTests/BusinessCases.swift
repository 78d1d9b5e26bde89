import ExchangeEngine
import TestSupport

/// 4.7: files that are as they should be, and say what cannot be so.
enum BusinessCases {
    static let all: [BadInput] = fileCases + recordCases + priceCases + documentCases

    // MARK: The file as a whole

    private static let fileCases: [BadInput] = [
        BadInput("B01", "a root that is not 1C's", .refused("commerceml.root.unknown"), xml: head() + "<Каталог/>"),
        BadInput(
            "B01a", "1C's root with nothing in it that is known", .refused("commerceml.nothing"),
            xml: head() + "<КоммерческаяИнформация ВерсияСхемы=\"2.08\"><Выписка><Сумма>5</Сумма></Выписка>"
                + "</КоммерческаяИнформация>"),
        BadInput(
            "B01b", "1C's root with nothing in it", .applied("commerceml.date.missing"),
            remark: "So 1C says that no order changed.",
            xml: head() + "<КоммерческаяИнформация ВерсияСхемы=\"2.08\"/>"),
        BadInput(
            "B02", "a version that is not known, of a major one that is", .applied("commerceml.version.unknown"),
            xml: Goods(version: "2.99").text),
        BadInput(
            "B02a", "a major version that is not known", .held("commerceml.version.unknown"),
            xml: Goods(version: "4.0").text),
        BadInput(
            "B03", "no «ДатаФормирования»", .applied("commerceml.date.missing"), xml: Goods(date: nil).text),
        BadInput(
            "B03a", "«ДатаФормирования» that is no date", .applied("commerceml.date.unreadable"),
            xml: Goods(date: "вчера").text),
        BadInput(
            "B03b", "«ДатаФормирования» in the year 2099", .applied("commerceml.date.ahead"),
            remark: "It makes no later file an old one: `SessionDateTests`.",
            xml: Goods(date: "2099-01-01T00:00:00").text),
        after(
            "B04", "changes that are older than what was applied", .applied("file.older"), remark: fieldByField,
            [Goods(names: ["новое"], date: later).text], Goods(names: ["старое"]).text),
        after(
            "B05", "a full export that is older than what was applied", .applied("file.older"), remark: fieldByField,
            [Goods(names: ["новое"], isFull: true, date: later).text], Goods(names: ["старое"], isFull: true).text),
        after(
            "B06", "a full export without goods", .held("file.shrinks"), [Goods(isFull: true).text],
            Goods(names: [], isFull: true, date: later).text),
        after(
            "B07", "a full export of one group only", .held("file.shrinks"),
            [Goods(names: numbered(20), isFull: true).text], Goods(names: numbered(4), isFull: true, date: later).text),
        after(
            "B08", "a full export of another catalogue", .held("catalogue.other"),
            remark: "Under a name of its own it is taken: several bases may write into one folder.",
            [Goods(isFull: true).text], Goods(isFull: true, date: later, catalogue: "other").text),
        after(
            "B31", "the third portion behind the first, without the second", .applied("file.portion.missing"),
            remark: "Each portion is whole in itself; the second is taken when it comes.",
            [Goods(isFull: true).text], Goods(names: ["б"]).text, as: ("import0_1.xml", "import0_3.xml")),
        after(
            "B32", "portions of two exports, mixed", .applied("file.older"), remark: fieldByField,
            [Goods(isFull: true, date: later).text], Goods().text, as: ("import0_1.xml", "import0_2.xml")),
        BadInput(
            "B33", "more goods than any base has", .applied(),
            remark:
                "5 000 of them here: memory is granted for a hundredth of what 5 million would take, were it to grow "
                + "with the file; `obmen-bench` measures 500 000.",
            xml: Goods(names: numbered(5_000)).text)
    ]

    private static let fieldByField =
        "Nothing to ask a person: of an older file is taken only what no later one told."

    // MARK: Goods and groups

    private static let recordCases: [BadInput] = [
        BadInput(
            "B09", "the same good twice, alike", .applied(), remark: "Nothing is lost by it, so nothing is told.",
            xml: Goods(names: ["а"], more: product("p0", "а")).text),
        BadInput(
            "B09a", "the same good twice with different content", .applied("product.id.repeated"),
            remark: "The last one is taken; for its sake the others are not kept back.",
            xml: Goods(names: ["а"], more: product("p0", "б")).text),
        BadInput("B10", "an empty «Ид»", .applied("product.id.missing"), remark: setAside, xml: identified("")),
        BadInput(
            "B10a", "an «Ид» of white space", .applied("product.id.missing"), remark: setAside, xml: identified(" \n ")),
        BadInput(
            "B10b", "an «Ид» of 10 KB", .applied("product.id.long"), remark: setAside,
            xml: identified(String(repeating: "a", count: 10_240))),
        BadInput(
            "B10c", "an «Ид» that is no GUID", .applied(),
            remark: "1C's own bases write numbers and pairs of GUIDs; an «Ид» is a text to us.",
            xml: identified("арт. 7/б")),
        BadInput(
            "B11", "a characteristic of goods that are not known", .applied(),
            remark: "Kept, and goes to the CRM when its good comes.", xml: offers([offer("нет#красный", price("100"))])),
        BadInput("B12", "a group in itself", .applied("group.circle"), xml: groups(group("a", group("b", group("a"))))),
        after(
            "B12a", "a circle of groups out of two files", .applied(),
            remark: "A good's path ends where it comes round.", [groups(group("a", group("b")))],
            groups(group("b", group("a")), more: "<Группы><Ид>a</Ид></Группы>")),
        BadInput(
            "B12b", "a good in a group that is not known", .applied(), remark: "Without a section in the CRM.",
            xml: groups(group("a"), more: "<Группы><Ид>нет</Ид></Группы>")),
        BadInput(
            "B20", "a barcode with a wrong check digit", .applied(),
            remark: "Nothing goes by barcodes, and weighed goods have codes of their own.",
            xml: Goods(more: product("p9", "Лампа", "<Штрихкод>4006381333932</Штрихкод>")).text),
        BadInput(
            "B21", "a name of 64 KB", .applied(), remark: "Kept as it is; shortened to what each CRM takes.",
            xml: Goods(names: [String(repeating: "я", count: 32_768)]).text),
        BadInput(
            "B21a", "HTML in a name", .applied(), remark: "Kept as it is; made harmless where it is shown.",
            xml: Goods(names: ["<![CDATA[<script>alert(1)</script>]]>"]).text),
        BadInput(
            "B22", "a name that looks like SQL", .applied(), xml: Goods(names: ["'; DROP TABLE entity; --"]).text),
        BadInput(
            "B23", "a good that is marked as deleted", .applied(), remark: "It goes to the CRM as not active.",
            xml: Goods(names: ["а"]).text.replacing("<Товар>", with: "<Товар Статус=\"Удален\">"))
    ]

    private static let setAside = "The record is set aside; the other goods of the file are taken."

    private static func identified(_ id: String) -> String { Goods(more: product(id, "Безымянный")).text }

    // MARK: Prices and stock

    private static let priceCases: [BadInput] = [
        BadInput(
            "B13", "a price below zero", .applied("offer.price.negative"), remark: notUsed,
            xml: offers([offer("p0", price("-5"))])),
        BadInput(
            "B13a", "a price that is «NaN»", .applied("offer.number.unreadable"), remark: notUsed,
            xml: offers([offer("p0", price("NaN"))])),
        BadInput(
            "B13b", "a price of 1e999", .applied("offer.number.unreadable"), remark: notUsed,
            xml: offers([offer("p0", price("1e999"))])),
        BadInput(
            "B13c", "a price of 30 digits", .applied("offer.number.unreadable"), remark: notUsed,
            xml: offers([offer("p0", price(String(repeating: "9", count: 30)))])),
        BadInput(
            "B14", "every price is 0", .held("prices.zero"),
            xml: offers((0..<10).map { offer("p\($0)", price("0")) })),
        after(
            "B15", "every price a hundred times what it was", .held("prices.jump"),
            [offers((0..<10).map { offer("p\($0)", price("10")) })],
            offers((0..<10).map { offer("p\($0)", price("1000")) }, date: later)),
        BadInput(
            "B16", "prices of a type that nothing named", .applied("offer.priceType.unknown"),
            remark: "Kept, and go nowhere; the prices that the CRM shows stay, so nobody need be asked.",
            xml: offers([offer("p0", price("100", type: "нет"))])),
        BadInput(
            "B16a", "prices in a currency that nobody knows", .applied("offer.currency.unknown"),
            remark: "Kept, and go nowhere.", xml: offers([offer("p0", price("100", currency: "фантики"))])),
        BadInput(
            "B17", "stock below zero", .applied(),
            remark: "Bases that sell before they buy in have it every day.", xml: offers([offer("p0", stock("-3"))])),
        BadInput(
            "B17a", "stock in thousands with a space, and a fraction", .applied(),
            xml: offers([offer("p0", stock("1 000,5"))])),
        BadInput(
            "B18", "the warehouses do not add up to the whole", .applied(),
            remark: "Stock goes to the CRM only where that is switched on, and then it is the sum of the warehouses.",
            xml: offers([offer("p0", stock("3") + "<Количество>10</Количество>")])),
        BadInput(
            "B19", "a comma here and a point there", .applied(),
            xml: offers([offer("p0", price("1,5")), offer("p1", price("1.5"))])),
        BadInput(
            "B19a", "both in one number", .applied("offer.number.unreadable"), remark: "Thousands are not guessed at.",
            xml: offers([offer("p0", price("1,234.50"))]))
    ]

    private static let notUsed = "The price is not used, and the one known before stays; the rest of the file is taken."

    // MARK: Documents

    private static let documentCases: [BadInput] = [
        BadInput(
            "B24", "the state of an order that was never sent", .applied(),
            remark: "It is an order of 1C's own, and becomes a deal.", xml: documents([order("d1", "7")])),
        after(
            "B25", "an order that comes back with another sum", .applied(),
            remark: "The change is in the ledger and on the sheet of changes.", [documents([order("d1", "7")])],
            documents([order("d1", "7", sum: "250")], date: later)),
        BadInput(
            "B26", "the same order twice in a file", .applied("document.id.repeated"),
            remark: "The last one is taken: 1C writes versions in the order of time.",
            xml: documents([order("d1", "7"), order("d1", "7", sum: "250")])),
        message("B27", "a «НомерПринятого» that was never sent", received: 99),
        message("B28", "a «НомерПринятого» lower than before", received: 1),
        message("B29", "a «НомерСообщения» that was there before", number: 1),
        message("B30", "a gap in «НомерСообщения»", number: 9),
        BadInput(
            "B34", "a person's number in a column of numbers", .applied("document.number.unreadable"),
            remark: "`PersonalDataTests` looks for 200 such values in everything that is written about files.",
            xml: documents([order("d1", "7", sum: "+7 900 000-00-34")]))
    ]

    /// Messages with numbers are EnterpriseData's; the exchange with a site has none.
    private static func message(_ id: String, _ what: String, number: Int = 2, received: Int = 1) -> BadInput {
        BadInput(
            id, what, .refused("commerceml.root.unknown"),
            remark: "Numbered messages are of another exchange of 1C; the one with a site, which this is, has none.",
            xml: head()
                + "<Message><Header><MessageNo>\(number)</MessageNo><ReceivedNo>\(received)</ReceivedNo></Header>"
                + "</Message>")
    }
}

// MARK: How the documents are written

extension BusinessCases {
    static let later = "2026-11-21T10:00:00"

    static func head() -> String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }

    /// A case in which other files were applied before the one that is judged.
    static func after(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "",
        _ before: @autoclosure @escaping @Sendable () -> [String],
        _ text: @autoclosure @escaping @Sendable () -> String,
        as names: (before: String, now: String) = ("import.xml", "import.xml")
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { exchange in
            for earlier in before() {
                try exchange.inbound(earlier, as: names.before)
                try exchange.round()
            }
            try exchange.inbound(text(), as: names.now)
        }
    }

    static func numbered(_ count: Int) -> [String] { (0..<count).map { "Товар \($0)" } }

    static func exchange(_ content: String, date: String? = "2026-11-20T10:00:00", version: String = "2.07") -> String {
        let formed = date.map { " ДатаФормирования=\"\($0)\"" } ?? ""
        return head()
            + "<КоммерческаяИнформация ВерсияСхемы=\"\(version)\"\(formed)>\(content)</КоммерческаяИнформация>\n"
    }

    /// A catalogue of goods that are called `p0`, `p1` and so on.
    struct Goods {
        var names = ["Лампа"]
        var isFull = false
        var date: String? = "2026-11-20T10:00:00"
        var version = "2.07"
        var catalogue = "cat"
        var more = ""

        var text: String {
            let goods = names.enumerated().map { product("p\($0.offset)", $0.element) }.joined(separator: "\n")
            return exchange(
                "<Каталог СодержитТолькоИзменения=\"\(!isFull)\"><Ид>\(catalogue)</Ид><Наименование>Товары</Наименование>"
                    + "<Товары>\(goods)\(more)</Товары></Каталог>", date: date, version: version)
        }
    }

    static func product(_ id: String, _ name: String, _ more: String = "") -> String {
        "<Товар><Ид>\(id)</Ид><Наименование>\(name)</Наименование>\(more)</Товар>"
    }

    static func group(_ id: String, _ inside: String = "") -> String {
        "<Группы><Группа><Ид>\(id)</Ид><Наименование>\(id)</Наименование>\(inside)</Группа></Группы>"
    }

    static func groups(_ groups: String, more: String = "") -> String {
        exchange(
            "<Классификатор><Ид>c</Ид><Наименование>К</Наименование>\(groups)</Классификатор><Каталог "
                + "СодержитТолькоИзменения=\"true\"><Ид>cat</Ид><Товары>\(product("p0", "Лампа", more))</Товары></Каталог>"
        )
    }

    static func offers(_ offers: [String], date: String = "2026-11-20T10:00:00") -> String {
        exchange(
            "<ПакетПредложений СодержитТолькоИзменения=\"true\"><Ид>cat#</Ид><ТипыЦен><ТипЦены><Ид>retail</Ид>"
                + "<Наименование>Розничная</Наименование><Валюта>руб</Валюта></ТипЦены></ТипыЦен><Предложения>"
                + offers.joined(separator: "\n") + "</Предложения></ПакетПредложений>", date: date)
    }

    static func offer(_ id: String, _ inside: String) -> String {
        "<Предложение><Ид>\(id)</Ид><Наименование>Лампа \(id)</Наименование>\(inside)</Предложение>"
    }

    static func price(_ amount: String, type: String = "retail", currency: String = "руб") -> String {
        "<Цены><Цена><ИдТипаЦены>\(type)</ИдТипаЦены><ЦенаЗаЕдиницу>\(amount)</ЦенаЗаЕдиницу><Валюта>\(currency)</Валюта>"
            + "</Цена></Цены>"
    }

    static func stock(_ quantity: String) -> String { "<Склад ИдСклада=\"w\" КоличествоНаСкладе=\"\(quantity)\"/>" }

    static func documents(_ documents: [String], date: String = "2026-11-20T10:00:00") -> String {
        exchange(documents.joined(separator: "\n"), date: date)
    }

    static func order(_ id: String, _ number: String, sum: String = "100") -> String {
        "<Документ><Ид>\(id)</Ид><Номер>\(number)</Номер><Дата>2026-11-16</Дата><ХозОперация>Заказ товара</ХозОперация>"
            + "<Роль>Продавец</Роль><Валюта>руб</Валюта><Сумма>\(sum)</Сумма><Контрагенты><Контрагент><Ид>c1</Ид>"
            + "<Наименование>Вектор</Наименование><Роль>Покупатель</Роль></Контрагент></Контрагенты><Товары><Товар>"
            + "<Ид>p0</Ид><Наименование>Лампа</Наименование><Количество>1</Количество><Сумма>100</Сумма></Товар></Товары>"
            + "</Документ>"
    }
}
