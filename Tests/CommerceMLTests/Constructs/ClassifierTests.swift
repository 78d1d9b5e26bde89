import CommerceML
import ExchangeModel
import Testing

@Suite struct ClassifierTests {
    @Test func `reads nested groups as records of their own, each with its parent`() throws {
        let read = try RecordCollector.read(
            inside: """
                <Классификатор><Ид>k</Ид><Группы>
                  <Группа><Ид>1</Ид><Наименование>Свет</Наименование><Группы>
                    <Группа><Ид>2</Ид><Наименование>Лампы</Наименование><Группы>
                      <Группа><Ид>3</Ид><Наименование>LED</Наименование></Группа></Группы></Группа>
                    <Группа><Ид>4</Ид><Наименование>Люстры</Наименование></Группа></Группы></Группа>
                  <Группа><Ид>5</Ид><Наименование>Кабель</Наименование></Группа>
                </Группы></Классификатор>
                """)
        #expect(
            Set(read.json(all: .group)) == [
                #"{"id":"1","name":"Свет"}"#, #"{"id":"2","name":"Лампы","parent":"1"}"#,
                #"{"id":"3","name":"LED","parent":"2"}"#, #"{"id":"4","name":"Люстры","parent":"1"}"#,
                #"{"id":"5","name":"Кабель"}"#
            ])
        #expect(read.counted == [.groups: 5])
        #expect(try read.json(.classifier) == #"{"id":"k"}"#)
    }

    @Test func `has the parent of a group among its fields`() throws {
        let read = try RecordCollector.read(
            inside: "<Классификатор><Группы><Группа><Ид>1</Ид><Группы><Группа><Ид>2</Ид></Группа></Группы></Группа>"
                + "</Группы></Классификатор>")
        #expect(try read.paths(.group) == ["id=2", "parent=1"])
    }

    @Test func `reads what a group says of its properties`() throws {
        let read = try RecordCollector.read(
            inside: "<Классификатор><Группы><Группа><Ид>1</Ид><Свойства><Ид>p1</Ид><Ид>p2</Ид></Свойства></Группа>"
                + "</Группы></Классификатор>")
        #expect(try read.json(.group) == #"{"id":"1","propertyIds":["p1","p2"]}"#)
        #expect(read.counted == [.groups: 1])
    }

    @Test func `reads the variants of a property that are plain values`() throws {
        let read = try property(
            "<ТипЗначений>Строка</ТипЗначений><ВариантыЗначений><Значение>Белый</Значение><Значение>Чёрный</Значение>"
                + "</ВариантыЗначений>")
        #expect(
            try read.json(.property)
                == #"{"id":"1","name":"Цвет","valueType":"Строка","values":["Белый","Чёрный"]}"#)
        #expect(read.counted == [.properties: 1])
    }

    @Test func `reads the variants of a property that are a dictionary`() throws {
        let read = try property(
            "<ТипЗначений>Справочник</ТипЗначений><ВариантыЗначений>"
                + "<Справочник><ИдЗначения>w</ИдЗначения><Значение>Белый</Значение></Справочник>"
                + "<Справочник><ИдЗначения>b</ИдЗначения><Значение>Чёрный</Значение></Справочник></ВариантыЗначений>")
        #expect(
            try read.paths(.property) == [
                "id=1", "name=Цвет", "valueType=Справочник", "dictionary[w].value=Белый", "dictionary[b].value=Чёрный"
            ])
    }

    @Test func `reads the deletion mark and version of a property of 3.1`() throws {
        let read = try property(
            "<НомерВерсии>AAAA=</НомерВерсии><ПометкаУдаления>true</ПометкаУдаления><ДляТоваров>false</ДляТоваров>")
        #expect(
            try read.json(.property)
                == #"{"id":"1","name":"Цвет","version":"AAAA=","deletionMark":"true","forProducts":"false"}"#)
    }

    private func property(_ content: String) throws -> ReadDocument {
        try RecordCollector.read(
            inside: "<Классификатор><Свойства><Свойство><Ид>1</Ид><Наименование>Цвет</Наименование>\(content)"
                + "</Свойство></Свойства></Классификатор>")
    }

    @Test(arguments: ["Классификатор", "ПакетПредложений"])
    func `reads price types of a classifier and of a package`(_ outer: String) throws {
        let read = try RecordCollector.read(
            inside: """
                <\(outer)><ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розничная</Наименование><Валюта>RUB</Валюта>
                <Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены></ТипыЦен>
                </\(outer)>
                """)
        #expect(
            try read.json(.priceType)
                == #"{"id":"r","name":"Розничная","currency":"RUB","taxes":[{"name":"НДС","included":"true"}]}"#)
        #expect(read.counted == [.priceTypes: 1])
    }

    @Test(arguments: ["Классификатор", "ПакетПредложений"])
    func `reads warehouses of a classifier and of a package`(_ outer: String) throws {
        let read = try RecordCollector.read(
            inside: """
                <\(outer)><Склады><Склад><Ид>w</Ид><Наименование>Основной</Наименование>
                <Адрес><Представление>Москва</Представление></Адрес>
                <Контакты><Контакт><Тип>Телефон</Тип><Значение>+7 000</Значение></Контакт></Контакты></Склад></Склады>
                </\(outer)>
                """)
        #expect(
            try read.json(.warehouse)
                == #"{"id":"w","name":"Основной","address":{"presentation":"Москва"},"#
                + #""contacts":[{"type":"Телефон","value":"+7 000"}]}"#)
        #expect(read.counted == [.warehouses: 1])
    }

    @Test func `reads the units of 3.1`() throws {
        let read = try RecordCollector.read(
            inside: """
                <Классификатор><ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>u</Ид><Код>796 </Код>
                <НаименованиеКраткое>шт</НаименованиеКраткое><НаименованиеПолное>Штука</НаименованиеПолное>
                <МеждународноеСокращение>PCE</МеждународноеСокращение></ЕдиницаИзмерения></ЕдиницыИзмерения>
                </Классификатор>
                """)
        #expect(
            try read.json(.unit)
                == #"{"id":"u","code":"796","shortName":"шт","fullName":"Штука","international":"PCE"}"#)
        #expect(read.counted == [.units: 1])
    }

    @Test func `reads who owns a classifier`() throws {
        let read = try RecordCollector.read(
            inside: "<Классификатор><Ид>k</Ид><Владелец><Ид>o</Ид><ОфициальноеНаименование>ООО «Свет»"
                + "</ОфициальноеНаименование><ИНН>0199023657</ИНН></Владелец></Классификатор>")
        #expect(
            try read.json(.classifier)
                == #"{"id":"k","owner":{"id":"o","officialName":"ООО «Свет»","inn":"0199023657"}}"#)
        #expect(read.counted == [:])
    }
}
