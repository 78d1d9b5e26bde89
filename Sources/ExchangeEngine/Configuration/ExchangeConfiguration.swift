public import CRMFiles
public import ExchangeModel
internal import SystemPackage
internal import TOMLKit

/// What `obmen.toml` says.
public struct ExchangeConfiguration: Sendable, Equatable {
    public var language: Language?
    /// Ids of the CRMs that get packs.
    public var crms = CRMRegistry.ids
    /// Name of the price type that goes to the CRM; empty: the retail one, else the first.
    public var priceType = ""
    public var sendsStock = false
    public var sendsLegalDetails = false
    /// Customers that 1C tells of go to the CRM.
    public var sendsCustomers = true
    /// Seconds between two rounds of `obmen run`.
    public var intervalSeconds = 300
    public var settings: [String: CRMSettings] = [:]

    public init() {}

    public func settings(of crm: String) -> CRMSettings {
        var settings = settings[crm] ?? CRMSettings()
        settings.sendsStock = sendsStock
        settings.sendsLegalDetails = sendsLegalDetails
        return settings
    }
}

/// The configuration is wrong; told before anything starts.
public struct ConfigurationError: Error, Sendable, Equatable {
    public let file: String
    /// From 1; 0 where the place is not known.
    public let line: Int
    public let key: String
    public let message: LocalizedText
}

extension ExchangeConfiguration {
    /// Reads the configuration; every key must be known, so that a misspelt switch is not silently off.
    public init(toml text: String, file: String) throws {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigurationError(
                file: file, line: error.source.begin.line, key: "",
                message: LocalizedText(
                    russian: "Это не TOML: \(error.description)", english: "Not TOML: \(error.description)"))
        }
        self.init()
        var reader = TableReader(file: file, text: text)
        try reader.read(table, "") { key, reader in
            switch key {
            case "language":
                let name = try reader.string(table, key)
                guard let language = Language(rawValue: name) else { throw reader.wrong(key, "ru, en") }
                self.language = language
            case "interval_seconds":
                intervalSeconds = try reader.integer(table, key, from: 1)
            case "crm":
                crms = try reader.strings(table, key)
                guard crms.allSatisfy(CRMRegistry.ids.contains) else {
                    throw reader.wrong(key, CRMRegistry.ids.joined(separator: ", "))
                }
            case "price_type": priceType = try reader.string(table, key)
            case "send":
                try reader.read(table, key) { key, inner, reader in
                    switch key {
                    case "stock": sendsStock = try reader.flag(inner, key)
                    case "legal_details": sendsLegalDetails = try reader.flag(inner, key)
                    case "customers_from_1c": sendsCustomers = try reader.flag(inner, key)
                    default: throw reader.unknown(key)
                    }
                }
            case Bitrix24.id, AmoCRM.id:
                settings[key] = try Self.crmSettings(table, key, &reader)
            default: throw reader.unknown(key)
            }
        }
    }

    private static func crmSettings(
        _ table: TOMLTable, _ crm: String, _ reader: inout TableReader
    ) throws -> CRMSettings {
        var settings = CRMSettings()
        try reader.read(table, crm) { key, inner, reader in
            switch key {
            case "responsible": settings.responsible = try reader.string(inner, key)
            case "pipeline": settings.pipeline = try reader.string(inner, key)
            case "code_field": settings.codeField = try reader.string(inner, key)
            case "article_field": settings.articleField = try reader.string(inner, key)
            case "units": settings.units = Set(try reader.strings(inner, key))
            case "stages":
                try reader.read(inner, key) { stage, names, reader in
                    guard let known = Order.Stage(rawValue: stage) else {
                        throw reader.wrong(
                            stage, Order.Stage.allCases.map(\.rawValue).joined(separator: ", "))
                    }
                    settings.stages[known] = try reader.string(names, stage)
                }
            default: throw reader.unknown(key)
            }
        }
        return settings
    }
}

/// Takes values out of a table and says where one is wrong.
private struct TableReader {
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

    func flag(_ table: TOMLTable, _ key: String) throws -> Bool {
        guard let value = table[key]?.bool else { throw wrong(key, "true, false") }
        return value
    }

    func integer(_ table: TOMLTable, _ key: String, from least: Int) throws -> Int {
        guard let value = table[key]?.int, value >= least else { throw wrong(key, "≥ \(least)") }
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
