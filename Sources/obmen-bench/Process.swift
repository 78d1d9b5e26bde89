import ArgumentParser
import Glibc

/// Runs a program to its end and tells what it cost.
enum Process {
    struct Cost {
        /// Seconds.
        let wall: Double
        /// User and system, seconds.
        let cpu: Double
        let peakMegabytes: Double
    }

    /// - Throws: `ExitCode` where it could not be started or ended with another code than 0.
    static func run(_ program: String, _ arguments: [String]) throws -> Cost {
        var pid = pid_t()
        var argv = ([program] + arguments).map { strdup($0) as UnsafeMutablePointer<CChar>? } + [nil]
        defer { for argument in argv { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        let start = now()
        guard posix_spawn(&pid, program, &actions, nil, &argv, environ) == 0 else {
            print("cannot start \(program)")
            throw ExitCode(3)
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(pid, &status, 0, &usage) == pid, status == 0 else {
            print("\(program) \(arguments.joined(separator: " ")): status \(status)")
            throw ExitCode(1)
        }
        return Cost(
            wall: now() - start, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMegabytes: Double(usage.ru_maxrss) / 1024)
    }

    static func executablePath() -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func temporaryFolder() throws -> String {
        var template = Array("/tmp/obmen-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ExitCode(3) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func remove(_ folder: String) throws {
        _ = try run("/bin/rm", ["-rf", folder])
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
