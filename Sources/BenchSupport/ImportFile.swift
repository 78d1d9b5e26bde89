extension GeneratedExport {
    /// `import.xml`: classifier with groups and properties, goods with pictures, properties, taxes and requisites.
    package func writeImport(to path: String) throws(BenchFault) {
        let groups = (0..<max(20, goods / 500)).map { Chance.guid("group", $0) }
        let properties = Words.properties.indices.map { Chance.guid("property", $0) }
        try document(path) { out in
            out.element("Классификатор") {
                out.leaf("Ид", catalogue)
                out.leaf("Наименование", "Классификатор (Основной каталог товаров)")
                owner(out)
                out.element("Группы") { for root in 0..<6 { group(out, root, groups) } }
                out.element("Свойства") { for number in properties.indices { property(out, number, properties) } }
            }
            out.element("Каталог", "СодержитТолькоИзменения=\"false\"") {
                out.leaf("Ид", catalogue)
                out.leaf("ИдКлассификатора", catalogue)
                out.leaf("Наименование", "Основной каталог товаров")
                owner(out)
                out.element("Товары") {
                    for number in 0..<goods { good(out, good(number), groups, properties) }
                }
            }
        }
    }

    /// A group and what is below it: a forest in which a node has four children.
    private func group(_ out: XMLWriter, _ number: Int, _ ids: [String]) {
        out.element("Группа") {
            out.leaf("Ид", ids[number])
            out.leaf(
                "Наименование",
                "\(Words.kinds[number % 6])\(number.isMultiple(of: 3) ? " & сад" : " для дома") \(number)"
            )
            let children = (4 * number + 6..<4 * number + 10).filter { $0 < ids.count }
            if !children.isEmpty { out.element("Группы") { for child in children { group(out, child, ids) } } }
        }
    }

    private func property(_ out: XMLWriter, _ number: Int, _ ids: [String]) {
        let property = Words.properties[number]
        out.element("Свойство") {
            out.leaf("Ид", ids[number])
            out.leaf("Наименование", property.name)
            out.leaf("ТипЗначений", property.kind.rawValue)
            guard property.kind == .list else { return }
            out.element("ВариантыЗначений") {
                for variant in 0..<property.variants {
                    out.element("Справочник") {
                        out.leaf("ИдЗначения", Chance.guid("variant", number, variant))
                        out.leaf("Значение", "\(property.name): вариант \(variant)")
                    }
                }
            }
        }
    }

    private func good(_ out: XMLWriter, _ good: Good, _ groups: [String], _ properties: [String]) {
        var chance = good.chance
        let hex = good.id.filter { $0 != "-" }
        out.element("Товар") {
            out.leaf("Ид", good.id)
            if chance.below(10) < 7 { out.leaf("Штрихкод", "20\(padded(good.number * 7919 % 100_000_000_000, 11))") }
            out.leaf("Артикул", good.article)
            out.leaf("Наименование", good.name)
            out.element("БазоваяЕдиница", good.unit.attributes) {
                out.element("Пересчет") {
                    out.leaf("Единица", good.unit.code)
                    out.leaf("Коэффициент", "1")
                }
            }
            out.element("Группы") { out.leaf("Ид", chance.pick(groups)) }
            description(out, good, &chance)
            let pictures = (0..<chance.pick([0, 0, 1, 1, 1, 2, 3, 4])).map { picture in
                let file = Chance.guid("picture", good.number, picture).filter { $0 != "-" }
                return "import_files/\(hex.prefix(2))/\(hex)_\(file).jpg"
            }
            for picture in pictures { out.leaf("Картинка", picture) }
            if chance.below(10) < 6 {
                out.element("Изготовитель") {
                    out.leaf("Ид", Chance.guid("maker", good.brand))
                    out.leaf("Наименование", Words.brands[good.brand])
                }
            }
            if good.characteristics > 0, good.number.isMultiple(of: 3) {
                characteristics(out, [("Цвет", chance.pick(Words.colours))])
            }
            values(out, properties, &chance)
            out.element("СтавкиНалогов") {
                out.element("СтавкаНалога") {
                    out.leaf("Наименование", "НДС")
                    out.leaf("Ставка", chance.pick(Words.taxRates))
                }
            }
            requisites(
                out,
                [
                    ("ВидНоменклатуры", chance.pick(Words.kinds)), ("ТипНоменклатуры", "Товар"),
                    ("Полное наименование", good.name), ("Вес", "\(chance.below(50)).\(chance.below(10))")
                ] + pictures.prefix(1).map { ("ОписаниеФайла", "\($0)#Фото1") })
            if chance.below(200) == 0 { out.leaf("Статус", "Удален") }
        }
    }

    /// Plain, as HTML that is escaped, or as HTML in CDATA: all three are met.
    private func description(_ out: XMLWriter, _ good: Good, _ chance: inout Chance) {
        let form = chance.below(100)
        if form < 10 { return out.empty("Описание") }
        var sentences: [String] = []
        for _ in 0...chance.below(5) { sentences.append(chance.pick(Words.sentences)) }
        if good.isChanged { sentences.append("Редакция описания \(revision).") }
        switch form {
        case ..<70: out.leaf("Описание", sentences.joined(separator: " "))
        case ..<95:
            let items = sentences.map { "<li>\(escaped($0))</li>" }.joined()
            out.leaf("Описание", "<p>\(escaped(good.name))</p>\n<ul>\(items)</ul><br />")
        default:
            let text = "<p><b>\(escaped(good.name))</b></p><p>\(sentences.joined(separator: "</p><p>"))</p>"
            let replaced: [Unicode.Scalar: Unicode.Scalar] = ["×": "x", "−": "-", "ä": "a", "É": "E"]
            var safe = String.UnicodeScalarView()
            for scalar in text.unicodeScalars { safe.append(replaced[scalar] ?? scalar) }
            out.marked("Описание", String(safe))
        }
    }

    private func values(_ out: XMLWriter, _ properties: [String], _ chance: inout Chance) {
        let first = chance.below(4)
        let count = 3 + chance.below(6)
        out.element("ЗначенияСвойств") {
            for number in first..<first + count {
                let property = Words.properties[number % properties.count]
                out.element("ЗначенияСвойства") {
                    out.leaf("Ид", properties[number % properties.count])
                    switch property.kind {
                    case .list:
                        out.leaf("Значение", Chance.guid("variant", number, chance.below(property.variants)))
                    case .number: out.leaf("Значение", "\(chance.below(500)),\(chance.below(10))")
                    case .text: out.leaf("Значение", "\(chance.pick(Words.brands)) \(chance.pick(Words.colours))")
                    }
                }
            }
        }
    }

    func characteristics(_ out: XMLWriter, _ characteristics: [(String, String)]) {
        out.element("ХарактеристикиТовара") {
            for (name, value) in characteristics {
                out.element("ХарактеристикаТовара") {
                    out.leaf("Наименование", name)
                    out.leaf("Значение", value)
                }
            }
        }
    }
}
