public import ExchangeModel
public import Ledger
internal import SystemPackage

/// How the exchange is: for `obmen status`, a monitoring system and the reports.
public struct Health: Sendable {
    /// Files by what became of them: `applied`, `duplicate`, `refused`, `waiting`, `held`.
    public let files: [(state: String, count: Int)]
    /// Files that wait for a person, by their numbers.
    public let held: [(id: Int, name: String, issue: Issue)]
    /// UTC: since when the oldest file that is not done waits; `nil` where none does.
    public let oldestWaiting: String?
    /// Files that lie in an inbox and have not settled, as the service last saw.
    public let settling: Int
    /// 1C's own time: the newest session of which a file was applied, and when that was (UTC).
    public let lastSession: (formedAt: String, receivedAt: String)?
    /// Orders by where they are.
    public let orders: [OutgoingRow.State: Int]
    /// How many orders lie in the letterbox, since when (UTC) the oldest of them.
    public let letterbox: (orders: Int, since: String?)
    /// When the service last said something (UTC), and whether it went on then; `nil` where it never ran.
    public let service: (at: String, roundAt: String?, isRunning: Bool)?
    public let problems: [Issue]
    private let now: Int

    /// - Throws: ``ExchangeFault/noFolder(_:)`` where there is none yet, ``LedgerFault``.
    public init(_ folder: ExchangeFolder, clock: ExchangeClock = .system) throws {
        guard Files.exists(folder.ledger) else { throw folder.fault }
        let heartbeat = (try? Files.contents(folder.heartbeat)).flatMap(Heartbeat.init)
        now = clock.now()
        let ledger = try Ledger(readingFrom: folder.ledger.string)
        let (counts, unsettled, session, orders, since) = try ledger.read { transaction in
            (
                try transaction.fileCounts(), try transaction.unsettledFiles(), try transaction.lastSession(),
                try transaction.outgoingCounts(), try transaction.oldestPublished()
            )
        }
        let held = unsettled.filter(\.isHeld)
        let waiting = unsettled.count - held.count
        files = counts.filter { $0.state != "received" } + [("waiting", waiting), ("held", held.count)]
        self.held = held.compactMap { row in row.hold.map { (row.id, row.name, $0) } }
        oldestWaiting = unsettled.map(\.receivedAt).min()
        settling = heartbeat?.settling ?? 0
        lastSession = session
        self.orders = orders
        letterbox = (orders[.published, default: 0], since)
        service = heartbeat.map { ($0.at, $0.roundAt, $0.isRunning) }
        problems = heartbeat?.isRunning == true ? heartbeat?.problems ?? [] : []
    }

    /// Nothing waits for a person and nothing stands in the way.
    public var isWell: Bool { problems.isEmpty && held.isEmpty && orders[.held, default: 0] == 0 }

