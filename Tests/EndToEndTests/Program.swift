import Foundation
import TestSupport
import Testing

/// The built `obmen`, run as a person or cron runs it.
struct Program {
    struct Result {
        let code: Int32
        let output: String
        let errors: String

        /// The lines of the output, each of which has to be a JSON object.
        func objects() throws -> [[String: Any]] {
            try output.split(separator: "\n").map { line in
                try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        }
    }

    static let package = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let samples = package.appending(path: "samples").path

    /// Beside the test bundle; where the tests run otherwise, in the debug build.
    static var executable: URL {
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "obmen")
        let exists = FileManager.default.isExecutableFile(atPath: beside.path)
        return exists ? beside : package.appending(path: ".build/debug/obmen")
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The exchange folder.
    var root: String { folder.path("watch") }

    func run(_ arguments: String...) throws -> Result { try run(list: arguments) }

    /// Begins the program and goes on; what it says is thrown away.
    func start(_ arguments: String...) throws -> Process {
        let process = Self.process(arguments)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// What was freed is written over with «x», so that a look at it shows.
    private static let environment = ["LANG": "ru_RU.UTF-8", "PATH": "/usr/bin:/bin", "MALLOC_PERTURB_": "120"]

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = package
        process.environment = Self.environment
        process.standardInput = FileHandle.nullDevice
        return process
    }

    func run(list arguments: [String]) throws -> Result {
        // Files rather than pipes: a full pipe would stall the program.
        let name = UUID().uuidString
        let output = try folder.write("\(name).out", "")
        let errors = try folder.write("\(name).err", "")
        let process = Self.process(arguments)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus, output: try folder.text("\(name).out"),
            errors: try folder.text("\(name).err"))
    }

    /// Runs a script with arguments; gives all that it said.
    func shell(_ script: String, _ arguments: String...) throws -> String {
        let output = try folder.write("\(UUID().uuidString).out", "")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script, "bash"] + arguments
        process.environment = Self.environment
        let handle = FileHandle(forWritingAtPath: output)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        return try String(contentsOfFile: output, encoding: .utf8)
    }

    /// Copies a set of samples into the inbox.
    func drop(_ set: String, as name: String? = nil) throws {
        try FileManager.default.copyItem(
            atPath: Self.samples + "/" + set, toPath: root + "/inbound/" + (name ?? set))
    }

    /// An exchange folder into which a set was taken.
    static func with(_ set: String) throws -> Program {
        let program = try Program()
        try #require(program.run("init", program.root).code == 0)
        try program.drop(set)
        try #require(program.run("run", "--once", "--root", program.root).code == 0)
        return program
    }
}
