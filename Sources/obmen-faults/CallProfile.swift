import Foundation

/// Which calls to the system a run makes that concern the exchange folder, each by its number among its thread's calls
/// of that name; that is how strace counts.
struct CallProfile: Sendable {
    /// The numbers of the calls of the main thread, in order.
    private(set) var ordinals: [SystemCall: [Int]] = [:]

    init(trace: String, root: String) {
        let text = String(decoding: FileManager.default.contents(atPath: trace) ?? Data(), as: UTF8.self)
        var counts: [SystemCall: Int] = [:]
        var main: Substring?
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2, let bracket = parts[1].firstIndex(of: "(") else { continue }
            main = main ?? parts[0]
            let name = parts[1][..<bracket].trimmingCharacters(in: .whitespaces)
            guard parts[0] == main, let call = SystemCall(rawValue: name) else { continue }
            counts[call, default: 0] += 1
            // The loader's libraries and the terminal are nobody's concern here.
            if line.contains(root) { ordinals[call, default: []].append(counts[call, default: 0]) }
        }
    }

    /// Whether strace's log tells of a fault that it injected, other than the pauses that it left out.
    static func hasInjection(_ trace: String) -> Bool {
        let text = String(decoding: FileManager.default.contents(atPath: trace) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").contains { $0.hasSuffix("(INJECTED)") && !$0.contains("clock_nanosleep") }
    }
}
