import CommerceML
import ExchangeModel
import Testing

@Suite struct UnreadElementsTests {
    @Test func `counts unknown elements by their name and the one around them`() throws {
        let read = try RecordCollector.read(
            product: "<Ид>1</Ид><Слаг>lampa</Слаг><RGB><R>1</R><G>2</G></RGB><RGB><R>3</R></RGB>")
        #expect(read.summary.unread.byName == ["Товар/Слаг": 1, "Товар/RGB": 2, "RGB/R": 2, "RGB/G": 1])
        #expect(read.summary.unread.elements == 6)
        #expect(read.summary.unread.values == 4)
        #expect(try read.json(.product) == #"{"id":"1"}"#)
    }

    @Test func `counts unknown attributes`() throws {
        let read = try RecordCollector.read(
            inside: "<Каталог><Товары><Товар Цвет=\"красный\" Пусто=\"\"><Ид>1</Ид></Товар></Товары></Каталог>")
        #expect(read.summary.unread.byName == ["Товар/@Цвет": 1])
        #expect(read.summary.unread.values == 1)
        #expect(try read.json(.product) == #"{"id":"1"}"#)
    }

    @Test func `counts the values in unknown elements, in attributes as well`() throws {
        let read = try RecordCollector.read(product: "<Хочу a=\"1\" b=\" \">да<Ещё c=\"2\"/></Хочу>")
        #expect(read.summary.unread.elements == 2)
        #expect(read.summary.unread.values == 3)
    }

    @Test func `counts text that stands where none belongs`() throws {
        let read = try RecordCollector.read(product: "лишнее<Ид>1</Ид>")
        #expect(read.summary.unread.byName == ["Товар/текст": 1])
        #expect(try read.json(.product) == #"{"id":"1"}"#)
    }

    @Test(arguments: ["<Артикул>A<b>1</b>B</Артикул>", "<Артикул><b/>AB</Артикул>"])
    func `keeps the text around an element that it does not know`(_ content: String) throws {
        let read = try RecordCollector.read(product: content)
        #expect(try read.json(.product) == #"{"article":"AB"}"#)
        #expect(read.summary.unread.byName == ["Артикул/b": 1])
    }

    @Test func `counts nothing of what an unknown element holds, whatever its name`() throws {
        let read = try RecordCollector.read(
            inside: "<Своё><Каталог><Товары><Товар><Ид>1</Ид></Товар></Товары></Каталог></Своё>")
        #expect(read.counted == [:])
        #expect(read.json(all: .product) == [])
        #expect(read.summary.unread.elements == 5)
    }

    @Test func `knows a known element only where it may stand`() throws {
        let read = try RecordCollector.read(product: "<Ид>1</Ид><Товар><Ид>2</Ид></Товар>")
        #expect(read.counted == [.products: 1])
        #expect(read.json(all: .product) == [#"{"id":"1"}"#])
        #expect(read.summary.unread.byName == ["Товар/Товар": 1, "Товар/Ид": 1])
    }

    @Test func `tells a thousand invented names apart and counts the others together`() throws {
        let read = try RecordCollector.read(product: (1...1_500).map { "<n\($0)/>" }.joined())
        #expect(read.summary.unread.elements == 1_500)
        #expect(read.summary.unread.byName["…"] == 500)
        #expect(read.summary.unread.byName.count == 1_001)
    }
}