    public var json: JSONText {
        func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }
        return .object([
            ("well", .flag(isWell)),
            ("files", .object(files.map { ($0.state, .number($0.count)) })),
            (
                "held",
                .array(
                    held.map {
                        .object([("id", .number($0.id)), ("file", .string($0.name)), ("issue", .string($0.issue.code))])
                    })
            ),
            ("oldestWaiting", text(oldestWaiting)), ("settling", .number(settling)),
            ("lastSession", text(lastSession?.formedAt)), ("lastSessionReceivedAt", text(lastSession?.receivedAt)),
            (
                "orders",
                .object(
                    OutgoingRow.State.allCases.map { ($0.rawValue, .number(orders[$0, default: 0])) })
            ),
            (
                "letterbox",
                .object([("orders", .number(letterbox.orders)), ("since", text(letterbox.since))])
            ),
            (
                "service",
                service.map {
                    .object([
                        ("at", .string($0.at)), ("roundAt", text($0.roundAt)), ("running", .flag($0.isRunning))
                    ])
                } ?? .null
            ),
            (
                "problems",
                .array(
                    problems.map {
                        .object([("code", .string($0.code)), ("message", .string($0.message.english))])
                    })
            )
        ])
    }

    /// The same as lines for a person.
    public func lines(_ language: Language) -> [String] {
        func say(_ russian: String, _ english: String) -> String {
            LocalizedText(russian: russian, english: english)(language)
        }
        var lines: [String] = []
        switch service {
        case nil: lines.append(say("Служба не запускалась.", "The service never ran."))
        case (let at, let round, true)?:
            lines.append(
                say(
                    "Служба работает; последний обмен \(round ?? "—") (UTC).",
                    "The service runs; last exchange \(round ?? "—") (UTC), seen \(at)."))
        case (let at, _, false)?:
            lines.append(say("Служба остановлена \(at) (UTC).", "The service was stopped \(at) (UTC)."))
        }
        for problem in problems {
            lines.append("✗ \(problem.message(language)) \(problem.advice?(language) ?? "")".trimmed)
        }
        let counts = files.map { "\(Self.title($0.state)(language)) \($0.count)" }.joined(separator: ", ")
        lines.append(say("Файлы: ", "Files: ") + counts)
        for file in held {
            lines.append(
                "? № \(file.id) \(file.name.singleLine): \(file.issue.message(language)) \(file.issue.advice?(language) ?? "")"
            )
        }
        if settling > 0 { lines.append(say("Ещё пишутся: \(settling)", "Still being written: \(settling)")) }
        if let oldestWaiting {
            lines.append(
                say("Дольше всех ждёт с \(oldestWaiting) (UTC)", "The oldest waits since \(oldestWaiting) (UTC)"))
        }
        lines.append(
            lastSession.map {
                say(
                    "Последний сеанс 1С: \($0.formedAt) (время 1С), получен \($0.receivedAt) (UTC)",
                    "Last session of 1C: \($0.formedAt) (1C's time), received \($0.receivedAt) (UTC)")
            } ?? say("Сеансов 1С ещё не было.", "No session of 1C so far."))
        let since =
            letterbox.since.map { say(", самый давний — с \($0) (UTC)", ", the oldest since \($0) (UTC)") } ?? ""
        lines.append(
            say("Заказы для 1С: лежат ", "Orders for 1C: in the letterbox ") + "\(letterbox.orders)\(since)"
                + say(", ждут человека ", ", waiting for a person ") + "\(orders[.held, default: 0])")
        return lines
    }

    private static func title(_ state: String) -> LocalizedText {
        switch state {
        case "applied": LocalizedText(russian: "применено", english: "applied")
        case "duplicate": LocalizedText(russian: "повторов", english: "repeated")
        case "refused": LocalizedText(russian: "не принято", english: "refused")
        case "held": LocalizedText(russian: "ждут решения", english: "held")
        default: LocalizedText(russian: "в работе", english: "in work")
        }
    }

    /// For the textfile collector of node_exporter.
    public var metrics: String {
        var text = ""
        func add(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: Int)]) {
            guard !values.isEmpty else { return }
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
            for value in values { text += "\(name)\(value.labels) \(value.value)\n" }
        }
        func seconds(_ moment: String?) -> [(labels: String, value: Int)] {
            moment.flatMap(ExchangeClock.seconds).map { [("", $0)] } ?? []
        }
        add(
            "obmen_files", "gauge", "Files by what became of them.",
            files.map { ("{state=\"\($0.state)\"}", $0.count) })
        add("obmen_settling_files", "gauge", "Files in an inbox that are still being written.", [("", settling)])
        add(
            "obmen_oldest_waiting_timestamp_seconds", "gauge", "Since when the oldest file that is not done waits.",
            seconds(oldestWaiting))
        add(
            "obmen_last_session_timestamp_seconds", "gauge", "When the newest session of 1C was received.",
            seconds(lastSession?.receivedAt))
        add(
            "obmen_orders", "gauge", "Orders for 1C by where they are.",
            OutgoingRow.State.allCases.map { ("{state=\"\($0.rawValue)\"}", orders[$0, default: 0]) })
        add(
            "obmen_letterbox_oldest_timestamp_seconds", "gauge", "Since when the oldest order lies in the letterbox.",
            seconds(letterbox.since))
        add(
            "obmen_last_round_timestamp_seconds", "gauge", "When the service last exchanged.",
            seconds(service?.roundAt))
        add("obmen_running", "gauge", "1 while the service runs.", [("", service?.isRunning == true ? 1 : 0)])
        add("obmen_problems", "gauge", "What stands in the way of the exchange.", [("", problems.count)])
        return text
    }
}
