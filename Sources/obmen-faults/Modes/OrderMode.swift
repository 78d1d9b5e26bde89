/// Looks at the order of calls to the system: nothing is let go, and nothing gets its name, before what stands for it
/// is on the disk.
struct OrderMode: Sendable {
    private static let calls = [
        "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "renameat2", "unlink", "unlinkat"
    ]

    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    func run() throws {
        for step in Laboratory.Step.allCases {
            let (findings, checks) = try follow(step)
            let none = checks == 0 ? ["the log tells of nothing that could be checked"] : []
            tally.note(.order, violations: findings + none, reproduction: "undisturbed \(step.title)")
            tally.remark(.order, "\(step.title): \(checks) removals and new names looked at")
        }
    }

    /// Runs a step and follows the log.
    func follow(_ step: Laboratory.Step, broken: String? = nil) throws -> (findings: [String], checks: Int) {
        try laboratory.withFolder(before: step) { folder in
            try folder.drop(step.drops)
            let ending = try laboratory.obmen.run(folder, broken: broken, tracing: Self.calls)
            guard let code = ending.code, code <= 1 else { return (["the run: \(ending.text)"], 0) }
            let log = DurabilityLog.follow(folder.trace, root: folder.root)
            return (log.findings, log.checks)
        }
    }
}
