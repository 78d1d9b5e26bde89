/// Lets one call to the system fail, as disks, networks and other programs make it fail; then the program is run
/// undisturbed and has to finish everything.
struct ErrorMode: Sendable {
    private static let errors = [
        "EIO", "ENOSPC", "EACCES", "EROFS", "ESTALE", "EBUSY", "EMFILE", "EINTR", "EAGAIN"
    ]

    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    private struct Plan: Sendable {
        let step: Laboratory.Step
        let disturbance: Disturbance
    }

    func run() {
        var chance = Chance(laboratory.seed &+ 1)
        laboratory.each(callPlans(&chance) + failpointPlans(&chance)) { plan in
            let life = laboratory.live(from: plan.step, [plan.step: [plan.disturbance]])
            var hasHit = life.wasInjected
            if case .failpoint = plan.disturbance { hasHit = (life.endings.first?.code ?? 0) > 1 }
            tally.note(
                .errors, errors: hasHit ? 1 : 0, violations: life.findings,
                reproduction: "\(plan.step.title): \(plan.disturbance.text); it ended with "
                    + (life.endings.first?.text ?? "nothing"))
        }
    }

    /// Every call gets errors in turn: so each error meets each kind of call, and no two neighbours get the same.
    private func callPlans(_ chance: inout Chance) -> [Plan] {
        var plans: [Plan] = []
        var turn = Int.random(in: 0..<Self.errors.count, using: &chance)
        for step in Laboratory.Step.allCases where laboratory.isLong || step == .second {
            for call in SystemCall.failed {
                let ordinals = laboratory.profiles[step]?.ordinals[call] ?? []
                let most = laboratory.isLong ? 90 : 2
                for time in ordinals.sample(most, &chance) {
                    turn += 1
                    plans.append(
                        Plan(step: step, disturbance: .failAt(call, Self.errors[turn % Self.errors.count], time)))
                }
            }
            for error in laboratory.isLong ? Self.errors : ["EIO"] {
                for call in [SystemCall.openat, .write, .fsync] {
                    plans.append(
                        Plan(step: step, disturbance: .failAt(call, error, 1, on: Disturbance.letterbox)))
                }
            }
        }
        return plans
    }

    private func failpointPlans(_ chance: inout Chance) -> [Plan] {
        let actions: [Disturbance.FailpointAction] = [.eio, .enospc]
        let all = KillMode.failpoints.flatMap { name in
            actions.flatMap { action in
                (1...3).map { Plan(step: .second, disturbance: .failpoint(name, action, $0)) }
            }
        }
        return laboratory.isLong ? all : all.sample(6, &chance)
    }
}
