internal import CBareSAX
internal import Glibc

/// What the figures were measured on.
enum Machine {
    static func facts() -> [(String, String)] {
        var system = utsname()
        uname(&system)
        let kernel = withUnsafeBytes(of: &system.release) { text($0) }
        let pages = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        return [
            ("cpu", field("model name", in: "/proc/cpuinfo", ":") ?? "unknown"),
            ("cores", "\(sysconf(Int32(_SC_NPROCESSORS_ONLN)))"), ("memory", "\(pages >> 20) MB"),
            ("system", field("PRETTY_NAME", in: "/etc/os-release", "=") ?? "unknown"), ("kernel", kernel),
            ("libxml2", version(String(cString: obmen_libxml2_version()))), ("sqlite", sqlite()), ("load", load())
        ]
    }

    /// The mean number of processes that wanted to run in the last minute, five and fifteen: above the number of
    /// cores, the figures are noisy.
    static func load() -> String { Files.text("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " ") }

    private static func field(_ name: String, in file: String, _ separator: Character) -> String? {
        for line in Files.text(file).split(separator: "\n") where line.hasPrefix(name) {
            return line.split(separator: separator, maxSplits: 1).last.map { value in
                String(value.drop { $0 == " " }).filter { $0 != "\"" }
            }
        }
        return nil
    }

    /// 2.9.14 from 20914.
    private static func version(_ text: String) -> String {
        guard let number = Int(text.prefix { $0.isNumber }) else { return text }
        return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
    }

    /// Of the library that obmen loads too; asked at run time, since this program doesn't use it.
    private static func sqlite() -> String {
        guard let library = dlopen("libsqlite3.so.0", RTLD_LAZY) else { return "unknown" }
        defer { dlclose(library) }
        guard let symbol = dlsym(library, "sqlite3_libversion") else { return "unknown" }
        typealias Version = @convention(c) () -> UnsafePointer<CChar>?
        return unsafeBitCast(symbol, to: Version.self)().map { String(cString: $0) } ?? "unknown"
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
