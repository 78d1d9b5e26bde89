internal import ExchangeModel
internal import TOMLKit

/// Takes values out of a table and says where one is wrong.
struct TableReader {
    let file: String
    let text: String
    /// The table that is being read: `bitrix24.stages`.
    private var section: [String] = []

    init(file: String, text: String) {
        self.file = file
        self.text = text
    }

    mutating func read(
        _ table: TOMLTable, _ path: String, _ body: (String, inout TableReader) throws -> Void
    ) throws {
        for key in table.keys.sorted() { try body(key, &self) }
    }

    mutating func read(
        _ table: TOMLTable, _ key: String, _ body: (String, TOMLTable, inout TableReader) throws -> Void
    ) throws {
        guard let inner = table[key]?.table else { throw wrong(key, "[\(key)]") }
        section.append(key)
        defer { section.removeLast() }
        for name in inner.keys.sorted() { try body(name, inner, &self) }
    }

    func string(_ table: TOMLTable, _ key: String) throws -> String {
        guard let value = table[key]?.string else { throw wrong(key, "\"…\"") }
        return value
    }

    func strings(_ table: TOMLTable, _ key: String) throws -> [String] {
        guard let array = table[key]?.array else { throw wrong(key, "[\"…\"]") }
        return try array.map { value in
            guard let text = value.string else { throw wrong(key, "[\"…\"]") }
            return text
        }
    }

    func tables(_ table: TOMLTable, _ key: String) throws -> [TOMLTable] {
        guard let array = table[key]?.array else { throw wrong(key, "[[\(key)]]") }
        return try array.map { value in
            guard let inner = value.table else { throw wrong(key, "[[\(key)]]") }
            return inner
        }
    }

    func flag(_ table: TOMLTable, _ key: String) throws -> Bool {
        guard let value = table[key]?.bool else { throw wrong(key, "true, false") }
        return value
    }

    /// Days, minutes, per cent: more than a lifetime of them is a slip, and would leave the calendar.
    func integer(_ table: TOMLTable, _ key: String, from least: Int) throws -> Int {
        try integer(table, key, in: least...100_000)
    }

    func integer(_ table: TOMLTable, _ key: String, in range: ClosedRange<Int>) throws -> Int {
        guard let value = table[key]?.int, range.contains(value) else {
            throw wrong(key, "\(range.lowerBound)…\(range.upperBound)")
        }
        return value
    }

    /// A number, or a text that is one: a fraction would not be exact.
    func decimal(_ table: TOMLTable, _ key: String) throws -> ExactDecimal {
        let text = table[key]?.int.map { String($0) } ?? table[key]?.string
        guard let value = text.flatMap({ ExactDecimal($0) }), !value.isNegative else {
            throw wrong(key, "5000, \"2.5\"")
        }
        return value
    }

    func unknown(_ name: String) -> ConfigurationError {
        let key = (section + [name]).joined(separator: ".")
        return ConfigurationError(
            file: file, line: line(of: name), key: key,
            message: LocalizedText(
                russian: "Неизвестный ключ «\(key)».", english: "Unknown key “\(key)”."))
    }

    func wrong(_ name: String, _ expected: String) -> ConfigurationError {
        let key = (section + [name]).joined(separator: ".")
        return ConfigurationError(
            file: file, line: line(of: name), key: key,
            message: LocalizedText(
                russian: "Значение «\(key)» не подходит; ожидается: \(expected).",
                english: "The value of “\(key)” does not fit; expected: \(expected)."))
    }

    /// The line on which a key of the open table stands; TOMLKit does not tell.
    private func line(of name: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        let header = section.isEmpty ? 0 : (lines.firstIndex(of: "[\(section.joined(separator: "."))]") ?? 0)
        let found = lines[header...].firstIndex { line in
            line.hasPrefix("\(name)=") || line == "[\((section + [name]).joined(separator: "."))]"
        }
        return (found ?? header) + 1
    }
}
