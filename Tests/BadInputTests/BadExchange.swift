import ExchangeEngine
import ExchangeModel
import Foundation
import Ledger
import SystemPackage
import TabularFiles
import TestSupport
import Testing

/// An exchange of its own for one case, and the built program that works on it under the limits of the catalogue.
final class BadExchange {
    /// A file that was laid into an inbox.
    struct Delivery {
        let name: String
        let side: FileRow.Side
    }

    struct Run {
        let code: Int32
        let output: String
    }

    let files: TemporaryFolder
    let folder: ExchangeFolder
    /// The file that is judged; the last one laid down.
    private(set) var judged: Delivery?

    /// What a case may use.
    static let processorSeconds = 5
    static let memoryKilobytes = 256 << 10

    init() throws {
        files = try TemporaryFolder()
        folder = ExchangeFolder(FilePath(files.path("watch")))
        try folder.make(configuration: ExchangeConfiguration.template(crms: ["bitrix24"], profile: "ut11"))
    }

    var root: String { files.path("watch") }

    /// Changes the configuration: `old` of the template becomes `new`.
    func configure(_ old: String, _ new: String) throws {
        let path = files.url.appending(path: "watch/obmen.toml")
        let text = try String(contentsOf: path, encoding: .utf8)
        try #require(text.contains(old), "\(old) is not in the template")
        try Data(text.replacing(old, with: new).utf8).write(to: path)
    }

    func inbound(_ bytes: [UInt8], as name: String = "import.xml") throws {
        judged = Delivery(name: name, side: .inbound)
        try write("inbound/" + name, bytes)
    }

    func inbound(_ text: String, as name: String = "import.xml") throws { try inbound(Array(text.utf8), as: name) }

    func outbound(_ bytes: [UInt8], as name: String) throws {
        judged = Delivery(name: name, side: .outbound)
        try write("outbound/" + name, bytes)
    }

    func outbound(_ text: String, as name: String) throws { try outbound(Array(text.utf8), as: name) }

    /// Says which entry of an inbox is judged, for what is not laid down as bytes.
    func judge(_ name: String, _ side: FileRow.Side = .inbound) { judged = Delivery(name: name, side: side) }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = files.url.appending(path: "watch/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// A round of the program, which ends by itself where it needs more than the catalogue grants.
    ///
    /// Memory is counted as what the process may write (`RLIMIT_DATA`): heap, stacks, private mappings.
    @discardableResult
    func round() throws -> Run { try run("run", "--once", "--json", "--root", root) }

    /// A round, and something that others do between its first look at the inbox and its second, 300 ms later.
    @discardableResult
    func round(during body: @Sendable () throws -> Void) throws -> Run {
        let (process, output) = try start("run", "--once", "--json", "--root", root)
        Thread.sleep(forTimeInterval: 0.15)
        try body()
        return try end(process, output)
    }

    func run(_ arguments: String...) throws -> Run {
        let (process, output) = try start(arguments)
        return try end(process, output)
    }

    /// The same while other cases go on, of which each waits for the program most of its time.
    @discardableResult
    func round() async throws -> Run { try await run("run", "--once", "--json", "--root", root) }

    func run(_ arguments: String...) async throws -> Run {
        await Self.turns.take()
        do {
            let (process, output) = try prepared(arguments)
            try await withCheckedThrowingContinuation { (over: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in over.resume() }
                do { try process.run() } catch { over.resume(throwing: error) }
            }
            await Self.turns.give()
            return try end(process, output)
        } catch {
            await Self.turns.give()
            throw error
        }
    }

    private static let turns = Turns(2 * ProcessInfo.processInfo.activeProcessorCount)

    private func start(_ arguments: String...) throws -> (Process, output: String) { try start(arguments) }

    private func start(_ arguments: [String]) throws -> (Process, output: String) {
        let (process, output) = try prepared(arguments)
        try process.run()
        return (process, output)
    }

    private func prepared(_ arguments: [String]) throws -> (Process, output: String) {
        let output = try files.write("output-\(UUID().uuidString)", "")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        let limits = "ulimit -t \(Self.processorSeconds) && ulimit -d \(Self.memoryKilobytes) && exec \"$@\""
        process.arguments = ["-c", limits, "bash", Self.executable.path] + arguments
        process.environment = ["LANG": "ru_RU.UTF-8", "PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        let handle = try #require(FileHandle(forWritingAtPath: output))
        process.standardOutput = handle
        process.standardError = handle
        return (process, output)
    }

    private func end(_ process: Process, _ output: String) throws -> Run {
        process.waitUntilExit()
        // A signal: killed by a limit, or a crash.
        let code = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Run(code: code, output: try String(contentsOfFile: output, encoding: .utf8))
    }

    /// Beside the test bundle; where the tests run otherwise, in the debug build.
    private static let executable: URL = {
        if let other = ProcessInfo.processInfo.environment["OBMEN_PROGRAM"] { return URL(filePath: other) }
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "obmen")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return package.appending(path: ".build/debug/obmen")
    }()

    static let package = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What the ledger says.
    func read<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        try Ledger(readingFrom: folder.ledger.string).read(body)
    }

    func lies(_ delivery: Delivery) -> Bool {
        let path = files.path("watch/\(delivery.side.rawValue)/\(delivery.name)")
        return (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    /// The table of rows that were set aside.
    func setAsideText() throws -> String {
        let name = try #require(files.names(in: "watch/quarantine").last { $0.hasSuffix(".строки.csv") })
        return try files.text("watch/quarantine/\(name)")
    }

    /// Its rows, without the headings.
    func setAside() throws -> [[String]] {
        Array(try Self.cells(setAsideText()).dropFirst())
    }

    /// The tables in a folder, cell by cell.
    func tables(in folder: String) throws -> [[[String]]] {
        try files.names(in: folder).filter { $0.hasSuffix(".csv") }.map {
            try Self.cells(files.text("\(folder)/\($0)"))
        }
    }

    private static func cells(_ text: String) throws -> [[String]] {
        var reader = CSVReader(delimiter: UInt8(ascii: ";"), encoding: .utf8)
        var rows: [[String]] = []
        reader.push(Array(text.utf8)) { rows.append($0.cells) }
        try reader.finish { rows.append($0.cells) }
        return rows
    }

    /// The customers that records name.
    func names(of kind: RecordKind) throws -> [String] {
        try read { transaction in
            var names: [String] = []
            try transaction.entities([kind], above: 0) {
                names.append($0.fields["contact"] ?? $0.fields["company"] ?? "")
            }
            return names
        }
    }

    // MARK: Writers

    private var writer: FileHandle?

    /// Opens a file for writing, and leaves it open.
    func keepOpen(_ name: String) throws {
        writer = FileHandle(forUpdatingAtPath: files.path("watch/\(name)"))
    }

    /// Writes more to the file that was left open, and closes it.
    func append(_ bytes: [UInt8]) throws {
        let handle = try #require(writer)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
        writer = nil
    }

    func setModified(_ name: String, secondsSince1970 seconds: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: files.path("watch/\(name)"))
    }
}

/// Lets so many go on at once, and the others wait.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
