import CRMFiles
import ExchangeModel
import Testing

private let code = "6206e2db-1dbd-11f1-ba6e-d6a8a7f8c874"

struct TitlesTests {
    @Test func `tries a good's name, its article, and ever longer parts of its code`() {
        var item = CatalogItem(id: code, name: "Светильник «Иней»")
        item.article = "IN-24"
        #expect(
            ([item.name] + Titles.alternatives(item)) == [
                "Светильник «Иней»", "Светильник «Иней» (арт. IN-24)", "Светильник «Иней» (код 6206e2db)",
                "Светильник «Иней» (код 6206e2db-1dbd)", "Светильник «Иней» (код \(code))",
                "Светильник «Иней» (код \(code))"
            ])
    }

    @Test func `leaves an empty article out`() {
        var item = CatalogItem(id: code, name: "Доставка")
        item.article = ""
        #expect(([item.name] + Titles.alternatives(item)).prefix(2) == ["Доставка", "Доставка (код 6206e2db)"])
    }

    @Test func `tells companies apart by telephone and e-mail and never by ИНН`() throws {
        var company = Customer(key: code, kind: .company, name: "Вектор ООО")
        company.phones = [try #require(PhoneNumber("+7 495 000-12-12"))]
        company.emails = [try #require(EmailAddress("a@vector.example.ru"))]
        company.legal.inn = "5099051265"
        let titles = ([company.name] + Titles.alternatives(company))
        #expect(
            titles.prefix(3) == [
                "Вектор ООО", "Вектор ООО (тел. +74950001212)", "Вектор ООО (a@vector.example.ru)"
            ])
        #expect(titles.last == "Вектор ООО (код \(code))")
        #expect(!titles.contains { $0.contains("5099051265") })
    }

    @Test func `gives a namesake his patronymic, then his telephone, then his code`() throws {
        let name = try #require(PersonName("Иванов Пётр Алексеевич"))
        let phone = try #require(PhoneNumber("+7 916 000-11-22"))
        let titles = Titles.candidates(name, whole: "", phone: phone, key: code).map(\.title)
        #expect(
            titles.prefix(4) == [
                "Пётр Иванов", "Пётр Алексеевич Иванов", "Пётр Иванов (тел. +79160001122)", "Пётр Иванов (код 6206e2db)"
            ])
    }

    @Test func `keeps a name that cannot be split whole`() {
        let names = Titles.candidates(nil, whole: "Розничный покупатель 2", phone: nil, key: code)
        #expect(names.first == ContactName(first: "Розничный покупатель 2", middle: "", last: ""))
        #expect(names.last?.title == "Розничный покупатель 2 (код \(code))")
    }

    @Test func `cuts a long name rather than the mark that tells it apart`() {
        let item = CatalogItem(id: code, name: String(repeating: "длинное имя ", count: 40))
        for title in ([item.name] + Titles.alternatives(item)).dropFirst() {
            #expect(title.count <= Titles.maximumLength)
            #expect(title.hasSuffix(")"))
        }
        #expect(([item.name] + Titles.alternatives(item)).last?.hasSuffix("(код \(code))") == true)
    }
}
