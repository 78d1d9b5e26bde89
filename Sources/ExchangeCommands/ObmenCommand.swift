public import ArgumentParser
internal import CLinux

/// The command line; `obmen` itself is ten lines around this.
///
/// The map of this target: arguments → a command (one file each) → the engine → text for a person or JSON for a
/// script. Exit codes: 0 done; 1 something was refused, the rest done; 2 wrong use or configuration; 3 could not run.
public struct ObmenCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "obmen",
        abstract: words("Файловый обмен между 1С и CRM (Битрикс24, amoCRM)", "File exchange between 1C and a CRM"),
        discussion: examples("obmen demo", "obmen init /srv/exchange", "obmen run --once --root /srv/exchange"),
        version: Self.version,
        subcommands: [
            InitCommand.self, RunCommand.self, ApplyCommand.self, PlanCommand.self, InspectCommand.self,
            LedgerCommand.self, WhyCommand.self, OrdersCommand.self, ReportCommand.self, ResendCommand.self,
            AuditCommand.self, ReplayCommand.self, ConfirmCommand.self, RequeueCommand.self, StatusCommand.self,
            DoctorCommand.self,
            ServiceUnitCommand.self, DemoCommand.self, ManualCommand.self
        ]
    )

    /// The newest of CHANGELOG.md.
    static let version = "0.14.0"

    public init() {}

    /// Runs the command that the arguments name, and ends the process with its exit code.
    public static func start() -> Never {
        obmen_leave_no_memory_behind()
        do {
            var command = try parseAsRoot()
            try command.run()
            exit(withError: nil)
        } catch let error as ExitCode {
            exit(withError: error)
        } catch {
            Failure(error)?.end()
            // Help and completion scripts were asked for: they are output, and no error.
            if exitCode(for: error).isSuccess { exit(withError: error) }
            // The contract says 2 for wrong use; the parser's own number is 64.
            StandardError.say(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}
