import CRMFiles
import ExchangeModel
import Foundation
import Testing

/// `docs/lists.md` is made of the layouts themselves, so it cannot say anything else than what is read.
struct ListDocumentationTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/lists.md")

    private static var page: String {
        var text = """
            # Списки, которые можно положить в outbound/

            Файл узнаётся по заголовкам колонок, а не по имени: CSV (любой разделитель, UTF-8, UTF-16, windows-1251), таблица
            HTML или XLSX. Порядок колонок, регистр, «ё» и пробелы не важны; незнакомые колонки сохраняются и называются.
            Выгрузки Битрикс24 и amoCRM узнаются так же и правки не требуют, кроме колонки «ID», которая должна в них быть.

            ## Как читаются строки и ячейки

            - Читается первая таблица страницы или первый видимый лист книги, где есть данные; о прочих говорится.
            - Строки одного заказа собираются, даже если таблицу сортировали не по номеру; вставленный дважды заказ берётся
              один раз, а из двух его версий — ни одна.
            - Строка без номера продолжает заказ над ней, если о заказе в ней сказано то же.
            - Ячейка, объединённая на несколько строк, относится к каждой из них.
            - Код в формате «0000» читается с нулями, сумма в формате валюты — с её валютой, ошибка Excel (#Н/Д) — как
              пустая ячейка, о которой говорится; где нужно число, строка возвращается.
            - Точка и запятая — дробные, пробелы делят тысячи; «Сумма» меньше цены × количества — скидка, кроме нуля и
              суммы, равной цене: тогда считается цена × количество, и об этом говорится.
            - Возвращённые строки лежат в quarantine/ таблицей, которую можно исправить и положить снова.

            <!-- Сделано из кода: swift test --filter ListDocumentationTests с OBMEN_WRITE_DOCS=1 -->

            """
        for list in Lists.known {
            text += "\n## \(list.title.russian)\n\n| колонка | что в ней | принимается и под именами |\n|---|---|---|\n"
            for column in list.columns {
                let others = column.headings.dropFirst().map { $0.replacing("|", with: "\\|") }
                text +=
                    "| \(column.headings.first ?? "") | \(column.meaning?.russian ?? "") "
                    + "| \(others.joined(separator: ", ")) |\n"
            }
        }
        return text
    }

    @Test func `documents every column of every list`() throws {
        if ProcessInfo.processInfo.environment["OBMEN_WRITE_DOCS"] != nil {
            try Self.page.write(to: Self.path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.path, encoding: .utf8) == Self.page)
    }
}
