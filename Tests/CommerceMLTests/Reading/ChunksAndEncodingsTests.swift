import CommerceML
import ExchangeModel
import TestSupport
import Testing

@Suite struct ChunksAndEncodingsTests {
    static let document = """
        <КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-18T09:40:25">
        <Каталог СодержитТолькоИзменения="false"><Ид>c</Ид><Товары>
        <Товар Статус="Новый"><Ид>1</Ид><Наименование>«Ёлка» — №&#160;7 &amp; Ко</Наименование>
        <БазоваяЕдиница Код="796 ">шт<Пересчет><Единица>796</Единица></Пересчет></БазоваяЕдиница>
        <Описание><![CDATA[<b>Свет</b>]]> и тепло</Описание><Хочу>да</Хочу><Вес>1,5O</Вес></Товар>
        </Товары></Каталог></КоммерческаяИнформация>
        """

    static let records = [
        #"{"record":"product","line":4,"status":"Новый","id":"1","name":"«Ёлка» — №"# + "\u{A0}"
            + #"7 & Ко","baseUnit":{"code":"796","name":"шт","conversions":[{"unit":"796"}]},"#
            + #""description":"<b>Свет</b> и тепло","weight":"1,5O"}"#,
        #"{"record":"catalogue","line":3,"changesOnly":"false","id":"c"}"#,
        #"{"record":"exchange","line":2,"schemaVersion":"2.07","formedAt":"2026-11-18T09:40:25"}"#
    ]

    @Test(arguments: DocumentEncoding.allCases, [1, 2, 3, 7, 4096])
    func `gives the same records in every encoding and however the bytes are cut`(
        _ encoding: DocumentEncoding, _ size: Int
    ) throws {
        let read = try RecordCollector.read(encoding.document(Self.document), inPiecesOf: size)
        #expect(read.records == Self.records)
        #expect(read.summary.issues.issues.map(\.line) == [6])
        #expect(read.summary.unread.byName == ["Товар/Хочу": 1])
    }

    @Test(arguments: [
        (DocumentEncoding.utf8, "UTF-8"), (.utf8WithMark, "UTF-8"), (.utf16WithMark, "UTF-16"),
        (.windows1251, "windows-1251")
    ])
    func `names the encoding of a file`(_ encoding: DocumentEncoding, _ name: String) throws {
        #expect(try RecordCollector.read(encoding.document(Self.document)).summary.encoding == name)
    }
}
