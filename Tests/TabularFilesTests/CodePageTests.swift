import TabularFiles
import TestSupport
import Testing

@testable import struct TabularFiles.CodePageGuess

/// Text that is no UTF-8: windows-1251, or refused.
@Suite struct CodePageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func cells(_ bytes: [UInt8]) throws -> [[String]] {
        var cells: [[String]] = []
        try TableFile(path: folder.file("table", bytes)).rows {
            cells.append($0.cells)
            return true
        }
        return cells
    }

    private func fault(_ bytes: [UInt8]) throws -> TableFault {
        try #require(throws: TableFault.self) { _ = try cells(bytes) }
    }

    /// A page by its letters from А to я, and the two of ё.
    private static func page(_ upper: [UInt8], _ lower: [UInt8], _ yo: (UInt8, UInt8)) -> @Sendable (String) -> [UInt8]
    {
        { text in
            text.unicodeScalars.map { scalar in
                switch scalar {
                case "А"..."Я": upper[Int(scalar.value - 0x0410)]
                case "а"..."я": lower[Int(scalar.value - 0x0430)]
                case "Ё": yo.0
                case "ё": yo.1
                default: scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "?")
                }
            }
        }
    }

    /// KOI8-R goes by the Latin alphabet; here are its letters in the order of the Russian one.
    private static let koi8Lower: [UInt8] = [
        0xC1, 0xC2, 0xD7, 0xC7, 0xC4, 0xC5, 0xD6, 0xDA, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xD0, 0xD2, 0xD3,
        0xD4,
        0xD5, 0xC6, 0xC8, 0xC3, 0xDE, 0xDB, 0xDD, 0xDF, 0xD9, 0xD8, 0xDC, 0xC0, 0xD1
    ]
    private static let koi8 = page(koi8Lower.map { $0 + 0x20 }, koi8Lower, (0xB3, 0xA3))
    private static let dos = page(Array(0x80...0x9F), Array(0xA0...0xAF) + Array(0xE0...0xEF), (0xF0, 0xF1))
    private static let mac = page(Array(0x80...0x9F), Array(0xE0...0xFE) + [0xDF], (0xDD, 0xDE))

    private static let russian = "Номер заказа;Дата;Клиент;Товар;Цена\nA-1;22.11.2026;Рябинин Олег;Лампа;165,00\n"
    private static let english = "Order number;Customer;Product;Price\nA-1;Рябинин Олег;Лампа;165,00\n"

    @Test(arguments: [russian, english, english.replacing("Лампа", with: "L1")])
    func `refuses KOI8-R, CP866 and the Mac's Cyrillic`(_ text: String) throws {
        #expect(try fault(Self.koi8(text)) == TableFault(.encoding))
        #expect(try fault(Self.dos(text)) == TableFault(.encoding))
        #expect(try fault(Self.mac(text)) == TableFault(.encoding))
        #expect(try cells(inWindows1251(text)).count == 2)
    }

    @Test func `refuses KOI8-R of small letters, which are capitals in windows-1251, once there are enough`() throws {
        let text = """
            номер;вопрос покупателя;комментарий
            1;нужно осветить кафе и веранду;перезвоните после обеда
            2;сколько стоит доставка в тверь;адрес на сайте
            """
        #expect(try fault(Self.koi8(text)) == TableFault(.encoding))
        #expect(try cells(inWindows1251(text)).count == 3)
        #expect(try cells(inWindows1251(text.uppercased())).count == 3)
    }

    @Test func `refuses KOI8-R that comes only after a long table of numbers`() throws {
        let numbers = String(repeating: "7;12.50\n", count: 20_000)
        #expect(try fault(Self.koi8("id;name\n" + numbers + "8;Рябинин Олег, Клёнова Вера\n")) == TableFault(.encoding))
    }

    @Test(arguments: [
        "НОМЕР ЗАКАЗА;КЛИЕНТ;ТОВАР;ЦЕНА", "номер заказа;клиент;товар;цена", "№;ФИО;ИНН;КПП;ОГРН;БИК",
        "Щётка «№ 5»;Ёлка;«ЁЖ»;—", "«ЭЛЕКТРОЩИТ»;«ЮФО»;«ЦФО»;«СЗФО»", "ВВГнг(А)-LS;ПУГНП;ШВВП;АВВГ;ПВС;КГ",
        "ЩУРН;ЩРН;ЩРВ;ЩЭ;ЯУ",
        "Фёдор Эйхгорн;Щукин Юрий;Цой Жанна;Эфф", "попробуйте;любой;узнаётся;ещё кладёт", "Файл;Файл;Фио;Хозяин",
        "рублей больше;почему берут", "ХХХХХХХХХХХХ;1", "ЦФО ЖФЦ;ЮФО;ФЭФ", "хххххххххххххх;щщщщщщщщщщ",
        "Имя\u{A0}Отчество;Адрес",
        "ООО«Электрощит»;№5", "шт;м;кг", "ПОПРОБУЙТЕ;ДОБ;БЕЛ;ЛЮБОЙ;УНФ"
    ])
    func `never refuses what is windows-1251`(_ line: String) throws {
        let text = "id;\(line)\n" + (1...50).map { "\($0);\(line)\n" }.joined()
        #expect(try TableFile(path: folder.file("table", inWindows1251(text))).encoding == "windows-1251")
        #expect(try cells(inWindows1251(text)).last == ["50"] + line.split(separator: ";").map(String.init))
    }

    @Test func `takes typographic quotes for windows-1251`() throws {
        // „Щит“ “Юг” ‘Юг’ …
        let table =
            Array("id;name\n1;".utf8) + [0x84, 0xD9, 0xE8, 0xF2, 0x93, 0x20, 0x93, 0xDE, 0xE3, 0x94]
            + [0x20, 0x91, 0xDE, 0xE3, 0x92, 0x20, 0x85, 0x0A]
        #expect(try cells(table).last == ["1", "„Щит“ “Юг” ‘Юг’ …"])
    }

    @Test func `counts a word once, however many rows have it`() {
        var guess = CodePageGuess()
        for _ in 0..<1_000 { inWindows1251("1;ЦФО;ФЖ;ЖФЦ\n").withUnsafeBytes { guess.take($0) } }
        guess.finish()
        #expect(!guess.isOtherCodePage)
        #expect(!guess.isSure)
    }

    // MARK: Damaged UTF-8

    @Test(
        "reads UTF-8 with a broken place as nothing else",
        arguments: [
            // An overlong sequence before all letters, half of one, a byte that begins none.
            [0xC0, 0xAF], [0xD0], [0xFF]
        ] as [[UInt8]])
    func brokenUTF8(_ broken: [UInt8]) throws {
        let table = Array("Order;Customer\n1;".utf8) + broken + Array("ябинин Олег\n2;Лампа тёплая\n".utf8)
        #expect(try fault(table) == TableFault(.encoding, line: 2))
        // In the first cell of all there is nothing that could be told for a table.
        #expect(try fault(broken + Array("Номер;Клиент\n2;Лампа тёплая\n".utf8)) == TableFault(.encoding, line: 1))
    }

    @Test func `tells the line where UTF-8 stands in a file of windows-1251`() throws {
        let table = inWindows1251("Номер;Клиент\n1;Рябинин Олег\n") + Array("2;Лампа\n".utf8)
        #expect(try fault(table) == TableFault(.encoding, line: 3))
    }
}
