import CommerceML
import ExchangeModel
import Testing

@Suite struct OfferTests {
    @Test func `reads an offer with its prices`() throws {
        let read = try RecordCollector.read(
            offer: """
                <Ид>1#2</Ид><Наименование>Лампа (тёплая)</Наименование><Цены>
                <Цена><Представление>1\u{A0}200,50 руб. за шт</Представление><ИдТипаЦены>r</ИдТипаЦены>
                  <ЦенаЗаЕдиницу>1 200,50</ЦенаЗаЕдиницу><Валюта>руб</Валюта><Единица>шт</Единица>
                  <Коэффициент>1</Коэффициент></Цена>
                <Цена><ИдТипаЦены>d</ИдТипаЦены><ЦенаЗаЕдиницу>0.10</ЦенаЗаЕдиницу></Цена></Цены>
                <Количество>-2.000</Количество>
                """)
        #expect(
            try read.json(.offer)
                == #"{"id":"1#2","name":"Лампа (тёплая)","prices":[{"presentation":"1\u{A0}200,50 руб. за шт","#
                .replacing(#"\u{A0}"#, with: "\u{A0}")
                + #""type":"r","amount":"1 200,50","currency":"руб","unit":"шт","coefficient":"1"},"#
                + #"{"type":"d","amount":"0.10"}],"quantity":"-2.000"}"#)
        #expect(read.counted == [.offers: 1, .prices: 2])
        #expect(read.summary.issues.issues == [])
    }

    @Test func `tells prices apart by their type`() throws {
        let read = try RecordCollector.read(
            offer: "<Ид>1</Ид><Цены><Цена><ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу><ИдТипаЦены>r</ИдТипаЦены></Цена>"
                + "<Цена><ИдТипаЦены>d</ИдТипаЦены><ЦенаЗаЕдиницу>4</ЦенаЗаЕдиницу></Цена></Цены>")
        #expect(
            try read.paths(.offer) == [
                "id=1", "prices[r].amount=5", "prices[d].amount=4"
            ])
    }

    @Test(arguments: [
        "<Склад ИдСклада=\"m\" КоличествоНаСкладе=\"5.000\"/><Склад ИдСклада=\"s\" КоличествоНаСкладе=\"-2\"/>",
        "<Склады ИдСклада=\"m\" КоличествоНаСкладе=\"5.000\"/><Склады ИдСклада=\"s\" КоличествоНаСкладе=\"-2\"/>",
        "<Остатки><Остаток><Склад><Ид>m</Ид><Количество>5.000</Количество></Склад></Остаток>"
            + "<Остаток><Склад><Ид>s</Ид><Количество>-2</Количество></Склад></Остаток></Остатки>"
    ])
    func `reads the stock of warehouses in each of its encodings alike`(_ content: String) throws {
        let read = try RecordCollector.read(offer: content)
        #expect(
            try read.paths(.offer) == [
                "stocks[m].quantity=5.000", "stocks[s].quantity=-2"
            ])
        #expect(read.counted == [.offers: 1, .stocks: 2])
        #expect(read.summary.unread.byName == [:])
    }

    @Test func `reads the stock of all warehouses together as a total`() throws {
        let read = try RecordCollector.read(
            offer: "<Остатки><Остаток><Количество>7</Количество></Остаток></Остатки>")
        #expect(try read.json(.offer) == #"{"stockTotal":"7"}"#)
        #expect(read.counted == [.offers: 1])
    }

    @Test func `reads a delta of offers`() throws {
        let read = try RecordCollector.read(
            inside: """
                <ИзмененияПакетаПредложений СодержитТолькоИзменения="true"><Ид>p</Ид><ИдКаталога>c</ИдКаталога>
                <Предложения><Предложение><Ид>1</Ид><ИдХарактеристики>2</ИдХарактеристики>
                <Склады ИдСклада="w" КоличествоНаСкладе="3"/></Предложение></Предложения></ИзмененияПакетаПредложений>
                """)
        #expect(
            try read.json(.offer)
                == #"{"id":"1","characteristicId":"2","stocks":[{"warehouse":"w","quantity":"3"}]}"#)
        #expect(try read.json(.offerPackage) == #"{"changesOnly":"true","id":"p","catalogueId":"c"}"#)
        #expect(read.counted == [.offers: 1, .stocks: 1])
        #expect(read.summary.changesOnly == true)
    }

    @Test func `takes a delta for changes although it does not say so`() throws {
        let read = try RecordCollector.read(
            inside: "<ИзмененияПакетаПредложений><Ид>p</Ид></ИзмененияПакетаПредложений>")
        #expect(read.summary.changesOnly == true)
    }

    @Test func `reads an empty offer as an offer`() throws {
        let read = try RecordCollector.read(
            inside: "<ПакетПредложений><Предложения><Предложение/></Предложения></ПакетПредложений>")
        #expect(read.counted == [.offers: 1])
        #expect(read.json(all: .offer).count == 1)
    }
}
