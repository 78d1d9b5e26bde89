import Foundation
import Synchronization

/// What was done and found, by mode; told at the end.
final class Tally: Sendable {
    private struct Counts {
        var histories = 0
        var kills = 0
        var errors = 0
        var violations = 0
        var seconds = 0.0
        var remarks: [String] = []
    }

    private let counts = Mutex<[Mode: Counts]>([:])

    var hasViolations: Bool { counts.withLock { $0.values.contains { $0.violations > 0 } } }

    /// Counts a history, and says at once what was wrong with it and how to see it again.
    func note(_ mode: Mode, kills: Int = 0, errors: Int = 0, violations: [String] = [], reproduction: String = "") {
        counts.withLock { counts in
            counts[mode, default: Counts()].histories += 1
            counts[mode, default: Counts()].kills += kills
            counts[mode, default: Counts()].errors += errors
            let histories = counts[mode]?.histories ?? 0
            if histories.isMultiple(of: 100) {
                print("… \(mode.rawValue): \(histories) histories")
                fflush(nil)
            }
            guard !violations.isEmpty else { return }
            counts[mode, default: Counts()].violations += 1
            print("✗ \(mode.rawValue): \(reproduction)")
            for violation in violations.prefix(8) { print("    \(violation)") }
            if violations.count > 8 { print("    … and \(violations.count - 8) more") }
            fflush(nil)
        }
    }

    /// A sentence about a mode, for the end.
    func remark(_ mode: Mode, _ text: String) {
        counts.withLock { $0[mode, default: Counts()].remarks.append(text) }
    }

    func end(_ mode: Mode, seconds: Double) {
        counts.withLock { $0[mode, default: Counts()].seconds = seconds }
    }

    func printTable(seed: UInt64) {
        counts.withLock { counts in
            print("mode       histories  kills that hit  errors that hit  violations  seconds")
            for mode in Mode.allCases {
                guard let row = counts[mode] else { continue }
                let columns = [
                    (row.histories, 9), (row.kills, 16), (row.errors, 17), (row.violations, 12),
                    (Int(row.seconds.rounded()), 9)
                ]
                let text = columns.map { number, width in
                    String(repeating: " ", count: max(1, width - String(number).count)) + String(number)
                }.joined()
                print(mode.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0) + text)
                for remark in row.remarks { print("           \(remark)") }
            }
            print("seed \(seed)")
        }
    }
}
