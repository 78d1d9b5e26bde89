import CommerceML

/// Counts a document by walking its tags, knowing nothing of libxml2 or of the reader's grammar.
///
/// Deliberately simple: what it counts is written down again here, from the design's list and not from the rules.
struct NaiveCounter {
    private(set) var counts: [Counter: Int] = [:]
    /// The local names of the elements that are open.
    private var path: [String] = []

    static func counts(_ document: [UInt8]) -> [Counter: Int] {
        var counter = NaiveCounter()
        counter.walk(Array(decoded(document).utf8)[...])
        return counter.counts
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
            }
            return String(decoding: units, as: UTF16.self)
        }
        let head = String(decoding: bytes.prefix(100), as: UTF8.self).lowercased()
        guard head.contains("windows-1251") else { return String(decoding: bytes, as: UTF8.self) }
        // Only the letters that names are made of matter.
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let code = byte >= 0xC0 ? UInt32(byte) - 0xC0 + 0x0410 : UInt32(byte < 0x80 ? byte : 0x3F)
            if let scalar = Unicode.Scalar(code) { text.append(scalar) }
        }
        return String(text)
    }

    private mutating func walk(_ text: ArraySlice<UInt8>) {
        var rest = text
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            if skip("!--", to: "-->", &rest) || skip("![CDATA[", to: "]]>", &rest) || skip("?", to: "?>", &rest) {
                continue
            }
            // No export has «>» in an attribute's value, except where it is escaped.
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return }
            take(tag: rest[..<close])
            rest = rest[(close + 1)...]
        }
    }

    private func skip(_ start: String, to end: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.starts(with: start.utf8) else { return false }
        let end = Array(end.utf8)
        var index = rest.startIndex
        while index < rest.endIndex, !rest[index...].starts(with: end) { index += 1 }
        rest = rest[min(index + end.count, rest.endIndex)...]
        return true
    }

    private mutating func take(tag: ArraySlice<UInt8>) {
        if tag.first == UInt8(ascii: "/") {
            path.removeLast()
            return
        }
        let isEmpty = tag.last == UInt8(ascii: "/")
        let bytes = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
        let name = String(decoding: bytes.split(separator: UInt8(ascii: ":")).last ?? [], as: UTF8.self)
        path.append(name)
        if let counter = counter(attributes: tag[bytes.endIndex...]) { counts[counter, default: 0] += 1 }
        if isEmpty { path.removeLast() }
    }

    /// What the element that was just opened counts as.
    private func counter(attributes: ArraySlice<UInt8>) -> Counter? {
        let outer = path.dropLast().suffix(3).reversed() + ["", "", ""]
        let (first, second, third) = (outer[0], outer[1], outer[2])
        let isPackage = second == "ПакетПредложений" || second == "ИзмененияПакетаПредложений"
        switch path[path.count - 1] {
        case "Группа" where first == "Группы": return .groups
        case "Свойство" where first == "Свойства" && (second == "Классификатор" || path.count == 3): return .properties
        case "ТипЦены": return .priceTypes
        case "Склад" where first == "Склады" && (second == "Классификатор" || isPackage || path.count == 3):
            return .warehouses
        case "Склад" where first == "Остаток" && second == "Остатки" && third == "Предложение": return .stocks
        case "Склад", "Склады":
            let names = attributes.split {
                $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == UInt8(ascii: "=")
            }
            return first == "Предложение" && names.contains { $0.elementsEqual("ИдСклада".utf8) } ? .stocks : nil
        case "ЕдиницаИзмерения" where first == "ЕдиницыИзмерения": return .units
        case "Товар" where first == "Товары" && second == "Каталог": return .products
        case "Товар" where first == "Товары" && second == "Документ": return .documentLines
        case "Предложение" where first == "Предложения" && isPackage: return .offers
        case "Цена" where first == "Цены" && second == "Предложение": return .prices
        case "Документ" where path.count == 2 || first == "Контейнер": return .documents
        case "ПодчиненныйДокумент" where first == "ПодчиненныеДокументы": return .subordinateDocuments
        case "Контрагент" where first == "Контрагенты": return .counterparties
        default: return nil
        }
    }
}
