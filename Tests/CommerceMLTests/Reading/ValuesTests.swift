import CommerceML
import ExchangeModel
import Testing

@Suite struct ValuesTests {
    @Test(arguments: [
        ("<Артикул>  SL-6 \n</Артикул>", #"{"article":"SL-6"}"#), ("<Артикул>A  B</Артикул>", #"{"article":"A  B"}"#),
        ("<Артикул/>", "{}"), ("<Артикул>   </Артикул>", "{}"), ("<Артикул>0</Артикул>", #"{"article":"0"}"#),
        ("<Артикул>\u{A0}7\u{A0}</Артикул>", "{\"article\":\"\u{A0}7\u{A0}\"}"),
        ("<Артикул>А&amp;Б &#60;30°&gt; \"x\" \\</Артикул>", #"{"article":"А&Б <30°> \"x\" \\"}"#),
        ("<Описание><![CDATA[<p>1</p>]]> и <![CDATA[2]]></Описание>", #"{"description":"<p>1</p> и 2"}"#),
        ("<Описание>1<!-- x -->2</Описание>", #"{"description":"12"}"#),
        ("<Описание>строка 1\r\nстрока 2</Описание>", #"{"description":"строка 1\nстрока 2"}"#)
    ])
    func `trims a value and keeps the rest as the file wrote it`(_ content: String, _ json: String) throws {
        #expect(try RecordCollector.read(product: content).json(all: .product) == [json])
    }

    @Test(arguments: ["1 200,50", "0.10", "33.333333", "007", "-2.000", "1\u{A0}000", "+5", "100000000000000000.01"])
    func `keeps a number with the digits that the file wrote`(_ number: String) throws {
        let read = try RecordCollector.read(product: "<Количество>\(number)</Количество>")
        #expect(try read.paths(.product) == ["quantity=\(number)"])
        #expect(read.summary.issues.issues == [])
    }

    @Test func `makes an array of a single element that the file repeats`() throws {
        let read = try RecordCollector.read(product: "<Ид>1</Ид><Артикул>A</Артикул><Артикул>B</Артикул>")
        #expect(try read.json(.product) == #"{"id":"1","article":["A","B"]}"#)
        #expect(try read.paths(.product) == ["id=1", "article=A", "article#2=B"])
    }

    @Test func `makes an array of a single object that the file repeats`() throws {
        let read = try RecordCollector.read(
            product: "<Изготовитель><Ид>1</Ид></Изготовитель><Изготовитель><Ид>2</Ид></Изготовитель>")
        #expect(try read.json(.product) == #"{"manufacturer":[{"id":"1"},{"id":"2"}]}"#)
        #expect(try read.paths(.product) == ["manufacturer.id=1", "manufacturer#2.id=2"])
    }

    @Test func `numbers plain values of a list`() throws {
        let read = try RecordCollector.read(product: "<Картинка>a</Картинка><Картинка>b</Картинка>")
        #expect(try read.paths(.product) == ["pictures[1]=a", "pictures[2]=b"])
    }

    @Test func `marks a second item of the same identity`() throws {
        let read = try RecordCollector.read(
            product: "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Вид</Наименование><Значение>a</Значение>"
                + "</ЗначениеРеквизита><ЗначениеРеквизита><Значение>b</Значение><Наименование>Вид</Наименование>"
                + "</ЗначениеРеквизита></ЗначенияРеквизитов>")
        #expect(
            try read.paths(.product) == [
                "requisites[Вид].values[1]=a", "requisites[Вид#2].values[1]=b"
            ])
    }

    @Test func `keeps an item of which only the name is known`() throws {
        let read = try RecordCollector.read(
            product: "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Вид</Наименование><Значение/>"
                + "</ЗначениеРеквизита></ЗначенияРеквизитов>")
        #expect(try read.paths(.product) == ["requisites[Вид].name=Вид"])
    }

    @Test func `writes a name with brackets as a field too`() throws {
        let read = try RecordCollector.read(
            product: "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>a]b</Наименование><Значение>1</Значение>"
                + "</ЗначениеРеквизита></ЗначенияРеквизитов>")
        #expect(try read.paths(.product) == ["requisites[a)b].name=a]b", "requisites[a)b].values[1]=1"])
    }

    @Test func `tells two spellings of one field apart`() throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Товары><Товар Статус=\"Новый\"><Статус>Удален</Статус></Товар></Товары></Каталог>")
        #expect(try read.paths(.product) == ["status=Новый", "status#2=Удален"])
    }

    @Test func `counts the values of each item from one`() throws {
        let read = try RecordCollector.read(
            product: "<ЗначенияСвойств><ЗначенияСвойства><Ид>1</Ид><Значение>a</Значение><Значение>b</Значение>"
                + "</ЗначенияСвойства><ЗначенияСвойства><Ид>2</Ид><Значение>c</Значение></ЗначенияСвойства>"
                + "</ЗначенияСвойств>")
        #expect(
            try read.paths(.product) == [
                "properties[1].values[1]=a", "properties[1].values[2]=b", "properties[2].values[1]=c"
            ])
    }

    @Test func `gives fields whose text form reads back`() throws {
        let read = try RecordCollector.read(
            product:
                "<Ид>1</Ид><Описание>a=b\nc</Описание><Картинка>x</Картинка><БазоваяЕдиница Код=\"6\">м</БазоваяЕдиница>"
        )
        let fields = try #require(read.fields.first).fields
        #expect(FieldSet(body: fields.body) == fields)
        #expect(fields["baseUnit.name"] == "м")
    }
}
