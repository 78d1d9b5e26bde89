import ExchangeEngine
import ExchangeModel
import Foundation
import TestSupport
import Testing

@testable import CRMFiles

struct ConfigurationTests {
    private func refusal(_ text: String) throws -> ConfigurationError {
        try #require(throws: ConfigurationError.self) { try ExchangeConfiguration(toml: text, file: "obmen.toml") }
    }

    @Test(arguments: [
        ("language = \"ru\"\nlangauge = \"ru\"\n", 2, "langauge"), ("\n\n[send]\nstok = true\n", 4, "send.stok"),
        ("[bitrix24]\n# pipline\npipline = \"Опт\"\n", 3, "bitrix24.pipline"), ("[sned]\nstock = true\n", 1, "sned")
    ])
    func `names the line of a key that it does not know`(text: String, line: Int, key: String) throws {
        let error = try refusal(text)
        #expect(error.file == "obmen.toml")
        #expect(error.line == line)
        #expect(error.key == key)
        #expect(error.message.russian.contains(key))
    }

    @Test(arguments: [
        ("crm = [\"siebel\"]\n", 1), ("language = \"ru\"\ninterval_seconds = 0\n", 2), ("language = \"de\"\n", 1),
        ("crm = \"bitrix24\"\n", 1), ("\n[send]\nstock = \"yes\"\n", 3), ("[bitrix24]\nunits = [1]\n", 2),
        ("[bitrix24.stages]\npayed = \"NEW\"\n", 2), ("send = true\n", 1), ("price_type = 5\n", 1)
    ])
    func `names the line of a value that does not fit`(text: String, line: Int) throws {
        let error = try refusal(text)
        #expect(error.line == line)
        #expect(error.message.russian.contains("ожидается"))
    }

    @Test func `names the line that is not TOML`() throws {
        #expect(try refusal("language = \"ru\"\ncrm = = 1\n").line == 2)
    }

    @Test func `takes an empty configuration for the defaults`() throws {
        #expect(try ExchangeConfiguration(toml: "", file: "obmen.toml") == ExchangeConfiguration())
    }

    @Test(arguments: [["bitrix24"], ["amocrm"], ["bitrix24", "amocrm"]])
    func `writes a template that says the defaults`(crms: [String]) throws {
        var configuration = try ExchangeConfiguration(
            toml: ExchangeConfiguration.template(crms: crms), file: "obmen.toml")
        #expect(configuration.language == .russian)
        #expect(configuration.settings["bitrix24"]?.stages == Bitrix24.systemStages)
        #expect(configuration.settings["amocrm"]?.stages == AmoCRM.systemStages)
        var expected = ExchangeConfiguration()
        expected.crms = crms
        expected.language = .russian
        expected.settings = ["bitrix24": CRMSettings(), "amocrm": CRMSettings()]
        configuration.settings["bitrix24"]?.stages = [:]
        configuration.settings["amocrm"]?.stages = [:]
        #expect(configuration == expected)
    }

    @Test func `hands the switches on to every CRM`() throws {
        let configuration = try ExchangeConfiguration(
            toml: "[send]\nstock = true\nlegal_details = true\n[amocrm]\npipeline = \"Опт\"\n", file: "obmen.toml")
        for crm in CRMRegistry.ids {
            #expect(configuration.settings(of: crm).sendsStock)
            #expect(configuration.settings(of: crm).sendsLegalDetails)
        }
        #expect(configuration.settings(of: "amocrm").pipeline == "Опт")
        #expect(configuration.settings(of: "bitrix24").pipeline == "")
    }

    @Test func `refuses a file that is not UTF-8, and one without a word`() throws {
        let exchange = try TestExchange()
        for bytes in [inWindows1251("language = \"ru\" # Ж"), Array(" \n".utf8), []] {
            try Data(bytes).write(to: exchange.files.url.appending(path: "watch/obmen.toml"))
            #expect(throws: ConfigurationError.self) { try exchange.folder.loadConfiguration() }
        }
    }

    @Test(arguments: ["confirm_alert_days", "read_alert_minutes", "remind_days", "interval_seconds"])
    func `refuses numbers that would leave the calendar`(_ key: String) throws {
        let template = ExchangeConfiguration.template(crms: ["bitrix24"], profile: "ut11")
        let line = try #require(template.split(separator: "\n").first { $0.contains(key + " = ") })
        let huge = template.replacing(line, with: "\(key) = 9223372036854775807")
        #expect(throws: ConfigurationError.self) { try ExchangeConfiguration(toml: huge, file: "obmen.toml") }
    }
}
