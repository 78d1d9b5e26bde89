internal import ExchangeModel
internal import SystemPackage

/// What the service says of itself, in `.obmen/status.json`.
struct Heartbeat {
    /// UTC, like the other moments.
    let startedAt: String
    var at = ""
    var roundAt: String?
    var isRunning = true
    var process = 0
    /// Files that are there and have not settled.
    var settling = 0
    var problems: [Issue] = []
    private var told = ""

    init(startedAt: String) {
        self.startedAt = startedAt
    }

    var json: JSONText {
        .object([
            ("startedAt", .string(startedAt)), ("at", .string(at)), ("roundAt", roundAt.map(JSONText.string) ?? .null),
            ("running", .flag(isRunning)), ("process", .number(process)), ("settling", .number(settling)),
            ("problems", .array(problems.map(Self.json)))
        ])
    }

    private static func json(_ issue: Issue) -> JSONText {
        .object([
            ("code", .string(issue.code)), ("russian", .string(issue.message.russian)),
            ("english", .string(issue.message.english)), ("adviceRussian", .string(issue.advice?.russian ?? "")),
            ("adviceEnglish", .string(issue.advice?.english ?? ""))
        ])
    }

    /// Whether a process of that number is there and is one of ours: a service that was killed said no farewell.
    private static func isOurs(_ process: Int) -> Bool {
        guard process > 0, let command = try? Files.contents(FilePath("/proc/\(process)/comm")) else { return false }
        return command.starts(with: Array("obmen".utf8))
    }

    /// Whether there is something to tell that was not told.
    var differs: Bool { key != told }

    mutating func remember() { told = key }

    private var key: String {
        "\(roundAt ?? "") \(isRunning) \(settling) \(problems.map { $0.code + ($0.subject ?? "") })"
    }

    /// Reads what ``json`` wrote; `nil` where it is not whole.
    init?(_ text: [UInt8]) {
        guard let object = JSONObject(text), let startedAt = object.text("startedAt") else { return nil }
        self.startedAt = startedAt
        at = object.text("at") ?? ""
        roundAt = object.text("roundAt")
        process = object.number("process") ?? 0
        isRunning = (object.flag("running") ?? false) && Self.isOurs(process)
        settling = object.number("settling") ?? 0
        problems = object.objects("problems").map { problem in
            Issue(
                code: problem.text("code") ?? "", severity: .error,
                message: LocalizedText(russian: problem.text("russian") ?? "", english: problem.text("english") ?? ""),
                advice: LocalizedText(
                    russian: problem.text("adviceRussian") ?? "", english: problem.text("adviceEnglish") ?? ""))
        }
    }
}
