import CommerceML
import Foundation

/// Counts elements by scanning decoded text with a stack of names: slow, and independent of libxml2 and the rules.
struct NaiveCounter {
    private(set) var counts: [Counter: Int] = [:]

    init(_ text: String) {
        var stack: [String] = []
        let scalars = Array(text.utf16)
        var index = 0
        while let start = Self.find("<", in: scalars, from: index) {
            if Self.starts("<!--", scalars, start) {
                index = Self.after("-->", in: scalars, from: start)
                continue
            }
            if Self.starts("<![CDATA[", scalars, start) {
                index = Self.after("]]>", in: scalars, from: start)
                continue
            }
            index = Self.endOfTag(in: scalars, from: start)
            let tag = String(decoding: scalars[(start + 1)..<max(start + 1, index - 1)], as: UTF16.self)
            if tag.hasPrefix("?") { continue }
            if tag.hasPrefix("/") {
                _ = stack.popLast()
                continue
            }
            let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
            stack.append(String(name.split(separator: ":").last ?? ""))
            count(stack, tag)
            if tag.hasSuffix("/") { stack.removeLast() }
        }
    }

    private mutating func count(_ stack: [String], _ tag: String) {
        let path = stack.joined(separator: "/")
        let counter: Counter? =
            if path.hasSuffix("Каталог/Товары/Товар") {
                .products
            } else if path.hasSuffix("/Предложения/Предложение") {
                .offers
            } else if path.hasSuffix("Предложения/Предложение/Цены/Цена") {
                .prices
            } else if path.hasSuffix("Предложение/Склад") || path.hasSuffix("Предложение/Склады") {
                tag.contains("ИдСклада") ? .stocks : nil
            } else if path.hasSuffix("Предложение/Остатки/Остаток/Склад") {
                .stocks
            } else if path == "КоммерческаяИнформация/Документ"
                || path == "КоммерческаяИнформация/Контейнер/Документ"
            {
                .documents
            } else if path.hasSuffix("Документ/Товары/Товар") && !path.contains("Подчиненн") {
                .documentLines
            } else if path.hasSuffix("Классификатор/Группы/Группа") || path.hasSuffix("/Группа/Группы/Группа") {
                .groups
            } else {
                nil
            }
        if let counter { counts[counter, default: 0] += 1 }
    }

    private static func starts(_ text: String, _ scalars: [UInt16], _ index: Int) -> Bool {
        scalars[index...].starts(with: text.utf16)
    }

    private static func find(_ text: String, in scalars: [UInt16], from index: Int) -> Int? {
        guard let first = text.utf16.first else { return nil }
        var index = index
        while index < scalars.count {
            if scalars[index] == first, starts(text, scalars, index) { return index }
            index += 1
        }
        return nil
    }

    private static func after(_ text: String, in scalars: [UInt16], from index: Int) -> Int {
        find(text, in: scalars, from: index).map { $0 + text.utf16.count } ?? scalars.count
    }

    /// Behind the «>» that ends a tag, quoted ones passed over.
    private static func endOfTag(in scalars: [UInt16], from start: Int) -> Int {
        var quote: UInt16?
        for index in start..<scalars.count {
            let unit = scalars[index]
            if let open = quote {
                if unit == open { quote = nil }
            } else if unit == 0x22 || unit == 0x27 {
                quote = unit
            } else if unit == 0x3E {
                return index + 1
            }
        }
        return scalars.count
    }
}

/// Text of a document by its mark or label.
func decoded(_ data: Data) -> String? {
    if data.starts(with: [0xFF, 0xFE]) { return String(data: data, encoding: .utf16) }
    let head = String(decoding: data.prefix(200), as: UTF8.self).lowercased()
    return String(data: data, encoding: head.contains("1251") ? .windowsCP1251 : .utf8)
}
