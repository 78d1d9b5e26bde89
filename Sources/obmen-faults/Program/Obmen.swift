import Foundation

/// The program that is hurt.
struct Obmen: Sendable {
    let path: String

    /// One row of `ledger list`.
    struct LedgerRow: Decodable, Sendable {
        let id: Int
        let file: String
        let state: String
        let kept: String?
        let sha256: String
        let issue: String?
    }

    /// The looks that it takes at a file with a pause between them are not what is tried here: the pause is left out.
    private static let noPause = ["-e", "inject=clock_nanosleep:retval=0"]

    /// Starts one full pass over an exchange folder.
    ///
    /// `broken`: the mistake that it is to make on purpose.
    func start(
        _ folder: TriedFolder, _ disturbance: Disturbance = .none, broken: String? = nil, pauses: Bool = false,
        tracing: [String] = [], name: String = "run"
    ) throws -> ChildProcess {
        var environment = Self.environment(folder)
        environment.merge(disturbance.environment) { $1 }
        if let broken { environment["OBMEN_BROKEN"] = broken }
        let call = [path, "run", "--once", "--root", folder.root]
        guard !pauses else { return try start(call, environment, folder, name) }
        let injected = disturbance.injection
        let watched = injected.compactMap { $0.split(separator: ":").first?.dropFirst("inject=".count) }
        let calls = (["clock_nanosleep"] + watched.map(String.init) + tracing).map { "?\($0)" }.joined(separator: ",")
        var strace = ["strace", "-qq", "-f", "-o", folder.trace, "-e", "trace=\(calls)"]
        // Faster, but then strace 6.1 sends no signals.
        if !disturbance.isSignal { strace.append("--seccomp-bpf") }
        if !tracing.isEmpty { strace += ["-y", "-s", "0"] }
        if let path = disturbance.path { strace += ["-P", folder.root + "/" + path] }
        strace += Self.noPause + injected.flatMap { ["-e", $0] }
        return try start(strace + call, environment, folder, name)
    }

    func run(
        _ folder: TriedFolder, _ disturbance: Disturbance = .none, broken: String? = nil, tracing: [String] = [],
        patienceSeconds: Double = ChildProcess.patienceSeconds
    ) throws -> Ending {
        try start(folder, disturbance, broken: broken, tracing: tracing).wait(seconds: patienceSeconds)
    }

    func makeFolder(_ folder: TriedFolder) throws {
        let ending = try start(
            [path, "init", folder.root, "--crm", "bitrix24,amocrm", "--profile", "ut11"], Self.environment(folder),
            folder, "init"
        ).wait()
        guard ending.code == 0 else { throw LaboratoryError(text: "init: \(ending.text)") }
    }

    /// What the ledger says of every file.
    func ledger(_ folder: TriedFolder) throws -> [LedgerRow] {
        let ending = try start(
            [path, "ledger", "list", "--json", "--root", folder.root], Self.environment(folder), folder, "list"
        ).wait()
        guard ending.code == 0 else { throw LaboratoryError(text: "ledger list: \(ending.text)") }
        return try ending.output.split(separator: "\n").map {
            try JSONDecoder().decode(LedgerRow.self, from: Data($0.utf8))
        }
    }

    /// What the program itself finds wrong; nothing where all agrees.
    func audit(_ folder: TriedFolder, quick: Bool = false) throws -> [String] {
        let ending = try start(
            [path, "audit", "--json", "--root", folder.root] + (quick ? ["--quick"] : []), Self.environment(folder),
            folder, "audit"
        ).wait()
        let findings = ending.output.split(separator: "\n").map { "audit: \($0)" }
        return findings.isEmpty && ending.code != 0 ? ["audit: \(ending.text)"] : findings
    }

    private func start(
        _ arguments: [String], _ environment: [String: String], _ folder: TriedFolder, _ name: String
    ) throws -> ChildProcess {
        try ChildProcess(arguments, environment: environment, outputPrefix: "\(folder.home)/\(name)")
    }

    private static func environment(_ folder: TriedFolder) -> [String: String] {
        // Backtraces are printed by a process that outlives the one that crashed.
        [
            "LANG": "ru_RU.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": folder.home, "SWIFT_BACKTRACE": "enable=no"
        ]
    }
}
