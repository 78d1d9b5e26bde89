import ArgumentParser
@testable import ExchangeCommands
import ExchangeModel
import Testing

/// Help is for a person at a terminal: in one language, with lines that can be run.
struct HelpTests {
    static let commands: [any ParsableCommand.Type] = ObmenCommand.configuration.subcommands.flatMap {
        command -> [any ParsableCommand.Type] in
        command.configuration.subcommands.isEmpty ? [command] : command.configuration.subcommands
    }

    @Test func `every command has an example that is understood`() throws {
        for command in Self.commands + [ObmenCommand.self] {
            let lines = command.configuration.discussion.split(separator: "\n").filter { $0.hasPrefix("  obmen ") }
            #expect(!lines.isEmpty, "\(command)")
            for line in lines {
                // What follows is the shell's.
                let words = line.split(separator: " ").prefix { !["|", ">"].contains($0) }.dropFirst().map(String.init)
                #expect(throws: Never.self, "\(line)") { try ObmenCommand.parseAsRoot(words) }
            }
        }
    }

    @Test func `help has one language`() {
        for command in Self.commands {
            let help = command.helpMessage()
            #expect(!help.contains(" · "), "\(command)")
            #expect(help.contains("Пример") != help.contains("Example"), "\(command)")
        }
    }

    @Test func `speaks of a kind of record in both languages`() {
        for kind in RecordKind.allCases {
            let title = kind.title
            #expect(!title.russian.isEmpty && !title.english.isEmpty && title.russian != title.english)
        }
    }
}
