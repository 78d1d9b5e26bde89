import CRMFiles
import ExchangeModel
import Testing

struct RecognitionTests {
    private func table(_ headings: [String]) -> TableImport? {
        if case .known(let table) = TableImport.recognise(headings, line: 1) { return table }
        return nil
    }

    private func refusal(_ headings: [String]) -> ExchangeModel.Issue? {
        if case .refused(let issue) = TableImport.recognise(headings, line: 1) { return issue }
        return nil
    }

    @Test func `compares headings without case, ё, spaces, quotes and marks`() {
        let table = table([
            "\u{FEFF}\"НОМЕР\u{A0}ЗАКАЗА\"", " клиент: ", "ТЕЛЕФОН*", "Товар", "Количество", "цена, руб.",
            "Чей-то столбец", ""
        ])
        #expect(table?.title.russian == "Список: заказы")
        #expect(table?.kind == .deal)
        #expect(table?.crm == nil)
        #expect(table?.unknownHeadings == ["Чей-то столбец"])
    }

    @Test func `says which columns are missing in the layout that comes nearest`() {
        let issue = refusal(["Номер заказа", "Дата", "Товар", "Количество", "Цена"])
        #expect(issue?.code == "table.columns.missing")
        #expect(issue?.message.russian.contains("«Список: заказы»") == true)
        #expect(issue?.message.russian.contains("«Клиент» или «Телефон»") == true)
        #expect(
            refusal(["Название сделки", "Стадия сделки", "Сумма", "Компания"])?.message.russian.contains("«ID»") == true
        )
    }

    @Test(arguments: [["a", "b", "c"], ["Иван", "79991234567"], [], ["Товар", "Цена", "Остаток"]])
    func `refuses a table that is of no kind`(headings: [String]) {
        #expect(refusal(headings) != nil)
    }

    @Test func `takes a table of rejected rows that comes back with its reasons`() {
        let sample = TableSample(
            """
            Номер заказа;Клиент;Товар;Количество;Цена;Ошибка
            1;Рябинин Олег;Лампа;4;165;Колонка «Цена» не читается
            2;Рябинин Олег;Лампа;4;165
            """)
        #expect(sample.table?.unknownHeadings == [])
        #expect(sample.records.count == 2)
        #expect(sample.rejected == [])
        #expect(sample.records.allSatisfy { $0.fields["other[Ошибка]"] == nil })
    }

    @Test func `rejects a row where two headings alike say different things`() {
        let sample = TableSample(
            """
            Номер заказа;Клиент;Товар;Количество;Цена;Цена;Адрес;Адрес
            1;Рябинин Олег;Лампа;4;165;165;;Мира, 1
            2;Рябинин Олег;Лампа;4;165;170;;
            3;Рябинин Олег;Лампа;4;165;;Мира, 1;Мира, 2
            """)
        #expect(sample.records.map { $0.fields["address"] } == ["Мира, 1"])
        #expect(sample.rejected.map(\.code) == ["table.heading.twice", "table.heading.twice"])
        #expect(sample.rejected.map(\.column) == [6, 8])
    }

    @Test func `documents the columns of every list`() {
        #expect(Lists.known.count == 7)
        for list in Lists.known { #expect(!list.columns.isEmpty && !list.needs.isEmpty) }
    }

    @Test func `gives the same record whatever the order of the columns`() {
        let first = TableSample("Номер заказа;Клиент;Товар;Количество;Цвет;Код\n1;Рябинин Олег;Лампа;4;синий;7")
        let second = TableSample("Код;Товар;Цвет;Количество;Номер заказа;Клиент\n7;Лампа;синий;4;1;Рябинин Олег")
        #expect(first.records == second.records && first.records.count == 1)
    }

    @Test func `goes on with an order whose number stands in its first row only`() {
        let sample = TableSample(
            """
            Номер заказа;Клиент;Товар;Количество;Сумма
            1;Рябинин Олег;Лампа;4;660
            ;;Кабель;1;99
            2;Дубов Иван;Лампа;1;165
            Итого;;;;924
            """)
        #expect(sample.records.map { $0.fields["sum"] } == ["759", "165"])
        #expect(sample.warnings == ["table.row.total"])
        #expect(sample.rejected == [])
    }
}
