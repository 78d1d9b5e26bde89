import TestSupport
import Testing

@testable import ExchangeEngine

/// Writers of every kind against the settle rule, on a clock of our own.
struct SettlingTests {
    private static let second = 1_000_000_000

    /// What a look shows of a file: its size and when it was last written, both of the writer's making.
    private struct Look: Equatable {
        var size: Int
        var modified: Int
    }

    @Test func `takes a file that stayed as it is in three looks and long enough`() {
        var settling = Settling<String, Look>(quiet: 10 * Self.second)
        let file = (name: "a", look: Look(size: 5, modified: 1), isEmpty: false)
        #expect(settling.observe([file], at: 0).isEmpty)
        #expect(settling.observe([file], at: 9 * Self.second).isEmpty)
        #expect(settling.observe([file], at: 10 * Self.second).map(\.name) == ["a"])
    }

    @Test func `does not go by time alone: after a pause of ours it looks three times`() {
        var settling = Settling<String, Look>(quiet: 10 * Self.second)
        let file = (name: "a", look: Look(size: 5, modified: 1), isEmpty: false)
        #expect(settling.observe([file], at: 0).isEmpty)
        #expect(settling.observe([file], at: 3_600 * Self.second).isEmpty)
        #expect(!settling.observe([file], at: 3_601 * Self.second).isEmpty)
    }

    @Test func `begins anew when a file changes, goes away or is another one`() {
        var settling = Settling<String, Look>(quiet: Self.second)
        for moment in 0..<50 {
            let look = Look(size: 5, modified: moment / 2)
            #expect(settling.observe([("a", look, false)], at: moment * Self.second).isEmpty)
        }
        _ = settling.observe([], at: 51 * Self.second)
        #expect(!settling.isWaiting)
        #expect(settling.observe([("a", Look(size: 5, modified: 24), false)], at: 52 * Self.second).isEmpty)
    }

    @Test func `gives an empty file ten minutes to be filled`() {
        var settling = Settling<String, Look>(quiet: Self.second)
        let file = (name: "a", look: Look(size: 0, modified: 1), isEmpty: true)
        for moment in 0..<600 { #expect(settling.observe([file], at: moment * Self.second).isEmpty) }
        #expect(!settling.observe([file], at: 600 * Self.second).isEmpty)
    }

    /// Steps of a writer: after how many seconds it writes how many bytes; it never pauses longer than the rule waits.
    @Test func `never takes a file between two writes of two thousand random writers, and always in the end`() {
        var random = SeededRandom(seed: 20_261_125)
        let quiet = 10
        for writer in 0..<2_000 {
            let steps = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (pause: Int.random(in: 0..<quiet, using: &random), bytes: Int.random(in: 0...3, using: &random))
            }
            let end = steps.reduce(0) { $0 + $1.pause }
            let preallocates = Bool.random(using: &random)
            let keepsTimes = Bool.random(using: &random)
            let whole = 1 + steps.reduce(0) { $0 + $1.bytes }
            var settling = Settling<Int, Look>(quiet: quiet * Self.second)
            var taken: Int?
            var moment = 0
            while moment < end + 1_000, taken == nil {
                var passed = 0
                var look = Look(size: preallocates ? whole : 1, modified: 0)
                for step in steps {
                    passed += step.pause
                    guard passed <= moment else { break }
                    if !preallocates { look.size += step.bytes }
                    look.modified = passed
                }
                // A copy that keeps the times of its original changes its size at least, or it looks whole from the
                // first moment on: then only the content tells (WholenessTests).
                if keepsTimes, !preallocates, steps.allSatisfy({ $0.bytes > 0 }) { look.modified = 7 }
                if !settling.observe([(0, look, false)], at: moment * Self.second).isEmpty { taken = moment }
                moment += Int.random(in: 1...4, using: &random)
            }
            guard let taken else {
                Issue.record("writer \(writer) was never taken")
                continue
            }
            #expect(taken >= end, "writer \(writer) was taken at \(taken), it wrote until \(end)")
            #expect(taken <= end + quiet + 3 * 4 + 4, "writer \(writer) waited too long")
        }
    }
}
