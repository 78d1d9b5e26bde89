import ArgumentParser
import Foundation

/// Hurts a built `obmen` from outside, lets it recover by running it again, and checks what came out.
///
/// The map of this target, in the order of a history's way:
///
/// | step | from | to |
/// |---|---|---|
/// | `Scenario` | – | files that are dropped in two steps |
/// | `Laboratory` | the scenario | an undisturbed reference, folders to begin with, what the system is asked for |
/// | `Modes/` | a mode's plan of ``Disturbance``s | histories, several at once |
/// | `Laboratory.live` | a disturbance | an exchange folder that was hurt and has recovered |
/// | `Judge` | the folder and the ``Reference`` | what is wrong with it |
/// | ``Tally`` | all that | the table at the end |
@main
struct FaultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "obmen-faults",
        abstract: "Kills, errors, full disks and rivals against a built obmen; then every file has to be there once",
        discussion: """
            Needs strace; as root also mount, for a disk that is full.
            Example (all modes, 100 seconds):
              swift run obmen-faults
              swift run -c release obmen-faults kills errors --long --jobs 2
            """)

    @Argument(help: "\(Mode.allCases.map(\.rawValue).joined(separator: ", ")); default: all")
    var modes: [Mode] = []

    @Option(help: "The obmen to hurt; default: beside this program")
    var obmen: String?

    @Option(help: "Where chance begins; a violation names it")
    var seed: UInt64 = 1

    @Flag(help: "Every place instead of a sample")
    var long = false

    @Option(help: "Histories at once")
    var jobs = 2

    @Option(help: "Where exchange folders are made; default: in memory, where there is room")
    var scratch: String?

    func run() throws {
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let program = obmen ?? own.appending(path: "obmen").path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw ValidationError("\(program) is not there; build it or name one with --obmen")
        }
        let home = try ScratchFolder(in: scratch)
        let signals = home.removeOnSignals()
        defer {
            home.remove()
            signals.forEach { $0.cancel() }
        }
        let laboratory = try Laboratory(
            obmen: Obmen(path: program), home: home, seed: seed, isLong: long, jobs: max(1, jobs))
        let tally = Tally()
        for mode in modes.isEmpty ? Mode.allCases : modes {
            let start = Date()
            try mode.run(laboratory, tally)
            tally.end(mode, seconds: Date().timeIntervalSince(start))
        }
        tally.printTable(seed: seed)
        if tally.hasViolations { throw ExitCode(1) }
    }
}

/// A way to hurt the program.
enum Mode: String, CaseIterable, ExpressibleByArgument, Sendable {
    case kills, errors, full, instances, many, order, broken

    func run(_ laboratory: Laboratory, _ tally: Tally) throws {
        switch self {
        case .kills: KillMode(laboratory, tally).run()
        case .errors: ErrorMode(laboratory, tally).run()
        case .full: try FullDiskMode(laboratory, tally).run()
        case .instances: try InstancesMode(laboratory, tally).run()
        case .many: try ManyFilesMode(laboratory, tally).run()
        case .order: OrderMode(laboratory, tally).run()
        case .broken: try BrokenMode(laboratory, tally).run()
        }
    }
}
