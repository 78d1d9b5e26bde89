/// A made-up export of 1C (CommerceML 2.07): the same arguments give the same bytes, on any machine, in little memory.
///
/// What a good or an order is follows from its number alone, so the files of one export fit together, and a later
/// revision differs in `changedPercent` of the goods (name and description), offers (prices and stocks) and orders.
///
/// | step | from | to |
/// |---|---|---|
/// | ``GeneratedExport`` | how many, which encoding and revision | – |
/// | ``Good`` | a number | what the three files say of one good |
/// | `writeImport`, `writeOffers`, `writeOrders` | goods, ``Words`` | ``XMLWriter`` |
package struct GeneratedExport: Sendable {
    let goods: Int
    let orders: Int
    let encoding: ExportEncoding
    /// 0 is the first export.
    let revision: Int
    let changedPercent: Int

    package init(goods: Int, orders: Int = 0, encoding: ExportEncoding, revision: Int = 0, changedPercent: Int = 1) {
        self.goods = goods
        self.orders = orders
        self.encoding = encoding
        self.revision = revision
        self.changedPercent = changedPercent
    }

    var catalogue: String { Chance.guid("catalogue") }
    static let priceTypes = Words.priceTypes.indices.map { Chance.guid("price type", $0) }
    static let warehouses = Words.warehouses.indices.map { Chance.guid("warehouse", $0) }

    /// The revision of a good, an offer or an order: that of the export where it changed, else 0.
    func revision(of kind: Int, _ number: Int) -> Int {
        guard revision > 0 else { return 0 }
        var chance = Chance("changed", revision, kind, number)
        return chance.below(100) < changedPercent ? revision : 0
    }

    func good(_ number: Int) -> Good { Good(number, revision: revision(of: 0, number)) }

    /// Makes a document at `path`.
    func document(_ path: String, _ body: (XMLWriter) -> Void) throws(BenchFault) {
        let out = try XMLWriter(path, encoding)
        let day = padded(1 + revision % 28, 2)
        out.element(
            "КоммерческаяИнформация",
            "xmlns=\"urn:1C.ru:commerceml_2\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
                + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ВерсияСхемы=\"2.07\" "
                + "ДатаФормирования=\"2026-03-\(day)T14:45:41\""
        ) { body(out) }
        try out.finish()
    }

    func owner(_ out: XMLWriter) {
        out.element("Владелец") {
            out.leaf("Ид", Chance.guid("owner"))
            out.leaf("Наименование", "Стройснаб")
            out.leaf("ОфициальноеНаименование", "Общество с ограниченной ответственностью \"Стройснаб\"")
            out.leaf("ИНН", "7723010010")
            out.leaf("КПП", "772301001")
        }
    }

    func requisites(_ out: XMLWriter, _ requisites: [(String, String)]) {
        out.element("ЗначенияРеквизитов") {
            for (name, value) in requisites {
                out.element("ЗначениеРеквизита") {
                    out.leaf("Наименование", name)
                    out.leaf("Значение", value)
                }
            }
        }
    }
}

/// What the three files of an export say of one good.
struct Good {
    let number: Int
    let id: String
    let name: String
    let brand: Int
    let unit: Unit
    let article: String
    /// 0 where its offer is the good itself.
    let characteristics: Int
    let isChanged: Bool
    /// For what only `import.xml` says.
    var chance: Chance

    init(_ number: Int, revision: Int) {
        var chance = Chance("good", number)
        self.number = number
        id = Chance.guid("good", number)
        brand = chance.below(Words.brands.count)
        let noun = chance.pick(Words.nouns)
        let adjective = chance.pick(Words.adjectives)
        var name =
            "\(noun) \(adjective) \(Words.brands[brand]) \(chance.pick(Words.modelLetters))-\(chance.below(10000))"
        if chance.below(10) < 3 { name += ", \(50 + chance.below(900))×\(50 + chance.below(900)) мм" }
        isChanged = revision > 0
        if isChanged { name += " (ред. \(revision))" }
        self.name = name
        unit = chance.pick(Words.units)
        article = "\(chance.pick(Words.articleLetters))-\(padded(number, 6))"
        characteristics = chance.below(100) < 15 ? 2 + chance.below(4) : 0
        self.chance = chance
    }

    func offer(_ characteristic: Int) -> String { "\(id)#\(Chance.guid("characteristic", number, characteristic))" }
}

/// A number with zeros before it.
func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.utf8.count < width ? String(repeating: "0", count: width - text.utf8.count) + text : text
}

/// Roubles of a sum in kopecks, as 1C writes them.
func roubles(_ kopecks: Int) -> String { "\(kopecks / 100).\(padded(kopecks % 100, 2))" }
