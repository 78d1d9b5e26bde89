extension GeneratedExport {
    /// `offers.xml`: price types, warehouses, and for each good or characteristic three prices and its stocks.
    package func writeOffers(to path: String) throws(BenchFault) {
        try document(path) { out in
            out.element("ПакетПредложений", "СодержитТолькоИзменения=\"false\"") {
                out.leaf("Ид", catalogue + "#")
                out.leaf("Наименование", "Пакет предложений (Основной каталог товаров)")
                out.leaf("ИдКаталога", catalogue)
                out.leaf("ИдКлассификатора", catalogue)
                owner(out)
                out.element("ТипыЦен") { for number in Words.priceTypes.indices { priceType(out, number) } }
                out.element("Склады") {
                    for (id, name) in zip(Self.warehouses, Words.warehouses) {
                        out.element("Склад") {
                            out.leaf("Ид", id)
                            out.leaf("Наименование", name)
                        }
                    }
                }
                out.element("Предложения") {
                    for number in 0..<goods {
                        let good = good(number)
                        guard good.characteristics > 0 else {
                            offer(out, good, nil)
                            continue
                        }
                        for characteristic in 0..<good.characteristics { offer(out, good, characteristic) }
                    }
                }
            }
        }
    }

    private func priceType(_ out: XMLWriter, _ number: Int) {
        out.element("ТипЦены") {
            out.leaf("Ид", Self.priceTypes[number])
            out.leaf("Наименование", Words.priceTypes[number])
            out.leaf("Валюта", "RUB")
            out.element("Налог") {
                out.leaf("Наименование", "НДС")
                out.leaf("УчтеноВСумме", "true")
                out.leaf("Акциз", "false")
            }
        }
    }

    private func offer(_ out: XMLWriter, _ good: Good, _ characteristic: Int?) {
        let key = good.number * 8 + (characteristic ?? 7)
        var chance = Chance("offer", key, revision(of: 1, key))
        out.element("Предложение") {
            out.leaf("Ид", characteristic.map(good.offer) ?? good.id)
            out.leaf("Артикул", good.article)
            if let characteristic {
                let colour = Words.colours[(good.number + characteristic) % Words.colours.count]
                let size = Words.sizes[(good.number * 3 + characteristic) % Words.sizes.count]
                out.leaf("Наименование", "\(good.name) (\(colour), \(size))")
                out.leaf("БазоваяЕдиница", good.unit.attributes, good.unit.short)
                characteristics(out, [("Цвет", colour), ("Размер", size)])
            } else {
                out.leaf("Наименование", good.name)
                out.leaf("БазоваяЕдиница", good.unit.attributes, good.unit.short)
            }
            let kopecks = 1000 + chance.below(60000) * 10
            out.element("Цены") {
                for (type, share) in zip(Self.priceTypes, [100, 85, 60]) {
                    price(out, kopecks * share / 100, type, good.unit)
                }
            }
            let stocks = (0...chance.below(3)).map { _ in chance.below(300) }
            out.leaf("Количество", String(stocks.reduce(0, +)))
            let first = chance.below(Self.warehouses.count)
            for (place, stock) in stocks.enumerated() {
                let warehouse = Self.warehouses[(first + place) % Self.warehouses.count]
                out.empty("Склад", "ИдСклада=\"\(warehouse)\" КоличествоНаСкладе=\"\(stock)\"")
            }
        }
    }

    private func price(_ out: XMLWriter, _ kopecks: Int, _ type: String, _ unit: Unit) {
        let (whole, fraction) = kopecks.quotientAndRemainder(dividingBy: 100)
        // The presentation has a no-break space between thousands, as 1C's own has.
        let grouped = whole < 1000 ? "\(whole)" : "\(whole / 1000)\u{a0}\(padded(whole % 1000, 3))"
        out.element("Цена") {
            out.leaf(
                "Представление", " \(grouped)\(fraction == 0 ? "" : ",\(padded(fraction, 2))") RUB за \(unit.short)")
            out.leaf("ИдТипаЦены", type)
            out.leaf("ЦенаЗаЕдиницу", fraction == 0 ? "\(whole)" : roubles(kopecks))
            out.leaf("Валюта", "RUB")
            out.leaf("Единица", unit.short)
            out.leaf("Коэффициент", "1")
        }
    }
}
