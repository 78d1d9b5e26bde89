import Foundation

/// Lets two or three instances start at once over one inbox, and kills one of them in every other round: one works,
/// the others end with 3, and every file is applied once.
struct InstancesMode: Sendable {
    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    func run() throws {
        let drops = (1...50).map { number in
            Drop(
                "inbound", "import-\(number).xml",
                ExchangeDocument.catalogue([("g\(number)", "Товар \(number)")], at: "2024-11-20T10:00:00"))
        }
        // One round after the other: the rivals shall start at the same moment, and not wait for a processor.
        for round in 0..<(laboratory.isLong ? 60 : 3) {
            var chance = Chance(laboratory.seed &+ UInt64(round))
            let kill = Disturbance.failpoint(
                ["inbox.claimed", "file.received", "file.applied", "kept.moved"].randomElement(using: &chance) ?? "",
                .kill, Int.random(in: 1...50, using: &chance))
            let rivals = round.isMultiple(of: 2) ? 3 : 2
            let disturbance = round.isMultiple(of: 2) ? .none : kill
            let (findings, kills) = try live(drops, rivals: rivals, disturbance)
            tally.note(
                .instances, kills: kills, violations: findings,
                reproduction: "\(rivals) instances over 50 files, one of them: \(disturbance.text)")
        }
    }

    private func live(
        _ drops: [Drop], rivals: Int, _ disturbance: Disturbance
    ) throws -> (findings: [String], kills: Int) {
        try laboratory.withFolder(before: .first) { folder in
            try folder.drop(drops)
            // With the pause between two looks, so that the first still works when the last one starts.
            let started = try (0..<rivals).map { number in
                try laboratory.obmen.start(
                    folder, number == 0 ? disturbance : .none, pauses: true, name: "run-\(number)")
            }
            let endings = started.map { $0.wait() }
            let kills = endings.count(where: \.wasKilled)
            let done = endings.count { $0.code == 0 }
            let locked = endings.count { $0.code == 3 }
            var findings: [String] = []
            if done + kills != 1 || locked != rivals - 1 {
                findings.append("they ended so: \(endings.map(\.text))")
            }
            findings += try laboratory.recover(folder)
            let rows = try laboratory.obmen.ledger(folder)
            findings += Judge.keptWrong(folder, drops) + Judge.ledgerWrong(folder, drops, rows, fates: [:])
            findings += try laboratory.obmen.audit(folder, quick: !laboratory.isLong)
            return (findings, kills)
        }
    }
}
