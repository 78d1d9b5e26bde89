import Foundation
import Synchronization

/// Where histories happen: folders to begin with, the undisturbed reference, and how a history goes.
struct Laboratory: Sendable {
    /// The step of the scenario with which a history begins.
    enum Step: Int, CaseIterable, Sendable {
        case first, second

        var drops: [Drop] { self == .first ? Scenario.first : Scenario.second }
        var title: String { self == .first ? "first step" : "second step" }
    }

    /// A history that has been lived.
    struct Life {
        /// How the disturbed runs ended, in order.
        var endings: [Ending] = []
        /// Whether strace says that it injected its fault.
        var wasInjected = false
        /// A disturbed run was done without every file: one that cannot be opened is taken for one that is written.
        var isLate = false
        var findings: [String] = []
    }

    let obmen: Obmen
    let seed: UInt64
    let isLong: Bool
    let jobs: Int
    let judge: Judge
    /// What the program asks of the system in each step.
    let profiles: [Step: CallProfile]
    private let home: ScratchFolder
    private let beginnings: [Step: String]
    private let count = Counter()

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    init(obmen: Obmen, home: ScratchFolder, seed: UInt64, isLong: Bool, jobs: Int) throws {
        (self.obmen, self.home, self.seed, self.isLong, self.jobs) = (obmen, home, seed, isLong, jobs)
        let folder = TriedFolder(home: home.path + "/reference")
        try FileManager.default.createDirectory(atPath: folder.home, withIntermediateDirectories: true)
        try obmen.makeFolder(folder)
        var beginnings: [Step: String] = [:]
        var profiles: [Step: CallProfile] = [:]
        for step in Step.allCases {
            let beginning = home.path + "/before the \(step.title)"
            try FileManager.default.copyItem(atPath: folder.root, toPath: beginning)
            beginnings[step] = beginning
            try folder.drop(step.drops)
            // 1: the scenario has a damaged file in each step.
            let ending = try obmen.run(folder, tracing: SystemCall.allCases.map(\.rawValue))
            guard ending.code == 1 else { throw LaboratoryError(text: "undisturbed \(step.title): \(ending.text)") }
            profiles[step] = CallProfile(trace: folder.trace, root: folder.root)
        }
        (self.beginnings, self.profiles) = (beginnings, profiles)
        judge = Judge(obmen: obmen, reference: try Reference(folder, obmen))
        let dropped = Step.allCases.flatMap(\.drops)
        let findings = try judge.findings(folder, dropped: dropped)
        guard findings.isEmpty else {
            throw LaboratoryError(text: "the undisturbed history is wrong already: \(findings)")
        }
    }

    /// A folder as it is before a step; it goes away after `body`.
    func withFolder<Result>(before step: Step, _ body: (TriedFolder) throws -> Result) throws -> Result {
        let number = count.value.add(1, ordering: .relaxed).newValue
        let folder = TriedFolder(home: "\(home.path)/\(number)")
        try FileManager.default.createDirectory(atPath: folder.home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder.home) }
        return try body(try copy(of: step, to: folder))
    }

    /// Fills a folder with what is there before a step.
    func copy(of step: Step, to folder: TriedFolder) throws -> TriedFolder {
        guard let beginning = beginnings[step] else { return folder }
        try FileManager.default.copyItem(atPath: beginning, toPath: folder.root)
        return folder
    }

    /// Lives a history from a step on: drops, disturbed runs, recovery, and so to the end; then judges it.
    ///
    /// A history whose kill never came is not judged.
    func live(from beginning: Step, _ disturbances: [Step: [Disturbance]], broken: String? = nil) -> Life {
        var life = Life()
        do {
            try withFolder(before: beginning) { folder in
                var dropped = beginning == .second ? Step.first.drops : []
                for step in Step.allCases where step.rawValue >= beginning.rawValue {
                    try folder.drop(step.drops)
                    dropped += step.drops
                    for disturbance in disturbances[step] ?? [] {
                        let ending = try obmen.run(folder, disturbance, broken: broken)
                        life.endings.append(ending)
                        if !disturbance.isKill { life.findings += Self.broken(contract: ending) }
                        life.isLate = life.isLate || ((ending.code ?? 3) <= 1 && !folder.leftovers().isEmpty)
                        life.wasInjected = life.wasInjected || CallProfile.hasInjection(folder.trace)
                    }
                    if !life.endings.isEmpty, !life.endings.contains(where: \.wasKilled),
                        disturbances.values.joined().allSatisfy(\.isKill)
                    {
                        return
                    }
                    life.findings += try recover(folder, broken: broken)
                }
                life.findings += try judge.findings(
                    folder, dropped: dropped, isLate: life.isLate, replays: replays(folder))
            }
        } catch {
            life.findings.append("\(error)")
        }
        return life
    }

    /// The long set plays every history again, the short one every third: that is two thirds of a history's time.
    func replays(_ folder: TriedFolder) -> Bool {
        isLong || (Int(folder.home.split(separator: "/").last ?? "") ?? 0) % 3 == 0
    }

    /// Runs the program undisturbed until nothing is left to do, three times at most.
    func recover(_ folder: TriedFolder, broken: String? = nil, patienceSeconds: Double = 120) throws -> [String] {
        var ending: Ending?
        for _ in 0..<3 {
            let last = try obmen.run(folder, broken: broken, patienceSeconds: patienceSeconds)
            if let code = last.code, code <= 1, folder.leftovers().isEmpty { return [] }
            ending = last
        }
        return ["not done after three undisturbed runs; the last: \(ending?.text ?? "")"]
    }

    /// What a run that met an error may not do: crash, hang, end with a code that means nothing.
    static func broken(contract ending: Ending) -> [String] {
        guard !ending.isStuck, let code = ending.code else { return ["the disturbed run: \(ending.text)"] }
        // 74: a commit or an fsync failed.
        guard [0, 1, 2, 3, 74].contains(code) else { return ["no code of the contract: \(ending.text)"] }
        // 0 and 1 mean that the pass was made, and a pass says what it did.
        let saysNothing = code <= 1 && ending.output.isEmpty
        return saysNothing ? ["says that it is done, and not what: \(ending.text)"] : []
    }

    /// Does something with each item, some at once.
    func each<Item: Sendable>(_ items: [Item], _ body: @escaping @Sendable (Item) -> Void) {
        let next = Counter()
        DispatchQueue.concurrentPerform(iterations: min(jobs, max(1, items.count))) { _ in
            while true {
                let index = next.value.add(1, ordering: .relaxed).oldValue
                guard index < items.count else { return }
                body(items[index])
            }
        }
    }
}
