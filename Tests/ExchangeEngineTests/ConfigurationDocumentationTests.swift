import ExchangeEngine
import ExchangeModel
import Foundation
import Testing

/// The reader, the file that `init` writes and docs/configuration.md know the same keys.
struct ConfigurationDocumentationTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let sections = ConfigurationSchema.sections(crms: ["bitrix24", "amocrm"], profile: "ut11")

    @Test func `documents every key`() throws {
        let path = Self.package.appending(path: "docs/configuration.md")
        if ProcessInfo.processInfo.environment["OBMEN_WRITE_DOCS"] != nil {
            try ConfigurationSchema.page().write(to: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: path, encoding: .utf8) == ConfigurationSchema.page())
    }

    @Test func `reads every key alone, and it says the default`() throws {
        for section in Self.sections {
            for key in section.keys where !section.name.hasSuffix("stages") {
                let head = section.name.isEmpty ? "" : "[\(section.name)]\n"
                var read = try ExchangeConfiguration(toml: "\(head)\(key.name) = \(key.value)\n", file: "obmen.toml")
                read.language = nil
                read.settings = [:]
                #expect(read == ExchangeConfiguration(), "\(section.name).\(key.name)")
            }
        }
    }

    @Test func `leaves out no key that is read`() throws {
        let source = try String(
            contentsOf: Self.package.appending(
                path: "Sources/ExchangeEngine/Configuration/ExchangeConfiguration.swift"), encoding: .utf8)
        let names = Set(
            Self.sections.flatMap { $0.keys.map(\.name) + $0.name.split(separator: ".").map(String.init) })
        // What a rule and a tier are made of, said in the words about them.
        let inner: Set = ["rules", "channel", "campaign", "region", "person"]
        let read = source.matches(of: /case "([a-z0-9_]+)"/).map { String($0.output.1) }
        #expect(read.count > 40)
        for name in read { #expect(names.contains(name) || inner.contains(name), "\(name)") }
    }

    @Test func `the folder in the repository has the file that init writes`() throws {
        let text = try String(contentsOf: Self.package.appending(path: "watch/obmen.toml"), encoding: .utf8)
        #expect(text == ExchangeConfiguration.template(crms: ["bitrix24", "amocrm"]))
    }

    @Test func `writes the file with English comments`() throws {
        let text = ExchangeConfiguration.template(crms: ["amocrm"], language: .english)
        let configuration = try ExchangeConfiguration(toml: text, file: "obmen.toml")
        #expect(configuration.language == .english)
        #expect(text.contains("# Stock of the warehouses."))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 125 || !$0.hasPrefix("#") })
    }
}
