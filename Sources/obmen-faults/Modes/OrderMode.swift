/// Looks at the order of calls to the system: nothing is let go, and nothing gets its name, before what stands for it
/// is on the disk.
///
/// Undisturbed, and after a kill: what the killed run had not forced to the disk the next one has to.
struct OrderMode: Sendable {
    private static let calls = [
        "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "renameat2", "unlink", "unlinkat", "mkdir",
        "mkdirat"
    ]

    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    func run() {
        var chance = Chance(laboratory.seed &+ 2)
        var plans: [(Laboratory.Step, Disturbance)] = Laboratory.Step.allCases.map { ($0, .none) }
        for call in [SystemCall.fsync, .fdatasync] {
            let ordinals = laboratory.profiles[.second]?.ordinals[call] ?? []
            let chosen = ordinals.sample(laboratory.isLong ? ordinals.count : 3, &chance)
            plans += chosen.map { (.second, .killAt(call, $0)) }
        }
        laboratory.each(plans) { step, disturbance in
            var kills = 0
            var findings: [String]
            do {
                let log: DurabilityLog
                (log, kills) = try follow(step, disturbance)
                findings = log.findings
                if log.checks == 0 { findings.append("the log tells of nothing that could be checked") }
                if kills == 0 { tally.remark(.order, "\(step.title): \(log.checks) removals and new names looked at") }
            } catch {
                findings = ["\(error)"]
            }
            tally.note(
                .order, kills: kills, violations: findings,
                reproduction: "\(step.title): \(disturbance.text)" + (kills > 0 ? ", then undisturbed" : ""))
        }
    }

    /// Runs a step, again where it was killed, and follows the logs.
    func follow(
        _ step: Laboratory.Step, _ disturbance: Disturbance = .none, broken: String? = nil
    ) throws -> (log: DurabilityLog, kills: Int) {
        try laboratory.withFolder(before: step) { folder in
            try folder.drop(step.drops)
            var log = DurabilityLog(root: folder.root)
            var ending = try laboratory.obmen.run(folder, disturbance, broken: broken, tracing: Self.calls)
            log.follow(folder.trace)
            let kills = ending.wasKilled ? 1 : 0
            if kills == 1 {
                ending = try laboratory.obmen.run(folder, broken: broken, tracing: Self.calls)
                log.follow(folder.trace)
            }
            guard let code = ending.code, code <= 1 else { throw LaboratoryError(text: "the run: \(ending.text)") }
            log.end()
            return (log, kills)
        }
    }
}
