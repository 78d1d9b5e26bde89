@testable import ExchangeEngine
import Testing

struct PartyNameTests {
    struct Pair: CustomTestStringConvertible {
        let one, other: String
        var isCompany = false
        var testDescription: String { "\(one) / \(other)" }
    }

    private func contradicts(_ pair: Pair) -> Bool {
        let one = PartyName(pair.one, isCompany: pair.isCompany),
            other = PartyName(pair.other, isCompany: pair.isCompany)
        #expect(one.contradicts(other) == other.contradicts(one))
        return one.contradicts(other)
    }

    @Test(arguments: [
        Pair(one: "Вектор ООО", other: "ООО Совсем Другая"), Pair(one: "ООО «Вектор»", other: "ИП Котов Иван"),
        Pair(one: "Общество с ограниченной ответственностью «Вектор»", other: "ООО «Сигма»"),
        Pair(one: "ООО Торговый дом Сигма", other: "ООО «Торговый дом «Вектор»"),
        Pair(one: "Ромашка", other: "ООО Вектор", isCompany: true), Pair(one: "ИП Котов И. О.", other: "ООО Сигма"),
        Pair(one: "ИП Котов Иван Олегович", other: "ИП Белов Пётр Олегович"),
        Pair(one: "Котов Иван", other: "Белова Анна"), Pair(one: "Котов Иван", other: "Котова Анна"),
        Pair(one: "Котов Иван Олегович", other: "Пётр Олегович Белов")
    ])
    func `tells two companies, and two people, apart`(pair: Pair) {
        #expect(contradicts(pair))
    }

    @Test(arguments: [
        Pair(one: "Вектор ООО", other: "ООО «Вектор»"), Pair(one: "ООО Вектор", other: "ИП Вектор"),
        Pair(one: "ООО Вектор", other: "ООО ТД «Вектор-Строй»"), Pair(one: "ООО Ветктор", other: "ООО Вектор"),
        Pair(one: "ООО Vector", other: "ООО Вектор"), Pair(one: "Вектор ООО", other: "Петров Пётр"),
        Pair(one: "ИП Котов Иван", other: "Петров Пётр"), Pair(one: "Ромашка", other: "ИП Котов Иван", isCompany: true),
        Pair(one: "Котов Иван", other: "ООО Вектор", isCompany: true),
        Pair(one: "Ким Яна", other: "Яна Орлова"), Pair(one: "Петров Саша", other: "Петров Александр"),
        Pair(one: "Петров П.", other: "Сидоров Сергей"), Pair(one: "Анна", other: "Котов Иван"),
        Pair(one: "Ким Ян", other: "Yan Kim")
    ])
    func `takes names for one that may be`(pair: Pair) {
        #expect(!contradicts(pair))
    }
}
