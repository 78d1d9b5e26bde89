/// Kills the program wherever two durable facts have something between them: at its failpoints, at calls to the
/// system, and several times in one history.
struct KillMode: Sendable {
    /// All failpoints of the program.
    ///
    /// One that never comes in the scenario is a violation: so this list cannot rot.
    static let failpoints = [
        "inbox.claimed", "spool.copied", "spool.synced", "file.received", "file.attempted", "file.read",
        "file.applied", "refusal.explained", "file.refused", "kept.moved", "kept.synced", "kept.journalled",
        "kept.removed", "kept.settled", "journal.appended", "orders.written", "orders.decided", "letterbox.ready",
        "letterbox.renamed", "letterbox.placed", "reports.written", "pack.written", "pack.decided", "pack.named",
        "pack.published", "round.finished"
    ]

    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    private struct Plan: Sendable {
        let beginning: Laboratory.Step
        let disturbances: [Laboratory.Step: [Disturbance]]
    }

    func run() {
        var chance = Chance(laboratory.seed)
        killAtFailpoints()
        let calls = callPlans(&chance)
        let repeated = (0..<(laboratory.isLong ? 150 : 4)).map { _ in repeatedPlan(&chance) }
        laboratory.each(calls + repeated) { try_($0) }
    }

    /// Each failpoint, the first time, the second …, until the program comes to its end.
    private func killAtFailpoints() {
        let steps: [Laboratory.Step] = laboratory.isLong ? [.first, .second] : [.second]
        let limit = laboratory.isLong ? 1_000 : 1
        laboratory.each(steps.flatMap { step in Self.failpoints.map { (step, $0) } }) { step, name in
            for time in 1...limit {
                let plan = Plan(beginning: step, disturbances: [step: [.failpoint(name, .kill, time)]])
                if try_(plan) { continue }
                if time == 1 {
                    tally.note(
                        .kills, violations: ["the failpoint never came"], reproduction: "\(name), \(step.title)")
                }
                return
            }
        }
    }

    /// Calls of both steps: all, or a sample of each name.
    private func callPlans(_ chance: inout Chance) -> [Plan] {
        var plans: [Plan] = []
        for step in Laboratory.Step.allCases where laboratory.isLong || step == .second {
            for call in SystemCall.killed {
                let ordinals = laboratory.profiles[step]?.ordinals[call] ?? []
                // SQLite writes page after page; every second one will do.
                let many = call == .pwrite64 ? ordinals.count / 2 : ordinals.count
                for time in ordinals.sample(laboratory.isLong ? many : 2, &chance) {
                    plans.append(Plan(beginning: step, disturbances: [step: [.killAt(call, time)]]))
                }
            }
            for call in [SystemCall.openat, .write, .fsync] {
                let kill = Disturbance.killAt(call, 1, on: Disturbance.letterbox)
                plans.append(Plan(beginning: step, disturbances: [step: [kill]]))
            }
        }
        return plans
    }

    /// Two to four kills; at most two in one step, because a file whose reading ended the program three times is
    /// refused on purpose.
    private func repeatedPlan(_ chance: inout Chance) -> Plan {
        var disturbances: [Laboratory.Step: [Disturbance]] = [:]
        for step in Laboratory.Step.allCases {
            for _ in 0..<Int.random(in: 1...2, using: &chance) {
                let profile = laboratory.profiles[step]?.ordinals ?? [:]
                let calls = SystemCall.killed.filter { profile[$0]?.isEmpty == false }
                guard let call = calls.randomElement(using: &chance),
                    let time = profile[call]?.randomElement(using: &chance)
                else { continue }
                disturbances[step, default: []].append(.killAt(call, time))
            }
        }
        return Plan(beginning: .first, disturbances: disturbances)
    }

    /// - Returns: whether a kill hit.
    @discardableResult
    private func try_(_ plan: Plan) -> Bool {
        let life = laboratory.live(from: plan.beginning, plan.disturbances)
        let kills = life.endings.count(where: \.wasKilled)
        guard kills > 0 || !life.findings.isEmpty else { return false }
        let text = Laboratory.Step.allCases.compactMap { step in
            plan.disturbances[step].map { "\(step.title): \($0.map(\.text).joined(separator: ", then "))" }
        }
        tally.note(
            .kills, kills: kills, violations: life.findings, reproduction: text.joined(separator: "; "))
        return kills > 0
    }
}
