import CommerceML
import ExchangeModel
import Testing

/// One construct of a «Товар», as the file has it and as `--records` shows it.
struct ProductCase: CustomTestStringConvertible {
    let testDescription: String
    let content: String
    let json: String

    init(_ description: String, _ content: String, _ json: String) {
        testDescription = description
        self.content = content
        self.json = json
    }
}

@Suite struct ProductTests {
    @Test(arguments: [
        ProductCase(
            "names and codes",
            "<Ид>1#2</Ид><Артикул>SL-6</Артикул><Штрихкод>46</Штрихкод><Наименование>Лампа</Наименование>"
                + "<Описание>&lt;b&gt;Яркая&lt;/b&gt;</Описание>",
            #"{"id":"1#2","article":"SL-6","barcode":"46","name":"Лампа","description":"<b>Яркая</b>"}"#),
        ProductCase(
            "groups", "<Группы><Ид>g1</Ид><Ид>g2</Ид></Группы>", #"{"groups":["g1","g2"]}"#),
        ProductCase("one group is a list as well", "<Группы><Ид>g1</Ид></Группы>", #"{"groups":["g1"]}"#),
        ProductCase(
            "characteristics",
            "<ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Цвет</Наименование><Значение>тёплый</Значение>"
                + "</ХарактеристикаТовара><ХарактеристикаТовара><Наименование>Мощность</Наименование>"
                + "<Значение> 7 Вт </Значение></ХарактеристикаТовара></ХарактеристикиТовара>",
            #"{"characteristics":[{"name":"Цвет","value":"тёплый"},{"name":"Мощность","value":"7 Вт"}]}"#),
        ProductCase(
            "requisites with one value, several and none",
            "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Вид</Наименование><Значение>Товар</Значение>"
                + "</ЗначениеРеквизита><ЗначениеРеквизита><Наименование>Файл</Наименование><Значение>a</Значение>"
                + "<Значение>b</Значение></ЗначениеРеквизита><ЗначениеРеквизита><Наименование>Вес</Наименование>"
                + "</ЗначениеРеквизита></ЗначенияРеквизитов>",
            #"{"requisites":[{"name":"Вид","values":["Товар"]},{"name":"Файл","values":["a","b"]},{"name":"Вес"}]}"#),
        ProductCase(
            "properties",
            "<ЗначенияСвойств><ЗначенияСвойства><Ид>p</Ид><Значение>1</Значение><Значение>2</Значение>"
                + "</ЗначенияСвойства></ЗначенияСвойств>",
            #"{"properties":[{"id":"p","values":["1","2"]}]}"#),
        ProductCase(
            "pictures", "<Картинка>import_files/a.jpg</Картинка><Картинка/><Картинка>import_files/b.jpg</Картинка>",
            #"{"pictures":["import_files/a.jpg","import_files/b.jpg"]}"#),
        ProductCase(
            "taxes",
            "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>Без налога</Ставка></СтавкаНалога>"
                + "</СтавкиНалогов>",
            #"{"taxRates":[{"name":"НДС","rate":"Без налога"}]}"#),
        ProductCase(
            "the deletion mark as a child element", "<Ид>1</Ид><Статус>Удален</Статус>",
            #"{"id":"1","status":"Удален"}"#),
        ProductCase(
            "manufacturer",
            "<Изготовитель><Ид>m</Ид><Наименование>Завод</Наименование></Изготовитель>",
            #"{"manufacturer":{"id":"m","name":"Завод"}}"#),
        ProductCase(
            "components",
            "<Комплектующие><Комплектующее><Ид>c</Ид><Количество>2.50</Количество></Комплектующее></Комплектующие>",
            #"{"components":[{"id":"c","quantity":"2.50"}]}"#),
        ProductCase(
            "weight, as the file wrote it", "<Вес>0,10</Вес><Объем>1 200,50</Объем>",
            #"{"weight":"0,10","volume":"1 200,50"}"#)
    ])
    func `reads a product with`(_ construct: ProductCase) throws {
        let read = try RecordCollector.read(product: construct.content)
        #expect(try read.json(.product) == construct.json)
        #expect(read.summary.unread.elements == 0)
        #expect(read.summary.issues.issues == [])
    }

    @Test(arguments: [
        ("<БазоваяЕдиница>796</БазоваяЕдиница>", #"{"baseUnit":{"name":"796"}}"#),
        (
            "<БазоваяЕдиница Код=\"796 \" НаименованиеПолное=\"Штука\" МеждународноеСокращение=\"PCE\">шт</БазоваяЕдиница>",
            #"{"baseUnit":{"code":"796","fullName":"Штука","international":"PCE","name":"шт"}}"#
        ),
        ("<БазоваяЕдиница Код=\"796\"/>", #"{"baseUnit":{"code":"796"}}"#),
        ("<БазоваяЕдиница Код=\"    \">  </БазоваяЕдиница>", #"{"baseUnit":{}}"#),
        (
            "<БазоваяЕдиница><Пересчет><Единица>796</Единица><Коэффициент>1</Коэффициент></Пересчет></БазоваяЕдиница>",
            #"{"baseUnit":{"conversions":[{"unit":"796","coefficient":"1"}]}}"#
        ),
        (
            "<БазоваяЕдиница Код=\"6\">\n м\n <Пересчет><Единица>упак</Единица><Коэффициент>100</Коэффициент>"
                + "<ДополнительныеДанные><ЗначениеРеквизита><Наименование>Вес</Наименование><Значение>5</Значение>"
                + "</ЗначениеРеквизита></ДополнительныеДанные></Пересчет>\n</БазоваяЕдиница>",
            #"{"baseUnit":{"code":"6","name":"м","conversions":[{"unit":"упак","coefficient":"100","#
                + #""additional":[{"name":"Вес","values":["5"]}]}]}}"#
        )
    ])
    func `reads the base unit in its shapes`(_ content: String, _ json: String) throws {
        let read = try RecordCollector.read(product: content)
        #expect(try read.json(.product) == json)
        #expect(read.summary.unread.byName == [:])
    }

    @Test func `reads a unit that is an object, as 3.1 writes it`() throws {
        let read = try RecordCollector.read(
            product: "<Единица><Ид>u</Ид><Код>796</Код><НаименованиеКраткое>шт</НаименованиеКраткое></Единица>")
        #expect(try read.json(.product) == #"{"unit":{"id":"u","code":"796","shortName":"шт"}}"#)
        #expect(read.counted == [.products: 1])
    }

    @Test func `reads the deletion mark as an attribute`() throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Товары><Товар Статус=\"Удален\"><Ид>1</Ид></Товар></Товары></Каталог>")
        #expect(try read.json(.product) == #"{"status":"Удален","id":"1"}"#)
    }

    @Test func `reads the deletion mark of 3.1`() throws {
        let read = try RecordCollector.read(
            product: "<Ид>1</Ид><НомерВерсии>AB=</НомерВерсии><ПометкаУдаления>true</ПометкаУдаления>")
        #expect(try read.json(.product) == #"{"id":"1","version":"AB=","deletionMark":"true"}"#)
    }

    @Test func `hands out a product before its catalogue has ended, and the catalogue without its goods`() throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Ид>c</Ид><Товары><Товар><Ид>1</Ид></Товар></Товары><Наименование>К</Наименование>"
                + "</Каталог>")
        #expect(read.fields.map(\.kind) == [.product, .catalogue, .exchange])
        #expect(try read.json(.catalogue) == #"{"id":"c","name":"К"}"#)
        #expect(read.counted == [.products: 1])
    }

    @Test func `names the line on which a product begins`() throws {
        let read = try RecordCollector.read(
            inside: "\n<Каталог>\n<Товары>\n<Товар>\n<Ид>1</Ид>\n</Товар></Товары></Каталог>")
        #expect(read.records.first == #"{"record":"product","line":4,"id":"1"}"#)
    }
}
