import Foundation

/// How a program ended.
struct Ending: Sendable {
    /// `nil` where a signal ended it.
    let code: Int32?
    let signal: Int32?
    /// It did not end in time, and was killed for that.
    let isStuck: Bool
    let output: String
    let errors: String

    var wasKilled: Bool { signal == SIGKILL && !isStuck }

    /// For a person, in one line.
    var text: String {
        let how = isStuck ? "did not end" : code.map { "code \($0)" } ?? "signal \(signal ?? 0)"
        let words = (errors.isEmpty ? output : errors).split(separator: "\n").suffix(2).joined(separator: " / ")
        return words.isEmpty ? how : "\(how): \(words.suffix(300))"
    }
}

/// A program that was started; what it says goes into files, since a full pipe would stall it.
struct ChildProcess: Sendable {
    private let pid: pid_t
    private let output: String
    private let errors: String

    /// Longer than any work here takes; a program that takes longer is stuck.
    static let patienceSeconds = 120.0

    init(_ arguments: [String], environment: [String: String], outputPrefix: String) throws {
        output = outputPrefix + ".out"
        errors = outputPrefix + ".err"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that it can be ended together with what it started.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var argv = arguments.map { strdup($0) as UnsafeMutablePointer<CChar>? } + [nil]
        var envp = environment.map { strdup("\($0)=\($1)") as UnsafeMutablePointer<CChar>? } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid = pid_t()
        let status = posix_spawnp(&pid, arguments[0], &actions, &attributes, &argv, &envp)
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .ENOENT) }
        self.pid = pid
    }

    /// Waits for its end.
    func wait(seconds patience: Double = patienceSeconds) -> Ending {
        let start = Date()
        var status: Int32 = 0
        var isStuck = false
        while waitpid(pid, &status, WNOHANG) == 0 {
            if Date().timeIntervalSince(start) > patience, !isStuck {
                isStuck = true
                kill(-pid, SIGKILL)
            }
            usleep(3_000)
        }
        let signal = status & 0x7F
        return Ending(
            code: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal, isStuck: isStuck,
            output: Self.text(output), errors: Self.text(errors))
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
