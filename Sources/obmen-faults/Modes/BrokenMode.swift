import Synchronization

/// Shows that the checks have teeth: three programs with a mistake in them, each of which has to be caught.
struct BrokenMode: Sendable {
    private static let variants = ["remove-before-commit", "no-fsync", "mark-before-apply"]

    /// Where a kill meets those mistakes, and some more where it does not.
    private static let failpoints = ["spool.synced", "file.attempted", "file.read", "kept.moved"]

    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    func run() throws {
        let caught = Mutex<[String: [String]]>([:])
        // A kill loses nothing that was not forced to the disk, so it cannot show that nothing is.
        let tries = Self.variants.filter { $0 != "no-fsync" }.flatMap { variant in
            Self.failpoints.map { (variant, Disturbance.failpoint($0, .kill, 1)) }
        }
        laboratory.each(tries) { variant, disturbance in
            let life = laboratory.live(from: .second, [.second: [disturbance]], broken: variant)
            tally.note(.broken, kills: life.endings.count(where: \.wasKilled))
            if let finding = life.findings.first {
                caught.withLock { $0[variant, default: []].append("\(disturbance.text): \(finding)") }
            }
        }
        for variant in Self.variants {
            let findings = try OrderMode(laboratory, tally).follow(.second, broken: variant).log.findings
            let all = caught.withLock { $0[variant, default: []] } + (findings.isEmpty ? [] : ["order: \(findings[0])"])
            tally.note(
                .broken, violations: all.isEmpty ? ["was not caught: the checks have no teeth"] : [],
                reproduction: "OBMEN_BROKEN=\(variant)")
            tally.remark(
                .broken, "\(variant): caught in \(all.count) ways; \(all.first ?? "")")
        }
    }
}
