import ExchangeModel
import Testing

/// What the emulated loaders do without a word to a document that is not quite right.
@Suite struct LoaderSilenceTests {
    @Test func `neither finds a document in a container`() {
        let bytes = bytes("<Контейнер>\(LoaderRulesTests.order)</Контейнер>")
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes) == LoadReport(silent: ["F04"]))
        #expect(unf.load(bytes) == LoadReport(silent: ["F04"]))
    }

    @Test func `both make two orders of one number in a file`() {
        let bytes = bytes(LoaderRulesTests.order + LoaderRulesTests.order)
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).created == 2)
        #expect(unf.load(bytes).created == 2)
    }

    @Test(arguments: ["123456789012", " 1"])
    func `УТ makes an order anew whose number is too long or padded`(_ number: String) {
        let bytes = changed("<Номер>1<", "<Номер>\(number)<")
        var (ut11, _) = loaders
        _ = ut11.load(bytes)
        #expect(ut11.load(bytes).created == 1)
        #expect(ut11.base.orders.count == 2)
    }

    @Test func `УНФ makes one number of two`() {
        var (_, unf) = loaders
        _ = unf.load(bytes(LoaderRulesTests.order))
        #expect(unf.load(changed("<Номер>1<", "<Номер>b-01<")).silent == ["D19"])
    }

    @Test func `both date an order to the year 1`() {
        let bytes = changed("<Время>10:15:00<", "<Время>9:15:00<")
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).silent == ["D06"])
        #expect(unf.load(bytes).silent == ["D06"])
        #expect(ut11.base.orders.map(\.date) == ["0001-01-01"])
    }

    @Test func `an empty value takes over the one before it`() {
        let empty = "<ЗначениеРеквизита><Наименование>Отменен</Наименование><Значение/></ЗначениеРеквизита>"
        let before = LoaderRulesTests.order.replacing(">Новый<", with: ">true<")
        let bytes = bytes(
            before.replacing("</ЗначенияРеквизитов></Документ>", with: empty + "</ЗначенияРеквизитов></Документ>"))
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).silent == ["D11"])
        #expect(ut11.base.orders[0].isCancelled)
        _ = unf.load(bytes)
        #expect(!unf.base.orders[0].isCancelled)
    }

    @Test func `an empty ИНН finds the first without one`() {
        let bytes = changed("<ИНН>7700000016</ИНН><КПП>770001001</КПП>", "<ИНН/>")
        var (ut11, _) = loaders
        ut11.base.counterparties = [Base1C.Counterparty(guid: "1", name: "Другая", kind: .company)]
        #expect(ut11.load(bytes).silent == ["C04"])
        #expect(ut11.base.orders[0].counterparty == 0)
    }

    @Test func `УТ makes a company anew that has an ИНН and no КПП`() {
        let bytes = changed("<КПП>770001001</КПП>", "")
        var (ut11, _) = loaders
        ut11.base.counterparties = [
            Base1C.Counterparty(guid: "1", name: "Ромашка ООО", inn: "7700000016", kpp: "770001001", kind: .company)
        ]
        #expect(ut11.load(bytes).newCounterparties == 1)
    }

    @Test func `УНФ finds any company by its КПП alone`() {
        var (_, unf) = loaders
        unf.base.counterparties = [
            Base1C.Counterparty(guid: "1", name: "Другая", inn: "7700000099", kpp: "770001001", kind: .company)
        ]
        #expect(unf.load(bytes(LoaderRulesTests.order)).silent == ["C11"])
        #expect(unf.base.orders[0].counterparty == 0)
    }

    @Test func `УТ makes a counterparty anew whose name is too long`() {
        let long = String(repeating: "я", count: 101)
        let bytes = changed(
            "<Наименование>Ромашка ООО</Наименование>", "<Наименование>\(long)</Наименование>")
        var (ut11, _) = loaders
        ut11.identification = .name
        _ = ut11.load(bytes)
        #expect(ut11.load(bytes).newCounterparties == 1)
    }

    @Test func `both drop a line of nothing`() {
        let bytes = changed("<Количество>2<", "<Количество>0<")
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).droppedLines == 1)
        #expect(unf.load(bytes).droppedLines == 1)
        #expect(ut11.base.orders[0].lines.count == 1)
    }

    @Test func `a line without a rate takes the one before it, or the document's`() {
        let bytes = changed(
            "<Наименование>НДС</Наименование><Ставка>20</Ставка>",
            "<Наименование>Иное</Наименование><Ставка>20</Ставка>")
        var (ut11, unf) = loaders
        _ = ut11.load(bytes)
        #expect(ut11.base.orders[0].lines.map(\.vat) == ["10", "10"])
        _ = unf.load(bytes)
        #expect(unf.base.orders[0].lines.map(\.vat) == ["10", "20"])
    }

    @Test func `a rate of 22 becomes no VAT`() {
        let bytes = changed("<Ставка>20</Ставка>", "<Ставка>22</Ставка>")
        var (ut11, unf) = loaders
        _ = ut11.load(bytes)
        _ = unf.load(bytes)
        #expect(ut11.base.orders[0].lines[1].vat == "Без НДС")
        #expect(unf.base.orders[0].lines[1].vat == "Без НДС")
    }

    @Test func `without a flag at the document prices are net, or without VAT`() {
        let bytes = changed(
            "<Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></Налоги>", "")
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).silent == ["D17", "D21"])
        #expect(unf.load(bytes).silent == ["D17"])
        #expect(unf.base.orders[0].lines.map(\.vat) == ["не облагается", "не облагается"])
    }

    @Test func `both make a product that they do not find`() {
        let bytes = changed(
            "<Ид>\(LoaderRulesTests.guid)</Ид><Артикул>A-1</Артикул><Наименование>Чай</Наименование>",
            "<Ид>x</Ид><Артикул>A-2</Артикул><Наименование>Кофе</Наименование>")
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).inventedProducts == 1)
        #expect(ut11.base.products.last?.article == "")
        #expect(unf.load(bytes).inventedProducts == 1)
        #expect(unf.base.products.last?.article == "A-2")
    }

    @Test func `a discount that is not in the sum is taken off it`() {
        let bytes = changed(
            "<Сумма>240.00</Сумма>",
            "<Сумма>240.00</Сумма><Скидки><Скидка><Сумма>40</Сумма><УчтеноВСумме>false</УчтеноВСумме></Скидка></Скидки>"
        )
        var (ut11, unf) = loaders
        #expect(ut11.load(bytes).silent == ["D21"])
        #expect(unf.load(bytes).silent == ["D21"])
        #expect(unf.base.orders[0].total.description == "310.00")
    }

    @Test func `both pass over what is closed, and overwrite what is open`() {
        let bytes = bytes(LoaderRulesTests.order)
        var (ut11, unf) = loaders
        _ = ut11.load(bytes)
        ut11.base.orders[0].lines[0].quantity = .zero
        #expect(ut11.load(bytes).updated == 1)
        #expect(ut11.base.orders[0].lines[0].quantity.description == "2")
        ut11.base.orders[0].isClosed = true
        #expect(ut11.load(bytes).skipped == 1)
        _ = unf.load(bytes)
        unf.base.orders[0].hasFollowers = true
        #expect(unf.load(bytes).skipped == 1)
    }

    private var loaders: (UT11Loader, UNFLoader) {
        (UT11Loader(base: LoaderRulesTests.base), UNFLoader(base: LoaderRulesTests.base))
    }

    private func bytes(_ content: String) -> [UInt8] { Array(LoaderRulesTests.root(content).utf8) }

    private func changed(_ old: String, _ new: String) -> [UInt8] {
        bytes(LoaderRulesTests.order.replacing(old, with: new))
    }
}
