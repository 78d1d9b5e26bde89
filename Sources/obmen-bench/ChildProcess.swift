internal import BenchSupport
internal import Glibc

/// Runs a program to its end and tells what it cost.
///
/// This program has to stay small itself: a child begins life in its parent's memory, and the system counts that into
/// the child's peak. So nothing here holds files, and Foundation is not used.
enum ChildProcess {
    /// What the program says goes nowhere, what it says about errors to the terminal.
    /// - Throws: ``BenchFault`` where it could not be started or ended with another code than 0.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws(BenchFault) -> Cost {
        var pid = pid_t()
        var argv = ([program] + arguments).map { strdup($0) as UnsafeMutablePointer<CChar>? } + [nil]
        defer { for argument in argv { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        let start = now()
        let refusal = posix_spawnp(&pid, program, &actions, nil, &argv, environ)
        guard refusal == 0 else { throw BenchFault("\(program): \(String(cString: strerror(refusal)))") }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchFault("\(program): \(String(cString: strerror(errno)))") }
        }
        let wall = now() - start
        guard status == 0 else {
            let end = status & 0x7F == 0 ? "code \(status >> 8)" : "signal \(status & 0x7F)"
            throw BenchFault("\(([program] + arguments).joined(separator: " ")): \(end)")
        }
        return Cost(
            wall: wall, processor: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: usage.ru_maxrss << 10)
    }

    static func executablePath() -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
