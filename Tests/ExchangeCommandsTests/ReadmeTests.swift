import ArgumentParser
@testable import ExchangeCommands
import Foundation
import Testing

/// The two READMEs say the same, and what they tell to run can be run.
struct ReadmeTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: name), encoding: .utf8)
    }

    /// The blocks of a language, without comments.
    private func blocks(_ language: String, of name: String) throws -> [[String]] {
        try text(name).matches(of: /(?s)```([a-z]*)\n(.*?)```/).filter { $0.output.1 == language }.map { block in
            block.output.2.split(separator: "\n").map { line in
                String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
            }
        }
    }

    @Test func `both languages have the same commands and the same configuration`() throws {
        for language in ["sh", "toml"] {
            let english = try blocks(language, of: "README.md")
            #expect(!english.isEmpty)
            #expect(try blocks(language, of: "README.ru.md") == english, "\(language)")
        }
    }

    @Test func `both languages have the same chapters and tables`() throws {
        let shapes = try ["README.md", "README.ru.md"].map { name in
            try text(name).split(separator: "\n").compactMap { line -> String? in
                if line.hasPrefix("## ") { return "##" }
                if line.hasPrefix("* ") { return "*" }
                return line.hasPrefix("|") ? "|" : nil
            }
        }
        #expect(shapes[0] == shapes[1])
    }

    @Test func `every command of the README is understood, and none is left out`() throws {
        var known = Set(
            ObmenCommand.configuration.subcommands.filter { $0.configuration.shouldDisplay }
                .compactMap { $0.configuration.commandName })
        for line in try blocks("sh", of: "README.md").joined() {
            let words = line.split(separator: " ").map(String.init)
            guard let start = words.firstIndex(of: "obmen"), words.first == "obmen" || words.first == "sudo",
                !words.contains("swift")
            else { continue }
            let arguments = Array(words[(start + 1)...]).filter { $0 != "obmen" }
            guard let command = arguments.first, !["enable", "disable"].contains(command) else { continue }
            if words.contains("systemctl") { continue }
            #expect(throws: Never.self, "\(line)") { try ObmenCommand.parseAsRoot(arguments) }
            known.remove(command)
        }
        #expect(known.isSubset(of: ["demo"]), "not in the README: \(known)")
    }

    @Test func `links lead to files`() throws {
        let pages =
            ["README.md", "README.ru.md", "CHANGELOG.md"]
            + (try FileManager.default.contentsOfDirectory(atPath: Self.package.appending(path: "docs").path)
                .filter { $0.hasSuffix(".md") }.map { "docs/\($0)" })
        for page in pages {
            let home = Self.package.appending(path: page).deletingLastPathComponent()
            for link in try text(page).matches(of: /\]\(([^)#]+)\)/).map({ String($0.output.1) })
            where !link.hasPrefix("http") {
                #expect(FileManager.default.fileExists(atPath: home.appending(path: link).path), "\(page): \(link)")
            }
        }
    }

    @Test func `the newest change has the version of the program`() throws {
        let newest = try #require(try text("CHANGELOG.md").firstMatch(of: /## (\d+\.\d+\.\d+)/))
        #expect(String(newest.output.1) == ObmenCommand.version)
    }
}
