import Foundation
import Ledger
import TestSupport
import Testing

@Suite struct BadInputTests {
    /// Lies beside every case; whatever becomes of that one, this is taken.
    private static let companion = "ID;Имя;Рабочий телефон\n77;Сосед;+7 900 000-00-77\n"

    @Test(arguments: BadInput.all) func `ends as the catalogue says, and nothing else is hindered`(
        _ input: BadInput
    ) async throws {
        let exchange = try BadExchange()
        try input.make(exchange)
        let judged = try #require(exchange.judged)
        try exchange.outbound(Self.companion, as: "сосед.csv")
        let run = try await exchange.round()
        try #require(run.code < 128, "\(input) ended the program: \(run.output)")

        let files = try exchange.read { try $0.files() }
        let neighbour = files.last { $0.name == "сосед.csv" }
        #expect(neighbour?.state == .applied && neighbour?.created == 1, "\(input) hinders: \(run.output)")

        let found = files.last { $0.name == judged.name && $0.side == judged.side }
        #expect(
            try outcome(of: found, judged, exchange, run, expected: input.outcome) == input.outcome, "\(run.output)")
        switch input.outcome {
        case .refused, .held:
            let row = try #require(found)
            let half = try exchange.read { try $0.changes(ofFile: row.id, limit: 1) }
            #expect(half.isEmpty, "half of it was applied")
            let pages = exchange.files.names(in: "watch/quarantine").filter { $0.hasSuffix(".почему.html") }
            #expect(pages.contains { $0.hasPrefix(String(format: "%07d-", row.id)) }, "no page among \(pages)")
        case .left, .ignored, .waits: #expect(exchange.lies(judged) && found == nil)
        case .gone: #expect(found == nil)
        case .applied, .appliedBeside, .partly, .repeated: break
        }
        try input.check?(exchange)
        let audit = try await exchange.run("audit", "--quick", "--root", exchange.root)
        #expect(audit.code == 0, "\(input): \(audit.output)")
        let waiting = try exchange.read { try $0.outgoingCounts()[.held, default: 0] }
        #expect(run.code == (Self.isClean(input.outcome) && waiting == 0 ? 0 : 1), "\(run.output)")
    }

    @Test func `has every case of the catalogue`() {
        let counts = ["X": 44, "N": 20, "Z": 36, "C": 28, "P": 30, "T": 14, "B": 34]
        let wanted = counts.flatMap { letter, count in (1...count).map { letter + String(format: "%02d", $0) } }
        let known = Set(BadInput.all.map { String($0.id.prefix(3)) })
        #expect(Set(wanted).subtracting(known).sorted() == [])
        #expect(Set(BadInput.all.map(\.id)).count == BadInput.all.count, "a number is given twice")
    }

    @Test func `docs say what the table says`() throws {
        let path = BadExchange.package.appending(path: "docs/bad-input.md")
        let text = BadInputTable.markdown
        if ProcessInfo.processInfo.environment["OBMEN_WRITE_DOCS"] != nil { try Data(text.utf8).write(to: path) }
        #expect(try String(contentsOf: path, encoding: .utf8) == text)
    }

    /// What really became of it.
    private func outcome(
        of row: FileRow?, _ judged: BadExchange.Delivery, _ exchange: BadExchange, _ run: BadExchange.Run,
        expected: BadInput.Outcome
    ) throws -> BadInput.Outcome {
        guard let row else {
            // What is left is told of on the console, by its code or by its name.
            if case .left(let code) = expected { return run.output.contains(code) ? .left(code) : .ignored }
            guard exchange.lies(judged) else { return .gone }
            return expected == .waits ? .waits : .ignored
        }
        switch row.state {
        case .applied:
            if case .appliedBeside(let code) = expected, run.output.contains(code) { return expected }
            if row.rejected > 0 { return .partly(row.issueCode ?? "") }
            return .applied(row.issueCode)
        case .refused: return .refused(row.issueCode ?? "")
        case .duplicate: return .repeated
        case .received: return .held(row.issueCode ?? "")
        }
    }

    private static func isClean(_ outcome: BadInput.Outcome) -> Bool {
        switch outcome {
        case .applied, .repeated, .ignored, .gone, .waits: true
        case .appliedBeside, .partly, .refused, .held, .left: false
        }
    }
}
